// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/checklist.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/spokenrole.h"
#include "core/jobs/job.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace portico::app {

CheckList::CheckList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kTight);
    setAccessibleName(tr("Steps of the self-check"));
}

void CheckList::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void CheckList::addStep(Mark mark, const QString &name, const QString &note, const QString &time)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    IconName icon = IconName::Pending;
    IconTint tint = IconTint::Muted;
    QString state = tr("waits");
    switch (mark) {
    case Mark::Waiting:
        break;
    case Mark::Running:
        icon = IconName::Right;
        tint = IconTint::Accent;
        state = tr("runs");
        break;
    case Mark::Passed:
        icon = IconName::Check;
        tint = IconTint::Ready;
        state = tr("passed");
        break;
    case Mark::Failed:
        icon = IconName::Failed;
        tint = IconTint::Crashed;
        state = tr("failed");
        break;
    }
    auto *markLabel = new QLabel(line);
    showMark(markLabel, icon, tint);
    QLabel *label =
        makeLabel(name, mark == Mark::Running ? TextRole::Strong : TextRole::Body, line);
    if (mark == Mark::Waiting)
        label->setForegroundRole(QPalette::PlaceholderText);
    auto *noteLabel = new ElidedLabel(line);
    noteLabel->setText(note);
    noteLabel->setForegroundRole(QPalette::PlaceholderText);
    noteLabel->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QLabel *timeLabel = makeLabel(time, TextRole::Body, line);
    timeLabel->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(markLabel);
    row->addWidget(label);
    row->addSpacing(space::kSmall);
    row->addWidget(noteLabel, 1);
    row->addWidget(timeLabel);
    line->setMinimumHeight(24);
    line->setAccessibleName(tr("%1: %2", "step and its state").arg(name, state));
    m_column->addWidget(line);
}

void CheckList::addFailure(const Error &error)
{
    auto *card = new MessageCard(CardTone::Failure, this);
    card->setError(error);
    m_column->addWidget(card);
}

void CheckList::showRunning(const Job &job)
{
    const QStringList now = job.steps() + QStringList{job.progress().step};
    if (now == m_shown)
        return;
    m_shown = now;
    clear();
    const qsizetype current = job.steps().indexOf(job.progress().step);
    for (qsizetype i = 0; i < job.steps().size(); ++i)
        addStep(i < current        ? Mark::Passed
                    : i == current ? Mark::Running
                                   : Mark::Waiting,
                job.steps()[i], {}, {});
}

void CheckList::showFinished(const Job &job)
{
    m_shown.clear();
    clear();
    const bool isGood = job.state() == JobState::Succeeded;
    const qsizetype last = isGood ? job.steps().size() : job.steps().indexOf(job.progress().step);
    for (qsizetype i = 0; i < job.steps().size(); ++i)
        addStep(i < last        ? Mark::Passed
                    : i == last ? Mark::Failed
                                : Mark::Waiting,
                job.steps()[i], {}, {});
    if (job.state() == JobState::Failed && job.error())
        addFailure(*job.error());
}

void CheckList::showReport(const SelfCheckReport &report)
{
    m_shown.clear();
    clear();
    for (const SelfCheckStep &step : report.steps) {
        Mark mark = Mark::Waiting;
        if (step.outcome == CheckOutcome::Passed)
            mark = Mark::Passed;
        else if (step.outcome == CheckOutcome::Failed)
            mark = Mark::Failed;
        const QString time = mark == Mark::Waiting
            ? QString()
            : tr("%1 s", "seconds")
                  .arg(QLocale().toString(double(step.duration.count()) / 1000.0, 'f', 1));
        addStep(mark, step.name, step.note, time);
        if (step.error)
            addFailure(*step.error);
    }
}

} // namespace portico::app
