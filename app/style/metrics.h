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
inline constexpr int kControlHeight = 34;

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
