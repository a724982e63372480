// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/judgedcommand.h"
#include "app/cli/vendorlines.h"
#include "app/cli/vendorverbs.h"
#include "app/services.h"
#include "core/vendoring/rebuildvendored.h"

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

QJsonObject toJson(const VendoredVerdict &verdict)
{
    QJsonArray damages;
    for (const VendoredDamage &damage : verdict.damages) {
        QJsonObject file = portico::toJson(damage.file);
        file.insert(u"isMissing"_s, damage.isMissing);
        damages.append(file);
    }
    return {{u"id"_s, verdict.state.id},
            {u"isWhole"_s, verdict.isWhole()},
            {u"files"_s, verdict.state.files.size()},
            {u"bytes"_s, verdict.bytes},
            {u"damages"_s, damages},
            {u"lacks"_s, lacksJson(verdict.state.lacks)}};
}

QStringList linesOf(const VendoredVerdict &verdict)
{
    QStringList lines;
    for (const VendoredDamage &damage : verdict.damages)
        lines += (damage.isMissing ? Text::tr("missing: %1 (%2)") : Text::tr("damaged: %1 (%2)"))
                     .arg(damage.file.path, damage.file.name);
    lines += lackLines(verdict.state.lacks);
    if (!verdict.state.isFinished)
        lines += Text::tr("%1: keeping it was interrupted; keep it again.").arg(verdict.state.id);
    else if (verdict.isWhole())
        lines += Text::tr("%1: all %n files are as they were kept, %2.", nullptr,
                          static_cast<int>(verdict.state.files.size()))
                     .arg(verdict.state.id, sizeText(verdict.bytes));
    return lines;
}

JudgedCommand::Report reportOf(const QList<VendoredVerdict> &verdicts)
{
    return [verdicts](Terminal &terminal) {
        QJsonArray states;
        bool isWhole = true;
        for (const VendoredVerdict &verdict : verdicts) {
            states.append(toJson(verdict));
            isWhole = isWhole && verdict.isWhole();
        }
        terminal.print(QJsonObject{{u"isWhole"_s, isWhole}, {u"states"_s, states}});
        for (const VendoredVerdict &verdict : verdicts) {
            for (const QString &line : linesOf(verdict))
                terminal.print(line);
        }
        return isWhole ? Done : Failed;
    };
}

std::unique_ptr<RunningCommand> verify(const CommandContext &context, const QStringList &words)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(
        context, Text::tr("Verify what is kept for offline"),
        [services, nodes = services->nodes(), environments = services->environments(),
         typed = words.constFirst(), isRepair = context.parser.isSet(u"repair"_s)](
            const JobContext &job) -> Result<JudgedCommand::Report> {
            const auto states = findVendored(services->library(), typed);
            if (!states)
                return states.error();
            QList<VendoredVerdict> verdicts;
            for (const VendoredState &state : *states) {
                const auto verdict = verifyVendored(services->library(), state, job);
                if (!verdict)
                    return verdict.error();
                verdicts += *verdict;
            }
            // All of them were compared before anything is replaced.
            for (VendoredVerdict &verdict : verdicts) {
                if (!isRepair || verdict.isWhole())
                    continue;
                for (const QString &line : linesOf(verdict))
                    job.log(line);
                const auto repaired = repairVendored({nodes, environments}, verdict, job);
                if (!repaired)
                    return repaired.error();
                verdict = *repaired;
            }
            return reportOf(verdicts);
        });
}

