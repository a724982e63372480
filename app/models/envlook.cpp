// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/envlook.h"

#include "app/models/texts.h"
#include "core/base/lists.h"
#include "core/isolation/pixitoml.h"

#include <QCoreApplication>
#include <QDir>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::EnvLook)
};

struct StateIcon
{
    IconName name;
    IconTint tint;
};

StateIcon iconOf(EnvState state)
{
    switch (state) {
    case EnvState::Built:
        return {IconName::Check, IconTint::Ready};
    case EnvState::Building:
        return {IconName::Restart, IconTint::Accent};
    case EnvState::Missing:
        return {IconName::Pending, IconTint::Muted};
    case EnvState::Stale:
    case EnvState::OtherGeneration:
    case EnvState::Moved:
        return {IconName::Warning, IconTint::Busy};
    case EnvState::Broken:
    case EnvState::Unreadable:
        return {IconName::Failed, IconTint::Crashed};
    }
    return {IconName::Pending, IconTint::Muted};
}

EnvAct actFor(EnvState state)
{
    switch (state) {
    case EnvState::Broken:
        return EnvAct::Repair;
    case EnvState::Built:
        return EnvAct::Anew;
    case EnvState::Building:
    case EnvState::Missing:
    case EnvState::Stale:
    case EnvState::OtherGeneration:
    case EnvState::Moved:
    case EnvState::Unreadable:
        return EnvAct::Build;
    }
    return EnvAct::Build;
}

/** Noted when it was built, else measured; nothing while nobody has. */
std::optional<qint64> sizeOf(const EnvHealth &health, const EnvFacts &facts)
{
    if (health.record)
        return health.record->bytes;
    const auto it = facts.sizes.constFind(health.env.place);
    return it == facts.sizes.constEnd() ? std::nullopt : std::optional(*it);
}

/** What put it together, or would. */
EngineChoice engineOf(const EnvHealth &health, const EnvHome &home)
{
    if (health.record)
        return {.engine = health.record->engine, .reason = health.record->reason};
    if (!health.env.config || health.state != EnvState::Missing)
        return {.engine = EnvEngine::Pixi, .reason = {}};
    return chooseEngine(*health.env.config, pixiPlatform(home.host.os, home.host.architecture));
}

QString engineText(const EnvHealth &health, const EnvHome &home)
{
    const EngineChoice engine = engineOf(health, home);
    if (health.record || health.state == EnvState::Missing)
        return engine.reason;
    return Text::tr("Built by comfy-env itself.");
}

QString summaryOf(const EnvHealth &health, const EnvFacts &facts, bool isThere)
{
    QStringList parts{health.env.pack};
    if (!health.python.isEmpty())
        parts += Text::tr("Python %1").arg(health.python);
    if (isThere && health.packages > 0)
        parts += Text::tr("%n package(s)", nullptr, health.packages);
    if (const auto size = sizeOf(health, facts); isThere && size)
        parts += sizeText(*size);
    else if (isThere)
        parts += Text::tr("being measured…");
    if (health.record)
        parts += engineName(health.record->engine);
    return parts.join(u" · "_s);
}

QString lastErrorOf(const EnvHealth &health, const EnvFacts &facts)
{
    const auto it = facts.failures.constFind(health.env.name);
    const QString words = it == facts.failures.constEnd()
        ? health.lastError
        : QString(it->message + u' ' + it->nextStep).trimmed();
    return words.isEmpty() ? QString() : Text::tr("The last build failed: %1").arg(words);
}

