// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/bundlediff.h"
#include "app/cli/bundlepublish.h"
#include "app/cli/recipebundle.h"
#include "app/services.h"
#include "core/bundles/buildbundle.h"
#include "core/installs/installfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::BundleCommand)
};

BundleServices partsOf(const Services &services)
{
    return {services.library(), services.compose().processes, services.host()};
}

void printRecord(Terminal &terminal, const BundleRecord &record)
{
    terminal.print(u"  ComfyUI %1, Python %2, torch %3 (%4)"_s.arg(
        record.comfyVersion, record.pythonVersion,
        record.torchVersion.isEmpty() ? Text::tr("none") : record.torchVersion,
        record.accelerator.isEmpty() ? Text::tr("unknown accelerator") : record.accelerator));
    for (const BundledPack &pack : record.packs) {
        const QString state = pack.commit.isEmpty() ? pack.version : pack.commit.left(12);
        terminal.print(u"  • "_s + pack.name + (state.isEmpty() ? QString() : u' ' + state)
                       + (pack.isChanged ? u' ' + Text::tr("(changed by hand)") : QString()));
    }
    if (!record.packages.isEmpty())
        terminal.print(u"  "_s
                       + Text::tr("%n package(s) for them", nullptr,
                                  static_cast<int>(record.packages.size())));
}

void printRemarks(Terminal &terminal, const QStringList &remarks)
{
    for (const QString &remark : remarks)
        terminal.print(u"  – "_s + remark);
}

JobCommand::Report planned(const BundlePlan &plan)
{
    return [plan](Terminal &terminal) {
        terminal.print(toJson(plan));
        terminal.print(Text::tr("Would make %1 out of %2:")
                           .arg(QDir::toNativeSeparators(plan.file), sizeText(plan.bytes)));
        printRecord(terminal, plan.record);
        printRemarks(terminal, plan.remarks);
    };
}

JobCommand::Report built(const BuiltBundle &bundle)
{
    return [bundle](Terminal &terminal) {
        terminal.print(toJson(bundle));
        printBuilt(terminal, bundle);
    };
}

JobCommand::Report checked(const BundleCheck &check)
{
    return [check](Terminal &terminal) {
        terminal.print(toJson(check));
        terminal.print(check.record
                           ? Text::tr("Whole: %n file(s) are what its list says, and it starts.",
                                      nullptr, static_cast<int>(check.files))
                           : Text::tr("It starts."));
        if (check.record)
            printRecord(terminal, *check.record);
        printRemarks(terminal, check.remarks);
    };
}

std::unique_ptr<RunningCommand> wrong(const CommandContext &context, const QString &message)
{
    return std::make_unique<InstantCommand>(context, [message]() -> Result<int> {
        return Error{.code = ErrorCode::Usage,
                     .message = message,
                     .nextStep = Text::tr("See “porticoctl help bundle”."),
                     .detail = {}};
    });
}

std::unique_ptr<RunningCommand> verifying(const CommandContext &context, const QString &file)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Check a bundle"),
        [services, file](const JobContext &job) -> Result<JobCommand::Report> {
            job.announce(bundleCheckSteps());
            const Result<BundleCheck> check = checkBundle(partsOf(*services), file, job);
            if (!check)
                return check.error();
            return checked(*check);
        });
}

std::unique_ptr<RunningCommand> building(const CommandContext &context, const BundleWish &wish)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    const QString name = context.parser.positionalArguments().value(1);
    const bool isPlan = context.parser.isSet(u"plan"_s)
        || context.parser.positionalArguments().constFirst() == "plan"_L1;
    return std::make_unique<JobCommand>(
        context, Text::tr("Make a bundle"),
        [services, wish, name, isPlan](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<Install> install = findInstall(services->library(), name);
            if (!install)
                return install.error();
            if (isPlan) {
                const Result<BundlePlan> plan = planBundle(partsOf(*services), *install, wish, job);
                return plan ? Result<JobCommand::Report>(planned(*plan)) : plan.error();
            }
            const Result<BuiltBundle> bundle = buildBundle(partsOf(*services), *install, wish, job);
            return bundle ? Result<JobCommand::Report>(built(*bundle)) : bundle.error();
        });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const QString act = parser.positionalArguments().constFirst();
    if (act == "diff"_L1)
        return bundleComparing(context);
    if (parser.positionalArguments().size() != 2)
        return wrong(context, Text::tr("“%1” takes one thing.").arg(act));
    if (act == "verify"_L1)
        return verifying(context, QFileInfo(parser.positionalArguments().at(1)).absoluteFilePath());
    if (act == "publish"_L1)
        return bundlePublishing(context, parser.positionalArguments().at(1));
    if (act != "build"_L1 && act != "plan"_L1)
        return wrong(
            context,
            Text::tr("“%1” is not “build”, “plan”, “verify”, “diff” or “publish”.").arg(act));
    if (isRecipe(parser.positionalArguments().at(1)))
        return makeRecipe(context);
    const QString format = parser.value(u"format"_s);
    const auto packFormat = packFormatFromName(format);
    if (!packFormat)
        return wrong(context,
                     Text::tr("“%1” is not “zip”, “tar.zst”, “tar.gz” or “tar”.").arg(format));
    const Result<qint64> volumeSize = volumeSizeOf(parser);
    if (!volumeSize)
        return wrong(context, volumeSize.error().message);
    BundleWish wish{.folder = QDir::current().absoluteFilePath(parser.value(u"output"_s)),
                    .prefix = parser.value(u"name"_s),
                    .version = parser.value(u"version-name"_s),
                    .format = *packFormat};
    wish.volumeSize = *volumeSize;
    if (parser.isSet(u"cors"_s))
        wish.arguments += u"--enable-cors-header"_s;
    if (parser.isSet(u"replace"_s))
        wish.old = OldBundle::Replace;
    return building(context, wish);
}

} // namespace

