// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/jobrow.h"

#include "app/models/texts.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/steprow.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLogHeight = 132;

} // namespace

QString jobFigures(const Job &job)
{
    if (job.state() != JobState::Running)
        return {};
    QStringList parts;
    if (const QString text = progressText(job.progress()); !text.isEmpty())
        parts.append(text);
    if (const QString text = speedText(job.speed(), job.progress().unit); !text.isEmpty())
        parts.append(text);
    if (const auto left = job.timeLeft())
        parts.append(JobRow::tr("%1 left").arg(durationText(*left)));
    return parts.join(u" · "_s);
}

JobRow::JobRow(Job &job, QWidget *parent)
    : QWidget(parent)
    , m_job(&job)
    , m_icon(new QLabel(this))
    , m_title(new ElidedLabel(this))
    , m_figures(new ElidedLabel(this, Qt::ElideLeft))
    , m_progress(new JobProgress(this))
    , m_steps(new StepRow(this))
    , m_outcome(makeSentence({}, TextRole::Caption, this))
    , m_logButton(new QToolButton(this))
    , m_cancel(new QToolButton(this))
    , m_column(new QVBoxLayout(this))
{
    m_title->setText(job.title());
    m_title->setFont(fontFor(TextRole::Strong, font()));
    m_title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_figures->setForegroundRole(QPalette::PlaceholderText);
    m_figures->setFont(fontFor(TextRole::Caption, font()));
    m_figures->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_logButton->setAutoRaise(true);
    m_logButton->setCheckable(true);
    setSpokenRole(m_logButton, SpokenRole::Fold);
    m_logButton->setIcon(makeIcon(IconName::Down));
    m_logButton->setToolTip(tr("Show what this job has written"));
    m_logButton->setAccessibleName(tr("Log of %1").arg(job.title()));
    m_cancel->setAutoRaise(true);
    m_cancel->setIcon(makeIcon(IconName::Close));
    m_cancel->setToolTip(tr("Cancel this job"));
    m_cancel->setAccessibleName(tr("Cancel %1").arg(job.title()));

    auto *top = new QHBoxLayout;
    top->setSpacing(space::kSmall);
    top->addWidget(m_icon);
    top->addWidget(m_title, 1);
    top->addWidget(m_figures);
    top->addWidget(m_logButton);
    top->addWidget(m_cancel);
    m_column->setContentsMargins(space::kLarge, space::kSmall, space::kMedium, space::kSmall);
    m_column->setSpacing(space::kTight);
    m_column->addLayout(top);
    m_column->addWidget(m_progress);
    m_column->addWidget(m_steps);
    m_column->addWidget(m_outcome);

    connect(&job, &Job::changed, this, &JobRow::refresh);
    connect(&job, &Job::finished, this, &JobRow::refresh);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        m_figures->setText(tr("Cancelling…"));
        m_job->cancel();
    });
    connect(m_logButton, &QToolButton::toggled, this, &JobRow::showLog);
    refresh();
}

void JobRow::showState()
{
    IconName icon = IconName::Save;
    IconTint tint = IconTint::Accent;
    switch (m_job->state()) {
    case JobState::Waiting:
        icon = IconName::Pending;
        tint = IconTint::Muted;
        break;
    case JobState::Running:
        break;
    case JobState::Succeeded:
        icon = IconName::Check;
        tint = IconTint::Ready;
        break;
    case JobState::Failed:
        icon = IconName::Failed;
        tint = IconTint::Crashed;
        break;
    case JobState::Cancelled:
        icon = IconName::Close;
        tint = IconTint::Muted;
        break;
    }
    showMark(m_icon, icon, tint);
}

void JobRow::refresh()
{
    if (!m_job)
        return;
    showState();
    const bool isFinished = m_job->isFinished();
    const bool hadOutcome = !m_outcome->isHidden();
    m_progress->setVisible(!isFinished);
    m_progress->show(*m_job);
    m_steps->setSteps(m_job->steps(), m_job->progress().step);
    m_steps->setVisible(!isFinished && !m_job->steps().isEmpty());
    m_cancel->setVisible(!isFinished);
    if (m_cancel->isEnabled() || isFinished)
        m_figures->setText(isFinished ? jobText(*m_job) : jobFigures(*m_job));
    const bool hasFailed = m_job->state() == JobState::Failed && m_job->error();
    if (hasFailed) {
        m_figures->setText(tr("Failed"));
        const Error &error = *m_job->error();
        m_outcome->setText(error.nextStep.isEmpty() ? error.message
                                                    : error.message + u' ' + error.nextStep);
        m_outcome->setForegroundRole(QPalette::WindowText);
    }
    const bool waits = m_job->state() == JobState::Waiting;
    if (waits)
        m_outcome->setText(jobText(*m_job));
    m_outcome->setVisible(hasFailed || waits);
    if (isFinished || hadOutcome != (hasFailed || waits))
        emit heightChanged();
}

void JobRow::showLog(bool isShown)
{
    m_logButton->setIcon(makeIcon(isShown ? IconName::Up : IconName::Down));
    if (isShown && !m_log && m_job) {
        m_log = new QPlainTextEdit(this);
        m_log->setReadOnly(true);
        m_log->setFont(monospaceFont(fontFor(TextRole::Caption, font())));
        m_log->setMaximumBlockCount(2'000);
        m_log->setFixedHeight(withText(kLogHeight));
        m_log->setAccessibleName(tr("Log of %1").arg(m_job->title()));
        m_log->setPlainText(m_job->log().join(u'\n'));
        m_log->setPlaceholderText(tr("Nothing has been written yet."));
        connect(m_job, &Job::logged, m_log, &QPlainTextEdit::appendPlainText);
        m_column->addWidget(m_log);
    }
    if (m_log)
        m_log->setVisible(isShown);
    emit heightChanged();
}

void JobRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_job)
        showState();
}

} // namespace portico::app
