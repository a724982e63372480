// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QList>
#include <QPalette>

namespace portico::app {

/** Light or dark: chosen by the system unless the person chose. */
enum class Scheme { Light, Dark };

/**
 * Every colour that the window draws with. One accent; the four state colours never stand alone
 * (a shape or a word is always beside them). tests/app/tst_contrast.cpp holds each pair of text and
 * ground to at least 4.5 : 1.
 */
struct Colours
{
    QColor window;      ///< behind everything
    QColor sidebar;     ///< the list of installs
    QColor surface;     ///< fields, lists, the log
    QColor card;        ///< raised areas on the window
    QColor text;        ///< on all of the above
    QColor mutedText;   ///< second words, on all of the above
    QColor border;      ///< hairlines between areas
    QColor control;     ///< outlines of fields and buttons (3 : 1 against their ground)
    QColor hover;       ///< laid over a ground when the pointer is on it
    QColor accent;      ///< the main button, selection marks, progress
    QColor accentHover; ///< the main button under the pointer
    QColor onAccent;    ///< text on the accent
    QColor accentText;  ///< links and selected tabs
    QColor selection;   ///< the ground of a selected row
    QColor ready;
    QColor busy;
    QColor crashed;
    QColor stopped;
    QColor warningGround;
    QColor errorGround;
    QColor match; ///< the ground of a found word
};

const Colours &coloursFor(Scheme scheme);
/** Which of the two a palette is. */
Scheme schemeOf(const QPalette &palette);
const Colours &coloursOf(const QPalette &palette);
QPalette paletteFor(Scheme scheme);

/** A pair that is drawn as text on a ground. */
struct TextPair
{
    QString use;
    QColor text;
    QColor ground;
};

/** All pairs of a scheme that carry words. */
QList<TextPair> textPairs(Scheme scheme);
/** The ratio of WCAG 2: 1 to 21. */
double contrastRatio(const QColor &a, const QColor &b);
/** `over` with its alpha laid on `ground`. */
QColor blended(const QColor &over, const QColor &ground);

} // namespace portico::app
