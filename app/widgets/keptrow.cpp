// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/keptrow.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace portico::app {

KeptRow::KeptRow(const KeptLook &look, QWidget *parent)
    : ListRow(parent)
    , m_icon(new QLabel(this))
    , m_name(new ElidedLabel(this))
    , m_moment(makeLabel({}, TextRole::Body, this))
    , m_words(makeSentence({}, TextRole::Caption, this))
    , m_said(makeSentence({}, TextRole::Body, this))
    , m_check(new QPushButton(this))
    , m_rebuild(new QPushButton(tr("Rebuild…"), this))
    , m_more(new QToolButton(this))
{
    setMenuAnchor(m_name);
    m_icon->setFixedWidth(iconSide());
    m_name->setFont(fontFor(TextRole::Strong, font()));
    m_moment->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_words, m_said}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *title = new QHBoxLayout;
    title->setSpacing(space::kSmall);
    title->addWidget(m_name);
    title->addWidget(m_moment, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addLayout(title);
    words->addWidget(m_words);
    words->addWidget(m_said);
    words->addStretch(1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, space::kTight, 0, space::kTight);
    grid->setHorizontalSpacing(space::kSmall);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    auto *row = new WrapRow;
    row->setSpacing(space::kSmall);
    row->setLeastStretched(withText(kLeastWords));
    row->addLayout(words, 1);
    addButtons(row);
    grid->addLayout(row, 0, 1);
    setLook(look);
}

void KeptRow::addButtons(WrapRow *row)
{
    m_more->setIcon(makeIcon(IconName::More, IconTint::Muted));
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setToolTip(tr("More that can be done"));
    m_rebuild->setToolTip(tr("Makes a new install of it, without any network"));
    row->addControl(m_check);
    row->addControl(m_rebuild);
    row->addControl(m_more);
    connect(m_check, &QPushButton::clicked, this, [this] {
        if (m_isDamaged)
            emit repairRequested();
        else
            emit checkRequested();
    });
    connect(m_rebuild, &QPushButton::clicked, this, &KeptRow::rebuildRequested);
    connect(m_more, &QToolButton::clicked, this,
            [this] { emit menuRequested(m_more->mapToGlobal(m_more->rect().bottomLeft())); });
}

void KeptRow::setLook(const KeptLook &look)
{
    m_look = look;
    show();
}

void KeptRow::tell(const QString &found, bool isDamaged)
{
    m_found = found;
    m_isDamaged = isDamaged;
    show();
}

void KeptRow::setWorking(bool isWorking)
{
    m_isWorking = isWorking;
    show();
}

void KeptRow::show()
{
    m_name->setText(m_look.name);
    m_moment->setText(m_look.moment);
    m_words->setText(m_look.words);
    m_said->setText(m_found.isEmpty() ? m_look.problem : m_found);
    m_said->setVisible(!m_said->text().isEmpty());
    m_check->setText(m_isDamaged ? tr("Repair") : tr("Check"));
    m_check->setToolTip(m_isDamaged
                            ? tr("Fetches what is damaged or missing from where it came from")
                            : tr("Reads every file and compares it with what was kept"));
    setAccessibleName(tr("%1, %2", "an install; when it was kept").arg(m_look.name, m_look.within));
    setAccessibleDescription(m_words->text() + u' ' + m_said->text());
    const auto name = [this](QWidget *button, const QString &text) {
        button->setAccessibleName(tr("%1: %2, %3", "what a button does; an install; when")
                                      .arg(text, m_look.name, m_look.within));
        button->setEnabled(!m_isWorking);
    };
    name(m_check, m_check->text());
    name(m_rebuild, tr("Rebuild"));
    name(m_more, tr("More"));
    drawIcon();
}

void KeptRow::drawIcon()
{
    const bool isWell = m_look.problem.isEmpty() && !m_isDamaged;
    showMark(m_icon, isWell ? IconName::Save : IconName::Warning,
             isWell ? IconTint::Muted : IconTint::Busy);
}

void KeptRow::changeEvent(QEvent *event)
{
    ListRow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

} // namespace portico::app
