// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/envwishes.h"

#include "app/cli/nodeschange.h"
#include "app/cli/nodesscripts.h"
#include "core/base/lists.h"
#include "core/installs/install.h"
#include "core/isolation/discoverenvs.h"
#include "core/isolation/wishedpacks.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::EnvWishes)
};

/** Says first who wants what. */
Result<PreparedChange> prepare(const NodeServices &services, const Install &install,
                               const QStringList &names, const PackChange &change,
                               const JobContext &job)
{
    const Result<EnvHome> home =
        readEnvHome(services.compose.library, install, hostPlaceFacts(), job);
    if (!home)
        return home.error();
    const Result<QList<IsolatedEnv>> envs = discoverEnvs(*home, job);
    if (!envs)
        return envs.error();
    const QList<PackWishes> wishes = readPackWishes(*home, *envs, hostSystemMeans());
    const QList<WishedPack> wished = wishedPacks(wishes, services.plainHttpHosts);
    for (const WishedPack &pack : wished) {
        const QString by = listed(pack.wantedBy);
        job.log(
            pack.problem
                ? pack.problem->message + u' ' + pack.problem->nextStep
                : Text::tr("%1 wants “%2” from %3").arg(by, pack.name, shownSource(pack.source)));
    }
    return prepareWishedPacks(services, install.id,
                              {.home = *home, .wished = wished, .names = names, .change = change},
                              job);
}

} // namespace

std::unique_ptr<RunningCommand> envWishes(const CommandContext &context)
{
    const QStringList words = context.parser.positionalArguments();
    ChangeWish wish{.title = Text::tr("Install the packs that others want"),
                    .install = words.value(1),
                    .change = {.act = PackAct::Install}};
    wish.prepare = [names = words.mid(2)](const NodeServices &services, const Install &install,
                                          const PackChange &change, const JobContext &job) {
        return prepare(services, install, names, change, job);
    };
    wish.nothing = Text::tr("Every pack that another one wants is there.");
    return changeNodes(context, wish);
}

QList<QCommandLineOption> envWishesOptions()
{
    return changeOptions() + scriptOptions();
}

} // namespace portico::cli
