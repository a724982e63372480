// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envlinks.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/isolation/envname.h"
#include "core/isolation/envplaces.h"
#include "core/nodes/isolatedfolders.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString notesFile(const QString &place)
{
    return place + "/portico-links.json"_L1;
}

bool leadsTo(const QString &link, const QString &place)
{
    const QString target = QFileInfo(link).canonicalFilePath();
    return !target.isEmpty() && target == QFileInfo(envPrefix(place)).canonicalFilePath();
}

/** The environment behind a link beside a comfy-env.toml; also where the environment is gone. */
QString placeBehind(const QString &link)
{
    const QFileInfo file(link);
    const QString target = file.isJunction() ? file.junctionTarget() : file.symLinkTarget();
    const QString prefix = envPrefix({});
    return target.endsWith(prefix) ? QDir::cleanPath(target.chopped(prefix.size())) : QString();
}

} // namespace

QStringList knownEnvLinks(const QString &place)
{
    QStringList links;
    const Result<QJsonObject> notes = readJsonObject(notesFile(place));
    const QJsonArray noted = notes ? notes->value("links"_L1).toArray() : QJsonArray();
    for (const auto &link : noted) {
        if (leadsTo(link.toString(), place))
            links += link.toString();
    }
    return links;
}

Result<> noteEnvLink(const QString &place, const QString &link)
{
    QStringList links = knownEnvLinks(place);
    if (links.contains(link))
        return {};
    links += link;
    return writeFileAtomically(
        notesFile(place),
        jsonToBytes({{u"schema"_s, 1}, {u"links"_s, QJsonArray::fromStringList(links)}}));
}

QStringList linkedEnvPlaces(const QString &customNodes, const JobContext &job)
{
    QStringList places;
    for (const QFileInfo &pack :
         QDir(customNodes)
             .entryInfoList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name)) {
        if (job.isCancelled())
            break;
        for (const QString &folder :
             isolatedFolders(pack.filePath(), IsolatedPlaces::Anywhere, job)) {
            const QDir here(pack.filePath() + u'/' + folder);
            for (const QString &name :
                 here.entryList({u"_env_*"_s}, QDir::Dirs | QDir::System | QDir::NoDotAndDotDot)) {
                const QString place =
                    isLinkedEnvName(name) ? placeBehind(here.filePath(name)) : QString();
                if (!place.isEmpty())
                    places += place;
            }
        }
    }
    places.removeDuplicates();
    return places;
}

} // namespace portico
