// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/composerecord.h"

#include "core/io/atomicfile.h"
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
                     {u"from"_s, record.python.from}}},
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

QString composeRecordName()
{
    return u"compose.json"_s;
}

Result<> writeComposeRecord(const QString &generationFolder, const ComposeRecord &record)
{
    const Result<> torch = writeFileAtomically(generationFolder + "/torch.lock"_L1,
                                               lockToBytes(record.packages.torchFamily));
    if (!torch)
        return torch;
    const Result<> others = writeFileAtomically(generationFolder + "/packages.lock"_L1,
                                                lockToBytes(record.packages.others));
    if (!others)
        return others;
    return writeFileAtomically(generationFolder + u'/' + composeRecordName(),
                               jsonToBytes(toJson(record)));
}

} // namespace portico
