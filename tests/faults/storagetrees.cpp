// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"
#include "core/io/documentfile.h"
#include "core/io/file.h"
#include "core/io/ioerror.h"
#include "core/io/journal.h"
#include "core/io/json.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"
#include "tests/faults/storageop.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace portico::storageop {

namespace {

// ---- an install: journal, staging, commit, install.json, journal gone ----

Result<> buildTree(const QString &folder)
{
    for (int i = 0; i < kParts; ++i) {
        const QString inner = u"%1/part%2"_s.arg(folder).arg(i);
        if (const Result<> made = makeFolder(inner); !made)
            return made;
        Result<OutputFile> file = OutputFile::create(inner + u"/file"_s, FileAccess::Shared);
        if (!file)
            return file.error();
        if (const Result<> written = file->write(textFor(i).toUtf8()); !written)
            return written;
        if (const Result<> closed = file->close(); !closed)
            return closed;
    }
    return {};
}

bool isWhole(const QString &folder)
{
    for (int i = 0; i < kParts; ++i) {
        const Result<QByteArray> text = readFile(u"%1/part%2/file"_s.arg(folder).arg(i), 1 << 20);
        if (!text || *text != textFor(i).toUtf8())
            return false;
    }
    return true;
}

Result<> install(JournalEntry &entry, const QString &folder, const QString &target)
{
    if (const Result<> made = makeFolder(folder + u"/installs"_s); !made)
        return made;
    Result<StagingDir> staging = StagingDir::create(folder + u"/staging"_s, u"adding"_s);
    if (!staging)
        return staging.error();
    if (const Result<> built = buildTree(staging->path()); !built)
        return built;
    if (const Result<> stepped = entry.setStep(u"built"_s); !stepped)
        return stepped;
    if (const Result<> committed = staging->commit(target, {}); !committed)
        return committed;
    return writeRound(folder + u"/installs"_s, 1);
}

Result<> runInstall(const QString &folder)
{
    const QString target = folder + u"/installs/gen-0001"_s;
    Result<JournalEntry> entry =
        Journal(folder + u"/journal"_s).begin(u"add"_s, {{u"target"_s, u"installs/gen-0001"_s}});
    if (!entry)
        return entry.error();
    const Result<> outcome = install(*entry, folder, target);
    if (!outcome) {
        if (const Result<> undone = removeTree(target, {}); !undone)
            return undone;
    }
    if (const Result<> finished = entry->finish(); !finished)
        return finished;
    return outcome;
}

Result<> checkInstall(const QString &folder)
{
    const QString target = folder + u"/installs/gen-0001"_s;
    Result<std::vector<JournalEntry>> dead = Journal(folder + u"/journal"_s).claimDead({});
    if (!dead)
        return dead.error();
    const Result<int> round = readRound(folder + u"/installs"_s);
    if (!round)
        return round.error();
    if (*round == 1 && !isWhole(target))
        return wrong(u"install.json names a generation that is not whole"_s);
    if (QFileInfo::exists(target) && !isWhole(target))
        return wrong(u"half a generation has its final name"_s);
    if (*round == 0 && QFileInfo::exists(target) && dead->empty())
        return wrong(u"a generation that nobody names and no journal knows"_s);
    for (JournalEntry &entry : *dead) {
        if (entry.record().operation != "add"_L1)
            return wrong(u"the journal forgot what it was"_s);
        if (*round == 0) {
            if (const Result<> gone = removeTree(
                    folder + u'/' + entry.record().inputs.value("target"_L1).toString(), {});
                !gone)
                return gone;
        }
        if (const Result<> finished = entry.finish(); !finished)
            return finished;
    }
    if (const Result<StagingSweep> swept = sweepStaging(folder + u"/staging"_s, {});
        !swept || !swept->errors.isEmpty())
        return wrong(u"the staging folder cannot be swept"_s);
    if (*round == 0)
        return onlyThese(folder, {});
    return onlyThese(folder, {u"installs/install.json"_s, u"installs/gen-0001/"_s});
}

// ---- a clone of a tree, committed ----

Result<> runClone(const QString &folder)
{
    Result<StagingDir> staging = StagingDir::create(folder + u"/staging"_s, u"cloning"_s);
    if (!staging)
        return staging.error();
    const CloneRequest request{.from = folder + u"/source"_s,
                               .to = staging->path() + u"/view"_s,
                               .sharing = Sharing::Reflink,
                               .wants = {},
                               .step = {}};
    if (const Result<CloneSummary> cloned = cloneTree(request, {}); !cloned)
        return cloned.error();
    return staging->commit(folder + u"/target"_s, {});
}

Result<> checkClone(const QString &folder)
{
    if (!isWhole(folder + u"/source"_s))
        return wrong(u"the source of a clone was touched"_s);
    const QString target = folder + u"/target"_s;
    if (QFileInfo::exists(target) && !isWhole(target + u"/view"_s))
        return wrong(u"half a clone has its final name"_s);
    if (const Result<StagingSweep> swept = sweepStaging(folder + u"/staging"_s, {});
        !swept || !swept->errors.isEmpty())
        return wrong(u"the staging folder cannot be swept"_s);
    return onlyThese(folder, {u"source/"_s, u"target/"_s});
}

// ---- removing an install: to staging in one step, then away; its data stays ----

Result<> runRemove(const QString &folder)
{
    Result<JournalEntry> entry = Journal(folder + u"/journal"_s).begin(u"remove"_s, {});
    if (!entry)
        return entry.error();
    const QString going = folder + u"/going"_s;
    if (const Result<> moved = renameDurably(folder + u"/install"_s, going, IfExists::Refuse);
        !moved)
        return moved;
    if (const Result<> gone = removeTree(going, {}); !gone)
        return gone;
    return entry->finish();
}

Result<> checkRemove(const QString &folder)
{
    const QString install = folder + u"/install"_s;
    if (QFileInfo::exists(install) && !isWhole(install))
        return wrong(u"an install is half removed under its own name"_s);
    if (!isWhole(folder + u"/data"_s))
        return wrong(u"the person's data was touched"_s);
    Result<std::vector<JournalEntry>> dead = Journal(folder + u"/journal"_s).claimDead({});
    if (!dead)
        return dead.error();
    if (QFileInfo::exists(folder + u"/going"_s) && dead->empty())
        return wrong(u"nobody remembers to finish the removal"_s);
    for (JournalEntry &entry : *dead) {
        if (const Result<> gone = removeTree(folder + u"/going"_s, {}); !gone)
            return gone;
        if (const Result<> finished = entry.finish(); !finished)
            return finished;
    }
    return onlyThese(folder, {u"install/"_s, u"data/"_s});
}

// ---- how not to do it: a control for the power cuts, which must find it ----

Result<> runCareless(const QString &folder)
{
    for (int round = 1; round <= kRounds; ++round) {
        const QString path = u"%1/careless%2"_s.arg(folder).arg(round);
        QFile file(path + u".new"_s);
        if (!file.open(QIODevice::WriteOnly))
            return fileError(FileAct::Create, file);
        file.write(textFor(round).toUtf8());
        file.close();
        if (!QFile::rename(file.fileName(), path))
            return fileError(FileAct::Rename, file);
    }
    return syncFolder(folder); // the names are durable, the content is not
}

Result<> checkCareless(const QString &folder)
{
    for (int round = 1; round <= kRounds; ++round) {
        const QString path = u"%1/careless%2"_s.arg(folder).arg(round);
        const Result<QByteArray> text = readFile(path, 1 << 20);
        if (text && *text != textFor(round).toUtf8())
            return wrong(u"%1 bytes are left of a file"_s.arg(text->size()));
    }
    return {};
}

Result<> prepareClone(const QString &folder)
{
    return buildTree(folder + u"/source"_s);
}

Result<> prepareRemove(const QString &folder)
{
    if (const Result<> built = buildTree(folder + u"/data"_s); !built)
        return built;
    if (const Result<> built = buildTree(folder + u"/install"_s); !built)
        return built;
    QFile::link(folder + u"/data"_s, folder + u"/install/link-to-data"_s);
    return {};
}

} // namespace

Operations treeOperations()
{
    return {
        {u"install"_s, {prepareNothing, runInstall, checkInstall}},
        {u"careless"_s, {prepareNothing, runCareless, checkCareless}},
        {u"clone"_s, {prepareClone, runClone, checkClone}},
        {u"remove"_s, {prepareRemove, runRemove, checkRemove}},
    };
}

} // namespace portico::storageop
