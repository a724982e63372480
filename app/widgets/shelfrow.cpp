// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/shelfrow.h"

#include "app/models/texts.h"
#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"
#include "core/jobs/job.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kButtons = 2;

ElidedLabel *makeElided(TextRole role, Qt::TextElideMode mode, QWidget *parent)
{
    auto *label = new ElidedLabel(parent, mode);
    label->setFont(fontFor(role, parent->font()));
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    if (role == TextRole::Caption)
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

void setWords(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

ShelfRow::ShelfRow(const ShelfLook &look, QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_name(makeElided(TextRole::Strong, Qt::ElideMiddle, this))
    , m_caption(makeElided(TextRole::Caption, Qt::ElideRight, this))
    , m_place(makeElided(TextRole::Caption, Qt::ElideMiddle, this))
    , m_hash(makeElided(TextRole::Caption, Qt::ElideMiddle, this))
    , m_progress(new JobProgress(this))
    , m_step(makeElided(TextRole::Caption, Qt::ElideRight, this))
    , m_said(makeSentence({}, TextRole::Body, this))
    , m_next(makeSentence({}, TextRole::Caption, this))
    , m_more(new QToolButton(this))
{
    m_icon->setFixedWidth(iconSide());
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, space::kSmall, 0, space::kSmall);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    auto *row = new WrapRow;
    row->setSpacing(space::kSmall);
    row->setLeastStretched(withText(kLeastWords));
    row->addLayout(buildWords(), 1);
    row->addSpacing(space::kTight);
    addButtons(row);
    grid->addLayout(row, 0, 1);
    auto *below = new QVBoxLayout;
    below->setSpacing(2);
    for (QWidget *widget : {static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_step),
                            static_cast<QWidget *>(m_said), static_cast<QWidget *>(m_next)})
        below->addWidget(widget);
    grid->addLayout(below, 1, 1);
    for (QLabel *label : {m_said, m_next})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(look);
}

QVBoxLayout *ShelfRow::buildWords()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    for (QWidget *label : {m_name, m_caption, m_place, m_hash})
        words->addWidget(label);
    return words;
}

void ShelfRow::addButtons(WrapRow *row)
{
    for (qsizetype i = 0; i < kButtons; ++i) {
        auto *button = new QPushButton(this);
        row->addControl(button);
        m_buttons += button;
        connect(button, &QPushButton::clicked, this, [this, i] { emit acted(m_look.acts.at(i)); });
    }
    m_more->setIcon(makeIcon(IconName::More, IconTint::Muted));
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setToolTip(tr("More that can be done"));
    row->addControl(m_more);
    connect(m_more, &QToolButton::clicked, this, &ShelfRow::openMenu);
}

void ShelfRow::setLook(const ShelfLook &look)
{
    m_look = look;
    const bool isBusy = look.job && !look.job->isFinished();
    m_name->setText(look.name);
    setWords(m_caption, look.caption);
    setWords(m_place, look.place);
    setWords(m_hash, look.hash.isEmpty() ? QString() : tr("SHA-256 %1").arg(look.hash));
    setWords(m_said, isBusy ? QString() : look.problem ? look.problem->message : look.outcome);
    setWords(m_next, !isBusy && look.problem ? look.problem->nextStep : QString());
    m_said->setToolTip(look.problem ? look.problem->detail : QString());
    m_said->setAccessibleDescription(tr("%1: result", "a bundle or recipe").arg(look.name));
    const auto named = [&look](const QString &what) {
        return tr("%1: %2", "what a button does; the bundle or recipe")
            .arg(QString(what).remove(u'&'), look.name);
    };
    for (qsizetype i = 0; i < kButtons; ++i) {
        m_buttons[i]->setText(shelfActText(look.acts.at(i)));
        m_buttons[i]->setAccessibleName(named(m_buttons[i]->text()));
        m_buttons[i]->setEnabled(look.isUsable && !isBusy);
    }
    m_more->setAccessibleName(named(tr("More")));
    setAccessibleName(look.name);
    setAccessibleDescription(QStringList{look.caption, m_said->text()}.join(u' ').trimmed());
    followJob();
    drawIcon();
}

void ShelfRow::followJob()
{
    const bool isBusy = m_look.job && !m_look.job->isFinished();
    m_progress->setVisible(isBusy);
    m_step->setVisible(isBusy);
    if (m_job)
        m_job->disconnect(this);
    m_job = m_look.job;
    if (!isBusy)
        return;
    const auto show = [this] {
        m_progress->show(*m_job);
        m_step->setText(jobText(*m_job));
    };
    connect(m_job, &Job::changed, this, show);
    show();
}

void ShelfRow::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isBusy = m_look.job && !m_look.job->isFinished();
    for (qsizetype i = kButtons; i < m_look.acts.size(); ++i) {
        const ShelfAct act = m_look.acts.at(i);
        if (act == ShelfAct::CopyHash && m_look.hash.isEmpty())
            continue;
        QAction *action = menu->addAction(makeIcon(shelfActIcon(act)), shelfActText(act), this,
                                          [this, act] { emit acted(act); });
        action->setEnabled(act != ShelfAct::Drop || !isBusy);
    }
    menu->popup(m_more->mapToGlobal(m_more->rect().bottomLeft()));
}

void ShelfRow::drawIcon()
{
    showMark(m_icon, m_look.icon, m_look.tint);
    m_icon->setFixedHeight(qMax(iconSide(), m_name->fontMetrics().height()));
}

void ShelfRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

void ShelfRow::paintEvent(QPaintEvent *)
{
    const QLayout *const rows = parentWidget() ? parentWidget()->layout() : nullptr;
    if (rows && rows->indexOf(this) > 0) { // a line between two of them
        QPainter painter(this);
        painter.fillRect(QRect(0, 0, width(), 1), coloursOf(palette()).border);
    }
}

} // namespace portico::app
