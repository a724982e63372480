// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/discoverenvs.h"

#include "core/base/lists.h"
#include "core/io/file.h"
#include "core/isolation/envname.h"
#include "core/nodes/isolatedfolders.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DiscoverEnvs)
};

bool isPassedOver(const QString &name)
{
    return name.startsWith(u'.') || name.startsWith(u'_') || name.endsWith(".disabled"_L1)
        || name.endsWith("._disabled"_L1);
}

void readConfig(IsolatedEnv &env, const EnvHome &home)
{
    const Result<QByteArray> bytes = readFile(env.configFile(), kMostEnvConfig);
    Result<EnvConfig> config = bytes
        ? parseEnvConfig(*bytes, env.pack + u'/' + env.folder + u'/' + envConfigName(), home.rules)
        : Result<EnvConfig>(bytes.error());
    if (!config) {
        env.problem = config.error();
        return;
    }
    env.config = *config;
    if (home.rules.isBoundByLink) {
        env.folderName = linkedEnvName(config->bytes, home.rules.version.toString());
        env.link = env.path + u'/' + env.folderName;
    } else {
        env.folderName = envFolderName(env.name, home.tag, home.rules);
        for (const QString &former : formerEnvFolderNames(env.name, home.tag, home.rules)) {
            if (!QFileInfo::exists(home.placeOf(env.folderName))
                && QFileInfo(home.placeOf(former)).isDir())
                env.folderName = former;
        }
    }
    env.place = home.placeOf(env.folderName);
}

/** The folder below one called "custom_nodes" that this one lies in, links followed: where
 * comfy-env up to 0.4.24 takes a pack's name from. Empty: it finds none. */
QString packSeenThroughLinks(const QString &folder)
{
    QFileInfo place(QFileInfo(folder).canonicalFilePath());
    while (!place.fileName().isEmpty()) {
        const QFileInfo parent(place.path());
        if (parent.fileName() == "custom_nodes"_L1)
            return place.fileName();
        place = parent;
    }
    return {};
}

/** An environment that comfy-env looks for under another name is of no use: it would load the pack
 *  into ComfyUI's own Python instead. */
void refuseLink(IsolatedEnv &env, const EnvHome &home)
{
    if (!env.config || home.rules.generation != EnvGeneration::Third)
        return;
    const QString seen = packSeenThroughLinks(env.path);
    if (!seen.isEmpty() && envName(seen, env.folder) == env.name)
        return;
    env.problem = Error{
        .code = ErrorCode::Unsupported,
        .message = Text::tr("“%1” is a link to another folder, and comfy-env %2 looks for the "
                            "environment of such a pack under another name.")
                       .arg(env.pack, home.rules.version.toString()),
        .nextStep = Text::tr("Put the folder itself into custom_nodes, or have the pack ask for "
                             "comfy-env 0.4.25 or newer."),
        .detail = QFileInfo(env.path).canonicalFilePath()};
}

/** Two folders with one name would share an environment: comfy-env refuses the whole install. */
void nameOnce(QList<IsolatedEnv> &envs, const EnvHome &home)
{
    for (IsolatedEnv &env : envs) {
        for (const IsolatedEnv &other : std::as_const(envs)) {
            if (&other == &env || other.name != env.name)
                continue;
            if (home.rules.isBoundByLink) {
                env.name = sanitizedEnvName(env.pack + u'-' + env.folder);
                break;
            }
            env.problem = Error{
                .code = ErrorCode::InvalidInput,
                .message = Text::tr("The folders %1 and %2 give one environment the name “%3”.")
                               .arg(env.pack + u'/' + env.folder, other.pack + u'/' + other.folder,
                                    env.name),
                .nextStep = Text::tr("Rename one of them, or remove the pack that is a copy."),
                .detail = {}};
        }
    }
}

} // namespace

Result<QList<IsolatedEnv>> discoverEnvs(const EnvHome &home, const JobContext &job)
{
    QList<IsolatedEnv> envs;
    for (const QFileInfo &pack :
         QDir(home.customNodes).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (job.isCancelled())
            return cancelledError();
        if (isPassedOver(pack.fileName()))
            continue;
        const IsolatedPlaces places =
            home.rules.isBoundByLink ? IsolatedPlaces::Anywhere : IsolatedPlaces::Nodes;
        for (const QString &folder : isolatedFolders(pack.filePath(), places, job)) {
            IsolatedEnv env{.name = envName(pack.fileName(), folder),
                            .pack = pack.fileName(),
                            .folder = folder,
                            .path = QDir::cleanPath(pack.filePath() + u'/' + folder)};
            readConfig(env, home);
            refuseLink(env, home);
            envs += env;
        }
    }
    nameOnce(envs, home);
    std::sort(envs.begin(), envs.end(),
              [](const IsolatedEnv &a, const IsolatedEnv &b) { return a.name < b.name; });
    return envs;
}

Result<IsolatedEnv> findEnv(const QList<IsolatedEnv> &envs, const QString &name)
{
    QStringList names;
    for (const IsolatedEnv &env : envs) {
        if (env.name == name)
            return env;
        names += env.name;
    }
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("There is no environment “%1” here.").arg(name),
                 .nextStep = names.isEmpty()
                     ? Text::tr("No pack of this install has a comfy-env.toml.")
                     : Text::tr("There is: %1.").arg(listed(names)),
                 .detail = {}};
}

} // namespace portico
