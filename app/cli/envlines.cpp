// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/envlines.h"

#include "app/cli/terminal.h"
#include "core/base/lists.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::EnvLines)
};

QStringList linesOf(const EnvHealth &health)
{
    QString line = u"%1  %2"_s.arg(health.env.name, envStateText(health.state));
    if (health.state == EnvState::Built) {
        line += ", "_L1
            + Text::tr("Python %1, %n package(s)", nullptr, health.packages).arg(health.python);
        if (health.record)
            line += ", "_L1 + sizeText(health.record->bytes);
    }
    QStringList lines{line};
    if (!health.problem.isEmpty())
        lines += "  "_L1 + health.problem + u' ' + health.nextStep;
    if (!health.lastError.isEmpty())
        lines += "  "_L1 + Text::tr("The last build failed: %1").arg(health.lastError);
    if (health.record && !health.record->leansOn.isEmpty())
        lines += "  "_L1
            + Text::tr("It leans on this computer's Python: %1").arg(health.record->leansOn);
    for (const ConfigRemark &remark :
         health.env.config ? health.env.config->remarks : QList<ConfigRemark>())
        lines += "  "_L1 + Text::tr("Line %1: %2").arg(remark.line).arg(remark.message);
    return lines;
}

QStringList linesOf(const PackWishes &wishes)
{
    QStringList lines;
    if (wishes.problem)
        lines += wishes.problem->message + u' ' + wishes.problem->nextStep;
    for (const ConfigRemark &remark : wishes.root ? wishes.root->remarks : QList<ConfigRemark>())
        lines +=
            Text::tr("“%1”, line %2: %3").arg(wishes.pack).arg(remark.line).arg(remark.message);
    if (!wishes.missingPacks.isEmpty())
        lines += Text::tr("“%1” wants these packs, too: %2")
                     .arg(wishes.pack, listed(wishes.missingPacks));
    if (!wishes.disabledPacks.isEmpty())
        lines += Text::tr("“%1” wants these packs, which are disabled: %2")
                     .arg(wishes.pack, listed(wishes.disabledPacks));
    if (!wishes.systemCommand.isEmpty())
        lines += Text::tr("“%1” needs packages of the system; to have them, run: %2")
                     .arg(wishes.pack, wishes.systemCommand);
    if (wishes.systemProblem)
        lines +=
            Text::tr("“%1” needs packages of the system. %2 %3")
                .arg(wishes.pack, wishes.systemProblem->message, wishes.systemProblem->nextStep);
    return lines;
}

QStringList homeLines(const EnvHome &home)
{
    QStringList lines;
    const QString version = home.rules.version.toString();
    if (home.isInstalled)
        lines += Text::tr("comfy-env %1, for %2").arg(version, home.tag);
    else
        lines += Text::tr("comfy-env is not installed here; the packs ask for %1.").arg(version);
    for (const PackPin &pin : home.pins) {
        if (QVersionNumber::fromString(pin.version) != home.rules.version)
            lines += "  "_L1 + Text::tr("“%1” asks for comfy-env %2.").arg(pin.pack, pin.version);
    }
    return lines;
}

} // namespace

QStringList envLines(const EnvReport &report)
{
    if (report.envs.isEmpty() && report.unused.isEmpty() && report.wishes.isEmpty())
        return {Text::tr("No pack of this install asks for an environment of its own.")};
    QStringList lines = homeLines(report.home);
    for (const EnvHealth &health : report.envs)
        lines += linesOf(health);
    for (const PackWishes &wishes : report.wishes)
        lines += linesOf(wishes);
    const auto wantsPacks = [](const PackWishes &wishes) { return !wishes.missingPacks.isEmpty(); };
    if (std::any_of(report.wishes.begin(), report.wishes.end(), wantsPacks))
        lines += Text::tr("“porticoctl env wishes” plans and installs the packs that are wanted.");
    if (!systemPackagesOf(report.wishes).isEmpty())
        lines += Text::tr("“porticoctl env system” installs the packages of the system.");
    for (const UnusedEnv &unused : report.unused) {
        lines += Text::tr("Not used: %1, %2").arg(unused.folder, sizeText(unused.bytes));
        if (!unused.known.isEmpty())
            lines += "  "_L1 + unused.known;
    }
    return lines;
}

QStringList envLines(const EnvOutcome &outcome)
{
    QStringList lines;
    for (const BuiltEnv &built : outcome.done)
        lines += built.wasBuilt
            ? Text::tr("“%1” was built by %2").arg(built.env.name, built.record.reason)
            : Text::tr("“%1” was there already.").arg(built.env.name);
    for (const auto &[name, error] : outcome.failed)
        lines += Text::tr("“%1” was not built: %2 %3").arg(name, error.message, error.nextStep);
    if (lines.isEmpty())
        lines += Text::tr("There was nothing to build.");
    return lines + envLines(outcome.report);
}

} // namespace portico::cli
