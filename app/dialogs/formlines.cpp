// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/formlines.h"

#include "app/style/metrics.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>

namespace portico::app {

namespace {

constexpr int kLabelWidth = 120; // so that forms of one dialog stand in line

} // namespace

QFormLayout *makeForm(QWidget *parent)
{
    auto *form = new QFormLayout(parent);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::kLarge);
    form->setVerticalSpacing(space::kSmall);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

void addFormField(QFormLayout *form, const QString &label, QWidget *field)
{
    auto *words = new QLabel(label, form->parentWidget());
    words->setBuddy(field);
    words->setMinimumSize(kLabelWidth, controlHeight()); // centred beside the field
    QWidget *named = field->focusProxy() ? field->focusProxy() : field;
    if (named->accessibleName().isEmpty())
        named->setAccessibleName(QString(label).remove(u'&'));
    form->addRow(words, field);
}

void addFormBox(QFormLayout *form, QCheckBox *box)
{
    form->addRow(QString(), box);
}

} // namespace portico::app
