// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/adoptfolder.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTabBar;

namespace portico::app {

/** Where a bundle comes from, what to call it, and its hash if one was published. */
class AddDialog final : public QDialog
{
    Q_OBJECT

public:
    enum Source { File, Address, Folder };

    AddDialog(Source source, const QString &place, QWidget *parent);

signals:
    void bundleChosen(const portico::AddRequest &request);
    void folderChosen(const portico::AdoptRequest &request);

private:
    void refresh();
    void browse();
    void finish();
    Source source() const;
    /** What is still wrong, as a sentence; empty when all is well. */
    QString problem() const;

    QTabBar *m_sources;
    QLabel *m_words;
    QLineEdit *m_place;
    QPushButton *m_browse;
    QLineEdit *m_name;
    QLabel *m_hashLabel;
    QLineEdit *m_hash;
    QLabel *m_problem;
    QPushButton *m_add;
};

} // namespace portico::app
