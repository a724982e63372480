// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/cataloguejson.h"
#include "app/cli/cataloguepromote.h"
#include "app/cli/command.h"
#include "app/services.h"
#include "core/base/lists.h"
#include "core/catalogue/entrynotes.h"
#include "core/catalogue/suggestion.h"
#include "core/hardware/hardwareprobe.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::CatalogueCommand)
};

void declareOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"id"_s, Text::tr("Show this bundle with its notes."), u"[id]"_s);
    parser.addOption({u"refresh"_s, Text::tr("Ask every source for what is new.")});
    parser.addOption({u"offline"_s, Text::tr("Show what is kept; ask nobody.")});
    parser.addOption({u"all"_s, Text::tr("Also what is made for other computers.")});
    parser.addOption({u"wait"_s,
                      Text::tr("So long a silent source is waited for; 20 without this option."),
                      u"seconds"_s});
    declareCataloguePromote(parser);
}

Result<Asking> chosenAsking(const QCommandLineParser &parser)
{
    const bool refreshes = parser.isSet(u"refresh"_s);
    if (refreshes && parser.isSet(u"offline"_s))
        return Error{.code = ErrorCode::Usage,
                     .message = Text::tr("--refresh and --offline contradict each other."),
                     .nextStep = Text::tr("Give one of them, or none."),
                     .detail = {}};
    if (refreshes)
        return Asking::Always;
    return parser.isSet(u"offline"_s) ? Asking::Never : Asking::IfOld;
}

/** Nothing where the option is not given. */
Result<std::optional<std::chrono::seconds>> chosenPatience(const QCommandLineParser &parser)
{
    constexpr int most = 600;
    if (!parser.isSet(u"wait"_s))
        return std::optional<std::chrono::seconds>();
    bool isNumber = false;
    const int seconds = parser.value(u"wait"_s).toInt(&isNumber);
    if (isNumber && seconds >= 1 && seconds <= most)
        return std::optional(std::chrono::seconds(seconds));
    return Error{.code = ErrorCode::Usage,
                 .message = Text::tr("“%1” is no time to wait.").arg(parser.value(u"wait"_s)),
                 .nextStep = Text::tr("Give whole seconds from 1 to %1.").arg(most),
                 .detail = {}};
}

QString sourceLine(const SourceState &state, const QDateTime &now)
{
    switch (state.kind) {
    case SourceState::Kind::Fresh:
        return Text::tr("%1: %n bundle(s), asked %2.", nullptr, state.entries)
            .arg(state.title, agoText(state.asked, now));
    case SourceState::Kind::Kept:
        return Text::tr("%1: %n bundle(s), as they were %2.", nullptr, state.entries)
            .arg(state.title, agoText(state.asked, now));
    case SourceState::Kind::Failed:
        break;
    }
    return Text::tr("%1: nothing to show.").arg(state.title);
}

void printSources(Terminal &terminal, const QList<SourceState> &sources, const QDateTime &now)
{
    for (const SourceState &state : sources) {
        terminal.say(sourceLine(state, now));
        if (state.problem)
            terminal.say(u"  "_s + state.problem->message + u' ' + state.problem->nextStep);
        if (state.limit && state.limit->remaining < 10)
            terminal.say(u"  "_s
                         + Text::tr("%n more question(s) are answered before %1.", nullptr,
                                    state.limit->remaining)
                               .arg(QLocale().toString(state.limit->reset.toLocalTime().time(),
                                                       QLocale::ShortFormat)));
    }
}

QString mark(const CatalogueEntry &entry, const Suggestion &suggestion, const BundleFit &fit)
{
    const auto &recommended = suggestion.recommendation.bundle;
    if (recommended && recommended->id == entry.id)
        return u"*"_s;
    return fit.suitability == Suitability::Not ? u"-"_s : u" "_s;
}

/** " [stable]" of a team's; also what it was. */
QString trackNote(const CatalogueEntry &entry)
{
    const QStringList words = entry.track == TeamTrack::None
        ? entry.tags
        : QStringList{teamTrackName(entry.track)} + entry.tags;
    return words.isEmpty() ? QString() : " ["_L1 + listed(words) + u']';
}

void printTable(Terminal &terminal, const QList<CatalogueEntry> &entries,
                const Suggestion &suggestion)
{
    qsizetype width = 0;
    for (const CatalogueEntry &entry : entries)
        width = std::max(width, entry.id.size());
    for (const CatalogueEntry &entry : entries) {
        const BundleFit fit = fitOf(entry, suggestion.choice, suggestion.computer);
        const QString size = entry.size() < 0 ? u"?"_s : sizeText(entry.size());
        terminal.print(u"%1 %2  %3  %4%5%6"_s.arg(
            mark(entry, suggestion, fit), entry.id.leftJustified(width), size.rightJustified(9),
            entry.name, trackNote(entry),
            entry.hasPublishedHash() ? QString()
                                     : u' ' + Text::tr("(not verified by its publisher)")));
    }
}

