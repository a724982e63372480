// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/foldsection.h"

#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/spokenrole.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace portico::app {

FoldSection::FoldSection(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_fold(new QToolButton(this))
    , m_icon(new QLabel(this))
    , m_summary(new ElidedLabel(this))
    , m_line(new QHBoxLayout)
    , m_scroll(new QScrollArea(this))
{
    m_fold->setText(title);
    m_fold->setAccessibleName(title);
    m_fold->setCheckable(true);
    setSpokenRole(m_fold, SpokenRole::Fold);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setFont(fontFor(TextRole::Strong, font()));
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_icon->setFixedWidth(iconSide());
    m_summary->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_line->setContentsMargins(space::kHuge - space::kSmall, space::kSmall, space::kHuge,
                               space::kSmall);
    m_line->setSpacing(space::kSmall);
    m_line->addWidget(m_fold);
    m_line->addWidget(m_icon);
    m_line->addWidget(m_summary, 1);
    auto *inner = new QWidget(m_scroll);
    m_content = new QVBoxLayout(inner);
    m_content->setContentsMargins(space::kHuge, 0, space::kHuge, space::kMedium);
    m_content->setSpacing(space::kMedium);
    m_scroll->setWidget(inner);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    inner->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    inner->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_line);
    column->addWidget(m_scroll);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_fold, &QToolButton::toggled, this, [this](bool isOpened) {
        fit();
        emit toggled(isOpened);
    });
    fit();
}

void FoldSection::setSummary(IconName icon, IconTint tint, const QString &text)
{
    m_iconName = icon;
    m_iconTint = tint;
    m_summary->setText(text);
    m_summary->setAccessibleName(text);
    drawIcon();
}

void FoldSection::drawIcon()
{
    showMark(m_icon, m_iconName, m_iconTint);
}

void FoldSection::addAction(QWidget *action)
{
    m_line->addWidget(action);
}

void FoldSection::setOpen(bool isOpened)
{
    m_fold->setChecked(isOpened);
}

bool FoldSection::isOpen() const
{
    return m_fold->isChecked();
}

void FoldSection::setMostHeight(int height)
{
    m_mostHeight = height;
    fit();
}

void FoldSection::fit()
{
    m_fold->setIcon(makeIcon(isOpen() ? IconName::Down : IconName::Right, IconTint::Muted));
    m_scroll->setVisible(isOpen());
    const QWidget *inner = m_scroll->widget();
    const int width = qMax(200, m_scroll->viewport()->width());
    const int wish =
        inner->hasHeightForWidth() ? inner->heightForWidth(width) : inner->sizeHint().height();
    m_scroll->setFixedHeight(qMin(qMax(wish, withText(40)), m_mostHeight));
}

bool FoldSection::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

void FoldSection::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

} // namespace portico::app
