// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/style/stylepainter.h"

#include "app/style/colours.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyle>
#include <QTextEdit>
#include <QWidget>

namespace portico::app::draw {

namespace {

const char *const kKindProperty = "porticoButtonKind";
constexpr int kComboArrow = 28; ///< of usual text

/** Half a pixel inside, so that a line of one pixel is sharp. */
QRectF lineRect(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

void roundRect(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &line,
               qreal width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    painter->drawRoundedRect(rect, kRadius, kRadius);
    painter->restore();
}

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

void drawIcon(QPainter *painter, const QRect &rect, IconName name, IconTint tint,
              const QPalette &palette)
{
    const int side = iconSide();
    const QSize size(side, side);
    const QRect place = QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, size, rect);
    painter->drawPixmap(
        place.topLeft(),
        iconPixmap(name, tint, side, painter->device()->devicePixelRatio(), palette));
}

} // namespace

bool isMainButton(const QWidget *widget)
{
    return widget && widget->property(kKindProperty).toInt() == int(ButtonKind::Main);
}

bool isQuietButton(const QWidget *widget)
{
    return widget && widget->property(kKindProperty).toInt() == int(ButtonKind::Quiet);
}

void buttonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Colours &c = coloursOf(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool down = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    const bool hover = enabled && has(option, QStyle::State_MouseOver);
    if (isMainButton(widget) && enabled) {
        roundRect(painter, lineRect(option->rect), hover || down ? c.accentHover : c.accent,
                  hover || down ? c.accentHover : c.accent);
        return;
    }
    const QColor ground = isQuietButton(widget) ? QColor() : c.card;
    QColor fill = ground;
    if (hover || down)
        fill = ground.isValid() ? blended(c.hover, ground) : c.hover;
    if (down && ground.isValid())
        fill = blended(c.hover, fill);
    roundRect(painter, lineRect(option->rect), fill,
              isQuietButton(widget) ? QColor() : (enabled ? c.control : c.border));
}

void toolPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Colours &c = coloursOf(option->palette);
    if (!has(option, QStyle::State_AutoRaise)) {
        buttonPanel(option, painter, widget);
        return;
    }
    if (has(option, QStyle::State_On)) {
        roundRect(painter, lineRect(option->rect), c.selection, QColor());
        return;
    }
    if (has(option, QStyle::State_Enabled)
        && (has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken)))
        roundRect(painter, lineRect(option->rect), c.hover, QColor());
}

void fieldPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Colours &c = coloursOf(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool wrong = widget && widget->property("porticoInvalid").toBool();
    const bool focus = has(option, QStyle::State_HasFocus);
    const QColor line = wrong ? c.crashed : focus ? c.accentText : enabled ? c.control : c.border;
    const QRectF rect = focus || wrong ? QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75)
                                       : lineRect(option->rect);
    roundRect(painter, rect, enabled ? c.surface : c.window, line, focus || wrong ? 1.5 : 1);
}

void buttonFocus(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    if (!isMainButton(widget)) {
        focusRing(option, painter);
        return;
    }
    const Colours &c = coloursOf(option->palette);
    roundRect(painter, QRectF(option->rect).adjusted(2.75, 2.75, -2.75, -2.75), QColor(),
              c.onAccent, 1.5);
}

void focusRing(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    roundRect(painter, QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75), QColor(),
              c.accentText, 1.5);
}

void checkBox(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(on && enabled ? c.accent : c.surface);
    painter->setPen(on && enabled ? c.accent : enabled ? c.stopped : c.control);
    painter->drawRoundedRect(lineRect(option->rect), 4, 4);
    painter->restore();
    if (on)
        drawIcon(painter, option->rect, IconName::Check,
                 enabled ? IconTint::OnAccent : IconTint::Muted, option->palette);
}

void radioButton(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(on && enabled ? c.accent : c.surface);
    painter->setPen(on && enabled ? c.accent : enabled ? c.stopped : c.control);
    painter->drawEllipse(lineRect(option->rect));
    if (on) {
        const double dot = withText(3);
        painter->setPen(Qt::NoPen);
        painter->setBrush(enabled ? c.onAccent : c.mutedText);
        painter->drawEllipse(QRectF(option->rect).center(), dot, dot);
    }
    painter->restore();
}

void styledFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Colours &c = coloursOf(option->palette);
    const bool isField =
        qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget);
    const bool isList = qobject_cast<const QAbstractItemView *>(widget) != nullptr;
    const bool focus = has(option, QStyle::State_HasFocus)
        && (isField || (isList && has(option, QStyle::State_KeyboardFocusChange)));
    const bool fills = qobject_cast<const QAbstractScrollArea *>(widget) != nullptr;
    const QRectF rect =
        focus ? QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75) : lineRect(option->rect);
    roundRect(painter, rect, fills ? c.surface : QColor(),
              focus         ? c.accentText
                  : isField ? c.control
                            : c.border,
              focus ? 1.5 : 1);
}

void headerSection(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    painter->fillRect(option->rect, c.surface);
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                      c.border);
}

void menuPanel(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    painter->fillRect(option->rect, c.card);
    painter->setPen(c.control);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
}

void itemRow(const QStyleOptionViewItem *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    if (has(option, QStyle::State_Selected))
        roundRect(painter, lineRect(option->rect), c.selection, QColor());
    else if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))
        roundRect(painter, lineRect(option->rect), c.hover, QColor());
}

void tab(const QStyleOptionTab *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    const QRect line(option->rect.left() + space::kSmall, option->rect.bottom() - 1,
                     option->rect.width() - 2 * space::kSmall, 2);
    if (has(option, QStyle::State_Selected))
        painter->fillRect(line, c.accentText);
    else if (has(option, QStyle::State_MouseOver))
        painter->fillRect(line, c.control);
}

void progressGroove(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.border);
    const qreal radius = option->rect.height() / 2.0;
    painter->drawRoundedRect(QRectF(option->rect), radius, radius);
    painter->restore();
}

void progressBar(const QStyleOptionProgressBar *option, QPainter *painter)
{
    const Colours &c = coloursOf(option->palette);
    QRectF bar(option->rect);
    const qreal radius = bar.height() / 2.0;
    if (option->maximum > option->minimum) {
        const double share =
            double(option->progress - option->minimum) / double(option->maximum - option->minimum);
        bar.setWidth(qMax(share > 0 ? bar.height() : 0.0, bar.width() * qBound(0.0, share, 1.0)));
        if (option->direction == Qt::RightToLeft)
            bar.moveRight(option->rect.right() + 1.0);
    } else { // not known yet: a piece that moves with option->progress, 0 to 1000
        double place = double(option->progress % 1000) / 1000.0;
        if (option->direction == Qt::RightToLeft)
            place = 1.0 - place;
        const double width = bar.width() * 0.3;
        bar = QRectF(bar.left() + place * (bar.width() + width) - width, bar.top(), width,
                     bar.height())
                  .intersected(bar);
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(has(option, QStyle::State_Enabled) ? c.accent : c.control);
    painter->drawRoundedRect(bar, radius, radius);
    painter->restore();
}

void comboBox(const QStyleOptionComboBox *option, QPainter *painter, const QWidget *widget)
{
    const Colours &c = coloursOf(option->palette);
    QStyleOptionComboBox panel = *option;
    panel.state.setFlag(QStyle::State_Sunken, false);
    if (option->editable)
        fieldPanel(&panel, painter, widget);
    else
        buttonPanel(&panel, painter, widget);
    if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange))
        roundRect(painter, lineRect(option->rect), QColor(), c.accentText, 1.5);
    QRect arrow = option->rect;
    const int width = withText(kComboArrow);
    if (option->direction == Qt::RightToLeft)
        arrow.setRight(arrow.left() + width);
    else
        arrow.setLeft(arrow.right() - width);
    drawIcon(painter, arrow, IconName::Down, IconTint::Muted, option->palette);
}

void scrollBar(const QStyleOptionSlider *option, QPainter *painter, const QRect &slider)
{
    const Colours &c = coloursOf(option->palette);
    if (option->maximum <= option->minimum)
        return;
    const bool active = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    QRectF bar = QRectF(slider).adjusted(3, 3, -3, -3);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(active ? c.stopped : c.control);
    const qreal radius = qMin(bar.width(), bar.height()) / 2.0;
    painter->drawRoundedRect(bar, radius, radius);
    painter->restore();
}

void splitter(const QStyleOption *option, QPainter *painter)
{
    painter->fillRect(option->rect, coloursOf(option->palette).border);
}

} // namespace portico::app::draw

namespace portico::app {

void setButtonKind(QWidget *button, ButtonKind kind)
{
    button->setProperty(draw::kKindProperty, int(kind));
    button->update();
}

} // namespace portico::app
