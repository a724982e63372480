// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/addedreport.h"
#include "app/cli/bundlechoice.h"
#include "app/cli/command.h"
#include "app/cli/composecommand.h"
#include "app/services.h"
#include "core/catalogue/installentry.h"
#include "core/catalogue/suggestion.h"
#include "core/hardware/hardwareprobe.h"
#include "core/installs/composeinstall.h"
#include "core/installs/gpupick.h"

#include <QCoreApplication>

#include <variant>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::InstallCommand)
};

/** What was asked for. */
struct Wish
{
    QString bundle; ///< an id, file or address; empty: the recommended one
    Track track = Track::Stable;
    QString version; ///< of ComfyUI, "0.37.0"; empty: the track's
    std::optional<Sha256> sha256;
    InstallEntryRequest install; ///< without its entry
};

void declareOptions(QCommandLineParser &parser)
{
    parser.addOption({u"recommended"_s,
                      Text::tr("What suits this computer best: a bundle, or ComfyUI put together "
                               "from its parts where none fits.")});
    parser.addOption({u"bundle"_s,
                      Text::tr("This one: its id in the catalogue, or a file or address."),
                      u"ID"_s});
    parser.addOption({u"track"_s,
                      Text::tr("Which ComfyUI is recommended: stable (default) or latest."),
                      u"TRACK"_s});
    parser.addOption({u"version"_s, Text::tr("This release of ComfyUI, where it is recommended."),
                      u"VERSION"_s});
    parser.addOption({u"name"_s, Text::tr("What to call it."), u"NAME"_s});
    parser.addOption({u"port"_s, Text::tr("The port it is reached at."), u"PORT"_s});
    parser.addOption(
        {u"sha256"_s, Text::tr("A file or address must have this SHA-256."), u"HASH"_s});
    parser.addOption({u"require-hash"_s, Text::tr("Refuse a bundle whose hash nobody published.")});
    declareComposeOptions(parser);
}

Error usage(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

Result<> readChecked(const QCommandLineParser &parser, Wish &wish)
{
    if (parser.isSet(u"track"_s)) {
        const auto track = trackFromName(parser.value(u"track"_s));
        if (!track)
            return usage(Text::tr("“%1” is no track.").arg(parser.value(u"track"_s)),
                         Text::tr("Write stable or latest."));
        wish.track = *track;
    }
    if (parser.isSet(u"version"_s)) {
        const auto version = ReleaseVersion::fromTag(parser.value(u"version"_s));
        if (!version)
            return usage(Text::tr("“%1” is no version.").arg(parser.value(u"version"_s)),
                         Text::tr("“porticoctl versions” lists them."));
        wish.version = version->text();
    }
    if (parser.isSet(u"port"_s)) {
        bool isNumber = false;
        const ushort port = parser.value(u"port"_s).toUShort(&isNumber);
        if (!isNumber || port == 0)
            return usage(Text::tr("“%1” is no port.").arg(parser.value(u"port"_s)),
                         Text::tr("Choose a number from 1 to 65535, such as 8188."));
        wish.install.port = port;
    }
    if (parser.isSet(u"sha256"_s)) {
        wish.sha256 = Sha256::fromHex(parser.value(u"sha256"_s));
        if (!wish.sha256)
            return usage(Text::tr("“%1” is no SHA-256.").arg(parser.value(u"sha256"_s)),
                         Text::tr("Give its 64 hexadecimal digits."));
    }
    return {};
}

Result<Wish> readWish(const QCommandLineParser &parser)
{
    if (parser.isSet(u"recommended"_s) == parser.isSet(u"bundle"_s))
        return usage(Text::tr("What to install was not said."),
                     Text::tr("Give one of --recommended, --bundle ID and --compose."));
    Wish wish;
    wish.bundle = parser.value(u"bundle"_s);
    wish.install.name = parser.value(u"name"_s);
    if (parser.isSet(u"require-hash"_s))
        wish.install.hashPolicy = HashPolicy::Require;
    const Result<> checked = readChecked(parser, wish);
    return checked ? Result<Wish>(wish) : checked.error();
}

Recommendation recommendationFor(const Suggestion &suggestion, const QString &version)
{
    if (version.isEmpty())
        return suggestion.recommendation;
    QList<CatalogueEntry> entries;
    for (const CatalogueEntry &entry : suggestion.catalogue.entries) {
        if (entry.comfyVersion == version)
            entries.append(entry);
    }
    return recommendBundle(entries, suggestion.choice, suggestion.computer, {}, Track::Latest);
}

/** A ready bundle, or ComfyUI's parts where none fits. */
using Plan = std::variant<InstallEntryRequest, ComposeRequest>;

Error noBundle(const QString &version)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("The catalogue has no bundle of ComfyUI %1 that suits this "
                                "computer.")
                           .arg(version),
            .nextStep =
                Text::tr("Compose it from its parts: porticoctl install --compose --ref v%1")
                    .arg(version),
            .detail = {}};
}

