// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What the History tab does.
#include "app/context.h"
#include "app/dialogs/askdialog.h"
#include "app/dialogs/keepflow.h"
#include "app/dialogs/notedialog.h"
#include "app/dialogs/restoreflow.h"
#include "app/models/texts.h"
#include "app/pages/historytab.h"
#include "app/services.h"
#include "app/widgets/historyrow.h"
#include "core/installs/installstore.h"
#include "core/io/atomicfile.h"
#include "core/jobs/jobrunner.h"
#include "core/snapshots/exportsnapshot.h"
#include "core/snapshots/takesnapshot.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

std::optional<Snapshot> HistoryTab::snapshotOf(const HistoryRow &row) const
{
    const QList<HistoryStep> steps = m_history ? m_history->steps : QList<HistoryStep>();
    const auto found = std::find_if(steps.begin(), steps.end(), [&row](const HistoryStep &step) {
        return step.snapshot.id.toHex() == row.look().id;
    });
    return found == steps.end() ? std::nullopt : std::optional(found->snapshot);
}

/** A small change of the snapshots themselves; the watcher sees what came of it. */
void HistoryTab::change(const QString &title,
                        const std::function<Result<>(const JobContext &)> &work)
{
    m_context.jobs.start<void>({.title = title, .exclusiveKey = {}}, work, this,
                               [this](const Result<> &) { look(); });
}

void HistoryTab::askForSnapshot()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    auto *dialog = new NoteDialog(
        {.title = tr("Take a snapshot"),
         .explanation = tr("Portico remembers what “%1” is now. It takes a few kilobytes, and "
                           "ComfyUI may run meanwhile.")
                            .arg(install->name),
         .accept = tr("&Take it")},
        {}, this);
    connect(dialog, &NoteDialog::noted, this, [this, install = *install](const QString &note) {
        change(tr("Take a snapshot of %1").arg(install.name),
               [library = m_context.services.library(), install,
                note](const JobContext &job) -> Result<> {
                   const Result<KeptSnapshot> kept =
                       takeSnapshot(library, install,
                                    {.reason = KeepReason::ByHand,
                                     .now = QDateTime::currentDateTimeUtc(),
                                     .note = note},
                                    job);
                   return kept ? Result<>() : kept.error();
               });
    });
    dialog->open();
}

void HistoryTab::goBack(const HistoryRow &row)
{
    const std::optional<Snapshot> snapshot = snapshotOf(row);
    if (!snapshot)
        return;
    const QString moment = momentWithin(snapshot->seen);
    auto *flow = new RestoreFlow(
        m_context,
        {.install = m_id,
         .content = [content = snapshot->content](
                        const JobContext &) { return Result<SnapshotContent>(content); },
         .title = row.look().isEvent
             ? tr("Go back to before “%1”, %2", "what happened; when").arg(row.look().title, moment)
             : tr("Go back to “%1”, %2", "what happened; when").arg(row.look().title, moment)},
        this);
    flow->begin();
}

void HistoryTab::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import a snapshot"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Snapshots (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &HistoryTab::importFile);
    dialog->open();
}

/** Portico's own are kept among the snapshots of this install, whether it becomes so or not. */
void HistoryTab::importFile(const QString &file)
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    m_context.background.start<ImportedSnapshot>(
        {.title = tr("Import a snapshot"), .exclusiveKey = {}},
        [library = m_context.services.library(), install = *install,
         file](const JobContext &job) -> Result<ImportedSnapshot> {
            const Result<SnapshotContent> now = contentOf(library, install, job);
            if (!now)
                return now.error();
            Result<ImportedSnapshot> imported = importSnapshot(file, *now);
            if (!imported || imported->format != SnapshotFormat::Portico)
                return imported;
            const Result<KeptSnapshot> kept =
                keepSnapshot(library, install.id, imported->snapshot.content,
                             {.reason = KeepReason::Import,
                              .now = QDateTime::currentDateTimeUtc(),
                              .note = imported->snapshot.note},
                             job);
            return kept ? imported : kept.error();
        },
        this,
        [this, id = m_id, file](const Result<ImportedSnapshot> &imported) {
            if (!imported) {
                emit failed(imported.error());
                return;
            }
            auto *flow = new RestoreFlow(
                m_context,
                {.install = id,
                 .content = [content = imported->snapshot.content](
                                const JobContext &) { return Result<SnapshotContent>(content); },
                 .how = {.parts = imported->parts,
                         .isForeign = imported->format != SnapshotFormat::Portico},
                 .title = tr("Become as in %1", "a file's name").arg(QFileInfo(file).fileName())},
                this);
            flow->begin();
        });
}

