// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// The storage operations of core/io and core/settings as a program that can be killed anywhere:
//   storageop prepare OP FOLDER makes what was there before
//   storageop run OP FOLDER     does it (exit code 0 done, 20 disk full, 21 not allowed, 1 else;
//   words on stderr) storageop check OP FOLDER   starts again after a kill, then says whether all
//   is well
// Everything it writes carries a number and a text made from it, so that half of one shows.
#include "core/io/atomicfile.h"
#include "core/io/documentfile.h"
#include "core/io/file.h"
#include "core/io/ioerror.h"
#include "core/io/journal.h"
#include "core/io/json.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTextStream>

#include <functional>
#include <map>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 6;
constexpr int kParts = 12;

Error wrong(const QString &message)
{
    return {.code = ErrorCode::Internal, .message = message, .nextStep = {}, .detail = {}};
}

int rounds()
{
    return std::max(qEnvironmentVariableIntValue("STORAGEOP_ROUNDS"), kRounds);
}

/** A text that belongs to a number and to no other; longer than one page. */
QString textFor(int number)
{
    return u"round %1 "_s.arg(number).repeated(2000);
}

/** Every file below the folder except the named ones is a leftover. */
Result<> onlyThese(const QString &folder, const QStringList &allowed)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = QDir(folder).relativeFilePath(files.next());
        const bool isAllowed =
            std::any_of(allowed.begin(), allowed.end(), [&](const QString &name) {
                return path == name || (name.endsWith(u'/') && path.startsWith(name));
            });
        if (!isAllowed)
            return wrong(u"left behind: "_s + path);
    }
    return {};
}

// ---- a document, as install.json is one ----

DocumentFile document(const QString &folder)
{
    return DocumentFile(folder + u"/install.json"_s, 1);
}

Result<int> readRound(const QString &folder)
{
    const Result<LoadedDocument> loaded = document(folder).load();
    if (!loaded)
        return loaded.error();
    if (loaded->problem)
        return *loaded->problem;
    if (loaded->origin == LoadedDocument::Origin::Nothing)
        return 0;
    const int round = loaded->content.value("round"_L1).toInt(-1);
    if (loaded->content.value("text"_L1).toString() != textFor(round))
        return wrong(u"the document is half one round and half another"_s);
    return round;
}

Result<> writeRound(const QString &folder, int round)
{
    return document(folder).save({{u"round"_s, round}, {u"text"_s, textFor(round)}});
}

/** For a power cut it lies on another disk, and there may be more rounds. */
QString saidPath(const QString &folder)
{
    return qEnvironmentVariable("STORAGEOP_SAID", folder + u"/said"_s);
}

Result<> runDocument(const QString &folder)
{
    for (int round = 1; round <= rounds(); ++round) {
        if (const Result<> written = writeRound(folder, round); !written)
            return written;
        QFile said(saidPath(folder)); // what a person was told is saved
        if (!said.open(QIODevice::WriteOnly | QIODevice::Unbuffered | QIODevice::Append)
            || said.write("x") != 1)
            return fileError(FileAct::Write, said);
    }
    return {};
}

Result<> checkDocument(const QString &folder)
{
    const Result<int> round = readRound(folder);
    if (!round)
        return round.error();
    const qint64 said = QFileInfo(saidPath(folder)).size();
    if (*round < said || *round > said + 1)
        return wrong(u"round %1 on disk, but %2 was told"_s.arg(*round).arg(said));
    if (const Result<> written = writeRound(folder, *round + 1); !written)
        return written;
    return onlyThese(folder, {u"install.json"_s, u"install.json.previous"_s, u"said"_s});
}

// ---- a document that is damaged on disk ----

constexpr auto kDamaged = "{\"schema\": 1, \"round\": 2, \"te";

QByteArray goodDocument()
{
    return jsonToBytes({{u"schema"_s, 1}, {u"round"_s, 1}, {u"text"_s, textFor(1)}});
}

Result<> prepareRepair(const QString &folder)
{
    if (const Result<> written =
            writeFileAtomically(folder + u"/install.json.previous"_s, goodDocument());
        !written)
        return written;
    return writeFileAtomically(folder + u"/install.json"_s, kDamaged);
}

Result<> runRepair(const QString &folder)
{
    const Result<LoadedDocument> loaded = document(folder).load();
    if (!loaded)
        return loaded.error();
    QJsonObject content = loaded->content;
    content[u"repaired"_s] = true;
    return document(folder).save(content);
}