void printBuilt(Terminal &terminal, const BuiltBundle &bundle)
{
    terminal.print(Text::tr("Made %1 (%2, %n file(s)); unpacked elsewhere, it starts.", nullptr,
                            static_cast<int>(bundle.files))
                       .arg(QDir::toNativeSeparators(bundle.file), sizeText(bundle.bytes)));
    printRecord(terminal, bundle.record);
    terminal.print(u"  SHA-256 "_s + bundle.sha256.toHex());
    if (!bundle.volumes.isEmpty())
        terminal.print(u"  "_s
                       + Text::tr("In %n volume(s), which are the archive when they are put "
                                  "together; their hashes: %1",
                                  nullptr, static_cast<int>(bundle.volumes.size()))
                             .arg(QDir::toNativeSeparators(bundle.hashFile)));
    printRemarks(terminal, bundle.remarks);
}

Command bundleCommand()
{
    return {
        .name = u"bundle"_s,
        .summary = Text::tr("Make a portable bundle of an install or a recipe, or check one"),
        .syntax =
            u"build|plan <install or recipe.json> | verify|publish <file> | diff <one> <other> "
            "[--output DIR] [--format zip]"_s,
        .description = Text::tr(
            "“build” packs an install with its node packs and their packages so that a computer of "
            "the same kind unpacks it and starts it, with Portico or with the script in it. "
            "Models, "
            "pictures and settings stay here. A recipe is a file that says what a bundle is made "
            "from; with its lock it gives the same bytes again. Before it gets its name it is "
            "unpacked elsewhere, compared file by file and started. “verify” does the same with "
            "any bundle. “publish” puts one where others install it from: a folder, a team's "
            "catalogue, a release on GitHub. “diff” says what changed from one bundle, install or "
            "recipe's lock to another: exit code 0 where nothing did, 1 where something did."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(
                    u"act"_s, Text::tr("“build”, “plan”, “verify”, “diff” or “publish”."),
                    u"build|plan|verify|diff|publish"_s);
                parser.addPositionalArgument(
                    u"what"_s,
                    Text::tr("An install's id or name, a recipe (.json), or an archive."));
                parser.addPositionalArgument(u"other"_s, Text::tr("For diff: what it became."),
                                             u"[other]"_s);
                parser.addOption(
                    {u"output"_s, Text::tr("The folder for the archive."), u"DIR"_s, u"."_s});
                parser.addOption({u"format"_s, Text::tr("“zip”, “tar.zst”, “tar.gz” or “tar”."),
                                  u"FORMAT"_s, u"zip"_s});
                parser.addOption({u"name"_s, Text::tr("What its name begins with."), u"NAME"_s,
                                  defaultBundlePrefix()});
                parser.addOption({u"version-name"_s,
                                  Text::tr("Its version; ComfyUI's without this."), u"VERSION"_s});
                parser.addOption({u"cors"_s, Text::tr("Its script lets other web pages call it.")});
                parser.addOption({u"replace"_s, Text::tr("Replace an archive of that name.")});
                declareRecipeOptions(parser);
                parser.addOption({u"plan"_s, Text::tr("Only say what would be made.")});
                declareBundlePublish(parser);
                declareBundleDiff(parser);
            },
        .minimumArguments = 2,
        .maximumArguments = 3,
        .make = make};
}

} // namespace portico::cli