ComposeRequest partsFor(const Suggestion &suggestion, const Wish &wish)
{
    ComposeRequest request;
    if (!suggestion.trackVersion.isEmpty())
        request.ref = u'v' + suggestion.trackVersion;
    request.accelerator = suggestion.choice;
    request.name = wish.install.name;
    request.port = wish.install.port;
    request.track = wish.track;
    return request;
}

/** What suits this computer. A version that was asked for and has no bundle is not composed
 *  unasked: gigabytes are another answer than the person expects. */
Result<Plan> recommended(const Services &services, const CatalogueServices &catalogue,
                         const Wish &wish, const JobContext &job)
{
    const auto probe = makeHardwareProbe(services.host(), services.library().root());
    const auto suggestion = suggest(catalogue, probe, Asking::IfOld, wish.track, job);
    if (!suggestion)
        return suggestion.error();
    job.log(computerSentence(suggestion->computer));
    const Recommendation recommendation = recommendationFor(*suggestion, wish.version);
    for (const QString &reason : recommendation.reasons)
        job.log(reason);
    if (recommendation.isCompose() && !wish.version.isEmpty())
        return withProblems(noBundle(wish.version), suggestion->catalogue);
    if (recommendation.isCompose())
        return Plan(partsFor(*suggestion, wish));
    InstallEntryRequest request = wish.install;
    request.entry = *recommendation.bundle;
    request.settings = settingsFor(suggestion->choice, request.entry.accelerator);
    request.settings.track = wish.track;
    return Plan(request);
}

Result<Plan> planFor(const Services &services, const CatalogueServices &catalogue, const Wish &wish,
                     const JobContext &job)
{
    if (wish.bundle.isEmpty())
        return recommended(services, catalogue, wish, job);
    const auto entry = chosenBundle(catalogue, wish.bundle, wish.sha256, job);
    if (!entry)
        return entry.error();
    InstallEntryRequest request = wish.install;
    request.entry = *entry;
    return Plan(request);
}

Result<Install> carryOut(const Services &services, const CatalogueServices &catalogue, Plan plan,
                         const JobContext &job)
{
    if (const auto *parts = std::get_if<ComposeRequest>(&plan))
        return composeInstall(services.compose(), *parts, job);
    auto &request = std::get<InstallEntryRequest>(plan);
    request.plainHttpHosts = catalogue.options.plainHttpHosts;
    return installEntry(services.add(), request, job);
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    if (context.parser.isSet(u"compose"_s))
        return makeCompose(context);
    const Result<Wish> wish = readWish(context.parser);
    if (!wish)
        return std::make_unique<InstantCommand>(
            context, [error = wish.error()]() -> Result<int> { return error; });
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Install ComfyUI"),
        [services, catalogue = services->catalogue(),
         wish = *wish](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<Plan> plan = planFor(*services, catalogue, wish, job);
            if (!plan)
                return plan.error();
            const Result<Install> install = carryOut(*services, catalogue, *plan, job);
            if (!install)
                return install.error();
            return addedReport(*services, *install, job);
        });
}

} // namespace

Command installCommand()
{
    return {.name = u"install"_s,
            .summary =
                Text::tr("Install ComfyUI from the catalogue: the right bundle, or a chosen one"),
            .syntax = u"--recommended [--track TRACK|--version VERSION] | --bundle ID [--sha256 "
                      u"HASH] | --compose "
                      "[--git URL] [--ref REF] [--accelerator A] [--python V]  [--name NAME] "
                      "[--port PORT] [--require-hash]"_s,
            .description = Text::tr(
                "Looks at this computer, chooses the bundle and says why; then it is downloaded, "
                "checked, unpacked and set up. “porticoctl catalogue” lists the ids."),
            .declare = declareOptions,
            .minimumArguments = 0,
            .maximumArguments = 0,
            .make = make};
}

} // namespace portico::cli
