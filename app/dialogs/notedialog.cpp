// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/notedialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/metrics.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

namespace {

constexpr int kLongestNote = 200;

} // namespace

NoteDialog::NoteDialog(const Words &words, const QString &note, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_note(new QLineEdit(note, this))
{
    QVBoxLayout *column = frameDialog(this, words.title);
    column->addWidget(makeSentence(words.explanation, TextRole::Body, this));
    m_note->setMaxLength(kLongestNote);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("A note, if you like: “before trying the new sampler”"));
    column->addWidget(m_note);
    column->addStretch(1);
    const DialogButtons buttons = addDialogButtons(this, column, words.accept);
    connect(buttons.accept, &QPushButton::clicked, this, [this] {
        emit noted(m_note->text().trimmed());
        accept();
    });
    resize(dialogSize(parent, {480, sizeHint().height()}));
    m_note->setFocus();
}

} // namespace portico::app
