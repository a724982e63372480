// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/bundlerecord.h"

#include "core/installs/jsonreader.h"
#include "core/io/json.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleRecord)
};

constexpr int kFormat = 1;
constexpr qsizetype kHashLength = 64;

QJsonObject toJson(const BundledPack &pack)
{
    return {{u"name"_s, pack.name},
            {u"version"_s, pack.version},
            {u"commit"_s, pack.commit},
            {u"registryId"_s, pack.registryId},
            {u"origin"_s, pack.origin.toString()},
            {u"changed"_s, pack.isChanged}};
}

BundledPack packFromJson(JsonReader &reader)
{
    BundledPack pack{.name = reader.text("name"_L1)};
    pack.version = reader.text("version"_L1);
    pack.commit = reader.text("commit"_L1);
    pack.registryId = reader.text("registryId"_L1);
    pack.origin = QUrl(reader.text("origin"_L1));
    pack.isChanged = reader.flag("changed"_L1);
    return pack;
}

void readComputer(JsonReader &reader, BundleRecord &record)
{
    const auto os = osFromName(reader.text("system"_L1));
    if (!os)
        reader.refuse("system"_L1, Text::tr("it is no system that Portico knows"));
    const auto architecture = architectureFromName(reader.text("architecture"_L1));
    if (!architecture)
        reader.refuse("architecture"_L1, Text::tr("it is no processor that Portico knows"));
    record.os = os.value_or(Os::Linux);
    record.architecture = architecture.value_or(Architecture::X64);
}

/** "a\\b" as sha256sum writes it, with the mark that it did. */
QByteArray escaped(QByteArray path, QByteArray &mark)
{
    if (!path.contains('\\') && !path.contains('\n') && !path.contains('\r'))
        return path;
    mark = "\\";
    return path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
}

QByteArray unescaped(const QByteArray &path)
{
    QByteArray text;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path[i] != '\\' || i + 1 == path.size()) {
            text += path[i];
            continue;
        }
        ++i;
        text += path[i] == 'n' ? '\n' : path[i] == 'r' ? '\r' : path[i];
    }
    return text;
}

Error wrongLine(qsizetype number)
{
    return {.code = ErrorCode::Corrupt,
            .message =
                Text::tr("Line %1 of %2 is not a hash and a file.").arg(number).arg(fileListName()),
            .nextStep = Text::tr("Get the bundle again."),
            .detail = {}};
}

} // namespace

QString bundleRecordName()
{
    return u"bundle.json"_s;
}

QString fileListName()
{
    return u"SHA256SUMS"_s;
}

QJsonObject toJson(const BundleRecord &record)
{
    QJsonArray packs;
    for (const BundledPack &pack : record.packs)
        packs.append(toJson(pack));
    QJsonObject object{{u"format"_s, kFormat},
                       {u"name"_s, record.name},
                       {u"version"_s, record.version},
                       {u"system"_s, osName(record.os)},
                       {u"architecture"_s, architectureName(record.architecture)},
                       {u"comfyui"_s,
                        QJsonObject{{u"version"_s, record.comfyVersion},
                                    {u"repository"_s, record.comfyRepository},
                                    {u"commit"_s, record.comfyCommit}}},
                       {u"python"_s, record.pythonVersion},
                       {u"torch"_s, record.torchVersion},
                       {u"accelerator"_s, record.accelerator},
                       {u"packs"_s, packs},
                       {u"packages"_s, QJsonArray::fromStringList(record.packages)},
                       {u"files"_s, record.list.toHex()}};
    if (!record.arguments.isEmpty()) // a bundle without any stays, byte for byte, what it was
        object.insert(u"arguments"_s, QJsonArray::fromStringList(record.arguments));
    return object;
}

QByteArray bundleRecordToBytes(const BundleRecord &record)
{
    return jsonToBytes(toJson(record));
}

Result<BundleRecord> bundleRecordFromBytes(const QByteArray &bytes)
{
    const Result<QJsonObject> object = parseJsonObject(bytes);
    if (!object)
        return object.error();
    JsonReader reader(*object, bundleRecordName());
    reader.number("format"_L1, 0, 1, kFormat);
    BundleRecord record{.name = reader.text("name"_L1), .version = reader.text("version"_L1)};
    readComputer(reader, record);
    JsonReader comfy(reader.object("comfyui"_L1), u"comfyui"_s);
    record.comfyVersion = comfy.text("version"_L1);
    record.comfyRepository = comfy.text("repository"_L1);
    record.comfyCommit = comfy.text("commit"_L1);
    record.pythonVersion = reader.text("python"_L1);
    record.torchVersion = reader.text("torch"_L1);
    record.accelerator = reader.text("accelerator"_L1);
    std::optional<Error> error = comfy.error();
    for (const auto &value : reader.array("packs"_L1)) {
        JsonReader pack(value.toObject(), u"packs[%1]"_s.arg(record.packs.size()));
        record.packs += packFromJson(pack);
        if (!error)
            error = pack.error();
    }
    record.arguments = reader.texts("arguments"_L1);
    record.packages = reader.texts("packages"_L1);
    const auto list = Sha256::fromHex(reader.text("files"_L1));
    if (!list)
        reader.refuse("files"_L1, Text::tr("it is no SHA-256"));
    record.list = list.value_or(Sha256());
    if (reader.error())
        return *reader.error();
    if (error)
        return *error;
    return record;
}

QByteArray fileListToBytes(const FileHashes &files)
{
    QMap<QByteArray, Sha256> sorted; // by bytes, as every system's `sort` in the C locale does
    for (auto it = files.begin(); it != files.end(); ++it)
        sorted.insert(it.key().toUtf8(), it.value());
    QByteArray bytes;
    for (auto it = sorted.begin(); it != sorted.end(); ++it) {
        QByteArray mark;
        const QByteArray path = escaped(it.key(), mark);
        bytes += mark + it.value().toHex().toLatin1() + "  " + path + '\n';
    }
    return bytes;
}

Result<FileHashes> fileListFromBytes(const QByteArray &bytes)
{
    FileHashes files;
    qsizetype number = 0;
    for (QByteArray line : bytes.split('\n')) {
        ++number;
        if (line.isEmpty())
            continue;
        const bool isEscaped = line.startsWith('\\');
        if (isEscaped)
            line.remove(0, 1);
        const auto hash =
            Sha256::fromHex(QString::fromLatin1(line.first(qMin(line.size(), kHashLength))));
        const QByteArray path = line.mid(kHashLength + 2);
        if (!hash || path.isEmpty() || line[kHashLength] != ' ')
            return wrongLine(number);
        files.insert(QString::fromUtf8(isEscaped ? unescaped(path) : path), *hash);
    }
    return files;
}

} // namespace portico
