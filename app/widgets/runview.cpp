// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/runview.h"

#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"
#include "core/jobs/job.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLogLines = 9;

void clear(QVBoxLayout *rows)
{
    while (QLayoutItem *item = rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

std::pair<IconName, IconTint> runMark(const QString &status, const QString &conclusion)
{
    if (status == "in_progress"_L1)
        return {IconName::Play, IconTint::Busy};
    if (status != "completed"_L1)
        return {IconName::Pending, IconTint::Muted};
    if (conclusion == "success"_L1)
        return {IconName::Check, IconTint::Ready};
    if (conclusion == "skipped"_L1 || conclusion == "cancelled"_L1)
        return {IconName::Close, IconTint::Muted};
    return {IconName::Failed, IconTint::Crashed};
}

RunView::RunView(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(makeSentence({}, TextRole::Strong, this))
    , m_state(makeLabel({}, TextRole::Body, this))
    , m_jobs(new QVBoxLayout)
    , m_failure(new QVBoxLayout)
    , m_told(makeSentence({}, TextRole::Body, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::kSmall);
    m_icon->setFixedWidth(iconSide());
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setAccessibleDescription(tr("State of the run"));
    line->addWidget(m_icon);
    line->addWidget(m_title, 1);
    line->addWidget(m_state);
    column->addLayout(line);
    m_jobs->setSpacing(2);
    column->addLayout(m_jobs);
    column->addLayout(m_failure);
    m_told->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_told);
    buildButtons(column);
}

void RunView::buildButtons(QVBoxLayout *column)
{
    m_download = new QPushButton(tr("Do&wnload what it made"), this);
    m_cancel = new QPushButton(tr("&Cancel the run"), this);
    m_stop = new QPushButton(this);
    m_page = new QPushButton(tr("Open on &GitHub"), this);
    m_download->setIcon(makeIcon(IconName::Save));
    m_cancel->setIcon(makeIcon(IconName::Stop));
    m_page->setIcon(makeIcon(IconName::Browser));
    auto *row = new WrapRow;
    row->setSpacing(space::kSmall);
    for (QPushButton *button : {m_download, m_cancel, m_stop, m_page})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_download, &QPushButton::clicked, this, &RunView::downloadRequested);
    connect(m_cancel, &QPushButton::clicked, this, &RunView::cancelRequested);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_look.watching)
            emit stopRequested();
        else
            emit watchRequested();
    });
    connect(m_page, &QPushButton::clicked, this, &RunView::pageRequested);
}

void RunView::setLook(const GithubLook &look)
{
    m_look = look;
    showTitle();
    showJobs();
    showFailure();
    showButtons();
    m_told->setText(look.told);
    m_told->setVisible(!look.told.isEmpty());
}

void RunView::showTitle()
{
    QString title = tr("Being started in %1…").arg(m_look.repository);
    QString state;
    auto mark = std::pair(IconName::Pending, IconTint::Muted);
    if (m_look.run) {
        const WorkflowRun &run = m_look.run->run;
        title = tr("%1, run %2 of %3", "title of a run; its number; repository")
                    .arg(run.title.isEmpty() ? run.workflow : run.title)
                    .arg(run.number)
                    .arg(m_look.repository);
        state = stateTitle(run.status, run.conclusion);
        mark = runMark(run.status, run.conclusion);
    } else if (m_look.failure) {
        title = tr("Not started in %1").arg(m_look.repository);
        mark = {IconName::Failed, IconTint::Crashed};
    } else if (!m_look.watching) {
        title = tr("Not started in %1").arg(m_look.repository);
    }
    m_title->setText(title);
    m_state->setText(state);
    showMark(m_icon, mark.first, mark.second);
    setAccessibleName(title);
}

void RunView::showButtons()
{
    const bool isOver = m_look.run && m_look.run->run.isOver();
    const bool isWorking = !m_look.work.isNull();
    m_page->setVisible(m_look.run.has_value());
    m_cancel->setVisible(m_look.run && !isOver);
    m_cancel->setEnabled(!isWorking);
    const bool isWatched = !m_look.watching.isNull();
    m_stop->setVisible(isWatched || (m_look.run && !isOver));
    m_stop->setText(isWatched ? tr("Stop wa&tching") : tr("Wa&tch it"));
    m_stop->setToolTip(isWatched ? tr("The run on GitHub goes on") : QString());
    m_download->setVisible(isOver);
    m_download->setEnabled(!isWorking);
}

void RunView::showJobs()
{
    clear(m_jobs);
    if (!m_look.run)
        return;
    for (const WorkflowJob &job : m_look.run->jobs) {
        addLine(job.name, job.status, job.conclusion, Depth::Job);
        for (const WorkflowStep &step : job.steps)
            addLine(step.name, step.status, step.conclusion, Depth::Step);
    }
}

void RunView::addLine(const QString &text, const QString &status, const QString &conclusion,
                      Depth depth)
{
    const bool isStep = depth == Depth::Step;
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(isStep ? space::kHuge : 0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    auto *icon = new QLabel(line);
    const auto mark = runMark(status, conclusion);
    showMark(icon, mark.first, mark.second);
    auto *name = makeSentence(text, isStep ? TextRole::Body : TextRole::Strong, line);
    auto *state = makeLabel(stateTitle(status, conclusion), TextRole::Caption, line);
    row->addWidget(icon);
    row->addWidget(name, 1);
    row->addWidget(state);
    line->setAccessibleName(
        tr("%1: %2", "a job or step on GitHub; its state").arg(text, state->text()));
    m_jobs->addWidget(line);
}

void RunView::showFailure()
{
    clear(m_failure);
    if (!m_look.failure)
        return;
    auto *card = new MessageCard(CardTone::Failure, this);
    card->setError(*m_look.failure);
    if (!m_look.failure->detail.isEmpty()) {
        auto *log = new QPlainTextEdit(m_look.failure->detail, card);
        log->setReadOnly(true);
        log->setFont(monospaceFont(fontFor(TextRole::Caption, font())));
        log->setAccessibleName(tr("The last lines of its log"));
        log->setFixedHeight(log->fontMetrics().lineSpacing() * kLogLines + 2 * space::kSmall);
        log->moveCursor(QTextCursor::End);
        card->addDetail(log);
    }
    m_failure->addWidget(card);
}

void RunView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setLook(GithubLook(m_look));
}

} // namespace portico::app
