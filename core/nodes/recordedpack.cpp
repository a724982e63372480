// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/recordedpack.h"

#include "core/git/repository.h"
#include "core/git/worktree.h"
#include "core/installs/install.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packdigest.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr size_t kMostThreads = 8;

std::optional<PackKind> kindFromName(const QString &name)
{
    for (const PackKind kind :
         {PackKind::Git, PackKind::Registry, PackKind::Folder, PackKind::File}) {
        if (packKindName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

/** A name alone leads nowhere else. */
bool isPlainName(const QString &name)
{
    return !name.isEmpty() && !name.startsWith(u'.') && !name.contains(u'/')
        && !name.contains(u'\\');
}

/** Where this very state can be had again. */
PackSource sourceOf(const NodePack &pack, const PackRecord *record)
{
    if (pack.kind == PackKind::Git) {
        QString place;
        if (record && record->source.kind == PackSource::Kind::Git)
            place = record->source.place;
        const Result<Repository> repository = Repository::open(pack.ownFolder());
        if (place.isEmpty() && repository)
            place = repository->origin();
        return {.kind = PackSource::Kind::Git, .place = place, .ref = pack.commit};
    }
    if (pack.kind == PackKind::Registry) {
        const bool isKnown = record && record->source.kind == PackSource::Kind::Registry;
        return {.kind = PackSource::Kind::Registry,
                .place = isKnown ? record->source.place : pack.registryId,
                .ref = pack.version};
    }
    if (!record)
        return {.kind = pack.kind == PackKind::File ? PackSource::Kind::File
                                                    : PackSource::Kind::Folder};
    PackSource source = record->source;
    source.name.clear();
    return source;
}

} // namespace

QJsonObject toJson(const RecordedPack &pack)
{
    QJsonObject object{{u"name"_s, pack.name},
                       {u"kind"_s, packKindName(pack.kind)},
                       {u"enabled"_s, pack.isEnabled},
                       {u"isolated"_s, pack.isIsolated},
                       {u"edited"_s, pack.isEdited},
                       {u"version"_s, pack.version},
                       {u"commit"_s, pack.commit},
                       {u"digest"_s, pack.digest.toHex()},
                       {u"source"_s, toJson(pack.source)}};
    if (!pack.record)
        return object;
    QJsonObject record = toJson(*pack.record);
    record.remove("installed"_L1);
    object.insert(u"record"_s, record);
    return object;
}

std::optional<RecordedPack> recordedPackFromJson(const QJsonObject &object)
{
    const auto kind = kindFromName(object.value("kind"_L1).toString());
    RecordedPack pack{.name = object.value("name"_L1).toString(),
                      .kind = kind.value_or(PackKind::Folder),
                      .isEnabled = object.value("enabled"_L1).toBool(true),
                      .isIsolated = object.value("isolated"_L1).toBool(),
                      .isEdited = object.value("edited"_L1).toBool(),
                      .version = object.value("version"_L1).toString(),
                      .commit = object.value("commit"_L1).toString(),
                      .digest =
                          Sha256::fromHex(object.value("digest"_L1).toString()).value_or(Sha256()),
                      .source = packSourceFromJson(object.value("source"_L1).toObject())};
    if (!kind || !isPlainName(pack.name))
        return std::nullopt;
    if (object.contains("record"_L1))
        pack.record = packRecordFromJson(pack.name, object.value("record"_L1).toObject());
    return pack;
}

bool isSameCode(const RecordedPack &a, const RecordedPack &b)
{
    if (a.kind != b.kind || a.isEdited != b.isEdited)
        return false;
    if (a.kind == PackKind::Git && a.commit != b.commit)
        return false;
    const bool isKnown = a.kind == PackKind::Git || (!a.digest.isNull() && !b.digest.isNull());
    return isKnown ? a.digest == b.digest : a.version == b.version;
}

Result<RecordedPack> recordPack(const NodePack &pack, const PackRecord *record,
                                const JobContext &job)
{
    RecordedPack recorded{.name = pack.name,
                          .kind = pack.kind,
                          .isEnabled = pack.isEnabled,
                          .isIsolated = pack.isIsolated(),
                          .version = pack.version,
                          .commit = pack.commit,
                          .source = sourceOf(pack, record)};
    bool wantsDigest = true;
    if (pack.kind == PackKind::Git) {
        const Result<WorkTreeState> state = readWorkTree(pack.ownFolder(), job);
        if (!state && state.error().code == ErrorCode::Cancelled)
            return state.error();
        // A repository that cannot be read is no commit: its files tell.
        recorded.isEdited = !state || state->isDirty();
        wantsDigest = recorded.isEdited;
    }
    if (wantsDigest) {
        const Result<Sha256> digest = packDigest(pack.ownFolder(), job);
        if (!digest)
            return digest.error();
        recorded.digest = *digest;
    }
    if (!record)
        return recorded;
    recorded.record = *record;
    recorded.record->installed = {};
    if (pack.kind != PackKind::Git && !record->digest.isNull())
        recorded.isEdited = record->isEdited || recorded.digest != record->digest;
    return recorded;
}

Result<QList<RecordedPack>> recordPacks(const Library &library, const Install &install,
                                        const JobContext &job)
{
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (!packs)
        return packs.error();
    const PackRecords records = readPackRecords(library, install.id);
    const auto count = static_cast<size_t>(packs->size());
    std::vector<std::optional<Result<RecordedPack>>> found(count);
    std::atomic<size_t> next = 0;
    const auto take = [&] {
        for (size_t i = next++; i < count; i = next++) {
            const NodePack &pack = packs->at(static_cast<qsizetype>(i));
            found[i] = recordPack(pack, records.find(pack.name), job);
        }
    };
    {
        std::vector<std::jthread> threads;
        const size_t most =
            std::min<size_t>({std::thread::hardware_concurrency(), kMostThreads, count});
        for (size_t i = 1; i < most; ++i)
            threads.emplace_back(take);
        take();
    }
    QList<RecordedPack> recorded;
    for (const std::optional<Result<RecordedPack>> &pack : found) {
        if (!*pack)
            return pack->error();
        recorded += **pack;
    }
    return recorded;
}

} // namespace portico