JudgedCommand::Report rebuilt(const VendoredState &state, const RebuiltInstall &done)
{
    return [state, done](Terminal &terminal) {
        const Sha256 first = manifestHash(state.parts);
        const Sha256 now = manifestHash(done.parts);
        terminal.print(
            QJsonObject{{u"type"_s, u"rebuilt"_s},
                        {u"install"_s, done.install.id.toString()},
                        {u"name"_s, done.install.name},
                        {u"port"_s, done.install.port},
                        {u"from"_s, state.id},
                        {u"manifest"_s, now.toHex()},
                        {u"isSame"_s, now == first},
                        {u"environments"_s, QJsonArray::fromStringList(done.environments)},
                        {u"lacks"_s, lacksJson(done.lacks)}});
        for (const QString &line : lackLines(done.lacks))
            terminal.print(line);
        terminal.print(Text::tr("“%1” is rebuilt of %2.").arg(done.install.name, state.id));
        terminal.print(
            now == first
                ? Text::tr("Manifest %1, the same as at first.").arg(now.toHex())
                : Text::tr("Manifest %1; at first it was %2.").arg(now.toHex(), first.toHex()));
        return done.lacks.isEmpty() && now == first ? Done : Failed;
    };
}

JudgedCommand::Report wouldRebuild(const VendoredState &state)
{
    return [state](Terminal &terminal) {
        terminal.print(QJsonObject{{u"type"_s, u"plan"_s},
                                   {u"from"_s, state.id},
                                   {u"isWhole"_s, state.isWhole()},
                                   {u"lacks"_s, lacksJson(state.lacks)}});
        terminal.print(vendoredLine(state));
        for (const QString &line : lackLines(state.lacks))
            terminal.print(line);
        terminal.say(Text::tr("Nothing was rebuilt. Do it with --yes."));
        return Done;
    };
}

Result<std::optional<quint16>> portIn(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"port"_s))
        return std::optional<quint16>();
    bool isNumber = false;
    const ushort port = parser.value(u"port"_s).toUShort(&isNumber);
    if (isNumber && port > 0)
        return std::optional<quint16>(port);
    return Error{.code = ErrorCode::Usage,
                 .message = Text::tr("“%1” is no port.").arg(parser.value(u"port"_s)),
                 .nextStep = Text::tr("Choose a number from 1 to 65535, such as 8188."),
                 .detail = {}};
}

std::unique_ptr<RunningCommand> rebuild(const CommandContext &context, const QStringList &words)
{
    const QCommandLineParser &parser = context.parser;
    const Result<std::optional<quint16>> port = portIn(parser);
    if (!port)
        return std::make_unique<InstantCommand>(
            context, [error = port.error()]() -> Result<int> { return error; });
    const RebuildRequest request{.name = parser.value(u"name"_s),
                                 .port = *port,
                                 .exactness = parser.isSet(u"as-far-as-possible"_s)
                                     ? Exactness::AsFarAsPossible
                                     : Exactness::Demanded};
    const bool isYes = parser.isSet(u"yes"_s) && !parser.isSet(u"plan"_s);
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(
        context, Text::tr("Rebuild from what is kept for offline"),
        [services, nodes = services->nodes(), environments = services->environments(),
         typed = words.constFirst(), request,
         isYes](const JobContext &job) -> Result<JudgedCommand::Report> {
            const auto states = findVendored(services->library(), typed);
            if (!states)
                return states.error();
            const VendoredState &newest = states->constFirst();
            if (!isYes)
                return wouldRebuild(newest);
            const auto done = rebuildVendored({nodes, environments}, newest, request, job);
            return done ? Result<JudgedCommand::Report>(rebuilt(newest, *done)) : done.error();
        });
}

} // namespace

QList<VendorVerb> vendorUseVerbs()
{
    return {
        {.name = u"verify"_s,
         .syntax = u"<install>|<id> [--repair]"_s,
         .options = {u"repair"_s},
         .make = verify},
        {.name = u"rebuild"_s,
         .syntax =
             u"<install>|<id> [--name NAME] [--port PORT] [--as-far-as-possible] [--plan] [--yes]"_s,
         .options = {u"name"_s, u"port"_s, u"as-far-as-possible"_s, u"plan"_s, u"yes"_s},
         .make = rebuild}};
}

} // namespace portico::cli