Result<> checkRepair(const QString &folder)
{
    const Result<LoadedDocument> loaded = document(folder).load();
    if (!loaded)
        return loaded.error();
    if (loaded->content.value("text"_L1).toString() != textFor(1))
        return wrong(u"the good copy is gone"_s);
    const QDir place(folder);
    const QStringList bad = place.entryList({u"install.json.bad-*"_s}, QDir::Files);
    const bool isReplaced = loaded->origin == LoadedDocument::Origin::File;
    if (isReplaced && bad.size() != 1)
        return wrong(u"the damaged file was not kept"_s);
    QStringList allowed{u"install.json"_s, u"install.json.previous"_s};
    for (const QString &name : bad) {
        const Result<QByteArray> kept = readFile(place.filePath(name), 1000);
        if (!kept || *kept != kDamaged)
            return wrong(u"the damaged file was changed"_s);
        allowed += name;
    }
    return onlyThese(folder, allowed);
}

// ---- the settings ----

Result<> runSettings(const QString &folder)
{
    const SettingsFile file(folder);
    for (int round = 1; round <= rounds(); ++round) {
        SettingsChange change;
        change.values[settings::kLibraryRoot.key] = textFor(round);
        if (const Result<QJsonObject> merged = file.merge(change, {}); !merged)
            return merged.error();
    }
    SettingsStore store(folder); // the same by way of its worker thread
    store.set(settings::kLibraryRoot, textFor(rounds() + 1));
    return store.save({});
}

Result<> checkSettings(const QString &folder)
{
    SettingsStore store(folder);
    if (store.problem())
        return *store.problem();
    const QString root = store.get(settings::kLibraryRoot);
    bool isKnown = root.isEmpty();
    for (int round = 1; round <= rounds() + 1; ++round)
        isKnown = isKnown || root == textFor(round);
    if (!isKnown)
        return wrong(u"a setting is neither old nor new"_s);
    const Result<QJsonObject> onDisk = readJsonObject(store.filePath());
    if (!onDisk || onDisk->value("fromTheFuture"_L1).toString() != "kept"_L1)
        return wrong(u"an unknown key is gone"_s);
    store.set(settings::kTheme, Theme::Dark);
    if (const Result<> saved = store.save({}); !saved)
        return saved;
    return onlyThese(folder,
                     {u"settings.json"_s, u"settings.json.previous"_s, u"settings.json.lock"_s});
}

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

// ---- preparing ----

Result<> prepareNothing(const QString &)
{
    return {};
}

Result<> prepareSettings(const QString &folder)
{
    return writeFileAtomically(folder + u"/settings.json"_s,
                               "{\"schema\": 1, \"fromTheFuture\": \"kept\"}\n");
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

struct Operation
{
    std::function<Result<>(const QString &)> prepare;
    std::function<Result<>(const QString &)> run;
    std::function<Result<>(const QString &)> check;
};

const std::map<QString, Operation> kOperations{
    {u"document"_s, {prepareNothing, runDocument, checkDocument}},
    {u"repair"_s, {prepareRepair, runRepair, checkRepair}},
    {u"settings"_s, {prepareSettings, runSettings, checkSettings}},
    {u"install"_s, {prepareNothing, runInstall, checkInstall}},
    {u"careless"_s, {prepareNothing, runCareless, checkCareless}},
    {u"clone"_s, {prepareClone, runClone, checkClone}},
    {u"remove"_s, {prepareRemove, runRemove, checkRemove}},
};

/** A full disk may swallow the words as well. */
int exitCode(ErrorCode code)
{
    return code == ErrorCode::DiskFull ? 20 : code == ErrorCode::PermissionDenied ? 21 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto operation =
        arguments.size() == 4 ? kOperations.find(arguments.at(2)) : kOperations.end();
    if (operation == kOperations.end()) {
        QTextStream(stderr) << "storageop prepare|run|check OP FOLDER\n";
        return 2;
    }
    const QString &act = arguments.at(1);
    const auto &function = act == "prepare"_L1 ? operation->second.prepare
        : act == "run"_L1                      ? operation->second.run
                                               : operation->second.check;
    const Result<> outcome = function(arguments.at(3));
    if (!outcome) {
        QTextStream(stderr) << errorCodeName(outcome.error().code) << ": "
                            << outcome.error().message << '\n';
        return exitCode(outcome.error().code);
    }
    return 0;
}
