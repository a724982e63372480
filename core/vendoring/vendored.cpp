// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/vendored.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Vendored)
};

constexpr int kSchema = 1;
constexpr std::array kKinds{VendoredKind::Runtime, VendoredKind::Pack, VendoredKind::Wheel,
                            VendoredKind::Environment, VendoredKind::Tool};

Error unusable(const QString &id, ErrorCode code, const QString &why)
{
    return {.code = code,
            .message =
                Text::tr("The record of “%1”, kept for offline, cannot be used: %2.").arg(id, why),
            .nextStep = Text::tr("Keep the install for offline again: porticoctl vendor."),
            .detail = {}};
}

/** Inside the store, in a folder that is named by its hash: a record leads nowhere else. */
bool isStorePath(const QString &path, const Sha256 &sha256)
{
    const QStringList names = path.split(u'/');
    const QString &name = names.constLast();
    const bool isWheel = names.size() == 3 && names.at(0) == "wheels"_L1;
    const bool isOther =
        names.size() == 4 && names.at(0) == "vendored"_L1 && names.at(1) == "files"_L1;
    return (isWheel || isOther) && names.at(names.size() - 2) == sha256.toHex() && !name.isEmpty()
        && name != "."_L1 && name != ".."_L1;
}

std::optional<VendoredFile> fileFromJson(const QJsonObject &object)
{
    const auto kind = vendoredKindFromName(object.value("kind"_L1).toString());
    const auto sha256 = Sha256::fromHex(object.value("sha256"_L1).toString());
    const QString path = object.value("path"_L1).toString();
    if (!kind || !sha256 || !isStorePath(path, *sha256))
        return std::nullopt;
    return VendoredFile{.kind = *kind,
                        .name = object.value("name"_L1).toString(),
                        .path = path,
                        .sha256 = *sha256,
                        .bytes = object.value("bytes"_L1).toInteger()};
}

std::optional<VendoredLack> lackFromJson(const QJsonObject &object)
{
    const auto kind = vendoredKindFromName(object.value("kind"_L1).toString());
    const auto code = errorCodeFromName(object.value("code"_L1).toString());
    if (!kind)
        return std::nullopt;
    return VendoredLack{.kind = *kind,
                        .name = object.value("name"_L1).toString(),
                        .why = {.code = code.value_or(ErrorCode::Internal),
                                .message = object.value("message"_L1).toString(),
                                .nextStep = object.value("nextStep"_L1).toString(),
                                .detail = {}}};
}

std::optional<StatePart> partFromJson(const QJsonObject &object)
{
    const auto digest = Sha256::fromHex(object.value("digest"_L1).toString());
    if (!digest)
        return std::nullopt;
    return StatePart{.name = object.value("name"_L1).toString(), .digest = *digest};
}

/** All of a list, or nothing where one of it makes no sense. */
template <typename T>
bool readList(const QJsonObject &object, QLatin1StringView key, QList<T> &list,
              std::optional<T> (*read)(const QJsonObject &))
{
    for (const auto &value : object.value(key).toArray()) {
        const std::optional<T> one = read(value.toObject());
        if (!one)
            return false;
        list += *one;
    }
    return true;
}

template <typename T>
QJsonArray arrayOf(const QList<T> &list)
{
    QJsonArray array;
    for (const T &one : list)
        array.append(toJson(one));
    return array;
}

} // namespace

QString vendoredKindName(VendoredKind kind)
{
    switch (kind) {
    case VendoredKind::Runtime:
        return u"runtime"_s;
    case VendoredKind::Pack:
        return u"pack"_s;
    case VendoredKind::Wheel:
        return u"wheel"_s;
    case VendoredKind::Environment:
        return u"environment"_s;
    case VendoredKind::Tool:
        return u"tool"_s;
    }
    Q_UNREACHABLE();
}

