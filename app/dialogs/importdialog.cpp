// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/importdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/metrics.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

ImportDialog::ImportDialog(const QString &file, const QList<Install> &installs,
                           const InstallId &usual, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_installs(new QComboBox(this))
{
    QVBoxLayout *column = frameDialog(this, tr("Open a snapshot"));
    column->addWidget(
        makeSentence(tr("“%1” says what an install was: its node packs, packages and settings. An "
                        "install of yours can become the same. You see first what would change.")
                         .arg(QFileInfo(file).fileName()),
                     TextRole::Body, this));
    for (const Install &install : installs) {
        m_installs->addItem(install.name, install.id.toString());
        if (install.id == usual)
            m_installs->setCurrentIndex(m_installs->count() - 1);
    }
    auto *label = new QLabel(tr("&Install"), this);
    label->setBuddy(m_installs);
    m_installs->setAccessibleName(tr("Install"));
    column->addWidget(label);
    column->addWidget(m_installs);
    column->addStretch(1);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Show what would change…"));
    connect(buttons.accept, &QPushButton::clicked, this, [this, installs] {
        emit chosen(installs.at(m_installs->currentIndex()).id);
        accept();
    });
    resize(dialogSize(parent, {520, sizeHint().height()}));
}

} // namespace portico::app
