// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/style/icons.h"

class QAbstractButton;
class QComboBox;
class QLabel;
class QString;

namespace portico::app {

/** What a screen reader says a button is, where Qt would call it a check box. */
enum class SpokenRole {
    Place, ///< one of several places to go to; it is chosen while it is shown
    Fold   ///< shows and hides what belongs to it
};

/** For a checkable button; also tells when it is chosen or folded. Once for each. */
void setSpokenRole(QAbstractButton *button, SpokenRole role);

/**
 * An icon of 16 px beside words. One that tells a state (done, failed, ...) says so to a screen
 * reader; any other is an ornament that it passes over. To be called again with each new palette.
 */
void showMark(QLabel *label, IconName icon, IconTint tint);
/** A picture that says nothing: a screen reader passes over it. */
void setOrnament(QLabel *label);

/** What a box of choices without a label is for: Qt says its choice as its name on Linux. */
void nameChoice(QComboBox *box, const QString &name);

} // namespace portico::app
