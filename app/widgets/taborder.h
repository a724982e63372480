// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace portico::app {

enum class TabDirection {
    Forth, ///< Tab
    Back   ///< Shift+Tab
};

/**
 * Gives the focus to the next or previous control of this window as its layouts have them: top to
 * bottom, along each row, and round at the end; and scrolls to it. Qt by itself goes in the order
 * in which widgets were made, and not back the same way where a widget hands its focus to a part.
 * For focusNextPrevChild() of a window. False where nothing else can have the focus.
 */
bool moveFocus(QWidget *window, TabDirection direction);

/** Scrolls whatever scrolls around this control, so that all of it is seen where there is room. Qt
 * by itself shows the cursor of a field of several lines. */
void scrollTo(const QWidget *control);

/** A dialog through which Tab goes like that. Base of all of ours. */
class ReadingOrderDialog : public QDialog
{
    Q_OBJECT

public:
    using QDialog::QDialog;

protected:
    bool focusNextPrevChild(bool next) override;
};

} // namespace portico::app
