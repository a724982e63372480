// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/historyrow.h"

#include "app/style/metrics.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraplayout.h"
#include "app/widgets/wraprow.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

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

} // namespace

HistoryRow::HistoryRow(QWidget *parent)
    : ListRow(parent)
    , m_icon(new QLabel(this))
    , m_title(makeLabel({}, TextRole::Strong, this))
    , m_moment(makeLabel({}, TextRole::Body, this))
    , m_note(makeSentence({}, TextRole::Body, this))
    , m_changes(makeSentence({}, TextRole::Caption, this))
    , m_back(new QPushButton(tr("&Go back…"), this))
    , m_fold(makeTool(IconName::Right, this))
    , m_more(makeTool(IconName::More, this))
{
    setMenuAnchor(m_title);
    m_icon->setFixedWidth(iconSide());
    m_moment->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_title, m_note, m_changes}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *title = new WrapLayout; // in a narrow window the moment stands below
    title->addWidget(m_title);
    title->addWidget(m_moment);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addLayout(title);
    words->addWidget(m_note);
    words->addWidget(m_changes);
    words->addStretch(1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    grid->setHorizontalSpacing(space::kSmall);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    auto *row = new WrapRow;
    row->setSpacing(space::kSmall);
    row->setLeastStretched(withText(kLeastWords));
    row->addLayout(words, 1);
    addButtons(row);
    grid->addLayout(row, 0, 1);
}

void HistoryRow::addButtons(WrapRow *row)
{
    for (QWidget *button : {static_cast<QWidget *>(m_back), static_cast<QWidget *>(m_fold),
                            static_cast<QWidget *>(m_more)})
        row->addControl(button);
    m_fold->setCheckable(true);
    setSpokenRole(m_fold, SpokenRole::Fold);
    QSizePolicy stays = m_fold->sizePolicy(); // buttons of all rows stand below each other
    stays.setRetainSizeWhenHidden(true);
    m_fold->setSizePolicy(stays);
    connect(m_back, &QPushButton::clicked, this, &HistoryRow::backRequested);
    connect(m_fold, &QToolButton::toggled, this, &HistoryRow::showChanges);
    connect(m_more, &QToolButton::clicked, this,
            [this] { emit menuRequested(m_more->mapToGlobal(m_more->rect().bottomLeft())); });
}

void HistoryRow::setLook(const HistoryLook &look)
{
    if (look == m_look)
        return;
    m_look = look;
    m_title->setText(look.title);
    m_moment->setText(look.moment);
    m_note->setText(tr("“%1”", "a person's note").arg(look.note));
    m_note->setVisible(!look.note.isEmpty());
    setAccessibleName(tr("%1, %2", "what happened; when").arg(look.title, look.within));
    setAccessibleDescription(QStringList{look.note, look.summary}.join(u' ').trimmed());
    drawIcon();
    showButtons();
    showChanges();
}

void HistoryRow::showButtons()
{
    const auto name = [this](QWidget *button, const QString &text) {
        button->setAccessibleName(tr("%1: %2, %3", "what a button does; what happened; when")
                                      .arg(text, m_look.title, m_look.within));
    };
    name(m_back, tr("Go back"));
    m_back->setEnabled(m_look.obstacle.isEmpty());
    m_back->setToolTip(!m_look.obstacle.isEmpty() ? m_look.obstacle
                           : m_look.isEvent       ? tr("Shows what would be as it was before this")
                                                  : tr("Shows what would be as it was then"));
    name(m_fold, tr("All changes"));
    m_fold->setToolTip(tr("All changes"));
    m_fold->setVisible(m_look.changes.size() > 1);
    name(m_more, tr("More"));
    m_more->setToolTip(tr("More that can be done"));
}

void HistoryRow::showChanges()
{
    const bool isOpen = m_fold->isChecked() && m_look.changes.size() > 1;
    m_fold->setIcon(makeIcon(isOpen ? IconName::Down : IconName::Right, IconTint::Muted));
    m_changes->setText(isOpen ? m_look.changes.join(u'\n') : m_look.summary);
}

void HistoryRow::drawIcon()
{
    showMark(m_icon, m_look.icon, m_look.tint);
}

void HistoryRow::changeEvent(QEvent *event)
{
    ListRow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

} // namespace portico::app
