// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/teamjson.h"

#include "core/catalogue/documentcache.h"
#include "core/catalogue/pointerreader.h"
#include "core/catalogue/releaseversion.h"
#include "core/io/json.h"
#include "core/net/downloadstore.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TeamCatalogue)
};

using Need = PointerReader::Need;
constexpr qsizetype kMostBundles = 1000;
constexpr qsizetype kMostVolumes = 99;
constexpr qsizetype kMostTags = 100;

/** What reading one part needs to know of the whole. */
struct Origin
{
    const QUrl &from;
    const QStringList &plainHttpHosts;
};

Error breachError(const QUrl &from, const PointerReader::Breach &breach)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("The catalogue %1 cannot be used: %2 %3.")
                           .arg(from.isLocalFile() ? from.toLocalFile() : shownUrl(from),
                                breach.pointer, breach.why),
            .nextStep = Text::tr("Tell whoever keeps it; docs/catalogue.md says what belongs "
                                 "there."),
            .detail = breach.pointer};
}

/** A word that becomes part of an id. */
QString idText(PointerReader &reader, QLatin1StringView key)
{
    static const QRegularExpression form(u"^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$"_s);
    const QString id = reader.text(key, Need::Required);
    if (!id.isEmpty() && !form.match(id).hasMatch())
        reader.refuse(key, Text::tr("may have letters, digits and . _ + - only"));
    return id;
}

QUrl fileAddress(PointerReader &reader, const Origin &origin)
{
    const QString text = reader.text("url"_L1, Need::Required);
    if (text.isEmpty())
        return {};
    const QUrl url = origin.from.resolved(QUrl(text, QUrl::StrictMode));
    if (url.isLocalFile() && origin.from.isLocalFile())
        return url;
    if (const auto allowed = checkFetchUrl(url, origin.plainHttpHosts); !allowed)
        reader.refuse("url"_L1,
                      Text::tr("cannot be fetched from: %1").arg(allowed.error().message));
    return url;
}

/** "x.7z" of "x.7z.002". */
QString withoutVolume(const QString &name)
{
    static const QRegularExpression volume(uR"(\.\d{3}$)"_s);
    return QString(name).remove(volume);
}

BundleFile fileFrom(PointerReader &reader, const Origin &origin)
{
    BundleFile file;
    file.url = fileAddress(reader, origin);
    file.size = reader.number("size"_L1, Need::Optional, 1, 1LL << 44);
    const QString name = reader.text("name"_L1, Need::Optional);
    file.name = name.isEmpty() ? file.url.fileName() : name;
    if (file.name.contains(u'/') || !isArchiveName(withoutVolume(file.name)))
        reader.refuse(name.isEmpty() ? "url"_L1 : "name"_L1, Text::tr("names no archive"));
    const QString sha256 = reader.text("sha256"_L1, Need::Optional);
    if (!sha256.isEmpty()) {
        file.sha256 = Sha256::fromHex(sha256);
        if (!file.sha256)
            reader.refuse("sha256"_L1, Text::tr("is no SHA-256 of 64 hexadecimal digits"));
    }
    return file;
}

QList<BundleFile> filesFrom(PointerReader &reader, const Origin &origin)
{
    QList<BundleFile> files;
    for (PointerReader &part : reader.objects("files"_L1, kMostVolumes))
        files += fileFrom(part, origin);
    for (qsizetype i = 0; files.size() > 1 && i < files.size(); ++i) {
        const QString ending = u".%1"_s.arg(i + 1, 3, 10, QChar(u'0'));
        if (files.at(i).name != files.constFirst().name.chopped(4) + ending)
            reader.refuse("files"_L1,
                          Text::tr("are not the volumes .001, .002 and so on of one "
                                   "archive, in their order"));
    }
    return files;
}

