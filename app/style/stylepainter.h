// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyleOption>

class QPainter;
class QWidget;

namespace portico::app::draw {

/** The pieces of PorticoStyle, one control each. All draw inside option->rect. */
void buttonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void toolPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void fieldPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget);
/** Around its words on the accent, at its edge otherwise. */
void buttonFocus(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void focusRing(const QStyleOption *option, QPainter *painter);
void checkBox(const QStyleOption *option, QPainter *painter);
void radioButton(const QStyleOption *option, QPainter *painter);
void styledFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void headerSection(const QStyleOption *option, QPainter *painter);
void menuPanel(const QStyleOption *option, QPainter *painter);
void itemRow(const QStyleOptionViewItem *option, QPainter *painter);
void tab(const QStyleOptionTab *option, QPainter *painter);
void progressGroove(const QStyleOption *option, QPainter *painter);
void progressBar(const QStyleOptionProgressBar *option, QPainter *painter);
void comboBox(const QStyleOptionComboBox *option, QPainter *painter, const QWidget *widget);
void scrollBar(const QStyleOptionSlider *option, QPainter *painter, const QRect &slider);
void splitter(const QStyleOption *option, QPainter *painter);

/** Whether the style draws this button on the accent. */
bool isMainButton(const QWidget *widget);
/** Whether it has no outline until the pointer is on it. */
bool isQuietButton(const QWidget *widget);

} // namespace portico::app::draw
