// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLineEdit;

namespace portico::app {

/** A folder: a field to type in and a button that asks. */
class FolderField final : public QWidget
{
    Q_OBJECT

public:
    explicit FolderField(const QString &name, QWidget *parent = nullptr);

    QString folder() const;
    void setFolder(const QString &folder);
    void setPlaceholder(const QString &text);

signals:
    /** The person finished choosing. */
    void chosen();
    /** Each letter. */
    void edited();

private:
    void ask();

    QString m_name;
    QLineEdit *m_edit;
};

} // namespace portico::app
