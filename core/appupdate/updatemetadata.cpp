// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/updatemetadata.h"

#include "core/io/strictjson.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace portico {

namespace {

using namespace Qt::StringLiterals;
using Need = StrictJson::Need;

constexpr int kFormat = 1; // why something is refused goes into an error's detail: not translated
constexpr std::array kKinds{UpdateKind::AppImage, UpdateKind::Setup, UpdateKind::DiskImage};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

struct KindFacts
{
    QString name;
    QString ending;
    Os os;
};

KindFacts factsOf(UpdateKind kind)
{
    switch (kind) {
    case UpdateKind::AppImage:
        return {u"appimage"_s, u".AppImage"_s, Os::Linux};
    case UpdateKind::Setup:
        return {u"setup"_s, u".exe"_s, Os::Windows};
    case UpdateKind::DiskImage:
        return {u"dmg"_s, u".dmg"_s, Os::MacOS};
    }
    return {};
}

UpdateKind kindFromName(const QString &name)
{
    for (const UpdateKind kind : kKinds) {
        if (updateKindName(kind) == name)
            return kind;
    }
    return UpdateKind::AppImage; // the reader has refused the word
}

QVersionNumber readVersion(StrictJson &json, QLatin1StringView key)
{
    const QString text = json.text(key, Need::Required);
    const QVersionNumber version = versionFromText(text);
    if (version.isNull())
        json.refuse(key, u"is no version such as 1.2.3"_s);
    return version;
}

UpdateFile readFile(StrictJson &json)
{
    const QStringList systems{osName(Os::Linux), osName(Os::Windows), osName(Os::MacOS)};
    const QStringList processors{architectureName(Architecture::X64),
                                 architectureName(Architecture::Arm64)};
    QStringList kinds;
    for (const UpdateKind kind : kKinds)
        kinds += updateKindName(kind);
    UpdateFile file;
    file.os = osFromName(json.word("os"_L1, Need::Required, systems)).value_or(Os::Linux);
    file.architecture =
        architectureFromName(json.word("architecture"_L1, Need::Required, processors))
            .value_or(Architecture::X64);
    file.kind = kindFromName(json.word("kind"_L1, Need::Required, kinds));
    file.name = json.text("name"_L1, Need::Required);
    file.size = json.number("size"_L1, Need::Required);
    const auto sha256 = Sha256::fromHex(json.text("sha256"_L1, Need::Required));
    const KindFacts facts = factsOf(file.kind);
    static const QRegularExpression plain(u"^[A-Za-z0-9][A-Za-z0-9._+-]{0,120}$"_s);
    if (!plain.match(file.name).hasMatch() || !isPortableName(file.name)
        || !file.name.endsWith(facts.ending))
        json.refuse("name"_L1, u"is no plain name of such a file"_s);
    if (file.os != facts.os)
        json.refuse("kind"_L1, u"is nothing for that system"_s);
    if (file.size < 1 || file.size > kLargestUpdate)
        json.refuse("size"_L1, u"is no size of a program"_s);
    if (sha256)
        file.sha256 = *sha256;
    else
        json.refuse("sha256"_L1, u"is no SHA-256"_s);
    json.finish();
    return file;
}

UpdateMetadata readAll(StrictJson &json)
{
    json.word("product"_L1, Need::Required, {u"portico"_s});
    if (json.number("format"_L1, Need::Required) != kFormat)
        json.refuse("format"_L1, u"is not 1"_s);
    UpdateMetadata metadata;
    metadata.version = readVersion(json, "version"_L1);
    metadata.minimumVersion = readVersion(json, "minimumVersion"_L1);
    if (metadata.minimumVersion > metadata.version)
        json.refuse("minimumVersion"_L1, u"is newer than the version"_s);
    metadata.sequence = json.number("sequence"_L1, Need::Required);
    if (metadata.sequence < 1)
        json.refuse("sequence"_L1, u"is not 1 or more"_s);
    const QString expires = json.text("expires"_L1, Need::Required);
    static const QRegularExpression utc(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"_s);
    metadata.expires = QDateTime::fromString(expires, Qt::ISODate);
    if (!utc.match(expires).hasMatch() || !metadata.expires.isValid())
        json.refuse("expires"_L1, u"is no time such as 2026-12-01T00:00:00Z"_s);
    metadata.notes = json.texts("notes"_L1);
    if (metadata.notes.size() > kMostUpdateNotes)
        json.refuse("notes"_L1, u"has more than %1 sentences"_s.arg(kMostUpdateNotes));
    for (StrictJson &each : json.objects("files"_L1)) {
        const UpdateFile file = readFile(each);
        if (metadata.fileFor(file.os, file.architecture, file.kind))
            each.refuse("kind"_L1, u"comes twice for that system"_s);
        metadata.files += file;
    }
    json.finish();
    return metadata;
}

} // namespace

QString updateKindName(UpdateKind kind)
{
    return factsOf(kind).name;
}

QVersionNumber versionFromText(const QString &text)
{
    static const QRegularExpression form(u"^(0|[1-9]\\d{0,5})(\\.(0|[1-9]\\d{0,5})){2}$"_s);
    return form.match(text).hasMatch() ? QVersionNumber::fromString(text) : QVersionNumber();
}

const UpdateFile *UpdateMetadata::fileFor(Os os, Architecture architecture, UpdateKind kind) const
{
    for (const UpdateFile &file : files) {
        if (file.os == os && file.architecture == architecture && file.kind == kind)
            return &file;
    }
    return nullptr;
}

Result<UpdateMetadata> readUpdateMetadata(const QByteArray &bytes)
{
    const auto broken = [](const Error &error) {
        return Error{
            .code = ErrorCode::InvalidInput,
            .message = Text::tr("What Portico's authors say about updates is nothing that this "
                                "version understands."),
            .nextStep = Text::tr("Nothing was changed. Fetch the newest Portico from where "
                                 "you got this one."),
            .detail = error.message};
    };
    Result<StrictJson> json = StrictJson::fromBytes(bytes, u"portico-update.json"_s);
    if (!json)
        return broken(json.error());
    const UpdateMetadata metadata = readAll(*json);
    if (const auto error = json->error())
        return broken(*error);
    return metadata;
}

} // namespace portico
