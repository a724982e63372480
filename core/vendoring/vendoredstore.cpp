// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/vendoredstore.h"

#include "core/base/lists.h"
#include "core/installs/storeroots.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::VendoredStore)
};

constexpr qsizetype kKeyDigits = 32;
constexpr qsizetype kLeastTyped = 4;

QString storeOf(const Library &library)
{
    return QFileInfo(library.wheels()).path();
}

QString recordFile(const Library &library, const QString &id)
{
    return vendoredFolder(library, id) + "/vendored.json"_L1;
}

QString filesFolder(const Library &library)
{
    return vendoredRoot(library) + "/files"_L1;
}

QString madeFile(const Library &library, const MadeOf &madeOf)
{
    return vendoredRoot(library) + "/made/"_L1 + sha256Of(madeOf).toHex().left(kKeyDigits)
        + ".json"_L1;
}

QString pathOf(const Sha256 &sha256, const QString &name)
{
    return u"vendored/files/"_s + sha256.toHex() + u'/' + name;
}

Error noneCalled(const QString &typed, const QList<VendoredState> &states)
{
    QStringList names;
    for (const VendoredState &state : states)
        names += state.id;
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("Nothing called “%1” is kept for offline.").arg(typed),
            .nextStep = names.isEmpty()
                ? Text::tr("Keep an install for offline: porticoctl vendor INSTALL --yes.")
                : Text::tr("There are: %1.").arg(listed(names)),
            .detail = {}};
}

/** Every state but this one; none where one cannot be read, which may name anything. */
std::optional<QSet<QString>> namedByOthers(const Library &library, const QString &id)
{
    const VendoredList list = listVendored(library);
    QSet<QString> names;
    for (const BrokenVendored &broken : list.broken) {
        if (broken.id != id)
            return std::nullopt;
    }
    for (const VendoredState &state : list.states) {
        if (state.id == id)
            continue;
        if (!state.isFinished) // it has stored archives that it does not name yet
            return std::nullopt;
        for (const VendoredFile &file : state.files)
            names += file.sha256.toHex();
    }
    return names;
}

/** Notes of archives that are gone. */
Result<> sweepNotes(const Library &library)
{
    const QDir notes(vendoredRoot(library) + "/made"_L1);
    for (const QString &name : notes.entryList({u"*.json"_s}, QDir::Files)) {
        const Result<QJsonObject> note = readJsonObject(notes.filePath(name));
        const QString sha256 = note ? note->value("sha256"_L1).toString() : QString();
        if (!sha256.isEmpty() && QFileInfo::exists(filesFolder(library) + u'/' + sha256))
            continue;
        if (const Result<> gone = removeDurably(notes.filePath(name)); !gone)
            return gone;
    }
    return {};
}

/** Those that no other state names; their bytes. */
Result<qint64> dropArchives(const Library &library, const QSet<QString> &named,
                            const JobContext &job)
{
    qint64 bytes = 0;
    const QDir files(filesFolder(library));
    for (const QString &name : files.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (named.contains(name))
            continue;
        const Result<TreeSize> size = treeSize(files.filePath(name), job);
        bytes += size ? size->bytes : 0;
        if (const Result<> gone = removeTree(files.filePath(name), job); !gone)
            return gone.error();
    }
    const Result<> swept = sweepNotes(library);
    return swept ? Result<qint64>(bytes) : swept.error();
}

} // namespace

QString vendoredRoot(const Library &library)
{
    return storeOf(library) + "/vendored"_L1;
}

QString vendoredFolder(const Library &library, const QString &id)
{
    return vendoredRoot(library) + u'/' + id;
}

QString vendoredPath(const Library &library, const VendoredFile &file)
{
    return storeOf(library) + u'/' + file.path;
}

QString vendoredOwner()
{
    return u"vendored"_s;
}

Result<FileLock> lockVendored(const Library &library, const QString &what, const JobContext &job)
{
    if (const Result<> made = makeFolder(vendoredRoot(library)); !made)
        return made.error();
    return FileLock::lock(vendoredRoot(library) + ".lock"_L1, what, job);
}

VendoredList listVendored(const Library &library)
{
    VendoredList list;
    for (const QString &id :
         QDir(vendoredRoot(library)).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (id == "files"_L1 || id == "made"_L1 || !QFileInfo::exists(recordFile(library, id)))
            continue;
        const Result<QJsonObject> object = readJsonObject(recordFile(library, id));
        const Result<VendoredState> state =
            object ? vendoredStateFromJson(id, *object) : Result<VendoredState>(object.error());
        if (state)
            list.states += *state;
        else
            list.broken += BrokenVendored{id, state.error()};
    }
    std::stable_sort(
        list.states.begin(), list.states.end(),
        [](const VendoredState &a, const VendoredState &b) { return a.kept > b.kept; });
    return list;
}

Result<QList<VendoredState>> findVendored(const Library &library, const QString &typed)
{
    const VendoredList list = listVendored(library);
    const auto thoseWith = [&](const auto &isMeant) {
        QList<VendoredState> found;
        std::copy_if(list.states.begin(), list.states.end(), std::back_inserter(found), isMeant);
        return found;
    };
    QList<VendoredState> found = thoseWith([&](const VendoredState &state) {
        return state.id == typed || state.install.id.toString() == typed;
    });
    if (found.isEmpty())
        found = thoseWith([&](const VendoredState &state) { return state.install.name == typed; });
    if (found.isEmpty() && typed.size() >= kLeastTyped)
        found = thoseWith([&](const VendoredState &state) { return state.id.startsWith(typed); });
    if (!found.isEmpty())
        return found;
    for (const BrokenVendored &broken : list.broken) {
        if (broken.id == typed || broken.id.startsWith(typed + u'-'))
            return broken.error;
    }
    return noneCalled(typed, list.states);
}

