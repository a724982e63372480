// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What is done with the states that are kept for offline.
#include "app/context.h"
#include "app/dialogs/askdialog.h"
#include "app/models/texts.h"
#include "app/pages/keptrows.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/widgets/keptrow.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/vendoring/exportvendored.h"
#include "core/vendoring/rebuildvendored.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QMenu>

namespace portico::app {

using namespace Qt::StringLiterals;

void KeptRows::check(KeptRow &row)
{
    const std::optional<VendoredState> state = stateOf(row);
    if (!state)
        return;
    row.setWorking(true);
    m_context.jobs.start<VendoredVerdict>(
        {.title = tr("Check what is kept of %1").arg(state->install.name),
         .exclusiveKey = kKeptKey},
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
        {.title = tr("Repair what is kept of %1").arg(row.look().name), .exclusiveKey = kKeptKey},
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
                        .arg(row.look().within),
         .accept = tr("&Rebuild")},
        this);
    connect(dialog, &QDialog::accepted, this, [this, state = *state] { rebuild(state); });
    dialog->open();
}

void KeptRows::rebuild(const VendoredState &state)
{
    setWorking(state.id, true);
    m_context.jobs.start<RebuiltInstall>(
        {.title = tr("Rebuild %1", "an install").arg(state.install.name), .exclusiveKey = kKeptKey},
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
    menu->addAction(tr("&Export as one file…"), this, [this, one = *state] { chooseExport(one); });
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
                        .arg(momentWithin(state.kept)),
         .accept = tr("&Let it go")},
        this);
    connect(dialog, &QDialog::accepted, this, [this, state] {
        setWorking(state.id, true);
        m_context.jobs.start<qint64>(
            {.title = tr("Let go of what is kept of %1").arg(state.install.name),
             .exclusiveKey = kKeptKey},
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

void KeptRows::chooseExport(const VendoredState &state)
{
    auto *dialog = new QFileDialog(this, tr("Export as one file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // what is there is never replaced
    dialog->setDefaultSuffix(u"tar"_s);
    dialog->setNameFilters({tr("Exported installs (*.tar)")});
    dialog->selectFile(state.id + ".tar"_L1);
    connect(dialog, &QFileDialog::fileSelected, this, [this, state](const QString &file) {
        setWorking(state.id, true);
        m_context.jobs.start<PackSummary>(
            {.title = tr("Export %1 to %2", "an install; a file")
                          .arg(state.install.name, QDir::toNativeSeparators(file)),
             .exclusiveKey = kKeptKey},
            [library = m_context.services.library(), state, file](const JobContext &job) {
                return exportVendored(library, state, file, job);
            },
            this, [this, id = state.id](const Result<PackSummary> &) { setWorking(id, false); });
    });
    dialog->open();
}

void KeptRows::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import what was kept elsewhere"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Exported installs (*.tar)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &KeptRows::importFile);
    dialog->open();
}

void KeptRows::importFile(const QString &file)
{
    m_context.jobs.start<VendoredState>(
        {.title = tr("Import %1", "a file").arg(QFileInfo(file).fileName()),
         .exclusiveKey = kKeptKey},
        [library = m_context.services.library(), &processes = m_context.services.processes(),
         file](const JobContext &job) { return importVendored(library, processes, file, job); },
        this,
        [this](const Result<VendoredState> &) {
            look();
            emit changed();
        });
}

} // namespace portico::app
