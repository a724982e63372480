// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodesscripts.h"
#include "app/cli/nodesverb.h"
#include "app/cli/planreport.h"
#include "app/services.h"
#include "core/installs/installfile.h"
#include "core/nodes/isolable.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/nodesplan.h"
#include "core/nodes/packrecords.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesPlan)
};

Error usage(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

/** What a plan says of packages and of scripts. */
struct Planned
{
    Install install;
    LayerPlan layer;
    QList<PresentScript> scripts;
    QStringList canIsolate; ///< packs that cannot have what they need beside the others
};

/** Its exit code says whether the plan can be carried out as it was asked for. */
class NodesPlanRun final : public RunningCommand
{
public:
    using RunningCommand::RunningCommand;

    void begin() override
    {
        const QCommandLineParser &parser = m_context.parser;
        bool isNumber = true;
        const int days = parser.isSet(u"cooldown"_s)
            ? parser.value(u"cooldown"_s).toInt(&isNumber)
            : m_context.settings.get(settings::kCooldownDays);
        if (!isNumber || days < 0 || days > 3650) {
            fail(usage(Text::tr("“%1” is no number of days.").arg(parser.value(u"cooldown"_s)),
                       Text::tr("Write a number from 0 (none) to 3650.")));
            return;
        }
        const auto services = std::make_shared<Services>(m_context.settings, m_context.library);
        m_job = &m_context.jobs.start<Planned>(
            {.title = Text::tr("Plan the packages"), .exclusiveKey = {}},
            [services, compose = services->compose(), wanted = wordsOf(m_context).constFirst(),
             without = parser.values(u"without"_s),
             builds = parser.isSet(u"allow-builds"_s) ? SourceBuilds::Allow : SourceBuilds::Refuse,
             days](const JobContext &job) -> Result<Planned> {
                const Result<Install> install = findInstall(services->library(), wanted);
                if (!install)
                    return install.error();
                const Result<LayerPlan> plan =
                    planNodes({.library = services->library(),
                               .install = *install,
                               .without = without,
                               .withoutBefore =
                                   readPackRecords(services->library(), install->id).withoutNeeds,
                               .cooldownDays = days,
                               .sourceBuilds = builds},
                              compose, job);
                if (!plan)
                    return plan.error();
                const auto scripts = presentScripts(services->library(), *install, job);
                const auto packs = readNodePacks(services->library(), *install, job);
                if (!scripts || !packs)
                    return scripts ? packs.error() : scripts.error();
                return Planned{*install, *plan, *scripts, isolablePacks(*plan, {}, *packs)};
            },
            this,
            [this](const Result<Planned> &plan) {
                if (plan)
                    end(*plan);
                else
                    fail(plan.error());
            });
    }

    void interrupt() override { m_job->cancel(); }

private:
    void end(const Planned &planned)
    {
        const LayerPlan &plan = planned.layer;
        const PlanConsent consent =
            m_context.parser.isSet(u"allow-builds"_s) ? PlanConsent::Given : PlanConsent::Missing;
        for (const QString &line : planLines(plan, consent))
            m_context.terminal.print(line);
        QJsonArray scripts;
        QList<InstallScript> shown;
        for (const PresentScript &script : planned.scripts) {
            m_context.terminal.print(presentScriptLine(script, planned.install));
            QJsonObject object = toJson(script.script);
            object.insert(u"pack"_s, script.pack);
            scripts.append(object);
            shown += script.script;
        }
        if (m_context.parser.isSet(u"show-scripts"_s)) {
            for (const QString &line : scriptTexts(shown))
                m_context.terminal.print(line);
        }
        for (const QString &pack : planned.canIsolate)
            m_context.terminal.print(
                Text::tr("To give “%1” a Python of its own: porticoctl env isolate %2 %1")
                    .arg(pack, planned.install.id.toString()));
        QJsonObject document = toJson(plan);
        document.insert(u"canIsolate"_s, QJsonArray::fromStringList(planned.canIsolate));
        document.insert(u"scripts"_s, scripts);
        m_context.terminal.print(document);
        emit finished(isReady(plan, consent) ? Done : Failed);
    }

    Job *m_job = nullptr;
};

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    return std::make_unique<NodesPlanRun>(context);
}

} // namespace

NodesVerb nodesPlanVerb()
{
    return {.name = u"plan"_s,
            .syntax = u"<install> [--without PACK[:NAME]]… [--allow-builds] [--cooldown DAYS] "
                      "[--show-scripts]"_s,
            .summary =
                Text::tr("What its node packs need beyond its base, before anything changes"),
            .options = {{u"without"_s,
                         Text::tr("Leave out what this pack needs, or one requirement of it."),
                         u"PACK[:NAME]"_s},
                        {u"allow-builds"_s,
                         Text::tr("Agree to packages that come from an address or repository or "
                                  "are built from source, which runs their code.")},
                        {u"cooldown"_s,
                         Text::tr("Do not trust packages younger than so many days (0: trust "
                                  "all); what usually counts is set by “nodes cooldown”."),
                         u"DAYS"_s},
                        showScriptsOption()},
            .minimumWords = 1,
            .maximumWords = 1,
            .make = make};
}

} // namespace portico::cli
