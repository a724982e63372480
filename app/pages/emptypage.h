// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace portico::app {

/** The first page of an empty library: one sentence, three ways in, and room to drop a file. */
class EmptyPage final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyPage(const QString &libraryFolder, QWidget *parent = nullptr);
    /** Shows that a drop would be taken. */
    void setDropHint(Qt::CheckState state);

signals:
    void fileRequested();
    void urlRequested();
    void folderRequested();
    void selfCheckRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isDropHinted = false;
    QWidget *m_zone;
};

} // namespace portico::app
