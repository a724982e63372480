// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/environmentrow.h"

#include "app/style/metrics.h"
#include "app/widgets/factlist.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"
#include "core/jobs/job.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

QToolButton *makeTool(IconName icon, QWidget *parent)
{
    auto *tool = new QToolButton(parent);
    tool->setIcon(makeIcon(icon, IconTint::Muted));
    tool->setAutoRaise(true);
    tool->setFocusPolicy(Qt::StrongFocus);
    return tool;
}

void setSentence(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

EnvironmentRow::EnvironmentRow(QWidget *parent)
    : ListRow(parent)
    , m_icon(new QLabel(this))
    , m_name(makeLabel({}, TextRole::Strong, this))
    , m_state(makeLabel({}, TextRole::Body, this))
    , m_summary(makeSentence({}, TextRole::Caption, this))
    , m_problem(makeSentence({}, TextRole::Body, this))
    , m_lastError(makeSentence({}, TextRole::Caption, this))
    , m_progress(new JobProgress(this))
    , m_act(new QPushButton(this))
    , m_log(new QPushButton(tr("Show &log"), this))
    , m_fold(makeTool(IconName::Right, this))
    , m_more(makeTool(IconName::More, this))
    , m_words(buildWords())
{
    setMenuAnchor(m_name);
    m_icon->setFixedWidth(iconSide());
    m_state->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_name, m_summary, m_problem, m_lastError})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->hide();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kTight);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    auto *row = new WrapRow;
    row->setSpacing(space::kSmall);
    row->setLeastStretched(withText(kLeastWords));
    row->addLayout(buildTitle(), 1);
    addButtons(row);
    grid->addLayout(row, 0, 1);
    grid->addLayout(m_words, 1, 1);
}

QLayout *EnvironmentRow::buildTitle()
{
    auto *title = new QHBoxLayout;
    title->setSpacing(space::kSmall);
    title->addWidget(m_name);
    title->addWidget(m_state, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addLayout(title);
    words->addWidget(m_summary);
    words->addStretch(1);
    return words;
}

void EnvironmentRow::addButtons(WrapRow *row)
{
    for (QWidget *button : {static_cast<QWidget *>(m_act), static_cast<QWidget *>(m_log),
                            static_cast<QWidget *>(m_fold), static_cast<QWidget *>(m_more)})
        row->addControl(button);
    m_fold->setCheckable(true);
    setSpokenRole(m_fold, SpokenRole::Fold);
    connect(m_act, &QPushButton::clicked, this, [this] { emit actRequested(m_look.act); });
    connect(m_log, &QPushButton::clicked, this, &EnvironmentRow::logRequested);
    connect(m_fold, &QToolButton::toggled, this, &EnvironmentRow::showDetails);
    connect(m_more, &QToolButton::clicked, this,
            [this] { emit menuRequested(m_more->mapToGlobal(m_more->rect().bottomLeft())); });
}

QVBoxLayout *EnvironmentRow::buildWords()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_problem);
    words->addWidget(m_lastError);
    words->addWidget(m_progress);
    return words;
}

void EnvironmentRow::setLook(const EnvLook &look)
{
    if (look == m_look)
        return;
    m_look = look;
    m_name->setText(look.name);
    m_state->setText(look.state);
    setSentence(m_summary, look.summary);
    setSentence(m_problem, look.problem);
    setSentence(m_lastError, look.lastError);
    setAccessibleName(tr("%1: %2", "an environment; its state").arg(look.name, look.state));
    setAccessibleDescription(
        QStringList{look.summary, look.problem, look.lastError}.join(u' ').trimmed());
    drawIcon();
    showButtons();
    showDetails();
}

void EnvironmentRow::showButtons()
{
    const auto name = [this](QWidget *button, const QString &text) {
        button->setAccessibleName(tr("%1: %2", "what a button does; the environment")
                                      .arg(QString(text).remove(u'&'), m_look.name));
    };
    m_act->setText(envActText(m_look.act));
    name(m_act, m_act->text());
    m_act->setVisible(m_look.hasAct);
    m_act->setEnabled(m_look.obstacle.isEmpty());
    m_act->setToolTip(m_look.obstacle);
    name(m_log, m_log->text());
    m_log->setVisible(m_look.hasLog && (!m_look.hasAct || !m_look.lastError.isEmpty())
                      && m_look.state != envStateText(EnvState::Built));
    name(m_fold, tr("Details"));
    m_fold->setToolTip(tr("More about this environment"));
    name(m_more, tr("More"));
    m_more->setToolTip(tr("More that can be done"));
}

void EnvironmentRow::setJob(Job *job)
{
    m_progress->setVisible(job);
    if (job == m_job)
        return;
    if (m_job)
        m_job->disconnect(m_progress);
    m_job = job;
    if (!job)
        return;
    m_progress->show(*job);
    connect(job, &Job::changed, m_progress, [this, job] { m_progress->show(*job); });
}

void EnvironmentRow::showDetails()
{
    const bool isOpen = m_fold->isChecked();
    m_fold->setIcon(makeIcon(isOpen ? IconName::Down : IconName::Right, IconTint::Muted));
    if (m_details) {
        m_details->hide();
        m_details->deleteLater();
        m_details = nullptr;
    }
    if (!isOpen)
        return;
    m_details = new FactList(this);
    m_details->setContentsMargins(0, space::kSmall, 0, 0);
    for (const auto &[name, value] : m_look.details)
        m_details->addFact(name, value);
    m_words->addWidget(m_details);
}

void EnvironmentRow::drawIcon()
{
    showMark(m_icon, m_look.icon, m_look.tint);
}

void EnvironmentRow::changeEvent(QEvent *event)
{
    ListRow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

} // namespace portico::app
