// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/card.h"

#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraplayout.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace portico::app {

Card::Card(CardTone tone, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
    , m_content(new QVBoxLayout(this))
{
    m_content->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    m_content->setSpacing(space::kMedium);
}

void Card::setTone(CardTone tone)
{
    m_tone = tone;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    const Colours &c = coloursOf(palette());
    QColor ground = c.card;
    QColor edge = c.border;
    switch (m_tone) {
    case CardTone::Plain:
        break;
    case CardTone::Warning:
        ground = c.warningGround;
        edge = blended(QColor(c.busy.red(), c.busy.green(), c.busy.blue(), 90), ground);
        break;
    case CardTone::Failure:
        ground = c.errorGround;
        edge = blended(QColor(c.crashed.red(), c.crashed.green(), c.crashed.blue(), 90), ground);
        break;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground);
    painter.setPen(edge);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius + 2,
                            kRadius + 2);
}

MessageCard::MessageCard(CardTone tone, QWidget *parent)
    : Card(tone, parent)
    , m_icon(new QLabel(this))
    , m_message(makeSentence({}, TextRole::Strong, this))
    , m_nextStep(makeSentence({}, TextRole::Body, this))
    , m_top(new QGridLayout)
    , m_words(new QVBoxLayout)
{
    content()->setContentsMargins(space::kLarge, space::kMedium, space::kMedium, space::kMedium);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_nextStep->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setAccessibleName(tr("What happened"));
    m_nextStep->setAccessibleName(tr("What to do"));
    m_icon->setFixedWidth(iconSide());
    m_words->setSpacing(space::kTight);
    m_words->addWidget(m_message);
    m_words->addWidget(m_nextStep);
    m_top->setHorizontalSpacing(space::kMedium);
    m_top->setColumnStretch(1, 1);
    m_top->addWidget(m_icon, 0, 0, Qt::AlignTop | Qt::AlignLeft);
    m_top->addLayout(m_words, 0, 1);
    content()->addLayout(m_top);
    m_nextStep->hide();
    updateIcon();
}

void MessageCard::updateIcon()
{
    IconName name = IconName::Info;
    IconTint tint = IconTint::Accent;
    if (tone() == CardTone::Warning) {
        name = IconName::Warning;
        tint = IconTint::Busy;
    } else if (tone() == CardTone::Failure) {
        name = IconName::Failed;
        tint = IconTint::Crashed;
    }
    showMark(m_icon, name, tint);
    m_icon->setFixedHeight(qMax(iconSide(), m_message->fontMetrics().height()));
}

void MessageCard::setMessage(const QString &message, const QString &nextStep)
{
    m_message->setText(message);
    m_message->setAccessibleName(message);
    m_nextStep->setText(nextStep);
    m_nextStep->setVisible(!nextStep.isEmpty());
    setAccessibleName(message);
    setAccessibleDescription(nextStep);
}

void MessageCard::setError(const Error &error)
{
    setMessage(error.message, error.nextStep);
    m_message->setToolTip(error.detail);
}

QPushButton *MessageCard::addButton(const QString &text)
{
    if (!m_buttons) {
        m_buttons = new WrapLayout;
        m_buttons->setContentsMargins(0, space::kSmall, 0, space::kTight);
        m_words->addLayout(m_buttons);
    }
    auto *button = new QPushButton(text, this);
    m_buttons->addWidget(button);
    return button;
}

void MessageCard::addDetail(QWidget *detail)
{
    m_words->addSpacing(space::kTight);
    m_words->addWidget(detail);
}

void MessageCard::addCloseButton()
{
    auto *close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(makeIcon(IconName::Close));
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(tr("Close this message"));
    m_top->addWidget(close, 0, 2, Qt::AlignTop | Qt::AlignRight);
    connect(close, &QToolButton::clicked, this, &MessageCard::closed);
}

void MessageCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

} // namespace portico::app
