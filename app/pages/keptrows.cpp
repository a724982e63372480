// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/keptrows.h"

#include "app/context.h"
#include "app/services.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/keptrow.h"
#include "core/jobs/jobrunner.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

KeptRows::KeptRows(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_nothing(makeSentence(tr("Nothing is kept yet. “Keep for offline…” on an install's History "
                                "keeps all that it is made of: ComfyUI, Python, torch, node packs "
                                "and their packages. It can then be made again without a network."),
                             TextRole::Body, this))
    , m_broken(new MessageCard(CardTone::Warning, this))
    , m_list(new QWidget(this))
    , m_column(new QVBoxLayout(m_list))
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_nothing);
    whole->addWidget(m_broken);
    whole->addWidget(m_list);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_broken->hide();
    m_list->hide();
    auto *import = new QPushButton(tr("&Import…"), this);
    import->setAccessibleName(tr("Import what was kept elsewhere"));
    import->setToolTip(tr("A file that was exported on another computer"));
    whole->addSpacing(space::kSmall);
    whole->addWidget(import, 0, Qt::AlignLeft);
    connect(import, &QPushButton::clicked, this, &KeptRows::chooseImport);
}

void KeptRows::look()
{
    if (m_reading && !m_reading->isFinished())
        return;
    m_reading = &m_context.background.start<VendoredList>(
        {.title = tr("Look for what is kept for offline"), .exclusiveKey = kKeptKey},
        [library = m_context.services.library()](const JobContext &) -> Result<VendoredList> {
            return listVendored(library);
        },
        this,
        [this](const Result<VendoredList> &list) {
            if (list)
                show(*list);
        });
}

/** Rows stay where they are: a focus, and what was found, too. */
void KeptRows::show(const VendoredList &list)
{
    m_kept = list;
    QList<KeptRow *> rows;
    for (const VendoredState &state : list.states) {
        KeptRow *row = rowOf(state.id);
        if (row) {
            m_rows.removeOne(row);
            row->setLook(keptLook(state));
        } else {
            row = addRow(keptLook(state));
        }
        m_column->removeWidget(row);
        m_column->addWidget(row);
        rows += row;
    }
    for (KeptRow *gone : std::as_const(m_rows)) {
        gone->hide();
        gone->deleteLater();
    }
    m_rows = rows;
    m_nothing->setVisible(list.states.isEmpty() && list.broken.isEmpty());
    m_list->setVisible(!rows.isEmpty());
    m_broken->setVisible(!list.broken.isEmpty());
    if (!list.broken.isEmpty())
        m_broken->setError(list.broken.constFirst().error);
}

KeptRow *KeptRows::addRow(const KeptLook &look)
{
    auto *row = new KeptRow(look, m_list);
    connect(row, &KeptRow::checkRequested, this, [this, row] { check(*row); });
    connect(row, &KeptRow::repairRequested, this, [this, row] { repair(*row); });
    connect(row, &KeptRow::rebuildRequested, this, [this, row] { askToRebuild(*row); });
    connect(row, &KeptRow::menuRequested, this,
            [this, row](const QPoint &place) { openMenu(*row, place); });
    return row;
}

KeptRow *KeptRows::rowOf(const QString &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&id](const KeptRow *row) { return row->look().id == id; });
    return found == m_rows.end() ? nullptr : *found;
}

std::optional<VendoredState> KeptRows::stateOf(const KeptRow &row) const
{
    for (const VendoredState &state : m_kept.states) {
        if (state.id == row.look().id)
            return state;
    }
    return std::nullopt;
}

void KeptRows::setWorking(const QString &id, bool isWorking)
{
    if (KeptRow *row = rowOf(id))
        row->setWorking(isWorking);
}

} // namespace portico::app
