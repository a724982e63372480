// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/givenentry.h"

#include "core/catalogue/bundlename.h"
#include "core/catalogue/releaseversion.h"
#include "core/installs/addbundle.h"
#include "core/installs/bundlesource.h"
#include "core/platform/hostos.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** "v0.38.0" in ".../releases/download/v0.38.0/...", or of the bundle's own name. */
QString comfyVersionIn(const QString &address, const std::optional<BundleName> &name)
{
    static const QRegularExpression inPath(uR"(/download/(v?\d+(?:\.\d+)+)/)"_s);
    QString tag = inPath.match(address).captured(1);
    if (name && name->pattern == BundleName::Pattern::Standalone)
        tag = name->version.section("-env"_L1, 0, 0);
    else if (name && name->pattern == BundleName::Pattern::Anymatix)
        return {}; // the bundle's version is not ComfyUI's
    const auto version = ReleaseVersion::fromTag(tag);
    return version ? version->text() : QString();
}

} // namespace

Result<CatalogueEntry> givenEntry(const QString &address, const std::optional<Sha256> &sha256)
{
    const auto place = bundleSource(address);
    if (!place)
        return place.error();
    const QString fileName = place->fileName();
    const auto name = bundleNameFrom(fileName);
    CatalogueEntry entry;
    entry.id = "given/"_L1 + fileName;
    entry.sourceId = u"given"_s;
    entry.name = suggestedName(address);
    entry.comfyVersion = comfyVersionIn(place->publicUrl().toString(), name);
    entry.os = hostOs();
    entry.architecture = hostArchitecture();
    if (name) {
        entry.version = name->version;
        entry.os = name->os;
        entry.architecture = name->architecture;
        entry.variant = name->variant;
        entry.accelerator = name->accelerator;
    }
    const qint64 size = place->isLocal() ? QFileInfo(place->localPath).size() : -1;
    entry.files = {{.url = place->url,
                    .mirrors = {},
                    .name = fileName,
                    .size = size > 0 ? size : -1,
                    .sha256 = sha256}};
    return entry;
}

} // namespace portico