void readSystem(PointerReader &reader, CatalogueEntry &entry)
{
    const auto os = osFromName(reader.text("os"_L1, Need::Required));
    if (!os)
        reader.refuse("os"_L1, Text::tr("is none of linux, windows, macos"));
    entry.os = os.value_or(Os::Linux);
    const auto architecture = architectureFromName(reader.text("architecture"_L1, Need::Required));
    if (!architecture)
        reader.refuse("architecture"_L1, Text::tr("is none of x64, arm64"));
    entry.architecture = architecture.value_or(Architecture::X64);
    entry.accelerator = Accelerator::fromText(reader.text("accelerator"_L1, Need::Required));
    if (!entry.accelerator)
        reader.refuse("accelerator"_L1,
                      Text::tr("is none of cuda 13.0, rocm 7.2, xpu, mps, cpu and the like"));
}

void readTrack(PointerReader &reader, CatalogueEntry &entry)
{
    const QString name = reader.text("track"_L1, Need::Optional);
    const auto track = teamTrackFromName(name);
    if (!name.isEmpty() && !track)
        reader.refuse("track"_L1, Text::tr("is none of testing, staging, latest, stable"));
    entry.track = track.value_or(TeamTrack::None);
    entry.tags = reader.texts("tags"_L1, kMostTags);
}

CatalogueEntry entryFrom(PointerReader &reader, const QString &team, const Origin &origin)
{
    CatalogueEntry entry;
    entry.id = u"team/%1/%2"_s.arg(team, idText(reader, "id"_L1));
    entry.name = reader.text("name"_L1, Need::Required);
    entry.comfyVersion = reader.text("comfyVersion"_L1, Need::Required);
    const auto version = ReleaseVersion::fromTag(entry.comfyVersion);
    if (!version && !entry.comfyVersion.isEmpty())
        reader.refuse("comfyVersion"_L1, Text::tr("is no version such as 0.38.0"));
    entry.comfyVersion = version ? version->text() : QString();
    entry.version = reader.text("version"_L1, Need::Optional);
    entry.date = reader.time("date"_L1);
    entry.notes = reader.notes("notes"_L1);
    const QUrl page(reader.text("page"_L1, Need::Optional), QUrl::StrictMode);
    if (!page.isEmpty() && page.scheme() != "https"_L1 && page.scheme() != "http"_L1)
        reader.refuse("page"_L1, Text::tr("is no web address"));
    entry.page = page;
    readSystem(reader, entry);
    entry.variant = reader.text("variant"_L1, Need::Optional);
    entry.pythonVersion = reader.text("pythonVersion"_L1, Need::Optional);
    entry.torchVersion = reader.text("torchVersion"_L1, Need::Optional);
    readTrack(reader, entry);
    entry.files = filesFrom(reader, origin);
    entry.isPrerelease = version && !version->suffix.isEmpty();
    return entry;
}

Error newerForm(const QUrl &from, qint64 schema)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("The catalogue %1 is written in form %2, and this Portico reads "
                                "form %3.")
                           .arg(shownUrl(from))
                           .arg(schema)
                           .arg(kTeamCatalogueSchema),
            .nextStep = Text::tr("Get a newer Portico."),
            .detail = {}};
}

} // namespace

Result<TeamCatalogue> teamCatalogueFromJson(const QByteArray &bytes, const QUrl &from,
                                            const QStringList &plainHttpHosts)
{
    const auto object = parseJsonObject(bytes, {.maxBytes = kMostDocumentBytes, .maxDepth = 8});
    if (!object)
        return breachError(from, {.pointer = u"/"_s, .why = object.error().message});
    PointerReader reader(*object);
    const qint64 schema = reader.number("schema"_L1, Need::Required, 1, 1'000'000);
    if (schema > kTeamCatalogueSchema)
        return newerForm(from, schema);
    TeamCatalogue catalogue;
    catalogue.id = idText(reader, "id"_L1);
    catalogue.title = reader.text("name"_L1, Need::Required);
    QSet<QString> seen;
    for (PointerReader &bundle : reader.objects("bundles"_L1, kMostBundles)) {
        catalogue.entries += entryFrom(bundle, catalogue.id, {from, plainHttpHosts});
        if (seen.contains(catalogue.entries.constLast().id))
            bundle.refuse("id"_L1, Text::tr("comes twice"));
        seen.insert(catalogue.entries.constLast().id);
        if (reader.breach())
            break;
    }
    if (reader.breach())
        return breachError(from, *reader.breach());
    return catalogue;
}

} // namespace portico
