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

/** The margins and the title that all dialogs share; returns the column to fill. */
QVBoxLayout *frameDialog(QDialog *dialog, const QString &title);
/** As large as wished, unless the window behind is too small for that. */
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