QList<EnvFact> detailsOf(const EnvHealth &health, const EnvHome &home, bool isThere)
{
    const IsolatedEnv &env = health.env;
    QList<EnvFact> facts{{Text::tr("Asked for by"), QDir::toNativeSeparators(env.configFile())}};
    const QString engine = engineText(health, home);
    if (!engine.isEmpty())
        facts += {Text::tr("Engine"), engine};
    if (health.record && health.record->built.isValid())
        facts += {Text::tr("Built"), momentText(health.record->built.toLocalTime())};
    if (health.record)
        facts += {Text::tr("Made for"),
                  Text::tr("comfy-env %1, %2", "a version, a tag of Python and torch")
                      .arg(health.record->comfyEnvVersion, health.record->tag)};
    if (isThere)
        facts += {Text::tr("Folder"), QDir::toNativeSeparators(env.place)};
    if (!health.others.isEmpty())
        facts += {Text::tr("Others"), listed(health.others)};
    for (const ConfigRemark &remark : env.config ? env.config->remarks : QList<ConfigRemark>())
        facts += {Text::tr("Line %1", "of a file").arg(remark.line), remark.message};
    return facts;
}

} // namespace

QString envActText(EnvAct act)
{
    switch (act) {
    case EnvAct::Build:
        return Text::tr("&Build");
    case EnvAct::Repair:
        return Text::tr("&Repair");
    case EnvAct::Anew:
        return Text::tr("Build a&gain");
    }
    return {};
}

EnvLook envLook(const EnvHealth &health, const EnvFacts &facts, const QString &obstacle)
{
    EnvLook look;
    const IsolatedEnv &env = health.env;
    const bool isWorkedOn = facts.jobOf(env.name);
    const EnvState state = isWorkedOn ? EnvState::Building : health.state;
    look.name = env.name;
    look.icon = iconOf(state).name;
    look.tint = iconOf(state).tint;
    look.state = isWorkedOn && health.state != EnvState::Building ? Text::tr("in work")
                                                                  : envStateText(state);
    const EnvFiles files = facts.files.value(env.name);
    look.isThere = files.isThere;
    look.hasPython = files.hasPython;
    look.summary = summaryOf(health, facts, look.isThere);
    if (!isWorkedOn && health.state != EnvState::Building) {
        look.problem = QString(health.problem + u' ' + health.nextStep).trimmed();
        look.lastError = lastErrorOf(health, facts);
    }
    look.details = detailsOf(health, facts.report->home, look.isThere);
    look.act = actFor(health.state);
    look.hasAct = state != EnvState::Built && state != EnvState::Building
        && health.state != EnvState::Unreadable;
    look.hasLog = state == EnvState::Building || files.hasLog;
    look.obstacle = look.isThere ? obstacle : QString();
    return look;
}

QString envHomeText(const EnvHome &home)
{
    const QString version = home.rules.version.toString();
    QStringList sentences;
    if (home.isInstalled)
        sentences += Text::tr("Made as comfy-env %1 of this install makes them, for %2.",
                              "a version; a tag of Python and torch")
                         .arg(version, home.tag);
    else
        sentences +=
            Text::tr("comfy-env is not installed here; the packs ask for %1.").arg(version);
    for (const PackPin &pin : home.pins) {
        if (QVersionNumber::fromString(pin.version) != home.rules.version)
            sentences += Text::tr("“%1” asks for comfy-env %2.").arg(pin.pack, pin.version);
    }
    return sentences.join(u' ');
}

EnvSummary envSummary(const EnvFacts &facts)
{
    const QString all =
        Text::tr("%n environment(s)", nullptr, facts.report ? int(facts.report->envs.size()) : 0);
    const int needing = facts.needing();
    if (needing > 0)
        return {.icon = IconName::Warning,
                .tint = IconTint::Busy,
                .text = Text::tr("%1 · %n need(s) attention", nullptr, needing).arg(all)};
    if (!facts.work.isEmpty())
        return {.icon = IconName::Restart,
                .tint = IconTint::Accent,
                .text = Text::tr("%1 · in work", "environments").arg(all)};
    return {.icon = IconName::Check,
            .tint = IconTint::Ready,
            .text = Text::tr("%1 · all well", "environments").arg(all)};
}

} // namespace portico::app
