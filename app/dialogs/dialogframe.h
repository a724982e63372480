// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

class QDialog;
class QHBoxLayout;
class QPushButton;
class QSize;
class QString;
class QVBoxLayout;
class QWidget;

namespace portico::app {

/** The margins and the title that all dialogs share; returns the column to fill. Its last part is
 *  the buttons: the others scroll where the screen has no room for all (dialogfit.h). */
QVBoxLayout *frameDialog(QDialog *dialog, const QString &title);
/** As large as wished for usual text, unless the window behind is too small for that; with larger
 *  text, unless the screen is. */
QSize dialogSize(const QWidget *parent, QSize wish);
/** The row of buttons at the end: Cancel first, then what was asked for, at the right. */
struct DialogButtons
{
    QHBoxLayout *row;
    QPushButton *cancel;
    QPushButton *accept;
};
DialogButtons addDialogButtons(QDialog *dialog, QVBoxLayout *column, const QString &acceptText);

} // namespace portico::app
