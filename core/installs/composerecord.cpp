// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/composerecord.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/net/urlrules.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kSchema = 1;

QString kindName(GitRefKind kind)
{
    switch (kind) {
    case GitRefKind::Head:
        return u"head"_s;
    case GitRefKind::Tag:
        return u"tag"_s;
    case GitRefKind::Branch:
        return u"branch"_s;
    case GitRefKind::Commit:
        return u"commit"_s;
    }
    return {};
}

QJsonObject toJson(const ComposeRecord &record)
{
    const std::optional<QDateTime> &newest = record.packages.newest;
    const QUrl &torchIndex = record.packages.torchIndex;
    return {
        {u"schema"_s, kSchema},
        {u"comfyui"_s,
         QJsonObject{{u"repository"_s, record.repository},
                     {u"kind"_s, kindName(record.comfy.kind)},
                     {u"name"_s, record.comfy.name},
                     {u"commit"_s, record.comfy.commit.id},
                     {u"time"_s, record.comfy.commit.time.toString(Qt::ISODate)}}},
        {u"python"_s,
         QJsonObject{{u"version"_s, record.python.version},
                     {u"origin"_s, pythonOriginName(record.python.origin)},
                     {u"from"_s, record.python.from},
                     {u"digest"_s, record.pythonDigest.toHex()}}},
        {u"packages"_s,
         QJsonObject{
             {u"uv"_s, record.uvVersion},
             {u"index"_s, shownUrl(record.packageIndex)},
             {u"torchTag"_s, record.torchTag},
             {u"torchIndex"_s, torchIndex.isEmpty() ? QString() : shownUrl(torchIndex)},
             {u"uploadedBefore"_s, newest ? newest->toUTC().toString(Qt::ISODate) : QString()},
             {u"torchLock"_s, u"torch.lock"_s},
             {u"lock"_s, u"packages.lock"_s}}},
    };
}

} // namespace

namespace {

constexpr qint64 kMostLock = 16LL << 20;

Result<Lock> readLock(const QString &file)
{
    const Result<QByteArray> bytes = readFile(file, kMostLock);
    return bytes ? lockFromBytes(*bytes) : Result<Lock>(bytes.error());
}

} // namespace

Result<ComposedFrom> readComposeRecord(const QString &generationFolder)
{
    const Result<QJsonObject> object =
        readJsonObject(generationFolder + u'/' + composeRecordName());
    if (!object)
        return object.error();
    const Result<Lock> torch = readLock(generationFolder + "/torch.lock"_L1);
    if (!torch)
        return torch.error();
    const Result<Lock> others = readLock(generationFolder + "/packages.lock"_L1);
    if (!others)
        return others.error();
    const QJsonObject comfy = object->value("comfyui"_L1).toObject();
    const QJsonObject python = object->value("python"_L1).toObject();
    const QJsonObject packages = object->value("packages"_L1).toObject();
    return ComposedFrom{
        .repository = comfy.value("repository"_L1).toString(),
        .commit = comfy.value("commit"_L1).toString(),
        .pythonVersion = python.value("version"_L1).toString(),
        .uvVersion = packages.value("uv"_L1).toString(),
        .packagesUntil =
            QDateTime::fromString(packages.value("uploadedBefore"_L1).toString(), Qt::ISODate),
        .locks = {.torchFamily = *torch,
                  .others = *others,
                  .python =
                      Sha256::fromHex(python.value("digest"_L1).toString()).value_or(Sha256())}};
}

QString composeRecordName()
{
    return u"compose.json"_s;
}

namespace {

Result<> writeAll(const QString &generationFolder, const QJsonObject &document,
                  const ComposedPackages &packages)
{
    const Result<> torch =
        writeFileAtomically(generationFolder + "/torch.lock"_L1, lockToBytes(packages.torchFamily));
    if (!torch)
        return torch;
    const Result<> others =
        writeFileAtomically(generationFolder + "/packages.lock"_L1, lockToBytes(packages.others));
    if (!others)
        return others;
    return writeFileAtomically(generationFolder + u'/' + composeRecordName(),
                               jsonToBytes(document));
}

} // namespace

Result<> writeComposeRecord(const QString &generationFolder, const ComposeRecord &record)
{
    return writeAll(generationFolder, toJson(record), record.packages);
}

Result<> renewComposeRecord(const QString &generationFolder, const ComposeRecord &record,
                            TorchRecord torch)
{
    const Result<QJsonObject> before =
        readJsonObject(generationFolder + u'/' + composeRecordName());
    if (!before)
        return before.error();
    QJsonObject after = toJson(record);
    after.insert(u"python"_s, before->value("python"_L1));
    if (torch == TorchRecord::Stays) {
        QJsonObject packages = after.value("packages"_L1).toObject();
        const QJsonObject then = before->value("packages"_L1).toObject();
        for (const auto &key : {u"torchTag"_s, u"torchIndex"_s})
            packages.insert(key, then.value(key));
        after.insert(u"packages"_s, packages);
    }
    return writeAll(generationFolder, after, record.packages);
}

} // namespace portico
