// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/standalonejson.h"

#include "core/catalogue/bundlename.h"
#include "core/catalogue/documentcache.h"
#include "core/catalogue/plaintext.h"
#include "core/io/json.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::StandaloneJson)
};

Error notUnderstood(const QString &detail)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("The list of standalone environments is not in a form that Portico "
                                "knows, or only a part of it came."),
            .nextStep = Text::tr("Try again later; if it stays so, look for a newer Portico."),
            .detail = detail};
}

Result<QJsonObject> objectFrom(const QByteArray &bytes)
{
    auto object = parseJsonObject(bytes, {.maxBytes = kMostDocumentBytes, .maxDepth = 16});
    return object ? object : Result<QJsonObject>(notUnderstood(object.error().message));
}

QString text(const QJsonObject &object, QLatin1StringView key)
{
    return plainText(object.value(key).toString().left(200)).simplified();
}

/** Becomes a part of an address: one name, nothing that leads elsewhere. */
bool isSafePart(const QString &part)
{
    static const QRegularExpression form(u"^[A-Za-z0-9][A-Za-z0-9._+-]{0,150}$"_s);
    return form.match(part).hasMatch() && !part.contains(".."_L1);
}

std::optional<StandaloneRelease> releaseFrom(const QJsonObject &object, const QString &variant)
{
    StandaloneRelease release{
        .variant = variant,
        .tag = text(object, "tag"_L1),
        .comfyVersion = text(object, "comfyui_version"_L1),
        .comfyCommit = text(object, "comfyui_commit"_L1),
        .date = QDateTime::fromString(text(object, "date"_L1), Qt::ISODate).toUTC(),
        .file = text(object, "file"_L1),
        .size = object.value("size"_L1).toInteger(-1),
        .pythonVersion = text(object, "python_version"_L1),
        .torchVersion = text(object, "torch_version"_L1)};
    if (release.size <= 0)
        release.size = -1;
    const auto name = bundleNameFrom(release.file);
    const bool isUsable = isSafePart(release.tag) && isSafePart(release.file) && name
        && name->pattern == BundleName::Pattern::Standalone && name->variant == variant;
    if (!isUsable)
        return std::nullopt;
    return release;
}

} // namespace

Result<QList<StandaloneRelease>> standaloneLatestFromJson(const QByteArray &bytes)
{
    const auto object = objectFrom(bytes);
    if (!object)
        return object.error();
    QList<StandaloneRelease> releases;
    for (auto it = object->begin(); it != object->end(); ++it) {
        if (!it.value().isObject())
            return notUnderstood(u"/%1 is no object"_s.arg(it.key().left(100)));
        if (const auto release = releaseFrom(it.value().toObject(), it.key()))
            releases.append(*release);
    }
    return releases;
}

Result<QList<StandaloneRelease>> standaloneReleasesFromJson(const QByteArray &bytes,
                                                            const QString &variant)
{
    const auto object = objectFrom(bytes);
    if (!object)
        return object.error();
    const QJsonValue list = object->value("releases"_L1);
    if (!list.isArray())
        return notUnderstood(u"/releases is no list"_s);
    QList<StandaloneRelease> releases;
    for (const QJsonValue value : list.toArray()) {
        if (const auto release = releaseFrom(value.toObject(), variant))
            releases.append(*release);
    }
    return releases;
}

Result<StandaloneManifest> standaloneManifestFromJson(const QByteArray &bytes)
{
    const auto object = objectFrom(bytes);
    if (!object)
        return object.error();
    StandaloneManifest manifest{
        .variant = text(*object, "id"_L1),
        .tag = text(*object, "version"_L1),
        .comfyRef = text(*object, "comfyui_ref"_L1),
        .comfyCommit = text(*object, "comfyui_commit"_L1),
        .pythonVersion = text(*object, "python_version"_L1),
        .torchVersion = text(*object, "torch_version"_L1),
        .torchvisionVersion = text(*object, "torchvision_version"_L1),
        .torchaudioVersion = text(*object, "torchaudio_version"_L1),
        .uvVersion = text(*object, "uv_version"_L1),
        .pythonBuild = text(*object, "pbs_release"_L1),
        .date = QDateTime::fromString(text(*object, "build_date"_L1), Qt::ISODate).toUTC()};
    if (manifest.variant.isEmpty() || manifest.tag.isEmpty())
        return notUnderstood(u"/id or /version is missing"_s);
    return manifest;
}

QString notesOf(const StandaloneManifest &manifest)
{
    QStringList lines;
    const auto add = [&lines](const QString &title, const QString &value) {
        if (!value.isEmpty() && value != "N/A"_L1)
            lines += u"- %1: %2"_s.arg(title, value);
    };
    add(u"ComfyUI"_s, manifest.comfyRef);
    add(Text::tr("Commit"), manifest.comfyCommit);
    add(u"Python"_s, manifest.pythonVersion);
    add(u"torch"_s, manifest.torchVersion);
    add(u"torchvision"_s, manifest.torchvisionVersion);
    add(u"torchaudio"_s, manifest.torchaudioVersion);
    add(u"uv"_s, manifest.uvVersion);
    return lines.join(u'\n');
}

} // namespace portico
