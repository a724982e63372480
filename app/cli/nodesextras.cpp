// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/addedreport.h"
#include "app/cli/nodesregistry.h"
#include "app/cli/nodesverb.h"
#include "app/cli/planreport.h"
#include "core/installs/installfile.h"
#include "core/nodes/changepacks.h"
#include "core/nodes/extras.h"
#include "core/nodes/nodesplan.h"
#include "core/nodes/packrecords.h"
#include "core/repair/probeinstall.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesExtras)
};

/** What is asked for. */
struct ExtrasWish
{
    QString install;
    QString profile; ///< a file; empty: the ready set
    bool isYes = false;
    bool isRemoval = false;
    SourceBuilds builds = SourceBuilds::Refuse;
};

Result<std::optional<ExtrasProfile>> profileOf(const ExtrasWish &wish)
{
    if (wish.isRemoval)
        return std::optional<ExtrasProfile>();
    if (wish.profile.isEmpty())
        return std::optional(readyExtras());
    const Result<ExtrasProfile> profile = readExtrasProfile(wish.profile);
    if (!profile)
        return profile.error();
    return std::optional(*profile);
}

JobCommand::Report plannedReport(const LayerPlan &plan, const ExtrasWish &wish)
{
    return [plan, wish](Terminal &terminal) {
        const PlanConsent consent =
            wish.builds == SourceBuilds::Allow ? PlanConsent::Given : PlanConsent::Missing;
        for (const QString &line : planLines(plan, consent))
            terminal.print(line);
        terminal.print(toJson(plan));
        terminal.say(Text::tr("Nothing was changed. Do it with --yes."));
    };
}

Result<LayerPlan> plan(const NodeServices &services, const Install &install,
                       const std::optional<ExtrasProfile> &profile, const ExtrasWish &wish,
                       const JobContext &job)
{
    return planNodes(
        {.library = services.compose.library,
         .install = install,
         .withoutBefore = readPackRecords(services.compose.library, install.id).withoutNeeds,
         .cooldownDays = services.cooldownDays,
         .sourceBuilds = wish.builds,
         .extras = profile.value_or(ExtrasProfile())},
        services.compose, job);
}

/** What was done, and whether torch computes as before. */
struct Given
{
    ChangePlan plan;
    ChangeOutcome outcome;
    std::optional<TorchProbe> probe;
};

Result<Given> apply(const NodeServices &services, const Install &install,
                    const std::optional<ExtrasProfile> &profile, const ExtrasWish &wish,
                    const JobContext &job)
{
    Result<PreparedChange> prepared = prepareChange(services, install.id,
                                                    {.act = PackAct::Apply,
                                                     .extras = profile.value_or(ExtrasProfile()),
                                                     .sourceBuilds = wish.builds},
                                                    job);
    if (!prepared)
        return prepared.error();
    const ChangePlan plan = prepared->plan();
    const Result<ChangeOutcome> outcome =
        carryOut(services, std::move(*prepared), {.sourceBuilds = wish.builds}, job);
    if (!outcome)
        return outcome.error();
    return Given{plan, *outcome, probeAfterChange(services, install.id, plan, job)};
}

JobCommand::Report changed(const Given &given)
{
    return [given](Terminal &terminal) {
        const auto &[change, outcome, probe] = given;
        const LayerPlan plan = change.layer.value_or(LayerPlan());
        for (const QString &line : planLines(plan, PlanConsent::Given))
            terminal.print(line);
        terminal.print(outcome.layer.isEmpty() ? Text::tr("There is no layer any more.")
                                               : Text::tr("Layer %1").arg(outcome.layer));
        QJsonObject object{{u"type"_s, u"changed"_s},
                           {u"layer"_s, outcome.layer},
                           {u"plan"_s, toJson(plan)},
                           {u"remarks"_s, QJsonArray::fromStringList(outcome.remarks)}};
        if (probe) {
            terminal.print(probeLine(*probe));
            object.insert(u"probe"_s, toJson(*probe));
        }
        terminal.print(object);
    };
}

Result<JobCommand::Report> run(const NodeServices &services, const ExtrasWish &wish,
                               const JobContext &job)
{
    const Result<Install> install = findInstall(services.compose.library, wish.install);
    if (!install)
        return install.error();
    const Result<std::optional<ExtrasProfile>> profile = profileOf(wish);
    if (!profile)
        return profile.error();
    if (wish.isYes) {
        const Result<Given> given = apply(services, *install, *profile, wish, job);
        return given ? Result<JobCommand::Report>(changed(*given)) : given.error();
    }
    const Result<LayerPlan> planned = plan(services, *install, *profile, wish, job);
    if (!planned)
        return planned.error();
    return plannedReport(*planned, wish);
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const ExtrasWish wish{.install = wordsOf(context).constFirst(),
                          .profile = parser.value(u"profile"_s),
                          .isYes = parser.isSet(u"yes"_s) && !parser.isSet(u"plan"_s),
                          .isRemoval = parser.isSet(u"take-away"_s),
                          .builds = parser.isSet(u"allow-builds"_s) ? SourceBuilds::Allow
                                                                    : SourceBuilds::Refuse};
    const auto tools = std::make_shared<NodeTools>(context);
    return std::make_unique<JobCommand>(
        context, Text::tr("Extras"),
        [tools, wish](const JobContext &job) { return run(tools->services(), wish, job); });
}

} // namespace

NodesVerb nodesExtrasVerb()
{
    return {
        .name = u"extras"_s,
        .syntax = u"<install> [--profile FILE | --take-away] [--allow-builds] [--plan | --yes]"_s,
        .summary = Text::tr("Give an install a set of packages that many node packs use, on "
                            "its own torch"),
        .options = {{u"profile"_s,
                     Text::tr("A set of your own: a JSON file with packages, strip, files."),
                     u"FILE"_s},
                    {u"take-away"_s, Text::tr("The install has no extras any more.")},
                    {u"plan"_s, Text::tr("Only show what would be done.")},
                    {u"yes"_s, Text::tr("Really do it; otherwise it is only shown.")},
                    {u"allow-builds"_s,
                     Text::tr("Packages may be built from source, which runs their own code.")}},
        .minimumWords = 1,
        .maximumWords = 1,
        .make = make};
}

} // namespace portico::cli
