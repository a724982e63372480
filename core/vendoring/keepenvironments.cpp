// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/tree.h"
#include "core/vendoring/keepparts.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KeepEnvironments)
};

Error cannotMove(const QString &name, const QString &why)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("The isolated environment “%1” %2.").arg(name, why),
            .nextStep = Text::tr("After a rebuild it is made again, with a network: porticoctl env "
                                 "build."),
            .detail = {}};
}

Error isNotWell(const EnvHealth &health)
{
    return {.code = ErrorCode::Corrupt,
            .message = Text::tr("The isolated environment “%1” cannot be kept: %2.")
                           .arg(health.env.name, envStateText(health.state)),
            .nextStep = Text::tr("Build it again, then keep it: porticoctl env build."),
            .detail = health.problem};
}

/** Whether a copy of it works in another folder. */
std::optional<Error> whyNot(const EnvHealth &health, const RecordedEnv &wanted)
{
    if (health.state != EnvState::Built && !health.isLinkWrong)
        return isNotWell(health);
    if (health.record && health.record->engine == EnvEngine::Pixi)
        return cannotMove(wanted.name,
                          Text::tr("has packages that name the folder it was made in"));
    if (!health.record)
        return cannotMove(wanted.name, Text::tr("was built by comfy-env itself"));
    if (!health.record->leansOn.isEmpty())
        return cannotMove(wanted.name, Text::tr("leans on a Python outside of it"));
    if (wanted.lock.isEmpty())
        return cannotMove(wanted.name, Text::tr("has no list of what is in it"));
    return std::nullopt;
}

Result<> keepOne(const KeepWork &work, const EnvHealth &health, const RecordedEnv &wanted)
{
    const QString copy = work.staging + "/environment"_L1;
    const Result<CloneSummary> cloned =
        cloneTree({.from = health.env.place,
                   .to = copy,
                   .sharing = Sharing::Reflink,
                   .wants = [](QStringView path) { return !path.endsWith(u"__pycache__"); },
                   .step = {}},
                  work.job);
    if (!cloned)
        return cloned.error();
    const Result<QList<ManifestEntry>> entries = describeTree(copy, work.job);
    if (!entries)
        return entries.error();
    const QByteArray madeOf = "environment\n" + treeDigest(*entries).toHex().toLatin1();
    const Result<VendoredFile> file =
        keepArchive(work, {.folder = copy, .name = u"environment"_s, .madeOf = madeOf});
    if (!file)
        return file.error();
    work.state.parts += environmentPart(wanted);
    work.add(*file, VendoredKind::Environment, wanted.name);
    return removeTree(copy, work.job);
}

} // namespace

Result<> keepEnvironments(const KeepWork &work)
{
    QList<RecordedEnv> wanted = work.state.content.environments;
    wanted.removeIf([](const RecordedEnv &env) { return !env.isThere; });
    if (wanted.isEmpty())
        return {};
    const Result<EnvReport> report =
        reportEnvs(work.services.environments, work.install, work.job, EnvSizes::Leave);
    for (const RecordedEnv &env : std::as_const(wanted)) {
        Result<> kept;
        if (!report) {
            kept = report.error();
        } else {
            const auto found =
                std::find_if(report->envs.begin(), report->envs.end(),
                             [&](const EnvHealth &health) { return health.env.name == env.name; });
            const std::optional<Error> problem = found == report->envs.end()
                ? cannotMove(env.name, Text::tr("is not there any more"))
                : whyNot(*found, env);
            kept = problem ? Result<>(*problem) : keepOne(work, *found, env);
        }
        if (kept)
            continue;
        const Result<> noted =
            work.lackUnlessFatal(VendoredKind::Environment, env.name, kept.error());
        if (!noted)
            return noted;
    }
    return {};
}

} // namespace portico
