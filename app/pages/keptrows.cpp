// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/keptrows.h"

#include "app/context.h"
#include "app/dialogs/askdialog.h"
#include "app/models/texts.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/keptrow.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/vendoring/rebuildvendored.h"

#include <QDesktopServices>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

const QString kKey = u"kept for offline"_s; ///< these jobs run one after another

} // namespace

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
}

void KeptRows::look()
{
    if (m_reading && !m_reading->isFinished())
        return;
    m_reading = &m_context.background.start<VendoredList>(
        {.title = tr("Look for what is kept for offline"), .exclusiveKey = kKey},
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

void KeptRows::check(KeptRow &row)
{
    const std::optional<VendoredState> state = stateOf(row);
    if (!state)
        return;
    row.setWorking(true);
    m_context.jobs.start<VendoredVerdict>(
        {.title = tr("Check what is kept of %1").arg(state->install.name), .exclusiveKey = kKey},
        [library = m_context.services.library(), state = *state](const JobContext &job) {
            return verifyVendored(library, state, job);
        },
        this,
        [this, id = state->id](const Result<VendoredVerdict> &verdict) { found(id, verdict); });
}

void KeptRows::repair(KeptRow &row)
{
    const auto verdict = m_verdicts.constFind(row.look().id);
    if (verdict == m_verdicts.constEnd())
        return;
    row.setWorking(true);
    m_context.jobs.start<VendoredVerdict>(
        {.title = tr("Repair what is kept of %1").arg(row.look().name), .exclusiveKey = kKey},
        [nodes = m_context.services.nodes(), environments = m_context.services.environments(),
         verdict = *verdict](const JobContext &job) {
            return repairVendored({.nodes = nodes, .environments = environments}, verdict, job);
        },
        this, [this, id = row.look().id](const Result<VendoredVerdict> &now) { found(id, now); });
}

/** A failure is told by the job's own row. */
void KeptRows::found(const QString &id, const Result<VendoredVerdict> &verdict)
{
    setWorking(id, false);
    KeptRow *row = rowOf(id);
    if (!row || !verdict)
        return;
    m_verdicts.insert(id, *verdict);
    row->tell(verdictText(*verdict),
              !verdict->damages.isEmpty() || !verdict->state.lacks.isEmpty());
    emit changed();
}

void KeptRows::askToRebuild(const KeptRow &row)
{
    const std::optional<VendoredState> state = stateOf(row);
    if (!state)
        return;
    auto *dialog = new AskDialog(
        {.title = tr("Rebuild %1?", "an install").arg(state->install.name),
         .meaning = tr("A new install is made of what was kept (%1), without any network. Every "
                       "file is compared first. Other installs stay as they are.")
                        .arg(row.look().moment),
         .accept = tr("&Rebuild")},
        this);
    connect(dialog, &QDialog::accepted, this, [this, state = *state] { rebuild(state); });
    dialog->open();
}

void KeptRows::rebuild(const VendoredState &state)
{
    setWorking(state.id, true);
    m_context.jobs.start<RebuiltInstall>(
        {.title = tr("Rebuild %1", "an install").arg(state.install.name), .exclusiveKey = kKey},
        [nodes = m_context.services.nodes(), environments = m_context.services.environments(),
         state](const JobContext &job) {
            return rebuildVendored({.nodes = nodes, .environments = environments}, state, {}, job);
        },
        this,
        [this, id = state.id](const Result<RebuiltInstall> &) {
            setWorking(id, false);
            m_context.installs.rescan();
            emit changed();
        });
}

void KeptRows::openMenu(const KeptRow &row, const QPoint &place)
{
    const std::optional<VendoredState> state = stateOf(row);
    if (!state)
        return;
    const QString folder = vendoredFolder(m_context.services.library(), state->id);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open the &folder"), this,
                    [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    menu->addSeparator();
    menu->addAction(makeIcon(IconName::Remove), tr("&Let it go…"), this,
                    [this, one = *state] { askToDrop(one); });
    menu->popup(place);
}

void KeptRows::askToDrop(const VendoredState &state)
{
    auto *dialog = new AskDialog(
        {.title = tr("Let go of what is kept of %1?", "an install").arg(state.install.name),
         .meaning = tr("Installs stay as they are. What was kept (%1) can then not be made again "
                       "from here. What other kept states need stays.")
                        .arg(momentText(state.kept)),
         .accept = tr("&Let it go")},
        this);
    connect(dialog, &QDialog::accepted, this, [this, state] {
        setWorking(state.id, true);
        m_context.jobs.start<qint64>(
            {.title = tr("Let go of what is kept of %1").arg(state.install.name),
             .exclusiveKey = kKey},
            [library = m_context.services.library(), state](const JobContext &job) {
                return dropVendored(library, state, job);
            },
            this,
            [this, id = state.id](const Result<qint64> &) {
                setWorking(id, false);
                look();
                emit changed();
            });
    });
    dialog->open();
}

} // namespace portico::app
