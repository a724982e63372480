// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/updatecommand.h"

#include "app/cli/acceleratorwish.h"
#include "app/cli/bundlechoice.h"
#include "app/cli/updatelines.h"
#include "app/services.h"
#include "core/catalogue/installentry.h"
#include "core/catalogue/versions.h"
#include "core/installs/installfile.h"
#include "core/updates/updateinstall.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::UpdateCommand)
};

/** What was asked for. */
struct Wish
{
    QString install;
    UpdateRequest request{};
    std::optional<Accelerator> accelerator{}; ///< the computer is looked at before it counts
    QString bundle{};                         ///< a file, folder, address or id; empty: none
    std::optional<Sha256> sha256{};           ///< that it must have
    std::optional<Track> track{};             ///< decides the version
    bool isOwnTrack = false;                  ///< the one that the install is set to
    bool isYes = false;
};

Error usage(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

/** "0.34.0" is the release whose tag is "v0.34.0". */
QString tagOf(const QString &typed)
{
    const bool isBare = !typed.startsWith(u'v') && ReleaseVersion::fromTag(typed);
    return isBare ? u'v' + typed : typed;
}

Result<PackageDate> packageDate(const QString &text)
{
    if (text.isEmpty() || text == "auto"_L1)
        return PackageDate::Automatic;
    if (text == "newest"_L1)
        return PackageDate::Newest;
    if (text == "as-of-version"_L1)
        return PackageDate::AsOfVersion;
    return usage(Text::tr("“%1” says nothing about packages.").arg(text),
                 Text::tr("Write auto, newest or as-of-version."));
}

/** A bundle brings everything: nothing else can be asked for. */
Result<> readBundle(const QCommandLineParser &parser, Wish &wish)
{
    wish.bundle = parser.value(u"bundle"_s);
    if (!parser.isSet(u"bundle"_s))
        return parser.isSet(u"sha256"_s)
            ? usage(Text::tr("--sha256 says which bundle it must be, and none is given."),
                    Text::tr("Give it with --bundle."))
            : Result<>();
    for (const QString &option : {u"to"_s, u"ref"_s, u"track"_s, u"git"_s, u"accelerator"_s,
                                  u"torch"_s, u"python"_s, u"packages"_s}) {
        if (parser.isSet(option))
            return usage(Text::tr("A bundle brings ComfyUI, Python and torch: --%1 says nothing "
                                  "about it.")
                             .arg(option),
                         Text::tr("Give one of both."));
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
    const int targets =
        int(parser.isSet(u"to"_s)) + int(parser.isSet(u"ref"_s)) + int(parser.isSet(u"track"_s));
    if (targets > 1)
        return usage(Text::tr("More than one of --to, --ref and --track is given."),
                     Text::tr("Give one of them."));
    const Result<PackageDate> date = packageDate(parser.value(u"packages"_s));
    if (!date)
        return date.error();
    Wish wish{.install = parser.positionalArguments().constFirst(),
              .request = {.id = {},
                          .git = parser.value(u"git"_s),
                          .ref = parser.isSet(u"to"_s) ? tagOf(parser.value(u"to"_s))
                                                       : parser.value(u"ref"_s),
                          .python = parser.value(u"python"_s),
                          .torch = parser.value(u"torch"_s),
                          .packageDate = *date,
                          .sourceBuilds = parser.isSet(u"allow-builds"_s) ? SourceBuilds::Allow
                                                                          : SourceBuilds::Refuse},
              .isYes = parser.isSet(u"yes"_s) && !parser.isSet(u"plan"_s)};
    const Result<std::optional<Accelerator>> accelerator = acceleratorWish(parser);
    if (!accelerator)
        return accelerator.error();
    wish.accelerator = *accelerator;
    if (const Result<> bundle = readBundle(parser, wish); !bundle)
        return bundle.error();
    wish.isOwnTrack = targets == 0 && !wish.accelerator && !wish.request.changesRuntime()
        && wish.bundle.isEmpty();
    if (!parser.isSet(u"track"_s))
        return wish;
    wish.track = trackFromName(parser.value(u"track"_s));
    if (!wish.track)
        return usage(Text::tr("“%1” is no track.").arg(parser.value(u"track"_s)),
                     Text::tr("Write stable or latest."));
    return wish;
}

/** The release of a track; nothing where the install is at that one already, or beyond it. */
Result<std::optional<QString>> tagOfTrack(const CatalogueServices &catalogue, Track track,
                                          const QString &now, const JobContext &job)
{
    const Result<VersionList> list = askVersions(catalogue, Asking::IfOld, job);
    if (!list)
        return list.error();
    const ComfyRelease *const release =
        releaseOf(list->releases, track, QDateTime::currentDateTimeUtc());
    if (!release)
        return list->problem.value_or(
            Error{.code = ErrorCode::NotFound,
                  .message = Text::tr("Nobody tells which releases of ComfyUI there are."),
                  .nextStep = Text::tr("Name a version: --to."),
                  .detail = {}});
    if (!now.isEmpty() && compareVersionTexts(now, release->version) >= 0)
        return std::optional<QString>();
    return std::optional<QString>(release->tag);
}

JobCommand::Report saying(const QJsonObject &json, const QString &line)
{
    return [json, line](Terminal &terminal) {
        terminal.print(json);
        terminal.print(line);
    };
}

JobCommand::Report planned(const UpdatePlan &plan)
{
    if (plan.isEmpty())
        return saying(
            planJson(plan),
            Text::tr("“%1” is like that already: nothing is to be done.").arg(plan.install.name));
    return [plan](Terminal &terminal) {
        terminal.print(planJson(plan));
        for (const QString &line : planLines(plan))
            terminal.print(line);
        terminal.say(Text::tr("Nothing was changed. Do it with --yes."));
    };
}

/** A folder is taken as it lies; everything else as `install --bundle` does. */
Result<AddRequest> bundleFor(const CatalogueServices &catalogue, const Wish &wish,
                             const JobContext &job)
{
    if (QFileInfo(wish.bundle).isDir()) {
        AddRequest request;
        request.source = QFileInfo(wish.bundle).absoluteFilePath();
        if (wish.sha256)
            request.hashPolicy = HashPolicy::Require;
        return request;
    }
    const Result<CatalogueEntry> entry = chosenBundle(catalogue, wish.bundle, wish.sha256, job);
    if (!entry)
        return entry.error();
    InstallEntryRequest request{.entry = *entry};
    request.plainHttpHosts = catalogue.options.plainHttpHosts;
    return addRequestOf(request);
}

Result<JobCommand::Report> run(const Services &services, const NodeServices &nodes,
                               const CatalogueServices &catalogue, Wish wish, const JobContext &job)
{
    const Result<Install> install = findInstall(nodes.compose.library, wish.install);
    if (!install)
        return install.error();
    wish.request.id = install->id;
    if (wish.isOwnTrack)
        wish.track = install->settings.track;
    if (wish.track && !install->isAdopted()) {
        const QString now = install->generation() ? install->generation()->comfyVersion : QString();
        const auto tag = tagOfTrack(catalogue, *wish.track, now, job);
        if (!tag)
            return tag.error();
        if (!*tag)
            return saying({{u"type"_s, u"plan"_s}, {u"changes"_s, false}},
                          Text::tr("“%1” is at ComfyUI %2, and %3 has nothing newer.")
                              .arg(install->name, now, trackName(*wish.track)));
        wish.request.ref = **tag;
    }
    if (wish.accelerator) {
        const Result<AcceleratorChoice> choice = choiceFor(services, wish.accelerator, job);
        if (!choice)
            return choice.error();
        wish.request.accelerator = *choice;
    }
    if (!wish.bundle.isEmpty()) {
        const Result<AddRequest> bundle = bundleFor(catalogue, wish, job);
        if (!bundle)
            return bundle.error();
        wish.request.bundle = WishedBundle{.archive = *bundle, .reader = services.add().reader};
    }
    Result<PreparedUpdate> prepared = prepareUpdate(nodes, wish.request, job);
    if (!prepared)
        return prepared.error();
    const UpdatePlan plan = prepared->plan();
    if (!wish.isYes || plan.isEmpty())
        return planned(plan);
    for (const QString &line : planLines(plan))
        job.log(line);
    const Result<UpdateOutcome> outcome = carryOut(nodes, std::move(*prepared), job);
    if (!outcome)
        return outcome.error();
    return JobCommand::Report([plan, outcome = *outcome](Terminal &terminal) {
        terminal.print(planJson(plan));
        terminal.print(outcomeJson(outcome));
        for (const QString &line : outcomeLines(outcome))
            terminal.print(line);
    });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const Result<Wish> wish = readWish(context.parser);
    if (!wish)
        return std::make_unique<InstantCommand>(
            context, [error = wish.error()]() -> Result<int> { return error; });
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Update ComfyUI"),
        [services, nodes = services->nodes(), catalogue = services->catalogue(), wish = *wish](
            const JobContext &job) { return run(*services, nodes, catalogue, wish, job); });
}

void declareOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
    parser.addOption({u"to"_s, Text::tr("A release, such as 0.34.0."), u"VERSION"_s});
    parser.addOption({u"ref"_s, Text::tr("A tag, branch or commit."), u"REF"_s});
    parser.addOption({u"track"_s,
                      Text::tr("The release of that track, stable or latest; without "
                               "a version, of the one that the install is set to."),
                      u"TRACK"_s});
    parser.addOption({u"git"_s,
                      Text::tr("ComfyUI's repository or a fork of it (default: "
                               "where this one came from)."),
                      u"URL"_s});
    parser.addOption({u"accelerator"_s,
                      Text::tr("Torch for another accelerator: cu130, cu128, cu126, "
                               "rocm7.2, xpu, mps, cpu."),
                      u"A"_s});
    parser.addOption({u"torch"_s,
                      Text::tr("Another torch for the same accelerator, such as "
                               "2.9.1."),
                      u"VERSION"_s});
    parser.addOption({u"python"_s,
                      Text::tr("Another Python, with every package put in anew: a "
                               "version such as 3.12, or the path of an interpreter."),
                      u"V"_s});
    parser.addOption({u"packages"_s,
                      Text::tr("Which packages count where new ones are needed: newest, "
                               "as-of-version, or auto (default: as-of-version when that "
                               "ComfyUI is older than a month)."),
                      u"WHICH"_s});
    parser.addOption({u"bundle"_s,
                      Text::tr("ComfyUI and Python of this one: its id in the "
                               "catalogue, or a file, folder or address."),
                      u"ID"_s});
    parser.addOption(
        {u"sha256"_s, Text::tr("A file or address must have this SHA-256."), u"HASH"_s});
    parser.addOption({u"allow-builds"_s,
                      Text::tr("Build packages that have no ready build; this runs "
                               "their code.")});
    parser.addOption({u"plan"_s, Text::tr("Only say it, as without --yes.")});
    parser.addOption({u"yes"_s, Text::tr("Really do it.")});
}

} // namespace

Command updateCommand()
{
    return {
        .name = u"update"_s,
        .summary = Text::tr("Change an install's ComfyUI, torch or Python; says first what "
                            "changes"),
        .syntax = u"<install> [--to VERSION|--ref REF|--track TRACK] [--accelerator A] "
                  "[--torch VERSION] [--python V] | <install> --bundle ID [--yes]"_s,
        .description = Text::tr(
            "Builds a new generation beside the old one: Python shared, ComfyUI at that "
            "version, its packages with as few changes as possible, the packages of node packs "
            "anew. It is started once as a test, and once more for the install's test workflows, "
            "then switched to; where that fails, the old one stays as it is. “porticoctl "
            "rollback” goes back at once. With --accelerator, --torch or --python and "
            "without a version, the ComfyUI stays that it is. With --bundle, ComfyUI, Python and "
            "torch are those of the bundle, which is fetched, checked and unpacked before it can "
            "be said what changes."),
        .declare = declareOptions,
        .minimumArguments = 1,
        .maximumArguments = 1,
        .make = make};
}

} // namespace portico::cli
