// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/changedialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/plantree.h"
#include "core/jobs/job.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

ChangeDialog::ChangeDialog(const Words &words, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_usualAccept(words.accept)
    , m_sentence(makeSentence({}, TextRole::Body, this))
    , m_progress(new JobProgress(this))
    , m_failure(new MessageCard(CardTone::Failure, this))
    , m_tree(new PlanTree(this))
    , m_more(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, words.title);
    m_tree->setHeadings(words.first, words.second);
    m_sentence->setAccessibleDescription(tr("What would happen"));
    m_more->setAccessibleDescription(tr("About the chosen line"));
    m_more->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    for (QWidget *part : {static_cast<QWidget *>(m_sentence), static_cast<QWidget *>(m_progress),
                          static_cast<QWidget *>(m_failure)})
        column->addWidget(part);
    column->addWidget(m_tree, 1);
    column->addWidget(m_more);
    column->addStretch(0);
    const DialogButtons buttons = addDialogButtons(this, column, words.accept);
    m_accept = buttons.accept;
    m_cancel = buttons.cancel;
    connect(m_accept, &QPushButton::clicked, this, &ChangeDialog::press);
    connect(m_tree, &PlanTree::lineChosen, m_more, &QLabel::setText);
    setMinimumSize(520, 360);
    resize(dialogSize(parent, {760, 540}));
    setState(State::Planning);
}

void ChangeDialog::setState(State state)
{
    m_state = state;
    const bool isNothing = state == State::Shown && m_view.accept.isEmpty();
    m_progress->setVisible(state == State::Planning);
    m_failure->setVisible(state == State::Failure);
    m_sentence->setVisible(state != State::Failure);
    m_tree->setVisible(state == State::Shown && m_tree->topLevelItemCount() > 0);
    m_more->setVisible(m_tree->isVisibleTo(this));
    QString text = m_usualAccept;
    if (state == State::Failure)
        text = tr("&Try again");
    else if (state == State::Shown)
        text = m_view.accept;
    m_accept->setText(text);
    m_accept->setAccessibleName(QString(text).remove(u'&'));
    m_accept->setVisible(!isNothing);
    m_accept->setEnabled(state == State::Failure || (state == State::Shown && m_view.isAllowed));
    m_cancel->setText(isNothing ? tr("&Close") : tr("Cancel"));
    if (state == State::Planning)
        m_sentence->setText(tr("Working out what would change. Nothing is changed yet."));
}

void ChangeDialog::press()
{
    if (m_state == State::Failure) {
        emit againRequested();
        return;
    }
    const bool isFinal = m_view.isFinal; // showPlanning() may come of it
    emit agreed();
    if (isFinal)
        accept();
}

void ChangeDialog::showPlanning(const Job &job)
{
    setState(State::Planning);
    m_progress->show(job);
    connect(&job, &Job::changed, m_progress, [this, &job] {
        m_progress->show(job);
        if (m_state == State::Planning && !job.progress().step.isEmpty())
            m_sentence->setText(
                tr("%1… Nothing is changed yet.", "a step of a job").arg(job.progress().step));
    });
}

void ChangeDialog::showView(const View &view)
{
    m_view = view;
    m_sentence->setText(view.sentence);
    m_tree->setGroups(view.groups);
    setState(State::Shown);
    if (m_accept->isEnabled())
        m_accept->setFocus();
}

void ChangeDialog::showError(const Error &error)
{
    m_failure->setError(error);
    setState(State::Failure);
}

} // namespace portico::app
