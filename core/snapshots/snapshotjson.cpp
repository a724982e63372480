// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/jsonreader.h"
#include "core/io/sha256.h"
#include "core/python/layer.h"
#include "core/snapshots/snapshot.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Snapshot)
};

constexpr qsizetype kShown = 12;
constexpr int kMostGenerations = 9'999;

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

Sha256 digestOf(const QString &hex)
{
    return Sha256::fromHex(hex).value_or(Sha256());
}

QJsonObject toJson(const RecordedRuntime &runtime)
{
    return {{u"generation"_s, runtime.generation},
            {u"layout"_s, layoutName(runtime.layout)},
            {u"platform"_s, runtime.platform},
            {u"comfyVersion"_s, runtime.comfyVersion},
            {u"pythonVersion"_s, runtime.pythonVersion},
            {u"torchVersion"_s, runtime.torchVersion},
            {u"accelerator"_s, runtime.accelerator},
            {u"origin"_s,
             QJsonObject{{u"url"_s, runtime.origin.url.toString(QUrl::FullyEncoded)},
                         {u"sha256"_s, runtime.origin.sha256.toHex()},
                         {u"verified"_s, runtime.origin.isVerified},
                         {u"fileName"_s, runtime.origin.fileName}}},
            {u"repository"_s, runtime.repository},
            {u"commit"_s, runtime.commit},
            {u"identity"_s, runtime.identity.toHex()}};
}

QJsonObject toJson(const RecordedEnv &env)
{
    return {{u"name"_s, env.name},     {u"pack"_s, env.pack},
            {u"folder"_s, env.folder}, {u"engine"_s, env.engine},
            {u"python"_s, env.python}, {u"comfyEnv"_s, env.comfyEnv},
            {u"tag"_s, env.tag},       {u"config"_s, env.config.toHex()},
            {u"lock"_s, env.lock},     {u"isThere"_s, env.isThere}};
}

QJsonObject toJson(const RecordedLayer &layer)
{
    return {{u"id"_s, layer.id},
            {u"base"_s, layer.base},
            {u"lock"_s, QString::fromUtf8(lockToBytes(layer.lock))}};
}

RecordedRuntime readRuntime(JsonReader &outer)
{
    JsonReader reader(outer.object("runtime"_L1), u"runtime"_s);
    RecordedRuntime runtime;
    runtime.generation = static_cast<int>(reader.number("generation"_L1, 0, 0, kMostGenerations));
    const auto layout = layoutFromName(reader.text("layout"_L1));
    if (!layout)
        reader.refuse("layout"_L1, Text::tr("it is no known layout"));
    runtime.layout = layout.value_or(BundleLayout::Plain);
    runtime.platform = reader.text("platform"_L1);
    runtime.comfyVersion = reader.text("comfyVersion"_L1);
    runtime.pythonVersion = reader.text("pythonVersion"_L1);
    runtime.torchVersion = reader.text("torchVersion"_L1);
    runtime.accelerator = reader.text("accelerator"_L1);
    JsonReader origin(reader.object("origin"_L1), u"runtime.origin"_s);
    runtime.origin = {.url = QUrl(origin.text("url"_L1), QUrl::StrictMode),
                      .sha256 = digestOf(origin.text("sha256"_L1)),
                      .isVerified = origin.flag("verified"_L1),
                      .fileName = origin.text("fileName"_L1)};
    runtime.repository = reader.text("repository"_L1);
    runtime.commit = reader.text("commit"_L1);
    runtime.identity = digestOf(reader.text("identity"_L1));
    if (const auto &error = reader.error() ? reader.error() : origin.error())
        outer.refuse("runtime"_L1, error->message);
    return runtime;
}

void readPacks(JsonReader &reader, SnapshotContent &content)
{
    const QJsonArray packs = reader.array("packs"_L1);
    for (const auto &value : packs) {
        if (const auto pack = recordedPackFromJson(value.toObject()))
            content.packs += *pack;
        else
            reader.refuse("packs"_L1, Text::tr("one of them is no node pack"));
    }
}

void readLayer(JsonReader &reader, SnapshotContent &content)
{
    JsonReader layer(reader.object("layer"_L1), u"layer"_s);
    content.layer.id = layer.text("id"_L1);
    content.layer.base = layer.text("base"_L1);
    const Result<Lock> lock = lockFromBytes(layer.text("lock"_L1).toUtf8());
    if (lock)
        content.layer.lock = *lock;
    else
        reader.refuse("layer"_L1, lock.error().message);
    if (!content.layer.id.isEmpty() && !isLayerId(content.layer.id))
        reader.refuse("layer"_L1, Text::tr("it is no layer"));
    if (layer.error())
        reader.refuse("layer"_L1, layer.error()->message);
}

