// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packrecords.h"

#include "core/installs/packslock.h"
#include "core/io/documentfile.h"

#include <QDir>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kSchema = 1;
constexpr auto kFileName = "/packs.json"_L1;
constexpr auto kPacks = "packs"_L1;
constexpr auto kKept = "kept"_L1;
constexpr auto kWithoutNeeds = "withoutNeeds"_L1;

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QJsonObject keptJson(const KeptPack &kept)
{
    return {{u"pack"_s, kept.pack},
            {u"folder"_s, QDir(kept.folder).dirName()},
            {u"kept"_s, timeText(kept.kept)},
            {u"wasEnabled"_s, kept.wasEnabled},
            {u"hasEdits"_s, kept.hasEdits},
            {u"patch"_s, kept.patch.isEmpty() ? QString() : QFileInfo(kept.patch).fileName()},
            {u"why"_s, kept.why},
            {u"record"_s, kept.record}};
}

/** A name alone: the file says nothing about other places. */
std::optional<KeptPack> keptFromJson(const QJsonObject &object, const QString &keptFolder)
{
    const QString folder = object.value("folder"_L1).toString();
    const QString patch = object.value("patch"_L1).toString();
    const auto isName = [](const QString &name) {
        return !name.contains(u'/') && !name.contains(u'\\') && !name.startsWith(u'.');
    };
    if (folder.isEmpty() || !isName(folder) || !isName(patch))
        return std::nullopt;
    return KeptPack{.pack = object.value("pack"_L1).toString(),
                    .folder = keptFolder + u'/' + folder,
                    .kept = timeOf(object.value("kept"_L1)),
                    .wasEnabled = object.value("wasEnabled"_L1).toBool(true),
                    .hasEdits = object.value("hasEdits"_L1).toBool(),
                    .patch = patch.isEmpty() ? QString() : keptFolder + u'/' + patch,
                    .why = object.value("why"_L1).toString(),
                    .record = object.value("record"_L1).toObject()};
}

} // namespace

const PackRecord *PackRecords::find(const QString &name) const
{
    const auto found = std::find_if(packs.begin(), packs.end(),
                                    [&](const PackRecord &record) { return record.name == name; });
    return found == packs.end() ? nullptr : &*found;
}

void PackRecords::put(const PackRecord &record)
{
    remove(record.name);
    packs += record;
}

void PackRecords::remove(const QString &name)
{
    packs.removeIf([&](const PackRecord &record) { return record.name == name; });
}

PackRecords readPackRecords(const Library &library, const InstallId &id)
{
    const auto document = DocumentFile(packRecordsFile(library, id), kSchema).load();
    return document ? packRecordsFromJson(document->content, keptPacksFolder(library, id))
                    : PackRecords();
}

Result<> writePackRecords(const Library &library, const InstallId &id, const PackRecords &records)
{
    return DocumentFile(packRecordsFile(library, id), kSchema).save(toJson(records));
}

Result<> writePackRecords(const QString &installFolder, const PackRecords &records)
{
    return DocumentFile(installFolder + kFileName, kSchema).save(toJson(records));
}

QString packRecordsFile(const Library &library, const InstallId &id)
{
    return library.installFolder(id) + kFileName;
}

QString keptPacksFolder(const Library &library, const InstallId &id)
{
    return library.installFolder(id) + "/kept-packs"_L1;
}

QString packsLock(const Library &library, const InstallId &id)
{
    return packsLockFile(library, id);
}

QJsonObject toJson(const PackRecord &record)
{
    QJsonObject object{{u"source"_s, toJson(record.source)},
                       {u"version"_s, record.version},
                       {u"commit"_s, record.commit},
                       {u"digest"_s, record.digest.toHex()},
                       {u"installed"_s, timeText(record.installed)}};
    if (record.isEdited)
        object.insert(u"edited"_s, true);
    if (!record.script.isNull()) {
        object.insert(u"script"_s, record.script.toHex());
        object.insert(u"scriptNeeds"_s, QJsonArray::fromStringList(record.scriptNeeds));
    }
    return object;
}

PackRecord packRecordFromJson(const QString &name, const QJsonObject &object)
{
    PackRecord record{
        .name = name,
        .source = packSourceFromJson(object.value("source"_L1).toObject()),
        .version = object.value("version"_L1).toString(),
        .commit = object.value("commit"_L1).toString(),
        .digest = Sha256::fromHex(object.value("digest"_L1).toString()).value_or(Sha256()),
        .installed = timeOf(object.value("installed"_L1)),
        .script = Sha256::fromHex(object.value("script"_L1).toString()).value_or(Sha256()),
        .isEdited = object.value("edited"_L1).toBool()};
    for (const auto &need : object.value("scriptNeeds"_L1).toArray())
        record.scriptNeeds += need.toString();
    return record;
}

QJsonObject toJson(const PackRecords &records)
{
    QJsonObject packs;
    for (const PackRecord &record : records.packs)
        packs.insert(record.name, toJson(record));
    QJsonArray kept;
    for (const KeptPack &pack : records.kept)
        kept.append(keptJson(pack));
    QJsonObject object = records.unknown;
    object.insert(kPacks, packs);
    object.insert(kKept, kept);
    object.insert(kWithoutNeeds, QJsonArray::fromStringList(records.withoutNeeds));
    return object;
}

PackRecords packRecordsFromJson(const QJsonObject &object, const QString &keptFolder)
{
    PackRecords records{.unknown = object};
    for (const auto key : {kPacks, kKept, kWithoutNeeds})
        records.unknown.remove(key);
    const QJsonObject packs = object.value(kPacks).toObject();
    for (auto it = packs.begin(); it != packs.end(); ++it)
        records.packs += packRecordFromJson(it.key(), it.value().toObject());
    const QJsonArray kept = object.value(kKept).toArray();
    for (const QJsonValue value : kept) {
        if (const auto pack = keptFromJson(value.toObject(), keptFolder))
            records.kept += *pack;
    }
    const QJsonArray without = object.value(kWithoutNeeds).toArray();
    for (const QJsonValue value : without)
        records.withoutNeeds += value.toString();
    return records;
}

QJsonObject toJson(const PackSource &source)
{
    return {{u"kind"_s, packSourceName(source.kind)},
            {u"place"_s, source.place},
            {u"ref"_s, source.ref}};
}

PackSource packSourceFromJson(const QJsonObject &object)
{
    using Kind = PackSource::Kind;
    const QString name = object.value("kind"_L1).toString();
    for (const Kind kind : {Kind::Registry, Kind::Git, Kind::Folder, Kind::Archive, Kind::File}) {
        if (packSourceName(kind) == name)
            return {.kind = kind,
                    .place = object.value("place"_L1).toString(),
                    .ref = object.value("ref"_L1).toString()};
    }
    return {.kind = Kind::Folder};
}

} // namespace portico
