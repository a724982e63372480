// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/services.h"
#include "core/appupdate/handover.h"
#include "core/appupdate/updateoffer.h"
#include "core/base/lists.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::AppUpdateCommand)
};

enum class Verb { Check, Download, Install };

const QStringList kVerbs{u"check"_s, u"download"_s, u"install"_s};

/** How far it went. */
struct Outcome
{
    UpdateOffer offer;
    QString path{}; ///< of the fetched file
    std::optional<HandedOver> handedOver{};
};

QJsonObject toJson(const Outcome &outcome)
{
    QJsonObject json{{u"current"_s, outcome.offer.current.toString()},
                     {u"newest"_s, outcome.offer.newest.version.toString()},
                     {u"isNewer"_s, outcome.offer.isNewer()},
                     {u"mustUpdate"_s, outcome.offer.mustUpdate()},
                     {u"notes"_s, QJsonArray::fromStringList(outcome.offer.newest.notes)},
                     {u"expires"_s, outcome.offer.newest.expires.toString(Qt::ISODate)}};
    if (outcome.offer.file)
        json[u"file"_s] = QJsonObject{{u"name"_s, outcome.offer.file->name},
                                      {u"kind"_s, updateKindName(outcome.offer.file->kind)},
                                      {u"size"_s, outcome.offer.file->size},
                                      {u"sha256"_s, outcome.offer.file->sha256.toHex()}};
    if (!outcome.path.isEmpty())
        json[u"path"_s] = outcome.path;
    if (outcome.handedOver) {
        json[u"installed"_s] = !outcome.handedOver->isInstallerStarted;
        json[u"installerStarted"_s] = outcome.handedOver->isInstallerStarted;
        json[u"previous"_s] = outcome.handedOver->previous;
    }
    return json;
}

QStringList linesFor(const Outcome &outcome)
{
    const QString current = outcome.offer.current.toString();
    const QString newest = outcome.offer.newest.version.toString();
    if (!outcome.offer.isNewer())
        return {Text::tr("Portico %1 is the newest.").arg(current)};
    if (outcome.handedOver && outcome.handedOver->isInstallerStarted)
        return {Text::tr("The installer of Portico %1 was opened; it replaces Portico once that is "
                         "closed.")
                    .arg(newest)};
    if (outcome.handedOver)
        return {Text::tr("Portico %1 is in place: it counts from the next start on.").arg(newest),
                Text::tr("The one before is kept: %1").arg(outcome.handedOver->previous)};
    QStringList lines{Text::tr("There is Portico %1; this is %2.").arg(newest, current)};
    for (const QString &note : outcome.offer.newest.notes)
        lines += u"  • "_s + note;
    if (outcome.offer.mustUpdate())
        lines += Text::tr("Do not go on with this version: its authors say that only %1 and newer "
                          "ones are safe.")
                     .arg(outcome.offer.newest.minimumVersion.toString());
    if (!outcome.path.isEmpty())
        lines += Text::tr("Downloaded and checked: %1").arg(outcome.path);
    else if (outcome.offer.file)
        lines += Text::tr("“porticoctl app-update install” installs it (%1).")
                     .arg(sizeText(outcome.offer.file->size));
    else
        lines += Text::tr("There is no file of it for this kind of computer.");
    return lines;
}

JobCommand::Report reportOf(const Outcome &outcome)
{
    return [outcome](Terminal &terminal) {
        terminal.print(toJson(outcome));
        for (const QString &line : linesFor(outcome))
            terminal.print(line);
    };
}

Error noFileError(const Outcome &outcome)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("There is no Portico %1 for this kind of computer.")
                           .arg(outcome.offer.newest.version.toString()),
            .nextStep = Text::tr("Go on with this one; a later version may have it again."),
            .detail = {}};
}

/** The whole way, as far as the verb says. Blocking. */
Result<Outcome> run(Verb verb, const Services &services, const AppUpdateServices &update,
                    const JobContext &job)
{
    const Result<UpdateChannel> channel = builtInChannel();
    if (!channel)
        return channel.error();
    const AppFacts facts =
        readAppFacts(QProcessEnvironment::systemEnvironment(), services.processes(), job);
    const Result<UpdateOffer> offer =
        lookForUpdate(*channel,
                      {.version = versionFromText(QStringLiteral(PORTICO_VERSION)),
                       .architecture = services.host().architecture(),
                       .facts = facts},
                      update, job);
    if (!offer)
        return offer.error();
    Outcome outcome{.offer = *offer};
    if (verb == Verb::Check || !outcome.offer.isNewer())
        return outcome;
    if (!outcome.offer.file)
        return noFileError(outcome);
    const Result<DownloadedFile> fetched = fetchUpdate(*channel, *outcome.offer.file, update, job);
    if (!fetched)
        return fetched.error();
    outcome.path = fetched->path;
    if (verb == Verb::Download)
        return outcome;
    const auto handedOver = handOver(*outcome.offer.file, outcome.path, facts, services.library(),
                                     handOverLock(update.settingsFolder), job);
    if (!handedOver)
        return handedOver.error();
    outcome.handedOver = *handedOver;
    return outcome;
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QString word = context.parser.positionalArguments().value(0);
    if (!kVerbs.contains(word)) {
        return std::make_unique<InstantCommand>(context, [word]() -> Result<int> {
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("“app-update” cannot “%1”.").arg(word),
                         .nextStep = Text::tr("Choose one of: %1.").arg(listed(kVerbs)),
                         .detail = {}};
        });
    }
    const auto verb = static_cast<Verb>(kVerbs.indexOf(word));
    const auto services = std::make_shared<Services>(context.settings, context.library);
    const AppUpdateServices update = services->appUpdate();
    return std::make_unique<JobCommand>(
        context, Text::tr("Update Portico"),
        [services, update, verb](const JobContext &job) -> Result<JobCommand::Report> {
            AppUpdateServices withNetwork = update;
            const auto chain = services->network().current(job);
            if (!chain)
                return chain.error();
            withNetwork.network = **chain;
            const Result<Outcome> outcome = run(verb, *services, withNetwork, job);
            if (!outcome)
                return outcome.error();
            return reportOf(*outcome);
        });
}

} // namespace

Command appUpdateCommand()
{
    return {
        .name = u"app-update"_s,
        .summary = Text::tr("Look for a newer Portico, download and install it"),
        .syntax = u"check|download|install"_s,
        .description = Text::tr(
            "Asks only when you call it. What is downloaded must be signed by Portico's authors; "
            "nothing older than what was offered before is taken, and nothing is replaced while "
            "a session runs. Where the system's packages, Flatpak or Snap installed Portico, "
            "they update it, and this command says so."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(
                    u"check|download|install"_s,
                    Text::tr("What to do: only look, also download, or also install."));
            },
        .minimumArguments = 1,
        .maximumArguments = 1,
        .make = make};
}

} // namespace portico::cli
