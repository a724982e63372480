// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/judgedcommand.h"
#include "app/cli/vendorverbs.h"
#include "app/services.h"
#include "core/vendoring/checkupstream.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::VendorCommand)
};

QString textOf(UpstreamState state)
{
    switch (state) {
    case UpstreamState::There:
        return Text::tr("there as it was");
    case UpstreamState::Gone:
        return Text::tr("gone");
    case UpstreamState::Changed:
        return Text::tr("changed");
    case UpstreamState::Unknown:
        return Text::tr("not known");
    }
    Q_UNREACHABLE();
}

JudgedCommand::Report reportOf(const VendoredState &state, const QList<UpstreamFinding> &findings)
{
    return [state, findings](Terminal &terminal) {
        const bool isAllThere =
            std::all_of(findings.begin(), findings.end(), [](const UpstreamFinding &finding) {
                return finding.state == UpstreamState::There;
            });
        QJsonArray rows;
        for (const UpstreamFinding &finding : findings)
            rows.append(QJsonObject{{u"kind"_s, vendoredKindName(finding.kind)},
                                    {u"name"_s, finding.name},
                                    {u"source"_s, finding.source},
                                    {u"state"_s, upstreamStateName(finding.state)},
                                    {u"why"_s, finding.why}});
        terminal.print(
            QJsonObject{{u"id"_s, state.id}, {u"isAllThere"_s, isAllThere}, {u"sources"_s, rows}});
        for (const UpstreamFinding &finding : findings) {
            terminal.print(u"%1, %2: %3  %4"_s.arg(vendoredKindText(finding.kind), finding.name,
                                                   textOf(finding.state), finding.source));
            if (!finding.why.isEmpty())
                terminal.print(u"  "_s + finding.why);
        }
        if (!isAllThere)
            terminal.say(Text::tr("What is kept for offline is not touched by that."));
        return isAllThere ? Done : Failed;
    };
}

std::unique_ptr<RunningCommand> check(const CommandContext &context, const QStringList &words)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(
        context, Text::tr("Ask where it came from"),
        [services, nodes = services->nodes(), environments = services->environments(),
         typed = words.constFirst()](const JobContext &job) -> Result<JudgedCommand::Report> {
            const auto states = findVendored(services->library(), typed);
            if (!states)
                return states.error();
            const VendoredState &newest = states->constFirst();
            const auto findings = checkUpstream({nodes, environments}, newest, job);
            if (!findings)
                return findings.error();
            return reportOf(newest, *findings);
        });
}

} // namespace

QList<VendorVerb> vendorUpstreamVerbs()
{
    return {
        {.name = u"check-upstream"_s, .syntax = u"<install>|<id>"_s, .options = {}, .make = check}};
}

} // namespace portico::cli
