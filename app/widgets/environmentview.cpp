// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/environmentview.h"

#include "app/models/texts.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/card.h"
#include "app/widgets/driftcards.h"
#include "app/widgets/factlist.h"
#include "app/widgets/findingrow.h"
#include "app/widgets/helplink.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::EnvironmentView)
};

QString baseText(const Install &install, const PackageFacts &facts)
{
    QStringList parts;
    const Generation *generation = install.generation();
    if (generation && !generation->pythonVersion.isEmpty())
        parts += Text::tr("Python %1").arg(generation->pythonVersion);
    if (facts.verdict)
        parts += Text::tr("%n package(s)", nullptr, int(facts.verdict->distributions));
    return parts.isEmpty() ? Text::tr("Not known") : parts.join(u" · "_s);
}

QString torchText(const PackageFacts &facts)
{
    if (!facts.verdict || facts.verdict->torchVersion.isEmpty())
        return Text::tr("Not found");
    const auto &accelerator = facts.verdict->torchAccelerator;
    return accelerator ? Text::tr("%1 for %2", "a version of torch; an accelerator")
                             .arg(facts.verdict->torchVersion, accelerator->title())
                       : facts.verdict->torchVersion;
}

QString layerText(const Install &install, const LayerFacts &layer)
{
    if (install.isAdopted())
        return Text::tr("None: your own folder keeps its own packages");
    if (layer.problem)
        return layer.problem->message;
    if (layer.id.isEmpty())
        return Text::tr("None: the node packs need nothing beyond the base");
    return Text::tr("%n package(s), %1 · %2", "%1 is a size, %2 the id of a layer",
                    int(layer.packages.size()))
        .arg(sizeText(layer.bytes), layer.id);
}

} // namespace

EnvironmentView::EnvironmentView(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kMedium);
}

/** Not at once: what is shown may be shown anew because one of its buttons was pressed. */
void EnvironmentView::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
}

void EnvironmentView::setFacts(const Install &install, const PackageFacts &facts,
                               const DriftWork &work)
{
    clear();
    if (facts.problem) {
        auto *card = new MessageCard(CardTone::Warning, this);
        card->setError(*facts.problem);
        m_column->addWidget(card);
    }
    const auto cards = makeDriftCards(facts.drift, work, install.name, this,
                                      {.absorb = [this] { emit absorbRequested(); },
                                       .putBack = [this] { emit putBackRequested(); },
                                       .forget = [this] { emit driftForgotten(); }});
    for (MessageCard *card : cards)
        m_column->addWidget(card);
    addFindings(facts);
    addFacts(install, facts);
}

void EnvironmentView::addFindings(const PackageFacts &facts)
{
    if (!facts.verdict)
        return;
    for (const Finding &finding : facts.verdict->findings) {
        auto *row = new FindingRow(finding, this);
        connect(row, &FindingRow::repairRequested, this, &EnvironmentView::repairRequested);
        m_column->addWidget(row);
    }
}

void EnvironmentView::addFacts(const Install &install, const PackageFacts &facts)
{
    auto *list = new FactList(this);
    list->addFact(Text::tr("Base"), baseText(install, facts))
        ->setToolTip(explanationOf(Topic::Base));
    list->addFact(Text::tr("torch"), torchText(facts));
    QLabel *layer = list->addFact(Text::tr("Layer"), layerText(install, facts.layer));
    layer->setToolTip(facts.layer.packages.join(u'\n'));
    m_column->addWidget(list);
    m_column->addWidget(makeHelpLink(Topic::Layer, this), 0, Qt::AlignLeft);
    if (!facts.layer.id.isEmpty()) {
        auto *open = new QPushButton(Text::tr("Open folder"), this);
        open->setIcon(makeIcon(IconName::Folder));
        open->setAccessibleName(Text::tr("Open the folder of the layer and its lock"));
        auto *place = new QWidget(this);
        auto *row = new QHBoxLayout(place);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(open);
        row->addStretch(1);
        list->addRow(Text::tr("Lock"), place);
        connect(open, &QPushButton::clicked, this, &EnvironmentView::layerFolderRequested);
    }
}

} // namespace portico::app
