// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/closedialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/metrics.h"
#include "core/base/lists.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

CloseDialog::CloseDialog(const QStringList &running, const QStringList &jobs, Keeping keeping,
                         QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_always(new QCheckBox(tr("Do the same &every time"), this))
{
    const bool inTray = keeping == Keeping::InTray;
    QVBoxLayout *column =
        frameDialog(this,
                    running.isEmpty()
                        ? tr("Close Portico while it works?")
                        : tr("%1 runs", nullptr, int(running.size())).arg(listedWithAnd(running)));
    if (inTray)
        column->addWidget(makeSentence(
            tr("Portico can stay in the system tray and go on there; its icon brings the window "
               "back."),
            TextRole::Body, this));
    else if (!running.isEmpty())
        column->addWidget(makeSentence(
            tr("ComfyUI can keep running without this window. Portico finds it again at its next "
               "start, and “porticoctl stop” ends it."),
            TextRole::Body, this));
    if (!jobs.isEmpty())
        column->addWidget(makeSentence(
            tr("Unfinished: %1. Closing cancels it. What was downloaded is kept, and the next try "
               "goes on from there.")
                .arg(listedWithAnd(jobs)),
            TextRole::Body, this));
    m_always->setVisible(!running.isEmpty());
    column->addWidget(m_always);
    column->addStretch(1);
    const DialogButtons buttons =
        addDialogButtons(this, column, running.isEmpty() ? tr("&Close") : tr("&Stop and close"));
    buttons.cancel->setText(tr("Stay"));
    connect(buttons.accept, &QPushButton::clicked, this, [this] {
        emit answered(Answer::Stop);
        accept();
    });
    if (inTray || !running.isEmpty()) {
        auto *keep = new QPushButton(inTray ? tr("&Keep in the tray") : tr("&Keep running"), this);
        buttons.row->insertWidget(2, keep);
        connect(keep, &QPushButton::clicked, this, [this] {
            emit answered(Answer::KeepRunning);
            accept();
        });
    }
    buttons.accept->setFocus();
    setMinimumWidth(460);
}

bool CloseDialog::isForAlways() const
{
    return m_always->isChecked();
}

} // namespace portico::app
