// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodeschange.h"

#include "app/cli/addedreport.h"
#include "app/cli/nodesregistry.h"
#include "app/cli/nodesscripts.h"
#include "core/installs/installfile.h"
#include "core/repair/probeinstall.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesChange)
};

/** What the options say. */
struct Consent
{
    bool isYes = false;
    SourceBuilds builds = SourceBuilds::Refuse;
    ScriptConsent scripts{};
    bool showsScripts = false;
    QString folder{};       ///< relative paths count from here
    QString nothing{};      ///< as ChangeWish::nothing
    QStringList isolated{}; ///< packs that get a Python of their own by this change
};

QString doneText(const PackStep &step)
{
    switch (step.act) {
    case PackAct::Install:
        return Text::tr("“%1” is installed.").arg(step.pack);
    case PackAct::Enable:
        return Text::tr("“%1” is enabled.").arg(step.pack);
    case PackAct::Disable:
        return Text::tr("“%1” is disabled.").arg(step.pack);
    case PackAct::Update:
        return Text::tr("“%1” is updated.").arg(step.pack);
    case PackAct::Remove:
        return Text::tr("“%1” is removed.").arg(step.pack);
    case PackAct::Restore:
        return Text::tr("“%1” is back as it was.").arg(step.pack);
    case PackAct::RunScript:
        return Text::tr("The install.py of “%1” ran.").arg(step.pack);
    case PackAct::Isolate:
        return Text::tr("“%1” runs in a Python of its own.").arg(step.pack);
    case PackAct::Rejoin:
        return Text::tr("“%1” is as it was before it was isolated.").arg(step.pack);
    case PackAct::Match:
    case PackAct::Apply:
        break;
    }
    return {};
}

/** What was done, and whether torch computes as before. */
struct Changed
{
    ChangePlan plan;
    ChangeOutcome outcome;
    std::optional<TorchProbe> probe;
};

QJsonObject outcomeJson(const Changed &changed)
{
    const auto &[plan, outcome, probe] = changed;
    QJsonArray steps;
    for (const PackStep &step : outcome.steps)
        steps.append(toJson(step));
    QJsonObject object{{u"type"_s, u"changed"_s},
                       {u"act"_s, packActName(plan.act)},
                       {u"steps"_s, steps},
                       {u"layer"_s, outcome.layer},
                       {u"kept"_s, QJsonArray::fromStringList(outcome.keptFolders)},
                       {u"remarks"_s, QJsonArray::fromStringList(plan.remarks + outcome.remarks)}};
    if (probe)
        object.insert(u"probe"_s, toJson(*probe));
    return object;
}

QJsonObject planJson(const ChangePlan &plan)
{
    QJsonObject object = toJson(plan);
    object.insert(u"type"_s, u"plan"_s);
    return object;
}

JobCommand::Report planned(const ChangePlan &plan, const Consent &consent)
{
    return [plan, consent](Terminal &terminal) {
        terminal.print(planJson(plan));
        for (const QString &line : planLines(plan))
            terminal.print(line);
        if (consent.showsScripts) {
            for (const QString &line : scriptTexts(scriptsOf(plan)))
                terminal.print(line);
        }
        if (!plan.isEmpty())
            terminal.say(Text::tr("Nothing was changed. Do it with --yes."));
        else if (plan.act == PackAct::Apply)
            terminal.print(Text::tr("The packages are what the node packs need."));
        else if (!consent.nothing.isEmpty())
            terminal.print(consent.nothing);
    };
}

JobCommand::Report report(const Changed &changed)
{
    return [changed](Terminal &terminal) {
        const auto &[plan, outcome, probe] = changed;
        terminal.print(planJson(plan));
        terminal.print(outcomeJson(changed));
        for (const PackStep &step : outcome.steps)
            terminal.print(doneText(step));
        if (plan.changesLayer())
            terminal.print(Text::tr("The packages are what the node packs need."));
        for (const QString &line : plan.remarks + outcome.remarks)
            terminal.print(line);
        for (const QString &folder : outcome.keptFolders)
            terminal.print(Text::tr("As it was before, until the next good start: %1")
                               .arg(QDir::toNativeSeparators(folder)));
        if (probe)
            terminal.print(probeLine(*probe));
    };
}

