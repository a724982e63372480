// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/cleanrow.h"

#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace portico::app {

CleanRow::CleanRow(CleanKind kind, const CleanPlan &plan, QWidget *parent)
    : QWidget(parent)
    , m_clean(new QPushButton(tr("Clean up…"), this))
{
    const QString what = cleanKindText(kind);
    auto *name = new ElidedLabel(this);
    name->setText(what);
    auto *size = makeLabel(sizeText(plan.bytesOf(kind)), TextRole::Body, this);
    size->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_clean->setAccessibleName(tr("Clean up: %1").arg(what));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kLarge);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(name, 0, 0);
    grid->addWidget(makeSentence(meaning(kind), TextRole::Caption, this), 1, 0);
    grid->addWidget(size, 0, 1, 2, 1, Qt::AlignVCenter);
    grid->addWidget(m_clean, 0, 2, 2, 1, Qt::AlignVCenter);
    connect(m_clean, &QPushButton::clicked, this, [this, kind] { emit cleanRequested(kind); });
}

void CleanRow::setWorking(bool isWorking)
{
    m_clean->setEnabled(!isWorking);
}

QString CleanRow::meaning(CleanKind kind)
{
    switch (kind) {
    case CleanKind::Generations:
        return tr("Nobody can go back to them afterwards. The last three, pinned ones and those of "
                  "snapshots are never among them.");
    case CleanKind::Layers:
        return tr("Made for node packs that are no longer there. They come back by themselves when "
                  "something needs them.");
    case CleanKind::Environments:
        return tr("They can be built again when a node pack asks for one.");
    case CleanKind::Caches:
        return tr("What is installed does not need them; the next build fetches again what it "
                  "needs.");
    case CleanKind::Staging:
        return tr("Nobody goes on with it.");
    case CleanKind::KeptPacks:
        return tr(
            "Without them a change of node packs cannot be taken back. They go to the recycle "
            "bin where there is one.");
    case CleanKind::Downloads:
        return tr("Unfinished ones begin anew next time; archives can be fetched again.");
    }
    return {};
}

} // namespace portico::app
