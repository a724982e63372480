// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/askdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/metrics.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

AskDialog::AskDialog(const Words &words, QWidget *parent)
    : ReadingOrderDialog(parent)
{
    QVBoxLayout *column = frameDialog(this, words.title);
    column->addWidget(makeSentence(words.meaning, TextRole::Body, this));
    column->addStretch(1);
    const DialogButtons buttons = addDialogButtons(this, column, words.accept);
    connect(buttons.accept, &QPushButton::clicked, this, &QDialog::accept);
    buttons.cancel->setFocus();
    resize(dialogSize(parent, {480, sizeHint().height()}));
}

} // namespace portico::app
