// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>

class QHeaderView;
class QLabel;
class QWidget;

namespace portico::app {

/** The only distances the window uses, in device-independent pixels. */
namespace space {
inline constexpr int kTight = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 12;
inline constexpr int kLarge = 16;
inline constexpr int kHuge = 24;
} // namespace space

inline constexpr int kRadius = 6;
inline constexpr int kControlHeight = 34; ///< of usual text; see controlHeight()
inline constexpr int kIconSide = 16;      ///< of usual text; see iconSide()

/** How much higher a font's lines are than the usual; 1 for smaller ones. A desktop's larger text
 *  comes as a larger font. */
double textScale(const QFont &font);
/** A length that was chosen for usual text, for that of a font, or of the application; never
 *  smaller. */
int withText(int pixels, const QFont &font);
int withText(int pixels);
/** The height of a button or field in one line. */
int controlHeight(const QFont &font);
int controlHeight();
/** Of an icon beside words. */
int iconSide();

/** The type scale, relative to the system's font. */
enum class TextRole {
    Title,   ///< the name of an install or a page
    Heading, ///< of a section
    Body,
    Strong, ///< body, emphasised
    Caption ///< second words below or beside something
};

QFont fontFor(TextRole role, const QFont &base);
/** The system's font with columns of equal width, at the size of the base font. */
QFont monospaceFont(const QFont &base);

/** A label of that role; Caption is muted. Its text can be selected where it is a fact. */
QLabel *makeLabel(const QString &text, TextRole role, QWidget *parent);
/** The same, wrapping, for sentences. */
QLabel *makeSentence(const QString &text, TextRole role, QWidget *parent);

/** Makes a table's column so many letters wide, and wider where its heading needs it. */
void fitColumn(QHeaderView *header, int column, int letters);

} // namespace portico::app
