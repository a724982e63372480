// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/repairsteps.h"

#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

RepairSteps::RepairSteps(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kMedium);
    setAccessibleName(tr("What the repair will do"));
}

void RepairSteps::setPlan(const RepairPlan &plan)
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int number = 0;
    for (const RepairStep &step : plan.steps)
        addStep(++number, step);
    for (const QString &remark : plan.remarks) {
        QLabel *label = makeSentence(remark, TextRole::Caption, this);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_column->addWidget(label);
    }
    m_column->addStretch(1);
}

void RepairSteps::addStep(int number, const RepairStep &step)
{
    auto *card = new Card(CardTone::Plain, this);
    card->content()->setSpacing(space::kTight);
    card->content()->setContentsMargins(space::kLarge, space::kMedium, space::kLarge,
                                        space::kMedium);
    card->content()->addWidget(
        makeSentence(tr("%1. %2", "number and title of a step").arg(number).arg(step.title),
                     TextRole::Strong, card));
    QStringList words{step.why};
    if (!step.source.isEmpty())
        words += tr("From %1.", "where files come from").arg(step.source);
    if (step.bytes > 0)
        words += tr("%1 are written.", "a size").arg(sizeText(step.bytes));
    words.removeAll(QString());
    if (!words.isEmpty())
        card->content()->addWidget(makeSentence(words.join(u' '), TextRole::Body, card));
    if (!step.lines.isEmpty()) {
        QLabel *lines = makeSentence(step.lines.join(u'\n'), TextRole::Caption, card);
        lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
        card->content()->addWidget(lines);
    }
    if (step.obstacle) {
        auto *warning = new MessageCard(CardTone::Warning, card);
        warning->setError(*step.obstacle);
        card->content()->addWidget(warning);
    }
    card->setAccessibleName(step.title);
    card->setAccessibleDescription(step.why);
    m_column->addWidget(card);
}

} // namespace portico::app
