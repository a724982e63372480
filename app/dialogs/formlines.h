// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QCheckBox;
class QFormLayout;
class QWidget;

namespace portico::app {

/** A form of labels and fields as dialogs have it. `parent` has no layout yet. */
QFormLayout *makeForm(QWidget *parent);
/** A field with its label; the label without its mark is what a screen reader says. */
void addFormField(QFormLayout *form, const QString &label, QWidget *field);
/** A box with its words, under the fields. */
void addFormBox(QFormLayout *form, QCheckBox *box);

} // namespace portico::app
