// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/factlist.h"

#include "app/style/metrics.h"

#include <QFormLayout>
#include <QLabel>

namespace portico::app {

namespace {

constexpr int kLeastLetters = 40; ///< of a line; below it names stand above what they name

} // namespace

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::kHuge);
    m_form->setVerticalSpacing(space::kSmall);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
}

QLabel *FactList::addFact(const QString &name, const QString &value)
{
    QLabel *label = makeSentence(value, TextRole::Body, this);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleDescription(name);
    addRow(name, label);
    return label;
}

void FactList::addRow(const QString &name, QWidget *value)
{
    QLabel *label = makeLabel(name, TextRole::Body, this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMinimumWidth(140);
    m_form->addRow(label, value);
}

void FactList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < fontMetrics().averageCharWidth() * kLeastLetters;
    m_form->setRowWrapPolicy(isNarrow ? QFormLayout::WrapAllRows : QFormLayout::DontWrapRows);
}

} // namespace portico::app