void printRecommendation(Terminal &terminal, const Recommendation &recommendation)
{
    if (recommendation.bundle)
        terminal.print(Text::tr("Recommended (*): %1").arg(recommendation.bundle->id));
    else
        terminal.print(Text::tr("Recommended: compose ComfyUI from its parts."));
    for (const QString &reason : recommendation.reasons)
        terminal.print(u"  "_s + reason);
    if (recommendation.bundle)
        terminal.say(Text::tr("Install it with: porticoctl install --recommended"));
}

JobCommand::Report listReport(const Suggestion &suggestion, bool showsAll)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<CatalogueEntry> shown;
    QJsonArray bundles;
    for (const CatalogueEntry &entry : suggestion.catalogue.entries) {
        const BundleFit fit = fitOf(entry, suggestion.choice, suggestion.computer);
        if (!showsAll && fit.suitability == Suitability::Not)
            continue;
        shown += entry;
        QJsonObject object = entryJson(entry);
        object.insert(u"fit"_s, fitJson(fit));
        bundles.append(object);
    }
    QJsonArray sources;
    for (const SourceState &state : suggestion.catalogue.sources)
        sources.append(sourceJson(state, now));
    const QJsonObject document{{u"recommendation"_s, recommendationJson(suggestion.recommendation)},
                               {u"stableVersion"_s, suggestion.trackVersion},
                               {u"bundles"_s, bundles},
                               {u"sources"_s, sources}};
    return [=](Terminal &terminal) {
        terminal.print(document);
        printTable(terminal, shown, suggestion);
        if (!shown.isEmpty())
            terminal.print(QString());
        printRecommendation(terminal, suggestion.recommendation);
        printSources(terminal, suggestion.catalogue.sources, now);
    };
}

Result<JobCommand::Report> entryReport(const Suggestion &suggestion, const QString &id,
                                       const CatalogueServices &catalogue, Asking asking,
                                       const JobContext &job)
{
    const CatalogueEntry *entry = suggestion.catalogue.entry(id);
    if (!entry)
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("The catalogue has no bundle “%1”.").arg(id),
                     .nextStep = Text::tr("“porticoctl catalogue --all” lists all of them."),
                     .detail = {}};
    const BundleFit fit = fitOf(*entry, suggestion.choice, suggestion.computer);
    const auto asked = askNotes(catalogue, *entry, asking, job);
    const QString notes = asked ? *asked : QString();
    if (!asked)
        job.log(asked.error().message);
    QJsonObject object = entryJson(*entry);
    object.insert(u"notes"_s, notes);
    object.insert(u"fit"_s, fitJson(fit));
    return JobCommand::Report([entry = *entry, fit, object, notes](Terminal &terminal) {
        terminal.print(object);
        terminal.print(entry.name);
        terminal.print(fit.reason);
        for (const BundleFile &file : entry.files) {
            terminal.print(u"  %1  %2"_s.arg(file.name, file.url.toString()));
            terminal.print(u"    "_s
                           + (file.sha256 ? "SHA-256 "_L1 + file.sha256->toHex()
                                          : Text::tr("not verified by its publisher")));
        }
        if (!notes.isEmpty())
            terminal.print(u'\n' + notes.trimmed());
    });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QStringList words = context.parser.positionalArguments();
    if (words.size() > 1 || words.value(0) == "promote"_L1)
        return cataloguePromoting(context);
    const Result<Asking> asking = chosenAsking(context.parser);
    const auto patience = chosenPatience(context.parser);
    if (!asking || !patience)
        return std::make_unique<InstantCommand>(
            context, [error = asking ? patience.error() : asking.error()]() -> Result<int> {
                return error;
            });
    const auto services = std::make_shared<Services>(context.settings, context.library);
    const QString id = words.value(0);
    const bool showsAll = context.parser.isSet(u"all"_s);
    CatalogueServices catalogue = services->catalogue();
    if (*patience)
        catalogue.patience = **patience;
    return std::make_unique<JobCommand>(
        context, Text::tr("Read the catalogue"),
        [services, catalogue, asking = *asking, id,
         showsAll](const JobContext &job) -> Result<JobCommand::Report> {
            const auto probe = makeHardwareProbe(services->host(), services->library().root());
            const auto suggestion = suggest(catalogue, probe, asking, Track::Stable, job);
            if (!suggestion)
                return suggestion.error();
            return id.isEmpty() ? listReport(*suggestion, showsAll)
                                : entryReport(*suggestion, id, catalogue, asking, job);
        });
}

} // namespace

Command catalogueCommand()
{
    return {.name = u"catalogue"_s,
            .summary = Text::tr("List the bundles that can be installed, and the right one"),
            .syntax = u"[id] [--refresh|--offline] [--all] [--wait SECONDS] | promote FILE BUNDLE "
                      "[--to TRACK] [--by NAME]"_s,
            .description = Text::tr(
                "Asks all sources at the same time. Answers are kept: one that cannot be reached "
                "is shown as it was, with its age, and one that is silent is left after a while. "
                "“promote” moves a bundle of a team's own catalogue forward: testing, staging, "
                "latest, stable (docs/catalogue.md)."),
            .declare = declareOptions,
            .minimumArguments = 0,
            .maximumArguments = 3,
            .make = make};
}

} // namespace portico::cli
