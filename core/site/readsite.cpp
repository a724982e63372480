// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/io/strictjson.h"
#include "core/site/readparts.h"
#include "core/site/site.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

using Need = StrictJson::Need;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ReadSite)
};

constexpr qsizetype kMostInstalls = 1000;
constexpr qint64 kMostLock = 16LL << 20;

/** One install of the file. */
class InstallReader
{
public:
    InstallReader(StrictJson &json, SiteReading &reading)
        : m_json(json)
        , m_reading(reading)
    { }

    SiteInstall run();

private:
    SiteOrigin origin();
    std::optional<SiteLayer> layer();
    QByteArray lockBytes(StrictJson &layer);
    void checkVersion(const QString &version);

    StrictJson &m_json;
    SiteReading &m_reading;
};

SiteOrigin InstallReader::origin()
{
    StrictJson json = m_json.object("from"_L1, Need::Optional);
    SiteOrigin origin;
    int kinds = 0;
    for (const auto &[key, kind] : {std::pair{"bundle"_L1, SiteOrigin::Kind::Bundle},
                                    std::pair{"catalogue"_L1, SiteOrigin::Kind::Catalogue},
                                    std::pair{"kept"_L1, SiteOrigin::Kind::Kept}}) {
        if (!json.has(key))
            continue;
        if (++kinds > 1)
            json.refuse(key, Text::tr("is one too many: one of bundle, catalogue and kept counts"));
        origin = {.kind = kind, .place = json.text(key, Need::Required)};
    }
    if (m_json.has("from"_L1) && kinds == 0)
        m_json.refuse("from"_L1, Text::tr("names none of bundle, catalogue and kept"));
    const bool isBundle = origin.kind == SiteOrigin::Kind::Bundle;
    if (isBundle && !origin.place.isEmpty())
        origin.place = m_reading.place(json, "bundle"_L1, origin.place);
    const QString sha256 = json.text("sha256"_L1, isBundle ? Need::Required : Need::Optional);
    origin.sha256 = Sha256::fromHex(sha256);
    if (!sha256.isEmpty() && !origin.sha256)
        json.refuse("sha256"_L1, Text::tr("is no SHA-256"));
    if (!sha256.isEmpty() && origin.kind == SiteOrigin::Kind::Kept)
        json.refuse("sha256"_L1, Text::tr("has no meaning here: every kept file has its own"));
    const QString library = json.text("library"_L1, Need::Optional);
    if (!library.isEmpty() && origin.kind != SiteOrigin::Kind::Kept)
        json.refuse("library"_L1, Text::tr("belongs to \"kept\""));
    if (!library.isEmpty())
        origin.library = m_reading.beside(library);
    if (origin.kind == SiteOrigin::Kind::Kept && !isPlainWord(origin.place))
        m_reading.refuseUnsafe(json, "kept"_L1, Text::tr("is no name of a kept state"));
    json.finish();
    return origin;
}

/** In the file, line by line, or a file of its own. */
QByteArray InstallReader::lockBytes(StrictJson &layer)
{
    if (!layer.isText("lock"_L1))
        return layer.texts("lock"_L1).join(u'\n').toUtf8() + '\n';
    const QString file = m_reading.beside(layer.text("lock"_L1, Need::Required));
    const Result<QByteArray> bytes = readFile(file, kMostLock);
    if (!bytes)
        layer.refuse("lock"_L1, Text::tr("cannot be read: %1").arg(reasonOf(bytes.error())));
    return bytes ? *bytes : QByteArray();
}

std::optional<SiteLayer> InstallReader::layer()
{
    if (!m_json.has("layer"_L1))
        return std::nullopt;
    StrictJson json = m_json.object("layer"_L1, Need::Required);
    SiteLayer layer{.base = json.text("base"_L1, Need::Optional)};
    if (!json.has("lock"_L1))
        json.refuse("lock"_L1, Text::tr("is missing"));
    const Result<Lock> lock = lockFromBytes(lockBytes(json));
    if (lock)
        layer.lock = *lock;
    else
        json.refuse("lock"_L1, Text::tr("is no lock: %1").arg(reasonOf(lock.error())));
    json.finish();
    return layer;
}

void InstallReader::checkVersion(const QString &version)
{
    if (!version.isEmpty() && !isVersionText(version))
        m_json.refuse("comfyui"_L1, Text::tr("is no version such as 0.33.0"));
}

SiteInstall InstallReader::run()
{
    SiteInstall install{.name = m_json.text("name"_L1, Need::Required)};
    if (install.name != install.name.simplified())
        m_json.refuse("name"_L1, Text::tr("has several spaces in a row"));
    const QString key = install.name.toLower();
    if (m_reading.names.contains(key))
        m_json.refuse("name"_L1, Text::tr("is that of another install of this file, too"));
    m_reading.names += key;
    install.from = origin();
    install.comfyui = m_json.text("comfyui"_L1, Need::Optional);
    checkVersion(install.comfyui);
    for (StrictJson &node : m_json.objects("nodes"_L1))
        install.nodes += readSitePack(node, m_reading, install.nodes);
    if (m_json.has("without"_L1))
        install.without = m_json.texts("without"_L1);
    install.layer = layer();
    if (m_json.has("settings"_L1)) {
        StrictJson settings = m_json.object("settings"_L1, Need::Required);
        install.settings = readSiteSettings(settings, m_reading);
    }
    const QString manifest = m_json.text("manifest"_L1, Need::Optional);
    install.manifest = Sha256::fromHex(manifest).value_or(Sha256());
    if (!manifest.isEmpty() && install.manifest.isNull())
        m_json.refuse("manifest"_L1, Text::tr("is no SHA-256"));
    m_json.finish();
    return install;
}

} // namespace

Result<Site> readSite(const QString &file, const QStringList &plainHttpHosts)
{
    const QString path = QDir::cleanPath(QFileInfo(file).absoluteFilePath());
    Result<StrictJson> json = StrictJson::readObject(path);
    if (!json)
        return json.error();
    SiteReading reading{.folder = QFileInfo(path).path(), .plainHttpHosts = plainHttpHosts};
    Site site{.file = path};
    const qint64 schema = json->number("schema"_L1, Need::Required);
    if (json->has("schema"_L1) && schema != 1)
        json->refuse("schema"_L1, Text::tr("is not 1, the form that this Portico knows"));
    json->raw("$schema"_L1); // editors ask for it
    if (!json->has("installs"_L1))
        json->refuse("installs"_L1, Text::tr("is missing"));
    QList<StrictJson> installs = json->objects("installs"_L1);
    if (installs.size() > kMostInstalls)
        json->refuse("installs"_L1, Text::tr("has more than %1 entries").arg(kMostInstalls));
    for (StrictJson &one : installs)
        site.installs += InstallReader(one, reading).run();
    json->finish();
    if (auto error = json->error()) {
        if (reading.isUnsafe)
            error->code = ErrorCode::Refused;
        return *error;
    }
    return site;
}

} // namespace portico