QString vendoredKindText(VendoredKind kind)
{
    switch (kind) {
    case VendoredKind::Runtime:
        return Text::tr("ComfyUI and its Python");
    case VendoredKind::Pack:
        return Text::tr("Node pack");
    case VendoredKind::Wheel:
        return Text::tr("Package");
    case VendoredKind::Environment:
        return Text::tr("Isolated environment");
    case VendoredKind::Tool:
        return Text::tr("Program");
    }
    Q_UNREACHABLE();
}

std::optional<VendoredKind> vendoredKindFromName(const QString &name)
{
    const auto *const found = std::find_if(kKinds.begin(), kKinds.end(), [&](VendoredKind kind) {
        return vendoredKindName(kind) == name;
    });
    return found == kKinds.end() ? std::nullopt : std::optional(*found);
}

qint64 VendoredState::bytes() const
{
    return std::accumulate(files.begin(), files.end(), qint64(0),
                           [](qint64 sum, const VendoredFile &file) { return sum + file.bytes; });
}

QJsonObject toJson(const VendoredFile &file)
{
    return {{u"kind"_s, vendoredKindName(file.kind)},
            {u"name"_s, file.name},
            {u"path"_s, file.path},
            {u"sha256"_s, file.sha256.toHex()},
            {u"bytes"_s, file.bytes}};
}

QJsonObject toJson(const VendoredLack &lack)
{
    return {{u"kind"_s, vendoredKindName(lack.kind)},
            {u"name"_s, lack.name},
            {u"code"_s, errorCodeName(lack.why.code)},
            {u"message"_s, lack.why.message},
            {u"nextStep"_s, lack.why.nextStep}};
}

QJsonObject toJson(const VendoredState &state)
{
    return {{u"schema"_s, kSchema},
            {u"finished"_s, state.isFinished},
            {u"kept"_s, state.kept.toUTC().toString(Qt::ISODate)},
            {u"manifest"_s, manifestHash(state.parts).toHex()},
            {u"installId"_s, state.install.id.toString()},
            {u"install"_s, toJson(state.install)},
            {u"content"_s, toJson(state.content)},
            {u"parts"_s, arrayOf(state.parts)},
            {u"files"_s, arrayOf(state.files)},
            {u"lacks"_s, arrayOf(state.lacks)}};
}

Result<VendoredState> vendoredStateFromJson(const QString &id, const QJsonObject &object)
{
    const int schema = object.value("schema"_L1).toInt();
    if (schema > kSchema)
        return unusable(id, ErrorCode::Unsupported, Text::tr("a newer Portico wrote it"));
    const auto installId = InstallId::fromString(object.value("installId"_L1).toString());
    if (schema < 1 || !installId)
        return unusable(id, ErrorCode::Corrupt, Text::tr("it is damaged"));
    const Result<Install> install =
        installFromJson(*installId, object.value("install"_L1).toObject());
    if (!install)
        return install.error();
    const auto content = snapshotContentFromJson(object.value("content"_L1).toObject());
    if (!content)
        return content.error();
    VendoredState state{.id = id,
                        .install = *install,
                        .content = *content,
                        .kept =
                            QDateTime::fromString(object.value("kept"_L1).toString(), Qt::ISODate),
                        .isFinished = object.value("finished"_L1).toBool()};
    if (!readList(object, "parts"_L1, state.parts, partFromJson)
        || !readList(object, "files"_L1, state.files, fileFromJson)
        || !readList(object, "lacks"_L1, state.lacks, lackFromJson))
        return unusable(id, ErrorCode::Corrupt, Text::tr("it is damaged"));
    if (object.value("manifest"_L1).toString() != manifestHash(state.parts).toHex())
        return unusable(id, ErrorCode::Corrupt, Text::tr("its parts were changed"));
    return state;
}

QByteArray sumsOf(const VendoredState &state)
{
    QByteArray lines;
    for (const VendoredFile &file : state.files)
        lines += file.sha256.toHex().toLatin1() + "  ../../" + file.path.toUtf8() + '\n';
    return lines;
}

} // namespace portico