void HistoryTab::openMenu(const HistoryRow &row, const QPoint &place)
{
    const std::optional<Snapshot> snapshot = snapshotOf(row);
    if (!snapshot)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Note…"), this, [this, one = *snapshot] { editNote(one); });
    menu->addAction(tr("&Export…"), this, [this, one = *snapshot] { chooseExport(one, false); });
    menu->addAction(tr("Export for ComfyUI-&Manager…"), this,
                    [this, one = *snapshot] { chooseExport(one, true); });
    menu->addAction(tr("&Keep for offline…"), this,
                    [this, one = *snapshot] { keepForOffline(one.id.toHex()); });
    menu->addAction(tr("&Copy its id"), this,
                    [one = *snapshot] { QGuiApplication::clipboard()->setText(one.id.toHex()); });
    menu->addSeparator();
    menu->addAction(makeIcon(IconName::Remove), tr("&Forget it…"), this,
                    [this, one = *snapshot] { askToForget(one); });
    menu->popup(place);
}

/** A snapshot by its id, or the install as it is now. */
void HistoryTab::keepForOffline(const QString &snapshot)
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    auto *flow =
        new KeepFlow(m_context, {.install = m_id, .snapshot = snapshot}, install->name, this);
    flow->begin();
}

void HistoryTab::editNote(const Snapshot &snapshot)
{
    auto *dialog = new NoteDialog({.title = tr("A note on this state"),
                                   .explanation = momentText(snapshot.seen),
                                   .accept = tr("&Keep")},
                                  snapshot.note, this);
    connect(dialog, &NoteDialog::noted, this,
            [this, id = m_id, snapshot = snapshot.id](const QString &note) {
                change(tr("Note something about a snapshot"),
                       [library = m_context.services.library(), id, snapshot,
                        note](const JobContext &job) {
                           return noteSnapshot(library, id, snapshot, note, job);
                       });
            });
    dialog->open();
}

void HistoryTab::chooseExport(const Snapshot &snapshot, bool isForManager)
{
    auto *dialog = new QFileDialog(this, tr("Export a snapshot"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->setNameFilters({tr("Snapshots (*.json)")});
    dialog->selectFile((isForManager ? u"%1-%2.json"_s : u"%1-%2.portico-snapshot.json"_s)
                           .arg(m_id.toString(), shortId(snapshot.id)));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, snapshot, isForManager](const QString &file) {
                change(tr("Export a snapshot to %1").arg(QDir::toNativeSeparators(file)),
                       [snapshot, isForManager, file](const JobContext &job) -> Result<> {
                           QStringList remarks;
                           const QByteArray bytes = isForManager
                               ? managerBytes(snapshot.content, remarks)
                               : exportBytes(snapshot);
                           for (const QString &remark : std::as_const(remarks))
                               job.log(remark);
                           return writeFileAtomically(file, bytes);
                       });
            });
    dialog->open();
}

/** What it alone needed is not kept any longer; a clean-up may take it then. */
void HistoryTab::askToForget(const Snapshot &snapshot)
{
    auto *dialog = new AskDialog(
        {.title = tr("Forget this state?"),
         .meaning = tr("Nothing of the install changes. The state of %1 can then not be gone back "
                       "to any more, and old packages and node packs that only it needs may go "
                       "with the next clean-up.")
                        .arg(momentWithin(snapshot.seen)),
         .accept = tr("&Forget it")},
        this);
    connect(dialog, &QDialog::accepted, this, [this, id = m_id, snapshot = snapshot.id] {
        change(tr("Forget a snapshot"),
               [library = m_context.services.library(), id, snapshot](const JobContext &job) {
                   return removeSnapshot(library, id, snapshot, job);
               });
    });
    dialog->open();
}

} // namespace portico::app
