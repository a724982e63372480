// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envorigin.h"

#include "core/io/json.h"
#include "core/isolation/envplaces.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Where pixi says that it made it; empty: it was not pixi. */
QString placeByPixi(const QString &place)
{
    const Result<QJsonObject> made = readJsonObject(envPrefix(place) + "/conda-meta/pixi"_L1);
    const QString manifest = made ? made->value("manifest_path"_L1).toString() : QString();
    if (manifest.isEmpty())
        return {};
    const QFileInfo folder(QFileInfo(QDir::cleanPath(QDir::fromNativeSeparators(manifest))).path());
    return folder.exists() ? folder.canonicalFilePath() : folder.filePath();
}

} // namespace

QString madeElsewhere(const QString &root, const QString &place,
                      const std::optional<EnvRecord> &record, Os os)
{
    if (!QFileInfo(envPrefix(place)).isDir())
        return {};
    const QString made = record ? record->place : placeByPixi(place);
    const auto letters = os == Os::Linux ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const bool isHere = made.compare(resolvedEnvPlace(root, place), letters) == 0;
    return isHere ? QString() : made;
}

} // namespace portico
