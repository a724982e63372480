// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/cataloguepromote.h"

#include "core/bundles/promotebundle.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::CataloguePromote)
};

Error usage(const QString &message)
{
    return {.code = ErrorCode::Usage,
            .message = message,
            .nextStep = Text::tr("Write “catalogue promote FILE BUNDLE”, with “--to testing”, "
                                 "“staging”, “latest” or “stable”."),
            .detail = {}};
}

Result<PromoteRequest> requestOf(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.constFirst() != "promote"_L1)
        return usage(Text::tr("“%1” does not belong here.").arg(words.join(u' ')));
    if (words.size() != 3)
        return usage(Text::tr("Which bundle of which catalogue goes forward was not said."));
    PromoteRequest request{.catalogue = words.at(1), .bundle = words.at(2)};
    if (parser.isSet(u"to"_s)) {
        const auto track = teamTrackFromName(parser.value(u"to"_s));
        if (!track)
            return usage(Text::tr("“%1” is no track.").arg(parser.value(u"to"_s)));
        request.to = *track;
    }
    request.by = parser.isSet(u"by"_s)
        ? parser.value(u"by"_s)
        : qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return request;
}

JobCommand::Report promotedReport(const PromotedBundle &promoted)
{
    return [promoted](Terminal &terminal) {
        terminal.print(toJson(promoted));
        terminal.print(
            promoted.from == TeamTrack::None
                ? Text::tr("%1 is on “%2” now.").arg(promoted.id, teamTrackName(promoted.to))
                : Text::tr("%1 went from “%2” to “%3”.")
                      .arg(promoted.id, teamTrackName(promoted.from), teamTrackName(promoted.to)));
        for (const QString &former : promoted.former)
            terminal.print(
                u"  "_s
                + Text::tr("%1 was there; it stays with the tag %2.").arg(former, promoted.tag));
    };
}

} // namespace

void declareCataloguePromote(QCommandLineParser &parser)
{
    parser.addOption({u"to"_s,
                      Text::tr("promote: to this track instead of the next one: testing, staging, "
                               "latest, stable."),
                      u"track"_s});
    parser.addOption({u"by"_s,
                      Text::tr("promote: who does it, for the history; the account's name without "
                               "this option."),
                      u"name"_s});
}

std::unique_ptr<RunningCommand> cataloguePromoting(const CommandContext &context)
{
    const Result<PromoteRequest> request = requestOf(context.parser);
    if (!request)
        return std::make_unique<InstantCommand>(
            context, [error = request.error()]() -> Result<int> { return error; });
    return std::make_unique<JobCommand>(
        context, Text::tr("Promote a bundle"),
        [request = *request](const JobContext &job) -> Result<JobCommand::Report> {
            const auto promoted = promoteBundle(request, SystemClock(), job);
            if (!promoted)
                return promoted.error();
            return promotedReport(*promoted);
        });
}

} // namespace portico::cli