Result<> writeVendored(const Library &library, const VendoredState &state)
{
    const QString folder = vendoredFolder(library, state.id);
    if (const Result<> made = makeFolder(folder); !made)
        return made;
    const Result<> sums = writeFileAtomically(folder + "/SHA256SUMS"_L1, sumsOf(state));
    if (!sums)
        return sums;
    return writeFileAtomically(recordFile(library, state.id), jsonToBytes(toJson(state)));
}

Result<> keepVendoredRoot(const Library &library, const VendoredState &state)
{
    StoreRoot root{.owner = vendoredOwner(),
                   .id = state.id,
                   .name = Text::tr("what is kept for offline of %1").arg(state.install.name)};
    for (const LockedPackage &package : state.content.layer.lock.packages)
        root.files += package.hashes;
    return keepStoreRoot(library, root);
}

Result<std::optional<VendoredFile>> storedArchive(const Library &library, const MadeOf &madeOf,
                                                  const JobContext &job)
{
    const Result<QJsonObject> note = readJsonObject(madeFile(library, madeOf));
    const auto sha256 =
        note ? Sha256::fromHex(note->value("sha256"_L1).toString()) : std::optional<Sha256>();
    if (!sha256)
        return std::optional<VendoredFile>();
    VendoredFile file{.path = pathOf(*sha256, note->value("name"_L1).toString()),
                      .sha256 = *sha256};
    const QFileInfo there(vendoredPath(library, file));
    if (!there.isFile())
        return std::optional<VendoredFile>();
    const Result<Sha256> actual = hashFile(there.filePath(), job);
    if (!actual && actual.error().code == ErrorCode::Cancelled)
        return actual.error();
    file.bytes = there.size();
    return actual && *actual == *sha256 ? std::optional(file) : std::nullopt;
}

Result<VendoredFile> storeArchive(const Library &library, const QString &file, const MadeOf &madeOf,
                                  const JobContext &job)
{
    const Result<Sha256> sha256 = hashFile(file, job);
    if (!sha256)
        return sha256.error();
    const QString name = QFileInfo(file).fileName();
    const VendoredFile stored{
        .path = pathOf(*sha256, name), .sha256 = *sha256, .bytes = QFileInfo(file).size()};
    const QString target = vendoredPath(library, stored);
    for (const QString &folder : {QFileInfo(target).path(), vendoredRoot(library) + "/made"_L1}) {
        if (const Result<> made = makeFolder(folder); !made)
            return made.error();
    }
    QFile opened(file);
    if (opened.open(QIODevice::ReadWrite)) {
        if (const Result<> synced = syncFile(opened); !synced)
            return synced.error();
        opened.close();
    }
    // In the place of a damaged one, too.
    const Result<> moved = renameDurably(file, target, IfExists::Replace, job);
    if (!moved)
        return moved.error();
    const Result<> noted =
        writeFileAtomically(madeFile(library, madeOf),
                            jsonToBytes({{u"sha256"_s, sha256->toHex()}, {u"name"_s, name}}));
    return noted ? Result<VendoredFile>(stored) : noted.error();
}

Result<> sweepVendored(const Library &library, const JobContext &job)
{
    for (const QString &id :
         QDir(vendoredRoot(library)).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (id == "files"_L1 || id == "made"_L1 || QFileInfo::exists(recordFile(library, id)))
            continue;
        if (const Result<> gone = removeTree(vendoredFolder(library, id), job); !gone)
            return gone;
    }
    for (const StoreRoot &root : storeRoots(library).roots) {
        if (root.owner != vendoredOwner() || QFileInfo::exists(recordFile(library, root.id)))
            continue;
        if (const Result<> gone = dropStoreRoot(library, root.owner, root.id); !gone)
            return gone;
    }
    return {};
}

Result<qint64> dropVendored(const Library &library, const VendoredState &state,
                            const JobContext &job)
{
    const QString what = Text::tr("letting go of “%1”").arg(state.id);
    const Result<FileLock> lock = lockVendored(library, what, job);
    if (!lock)
        return lock.error();
    const Result<StagingDir> staging = StagingDir::create(library.staging(), what);
    if (!staging)
        return staging.error();
    const std::optional<QSet<QString>> named = namedByOthers(library, state.id);
    // From now on nobody relies on it. It stays in the list until its last file is gone, so that
    // after a kill it can be let go of again.
    VendoredState going = state;
    going.isFinished = false;
    if (const Result<> written = writeVendored(library, going); !written)
        return written.error();
    const Result<qint64> bytes = named ? dropArchives(library, *named, job) : Result<qint64>(0);
    if (!bytes)
        return bytes;
    if (const Result<> gone = dropStoreRoot(library, vendoredOwner(), state.id); !gone)
        return gone.error();
    const Result<> moved = renameDurably(vendoredFolder(library, state.id),
                                         staging->path() + "/record"_L1, IfExists::Refuse, job);
    return moved ? bytes : moved.error();
}

} // namespace portico
