// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"

class QLineEdit;

namespace portico::app {

/** Asks for a line about a snapshot, which may stay empty. */
class NoteDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    struct Words
    {
        QString title{};
        QString explanation{}; ///< whole sentences
        QString accept{};      ///< what the button says
    };

    NoteDialog(const Words &words, const QString &note, QWidget *parent);

signals:
    void noted(const QString &note);

private:
    QLineEdit *m_note;
};

} // namespace portico::app
