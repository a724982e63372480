// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/guiltydialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSize>
#include <QVBoxLayout>

namespace portico::app {

GuiltyDialog::GuiltyDialog(const QString &installName, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_byItself(
          new QRadioButton(tr("ComfyUI does not star&t, or a node pack is not loaded"), this))
    , m_byPerson(new QRadioButton(tr("&Something else: ask me each time"), this))
{
    QVBoxLayout *column =
        frameDialog(this, tr("Find the guilty node pack of “%1”").arg(installName));
    column->addWidget(makeSentence(
        tr("Portico starts ComfyUI a few times, each time with half of the node packs that are "
           "still under suspicion: at most 8 starts for 50 packs. Nothing of this install is moved "
           "or changed."),
        TextRole::Body, this));
    column->addWidget(makeSentence(tr("What goes wrong?"), TextRole::Strong, this));
    m_byItself->setChecked(true);
    column->addWidget(m_byItself);
    column->addWidget(m_byPerson);
    column->addStretch(1);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Find it"));
    connect(buttons.accept, &QPushButton::clicked, this, [this] {
        emit chosen(m_byPerson->isChecked() ? GuiltyJudge::Person : GuiltyJudge::Portico);
        accept();
    });
    buttons.accept->setFocus();
    setMinimumWidth(460);
    resize(dialogSize(parent, {540, 320}));
}

} // namespace portico::app