/** The scripts that were agreed to, and what the plan has become by them. */
Result<> runScripts(const NodeServices &services, PreparedChange &prepared, const Consent &consent,
                    const JobContext &job)
{
    const QStringList packs = agreedScripts(consent.scripts, prepared.plan());
    if (packs.isEmpty())
        return {};
    const Result<ScriptsRun> ran =
        runInstallScripts(services, prepared, packs, {.sourceBuilds = consent.builds}, job);
    if (!ran)
        return ran.error();
    if (ran->changesPlan) {
        job.log(Text::tr("With what install.py added, the plan is now:"));
        for (const QString &line : planLines(prepared.plan()))
            job.log(line);
    }
    return {};
}

/** Where other packages are seen than before, one real operation shows whether the device is. */
Result<JobCommand::Report> finish(const NodeServices &services, const InstallId &id,
                                  PreparedChange prepared, const ChangeConsent &consent,
                                  const JobContext &job)
{
    const ChangePlan plan = prepared.plan();
    const Result<ChangeOutcome> outcome = carryOut(services, std::move(prepared), consent, job);
    if (!outcome)
        return outcome.error();
    return report({plan, *outcome, probeAfterChange(services, id, plan, job)});
}

Result<JobCommand::Report> run(const NodeServices &services, ChangeWish wish,
                               const Consent &consent, const JobContext &job)
{
    const Result<Install> install = findInstall(services.compose.library, wish.install);
    if (!install)
        return install.error();
    for (const QString &typed : wish.typed) {
        const auto sources = packSources(typed, consent.folder, services.plainHttpHosts);
        if (!sources)
            return sources.error();
        wish.change.sources += *sources;
    }
    wish.change.sourceBuilds = consent.builds;
    Result<PreparedChange> prepared = wish.prepare
        ? wish.prepare(services, *install, wish.change, job)
        : prepareChange(services, install->id, wish.change, job);
    if (!prepared)
        return prepared.error();
    if (!consent.isolated.isEmpty()) {
        const auto planned = isolateInPlan(services, *prepared, consent.isolated, job);
        if (!planned)
            return planned.error();
    }
    const ChangePlan first = prepared->plan();
    const bool isHarmless = wish.when == CarryOut::WhenHarmless && !first.changesLayer();
    if (first.isComplete() && first.isEmpty())
        return planned(first, consent);
    if (!consent.isYes && !isHarmless)
        return planned(first, consent);
    if (consent.isYes) {
        for (const QString &line : planLines(first))
            job.log(line);
        if (const Result<> ran = runScripts(services, *prepared, consent, job); !ran)
            return ran.error();
    }
    return finish(services, install->id, std::move(*prepared), {.sourceBuilds = consent.builds},
                  job);
}

} // namespace

std::unique_ptr<RunningCommand> changeNodes(const CommandContext &context, const ChangeWish &wish)
{
    const QCommandLineParser &parser = context.parser;
    ChangeWish full = wish;
    full.change.without = parser.values(u"without"_s);
    if (full.change.act == PackAct::Apply)
        full.change.with = parser.values(u"with"_s);
    const Consent consent{
        .isYes = parser.isSet(u"yes"_s),
        .builds = parser.isSet(u"allow-builds"_s) ? SourceBuilds::Allow : SourceBuilds::Refuse,
        .scripts = wish.change.act == PackAct::RunScript ? ScriptConsent{.isAll = true}
                                                         : scriptConsent(parser),
        .showsScripts = parser.isSet(u"show-scripts"_s),
        .folder = QDir::currentPath(),
        .nothing = wish.nothing,
        .isolated = parser.values(u"isolate"_s)};
    const auto tools = std::make_shared<NodeTools>(context);
    return std::make_unique<JobCommand>(context, wish.title,
                                        [tools, full, consent](const JobContext &job) {
                                            return run(tools->services(), full, consent, job);
                                        });
}

QList<QCommandLineOption> changeOptions()
{
    return {{u"yes"_s, Text::tr("Really do it; otherwise it is only shown.")},
            {u"without"_s,
             Text::tr("Leave out what this node pack needs, or one requirement of it; may be "
                      "given several times."),
             u"pack[:name]"_s},
            {u"isolate"_s,
             Text::tr("Give this node pack a Python of its own; may be given several times."),
             u"pack"_s},
            {u"allow-builds"_s,
             Text::tr("Packages may be built from source, which runs their own code.")},
            registryOption()};
}

} // namespace portico::cli