void readEnvironments(JsonReader &outer, SnapshotContent &content)
{
    const QJsonArray environments = outer.array("environments"_L1);
    for (const auto &value : environments) {
        JsonReader reader(value.toObject(), u"environments"_s);
        RecordedEnv env{.name = reader.text("name"_L1),
                        .pack = reader.text("pack"_L1),
                        .folder = reader.text("folder"_L1),
                        .engine = reader.text("engine"_L1),
                        .python = reader.text("python"_L1),
                        .comfyEnv = reader.text("comfyEnv"_L1),
                        .tag = reader.text("tag"_L1),
                        .config = digestOf(reader.text("config"_L1)),
                        .lock = reader.text("lock"_L1),
                        .isThere = reader.flag("isThere"_L1)};
        if (reader.error())
            outer.refuse("environments"_L1, reader.error()->message);
        content.environments += env;
    }
}

Error unusable(const QString &why)
{
    return {.code = ErrorCode::Corrupt,
            .message = Text::tr("The snapshot cannot be used: %1").arg(why),
            .nextStep = Text::tr("Choose another snapshot."),
            .detail = {}};
}

KeepReason reasonFromName(const QString &name)
{
    for (const KeepReason reason :
         {KeepReason::ByHand, KeepReason::Packs, KeepReason::Environments, KeepReason::Settings,
          KeepReason::Repair, KeepReason::Generation, KeepReason::Rollback, KeepReason::Restore,
          KeepReason::Apply, KeepReason::Import, KeepReason::GoodStart}) {
        if (keepReasonName(reason) == name)
            return reason;
    }
    return KeepReason::ByHand;
}

} // namespace

QString shortId(const Sha256 &id)
{
    return id.toHex().left(kShown);
}

QJsonObject toJson(const SnapshotContent &content)
{
    QJsonArray packs;
    for (const RecordedPack &pack : content.packs)
        packs.append(toJson(pack));
    QJsonArray environments;
    for (const RecordedEnv &env : content.environments)
        environments.append(toJson(env));
    return {{u"schema"_s, kSnapshotSchema},
            {u"runtime"_s, toJson(content.runtime)},
            {u"packs"_s, packs},
            {u"layer"_s, toJson(content.layer)},
            {u"leftOut"_s, QJsonArray::fromStringList(content.leftOut)},
            {u"extras"_s, content.extras ? QJsonValue(toJson(*content.extras)) : QJsonValue()},
            {u"environments"_s, environments},
            {u"settings"_s, content.settings},
            {u"arguments"_s, QJsonArray::fromStringList(content.arguments)},
            {u"modelFolders"_s, QJsonArray::fromStringList(content.modelFolders)}};
}

Sha256 snapshotId(const QJsonObject &content)
{
    // Keys of a QJsonObject are in order, so that one content has one text.
    return sha256Of(QJsonDocument(content).toJson(QJsonDocument::Compact));
}

Result<SnapshotContent> snapshotContentFromJson(const QJsonObject &object)
{
    if (object.value("schema"_L1).toInt() > kSnapshotSchema)
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("The snapshot was taken by a newer Portico."),
                     .nextStep = Text::tr("Update Portico, then try again."),
                     .detail = {}};
    JsonReader reader(object);
    SnapshotContent content;
    content.runtime = readRuntime(reader);
    readPacks(reader, content);
    readLayer(reader, content);
    content.leftOut = reader.texts("leftOut"_L1);
    if (const QJsonObject extras = object.value("extras"_L1).toObject(); !extras.isEmpty())
        content.extras = extrasFromJson(extras);
    readEnvironments(reader, content);
    content.settings = reader.object("settings"_L1);
    content.arguments = reader.texts("arguments"_L1);
    content.modelFolders = reader.texts("modelFolders"_L1);
    if (reader.error())
        return unusable(reader.error()->message);
    return content;
}

QJsonObject toJson(const Snapshot &snapshot)
{
    return {{u"format"_s, u"portico-snapshot"_s},
            {u"id"_s, snapshot.id.toHex()},
            {u"taken"_s, timeText(snapshot.taken)},
            {u"seen"_s, timeText(snapshot.seen)},
            {u"reason"_s, keepReasonName(snapshot.reason)},
            {u"goodStart"_s, timeText(snapshot.goodStart)},
            {u"note"_s, snapshot.note},
            {u"content"_s, toJson(snapshot.content)}};
}

Result<Snapshot> snapshotFromJson(const QJsonObject &object, const QString &file)
{
    const QJsonObject raw = object.value("content"_L1).toObject();
    const auto id = Sha256::fromHex(object.value("id"_L1).toString());
    if (object.value("format"_L1) != "portico-snapshot"_L1 || !id)
        return unusable(Text::tr("%1 is none.").arg(file));
    if (snapshotId(raw) != *id)
        return unusable(Text::tr("%1 was changed since it was taken.").arg(file));
    const Result<SnapshotContent> content = snapshotContentFromJson(raw);
    if (!content)
        return content.error();
    const auto timeOf = [&](QLatin1StringView key) {
        return QDateTime::fromString(object.value(key).toString(), Qt::ISODateWithMs);
    };
    return Snapshot{.id = *id,
                    .content = *content,
                    .taken = timeOf("taken"_L1),
                    .seen = timeOf("seen"_L1),
                    .reason = reasonFromName(object.value("reason"_L1).toString()),
                    .goodStart = timeOf("goodStart"_L1),
                    .note = object.value("note"_L1).toString()};
}

} // namespace portico
