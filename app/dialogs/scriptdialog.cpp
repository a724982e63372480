// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/scriptdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

ScriptDialog::ScriptDialog(const QString &pack, const InstallScript &script, QWidget *parent)
    : ReadingOrderDialog(parent)
{
    QVBoxLayout *column = frameDialog(this, tr("install.py of %1").arg(pack));
    column->addWidget(
        makeLabel(tr("%1/install.py · %2 · SHA-256 %3…")
                      .arg(pack, sizeText(script.size), script.digest.toHex().left(16)),
                  TextRole::Caption, this));
    auto *text = new QPlainTextEdit(this);
    text->setReadOnly(true);
    text->setPlainText(script.text);
    text->setFont(monospaceFont(font()));
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setTabChangesFocus(true);
    text->setAccessibleName(tr("The text of install.py"));
    column->addWidget(text, 1);
    auto *row = new QHBoxLayout;
    auto *close = new QPushButton(tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    row->addStretch(1);
    row->addWidget(close);
    column->addLayout(row);
    setMinimumSize(400, 300);
    resize(dialogSize(parent, {760, 560}));
    text->setFocus();
}

} // namespace portico::app
