// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What needs attention, as cards with one button each.
#include "app/context.h"
#include "app/dialogs/repairflow.h"
#include "app/models/health.h"
#include "app/pages/overviewtab.h"
#include "app/widgets/card.h"
#include "app/widgets/driftcards.h"
#include "core/installs/installstore.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

void OverviewTab::showAttention()
{
    const QString mark = m_id.toString() + u'\n' + markOf(m_context.health.of(m_id));
    if (mark == m_attentionMark)
        return;
    m_attentionMark = mark;
    QLayout *cards = m_attentionPlace->layout();
    while (QLayoutItem *item = cards->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const Install *install = m_context.installs.find(m_id);
    m_tellsPackages = install && addPackagesCard(*install);
    addPacksCard();
    m_attentionPlace->setVisible(cards->count() > 0);
}

/** What drifted, else the gravest finding, else a device that is not used. Returns whether any. */
bool OverviewTab::addPackagesCard(const Install &install)
{
    const auto &facts = m_context.health.of(m_id).packages;
    if (!facts)
        return false;
    const auto cards = makeDriftCards(
        facts->drift, m_context.health.of(m_id).drift, install.name, m_attentionPlace,
        {.absorb = [this] { absorbDrift(m_context, m_id); },
         .putBack = [this] { putDriftBack(m_context, m_id); },
         .forget = [this] { m_context.health.setDriftWork(m_id, {}); }});
    for (MessageCard *card : cards)
        m_attentionPlace->layout()->addWidget(card);
    if (!cards.isEmpty())
        return true;
    const bool isClean = !facts->verdict || facts->verdict->isClean();
    const bool computes = !facts->probe || facts->probe->probe.isGood;
    if (isClean && computes)
        return false;
    auto *card = new MessageCard(CardTone::Warning, m_attentionPlace);
    if (isClean) {
        const TorchProbe &probe = facts->probe->probe;
        card->setMessage(tr("torch does not compute as it should."),
                         probe.reason + u' ' + probe.nextStep);
    } else {
        const Finding &finding = facts->verdict->findings.constFirst();
        card->setMessage(finding.title, finding.message);
    }
    QPushButton *repair = card->addButton(tr("Repair"));
    connect(repair, &QPushButton::clicked, this,
            [this] { (new RepairFlow(m_context, m_id, this))->begin(); });
    m_attentionPlace->layout()->addWidget(card);
    return true;
}

void OverviewTab::addPacksCard()
{
    const auto &facts = m_context.health.of(m_id).packs;
    if (!facts)
        return;
    const auto worth =
        int(std::count_if(facts->rows.begin(), facts->rows.end(), [](const PackRow &row) {
            return row.condition == PackCondition::NeedsPackages;
        }));
    if (worth == 0)
        return;
    auto *card = new MessageCard(CardTone::Warning, m_attentionPlace);
    card->setMessage(tr("%n node pack(s) lack packages.", nullptr, worth),
                     tr("Nodes may be missing after the next start."));
    connect(card->addButton(tr("Show the node packs")), &QPushButton::clicked, this,
            &OverviewTab::nodesRequested);
    m_attentionPlace->layout()->addWidget(card);
}

} // namespace portico::app
