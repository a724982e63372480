// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/restoredialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/models/historylook.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/plantree.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

RestoreDialog::RestoreDialog(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_sentence(makeSentence({}, TextRole::Body, this))
    , m_progress(new JobProgress(this))
    , m_failure(new MessageCard(CardTone::Failure, this))
    , m_tree(new PlanTree(this))
    , m_more(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, title);
    m_tree->setHeadings(tr("Then"), tr("Now"));
    m_sentence->setAccessibleDescription(tr("What would happen"));
    m_more->setAccessibleDescription(tr("About the chosen line"));
    m_more->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    for (QWidget *part : {static_cast<QWidget *>(m_sentence), static_cast<QWidget *>(m_progress),
                          static_cast<QWidget *>(m_failure)})
        column->addWidget(part);
    column->addWidget(m_tree, 1);
    column->addWidget(m_more);
    column->addStretch(0);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Go back"));
    m_accept = buttons.accept;
    m_cancel = buttons.cancel;
    connect(m_accept, &QPushButton::clicked, this, &RestoreDialog::press);
    connect(m_tree, &PlanTree::lineChosen, m_more, &QLabel::setText);
    setMinimumSize(520, 360);
    resize(dialogSize(parent, {760, 540}));
    setView(View::Planning);
}

void RestoreDialog::setView(View view)
{
    m_view = view;
    m_progress->setVisible(view == View::Planning);
    m_failure->setVisible(view == View::Failure);
    m_sentence->setVisible(view != View::Failure);
    m_tree->setVisible(view == View::Plan);
    m_more->setVisible(view == View::Plan);
    QString text = tr("&Go back");
    if (view == View::Failure)
        text = tr("&Try again");
    else if (view == View::Plan && m_isOfRest)
        text = tr("&Go back as far as possible");
    else if (view == View::Plan && m_lacks)
        text = tr("&Plan without that");
    m_accept->setText(text);
    m_accept->setAccessibleName(QString(text).remove(u'&'));
    m_accept->setVisible(view != View::Nothing);
    m_accept->setEnabled(view != View::Planning);
    m_cancel->setText(view == View::Nothing ? tr("&Close") : tr("Cancel"));
    if (view == View::Planning)
        m_sentence->setText(tr("Working out what would change. Nothing is changed yet."));
}

void RestoreDialog::press()
{
    if (m_view == View::Failure) {
        emit againRequested();
    } else if (m_lacks && !m_isOfRest) {
        emit restRequested();
    } else {
        emit agreed();
        accept();
    }
}

void RestoreDialog::showPlanning(const Job &job)
{
    setView(View::Planning);
    m_progress->show(job);
    connect(&job, &Job::changed, m_progress, [this, &job] { m_progress->show(job); });
}

void RestoreDialog::showPlan(const PreparedRestore &restore)
{
    m_lacks = !restore.change.plan().lacks.isEmpty();
    m_isOfRest = m_lacks && restore.change.plan().acceptsLacks;
    m_tree->setGroups(restoreGroups(restore));
    if (restore.isEmpty() && !m_lacks) {
        m_sentence->setText(tr("Everything is as it was then. There is nothing to do."));
        setView(View::Nothing);
        return;
    }
    const QString kept = tr("Models, pictures and your other files stay as they are. The state of "
                            "now is kept, so that this, too, can be taken back.");
    if (m_isOfRest)
        m_sentence->setText(tr("What is listed first stays as it is, the rest becomes what it "
                               "was then.")
                            + u' ' + kept);
    else
        m_sentence->setText(m_lacks ? tr("Not everything can be as it was then.") : kept);
    setView(View::Plan);
    m_accept->setFocus();
}

void RestoreDialog::showError(const Error &error)
{
    m_failure->setError(error);
    setView(View::Failure);
}

} // namespace portico::app
