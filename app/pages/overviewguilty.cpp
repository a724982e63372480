// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// The search for a guilty node pack: its questions and its answer, as a card of the overview.
#include "app/models/guiltysearches.h"
#include "app/pages/overviewtab.h"
#include "app/widgets/card.h"

#include <QDesktopServices>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

void OverviewTab::showGuilty()
{
    QLayout *place = m_guiltyPlace->layout();
    while (QLayoutItem *item = place->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const GuiltyState &state = m_tellers.guilty.of(m_id);
    if (state.question) {
        addGuiltyQuestion(*state.question);
    } else if (state.found) {
        addGuiltyAnswer(*state.found);
    } else if (state.isRunning) {
        auto *card = new MessageCard(CardTone::Plain, m_guiltyPlace);
        card->setMessage(tr("Looking for the guilty node pack"),
                         tr("ComfyUI is started with some of the packs at a time. The activity "
                            "below says how far it is, and can cancel it."));
        place->addWidget(card);
    } else if (state.error) {
        auto *card = new MessageCard(CardTone::Failure, m_guiltyPlace);
        card->setError(*state.error);
        card->addCloseButton();
        connect(card, &MessageCard::closed, this, [this] { m_tellers.guilty.forget(m_id); });
        place->addWidget(card);
    }
    m_guiltyPlace->setVisible(place->count() > 0);
}

void OverviewTab::addGuiltyQuestion(const GuiltyRound &round)
{
    auto *card = new MessageCard(CardTone::Warning, m_guiltyPlace);
    card->setMessage(
        tr("Round %1 of at most %2: does it still go wrong?").arg(round.number).arg(round.most),
        tr("ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.",
           nullptr, static_cast<int>(round.packs.size())));
    QPushButton *open = card->addButton(tr("Open in the browser"));
    QPushButton *bad = card->addButton(tr("It still goes wrong"));
    QPushButton *good = card->addButton(tr("All is well"));
    connect(open, &QPushButton::clicked, this,
            [url = round.url] { QDesktopServices::openUrl(url); });
    connect(bad, &QPushButton::clicked, this, [this] { m_tellers.guilty.answer(m_id, true); });
    connect(good, &QPushButton::clicked, this, [this] { m_tellers.guilty.answer(m_id, false); });
    m_guiltyPlace->layout()->addWidget(card);
}

void OverviewTab::addGuiltyAnswer(const GuiltyFound &found)
{
    const Halving &halving = found.halving;
    const bool hasName = !halving.guilty.isEmpty();
    auto *card = new MessageCard(hasName ? CardTone::Failure : CardTone::Plain, m_guiltyPlace);
    card->setMessage(found.sentence,
                     hasName
                         ? tr("Found in %n start(s). Disable it, update it, or tell its author.",
                              nullptr, halving.rounds)
                         : tr("Made sure in %n start(s).", nullptr, halving.rounds));
    for (const QString &pack : halving.guilty) {
        QPushButton *disable = card->addButton(tr("Disable %1").arg(pack));
        connect(disable, &QPushButton::clicked, this, [this, pack] {
            Diagnosis guilty;
            guilty.pack = pack;
            guilty.fix = {.kind = FixKind::DisablePack, .arguments = {pack}};
            emit fixRequested(guilty);
        });
    }
    card->addCloseButton();
    connect(card, &MessageCard::closed, this, [this] { m_tellers.guilty.forget(m_id); });
    m_guiltyPlace->layout()->addWidget(card);
}

} // namespace portico::app
