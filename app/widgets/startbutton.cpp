// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/startbutton.h"

#include "app/models/sessions.h"
#include "app/style/colours.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"

#include <QMenu>
#include <QPainter>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace portico::app {

StartButton::StartButton(QWidget *parent)
    : QToolButton(parent)
{
    setMenu(new QMenu(this));
    setPopupMode(QToolButton::MenuButtonPopup);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFont(fontFor(TextRole::Strong, font()));
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QToolButton::clicked, this, [this] { emit chosen(m_act); });
}

void StartButton::setSituation(const SessionStatus &status, StartBehaviour behaviour)
{
    const bool opens = behaviour == StartBehaviour::StartAndOpen;
    QString text;
    switch (status.state) {
    case SessionState::Stopped:
        text = opens ? tr("Start and open") : tr("Start");
        m_act = opens ? StartAct::StartAndOpen : StartAct::Start;
        break;
    case SessionState::Crashed:
        text = tr("Start again");
        m_act = opens ? StartAct::StartAndOpen : StartAct::Start;
        break;
    case SessionState::Starting:
    case SessionState::Ready:
        text = tr("Stop");
        m_act = StartAct::Stop;
        break;
    case SessionState::Stopping:
        text = tr("End at once");
        m_act = StartAct::EndAtOnce;
        break;
    }
    setIcon(makeIcon(portico::app::isRunning(status.state) ? IconName::Stop : IconName::Play));
    setText(text);
    setAccessibleName(text);
    setToolTip(text);
    m_state = status.state;
    m_mode = status.mode;
    rebuildMenu(status);
    updateGeometry();
    update();
}

void StartButton::addAct(const QString &text, StartAct act)
{
    connect(menu()->addAction(text), &QAction::triggered, this, [this, act] { emit chosen(act); });
}

void StartButton::rebuildMenu(const SessionStatus &status)
{
    menu()->clear();
    switch (status.state) {
    case SessionState::Stopped:
    case SessionState::Crashed:
        addAct(tr("&Start"), StartAct::Start);
        addAct(tr("Start and &open in the browser when ready"), StartAct::StartAndOpen);
        addAct(tr("Sa&fe start, without node packs"), StartAct::SafeStart);
        menu()->addSeparator();
        addAct(tr("Find the &guilty node pack…"), StartAct::FindGuilty);
        break;
    case SessionState::Starting:
    case SessionState::Ready:
        addAct(tr("&Restart"), StartAct::Restart);
        if (status.mode == SessionMode::Attached)
            addAct(tr("&Keep running when Portico is closed"), StartAct::KeepRunning);
        addAct(tr("&End at once, without asking ComfyUI"), StartAct::EndAtOnce);
        break;
    case SessionState::Stopping:
        addAct(tr("&End at once, without asking ComfyUI"), StartAct::EndAtOnce);
        break;
    }
}

QSize StartButton::sizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(this->text());
    return {2 * space::kMedium + iconSide() + space::kSmall + text
                + style()->pixelMetric(QStyle::PM_MenuButtonIndicator, nullptr, this),
            controlHeight(font())};
}

void StartButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    const Colours &c = coloursOf(palette());
    const bool isMain = isEnabled() && !portico::app::isRunning(m_state);
    const bool over = option.state.testFlag(QStyle::State_MouseOver) || isDown();
    const QColor ground =
        isMain ? (over ? c.accentHover : c.accent) : (over ? blended(c.hover, c.card) : c.card);
    const QColor ink = isMain ? c.onAccent : palette().color(QPalette::ButtonText);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isMain ? ground : c.control);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);

    const int menuSize = style()->pixelMetric(QStyle::PM_MenuButtonIndicator, &option, this);
    const QRect label = QStyle::visualRect(layoutDirection(), rect(),
                                           rect().adjusted(space::kMedium, 0, -menuSize, 0));
    const QRect arrow = QStyle::visualRect(layoutDirection(), rect(),
                                           QRect(width() - menuSize, 0, menuSize, height()));
    const int side = iconSide();
    const IconTint tint = isMain ? IconTint::OnAccent : IconTint::Text;
    const auto drawIcon = [&](const QRect &place, IconName name) {
        const QRect spot = QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter,
                                               {side, side}, place);
        painter.drawPixmap(spot.topLeft(),
                           iconPixmap(name, tint, side, devicePixelRatioF(), palette()));
    };
    drawIcon(label, portico::app::isRunning(m_state) ? IconName::Stop : IconName::Play);
    drawIcon(QStyle::alignedRect(layoutDirection(), Qt::AlignCenter, {side, side}, arrow),
             IconName::Down);
    QColor line = ink;
    line.setAlpha(60);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int x = layoutDirection() == Qt::RightToLeft ? arrow.right() : arrow.left();
    painter.fillRect(QRect(x, 8, 1, height() - 16), line);
    painter.setPen(ink);
    painter.drawText(
        QStyle::visualRect(layoutDirection(), label, label.adjusted(side + space::kSmall, 0, 0, 0)),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, text());
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = rect().adjusted(2, 2, -2, -2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(isMain ? c.onAccent : c.accentText, 1.5));
        painter.drawRoundedRect(QRectF(focus.rect), kRadius - 2, kRadius - 2);
    }
}

} // namespace portico::app
