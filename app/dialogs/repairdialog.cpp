// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/repairdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/checklist.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/repairsteps.h"
#include "core/repair/probeinstall.h"

#include <QCheckBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

RepairDialog::RepairDialog(const QString &name, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_sentence(makeSentence({}, TextRole::Body, this))
    , m_progress(new JobProgress(this))
    , m_cardPlace(new QWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_start(new QCheckBox(tr("&Start ComfyUI once at the end, to be sure"), this))
    , m_pending(
          new QCheckBox(tr("&Clear what ComfyUI-Manager would still do at the next start"), this))
    , m_edits(new QCheckBox(tr("&Undo what was changed by hand in node packs; it is kept"), this))
{
    QVBoxLayout *column = frameDialog(this, tr("Repair “%1”").arg(name));
    buildColumn(column);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Repair"));
    m_close = buttons.cancel;
    m_act = buttons.accept;
    m_undo = new QPushButton(tr("&Undo the repair"), this);
    buttons.row->insertWidget(0, m_undo);
    connect(m_undo, &QPushButton::clicked, this, &RepairDialog::undoRequested);
    connect(m_act, &QPushButton::clicked, this, &RepairDialog::press);
    setMinimumSize(500, 400);
    resize(dialogSize(parent, {680, 580}));
    setView(View::Looking);
}

void RepairDialog::buildColumn(QVBoxLayout *column)
{
    m_sentence->setAccessibleDescription(tr("How the repair stands"));
    auto *place = new QVBoxLayout(m_cardPlace);
    place->setContentsMargins(0, 0, 0, 0);
    auto *inner = new QWidget(m_scroll);
    auto *list = new QVBoxLayout(inner);
    list->setContentsMargins(0, 0, space::kSmall, 0);
    m_steps = new RepairSteps(inner);
    m_checks = new CheckList(inner);
    m_checks->setAccessibleName(tr("Steps of the repair"));
    list->addWidget(m_steps);
    list->addWidget(m_checks);
    list->addStretch(1);
    m_scroll->setWidget(inner);
    m_scroll->setAccessibleName(tr("Steps of the repair"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    inner->setAutoFillBackground(false);
    m_start->setChecked(true);
    column->addWidget(m_sentence);
    column->addWidget(m_progress);
    column->addWidget(m_cardPlace);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_pending);
    column->addWidget(m_edits);
    column->addWidget(m_start);
}

bool RepairDialog::hasStep(RepairAct act) const
{
    return std::any_of(m_plan.steps.begin(), m_plan.steps.end(),
                       [act](const RepairStep &step) { return step.act == act; });
}

void RepairDialog::setView(View view)
{
    m_view = view;
    const bool isPlan = view == View::Plan;
    m_progress->setVisible(view == View::Looking || view == View::Running);
    m_cardPlace->setVisible(m_card != nullptr);
    m_steps->setVisible(isPlan || view == View::Nothing);
    m_checks->setVisible(view == View::Running || view == View::Outcome);
    m_start->setVisible(isPlan);
    m_pending->setVisible(isPlan && hasStep(RepairAct::ClearPending));
    m_edits->setVisible(isPlan && hasStep(RepairAct::PutBackEdits));
    m_undo->setVisible(view == View::Outcome && m_plan.isAdopted);
    m_close->setText(view == View::Plan || view == View::Looking ? tr("Cancel") : tr("&Close"));
    m_sentence->setVisible(view != View::Failure);
    QString act = tr("&Repair");
    if (view == View::Nothing)
        act = tr("&Check by a start");
    else if (view == View::Running)
        act = tr("&Stop");
    else if (view == View::Failure)
        act = tr("&Try again");
    m_act->setText(act);
    m_act->setAccessibleName(QString(act).remove(u'&'));
    m_act->setVisible(view != View::Outcome);
    m_act->setEnabled(view != View::Looking);
    if (view == View::Looking)
        m_sentence->setText(tr("Looking at everything that can be repaired. Nothing is changed."));
}

void RepairDialog::press()
{
    switch (m_view) {
    case View::Plan:
    case View::Nothing:
        emit repairRequested(
            {.install = {},
             .start = m_start->isChecked() || m_view == View::Nothing ? FinalStart::Start
                                                                      : FinalStart::Skip,
             .pending = m_pending->isChecked() ? PendingWork::Clear : PendingWork::Leave,
             .edits = m_edits->isChecked() ? HandEdits::PutBack : HandEdits::Leave});
        break;
    case View::Running:
        m_act->setEnabled(false);
        emit stopRequested();
        break;
    case View::Failure:
        emit lookRequested();
        break;
    case View::Looking:
    case View::Outcome:
        break;
    }
}

void RepairDialog::dropCard()
{
    delete m_card;
    m_card = nullptr;
}

MessageCard &RepairDialog::newCard(CardTone tone)
{
    dropCard();
    m_card = new MessageCard(tone, m_cardPlace);
    m_cardPlace->layout()->addWidget(m_card);
    return *m_card;
}

void RepairDialog::follow(const Job &job)
{
    m_progress->show(job);
    connect(&job, &Job::changed, m_progress, [this, &job] {
        m_progress->show(job);
        if (m_view == View::Running)
            m_checks->showRunning(job);
    });
}

void RepairDialog::showLooking(const Job &job)
{
    dropCard();
    setView(View::Looking);
    follow(job);
}

void RepairDialog::showPlan(const RepairPlan &plan)
{
    m_plan = plan;
    dropCard();
    m_steps->setPlan(plan);
    m_sentence->setText(plan.sentence());
    setView(plan.isEmpty() ? View::Nothing : View::Plan);
    m_act->setFocus();
}

void RepairDialog::showRunning(const Job &job)
{
    dropCard();
    m_sentence->setText(tr("Every file is whole at any time: this may be stopped, and goes on "
                           "where it was the next time."));
    m_checks->showRunning(job);
    setView(View::Running);
    follow(job);
    connect(&job, &Job::finished, m_checks, [this, &job] { m_checks->showFinished(job); });
}

void RepairDialog::showOutcome(const RepairOutcome &outcome)
{
    dropCard();
    m_plan = outcome.plan;
    QStringList open = outcome.notDone;
    if (outcome.startFailure)
        open += outcome.startFailure->message + u' ' + outcome.startFailure->nextStep;
    if (outcome.probe && !outcome.probe->isGood)
        open += outcome.probe->reason + u' ' + outcome.probe->nextStep;
    if (!outcome.isGood() && !open.isEmpty())
        newCard(CardTone::Warning).setMessage(open.constFirst(), open.mid(1).join(u'\n'));
    QStringList words{outcome.sentence()};
    if (outcome.probe && outcome.probe->isGood)
        words += probeSentence(*outcome.probe);
    if (!outcome.backup.isEmpty())
        words +=
            tr("What was replaced is kept in %1.").arg(QDir::toNativeSeparators(outcome.backup));
    m_sentence->setText(words.join(u' '));
    setView(View::Outcome);
    m_undo->setVisible(outcome.plan.isAdopted && !outcome.backup.isEmpty());
    m_close->setFocus();
}

void RepairDialog::showUndone()
{
    dropCard();
    m_sentence->setText(tr("Everything is as it was before the repair."));
    setView(View::Outcome);
    m_undo->hide();
}

void RepairDialog::showError(const Error &error)
{
    newCard(CardTone::Failure).setError(error);
    setView(View::Failure);
}

} // namespace portico::app
