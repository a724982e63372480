// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/recoverpacks.h"

#include "core/installs/goodstart.h"
#include "core/installs/install.h"
#include "core/installs/installfile.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/nodes/packtransaction.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RecoverPacks)
};

/** Returns whether the entry is done with. */
bool recover(const Library &library, JournalEntry &entry, RecoveryReport &report,
             const JobContext &job)
{
    const JournalRecord &record = entry.record();
    const auto transaction = packTransactionFromJson(record.inputs, library);
    if (!transaction || !QFileInfo(library.installFolder(transaction->id)).isDir())
        return true; // the install is no more
    if (record.step == QLatin1StringView(kPacksMoved)) {
        const auto finished = finishPacks(library, *transaction, {}, job);
        if (finished) {
            report.finished +=
                Text::tr("The change of the node packs %1 was finished.").arg(transaction->title);
            return true;
        }
        job.log(finished.error().message); // its layer may be gone: then nothing of it stays
    }
    const auto undone = takeBackPacks(library, *transaction, entry);
    if (undone)
        report.rolledBack += Text::tr("An interrupted change of the node packs %1 was taken back.")
                                 .arg(transaction->title);
    else
        report.problems += undone.error().message;
    return bool(undone);
}

} // namespace

Result<> recoverPacks(const Library &library, RecoveryReport &report, const JobContext &job)
{
    if (!QDir(library.journal()).exists())
        return {};
    auto entries = Journal(library.journal()).claimDead(job);
    if (!entries)
        return entries.error();
    for (JournalEntry &entry : *entries) {
        if (entry.record().operation != QLatin1StringView(kPacksOperation))
            continue;
        if (!recover(library, entry, report, job))
            continue;
        const auto finished = entry.finish();
        if (!finished)
            report.problems += finished.error().message;
    }
    return {};
}

namespace {

/** What was kept from before changes, where ComfyUI has since started well with them. */
void settleAll(const Library &library, RecoveryReport &report, const JobContext &job)
{
    for (const InstallId &id : installIds(library)) {
        if (!QFileInfo::exists(keptPacksFolder(library, id)))
            continue;
        const QDateTime goodStart = lastGoodStart(library, id);
        if (!goodStart.isValid() || FileLock::holder(packsLock(library, id)))
            continue;
        const auto settled = settleKeptPacks(library, id, goodStart, *makeHost(), job);
        if (!settled)
            report.problems += settled.error().message;
    }
}

} // namespace

Result<RecoveryReport> recoverAll(const Library &library, const JobContext &job)
{
    Result<RecoveryReport> report = recoverLibrary(library, job);
    if (!report)
        return report;
    const Result<> packs = recoverPacks(library, *report, job);
    if (!packs)
        return packs.error();
    settleAll(library, *report, job);
    return report;
}

} // namespace portico
