// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/composecommand.h"

#include "app/cli/acceleratorwish.h"
#include "app/cli/addedreport.h"
#include "app/services.h"
#include "core/installs/composeinstall.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::ComposeCommand)
};

Error usage(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

/** What was asked for; the accelerator is chosen when the computer was looked at. */
struct Wish
{
    ComposeRequest request;
    std::optional<Accelerator> accelerator;
};

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

Result<> readPort(const QCommandLineParser &parser, ComposeRequest &request)
{
    if (!parser.isSet(u"port"_s))
        return {};
    bool isNumber = false;
    const ushort port = parser.value(u"port"_s).toUShort(&isNumber);
    if (!isNumber || port == 0)
        return usage(Text::tr("“%1” is no port.").arg(parser.value(u"port"_s)),
                     Text::tr("Choose a number from 1 to 65535, such as 8188."));
    request.port = port;
    return {};
}

Result<Wish> readWish(const QCommandLineParser &parser)
{
    Wish wish;
    if (parser.isSet(u"git"_s))
        wish.request.git = parser.value(u"git"_s);
    wish.request.ref = parser.value(u"ref"_s);
    wish.request.python = parser.value(u"python"_s);
    wish.request.name = parser.value(u"name"_s);
    const Result<PackageDate> date = packageDate(parser.value(u"packages"_s));
    if (!date)
        return date.error();
    wish.request.packageDate = *date;
    if (parser.isSet(u"allow-source-builds"_s))
        wish.request.sourceBuilds = SourceBuilds::Allow;
    if (parser.isSet(u"keep-cache"_s))
        wish.request.cacheAfter = CacheAfter::Keep;
    const Result<> port = readPort(parser, wish.request);
    if (!port)
        return port.error();
    const Result<std::optional<Accelerator>> accelerator = acceleratorWish(parser);
    if (!accelerator)
        return accelerator.error();
    wish.accelerator = *accelerator;
    return wish;
}

} // namespace

void declareComposeOptions(QCommandLineParser &parser)
{
    parser.addOption({u"compose"_s,
                      Text::tr("No bundle: Python, ComfyUI and its packages are put "
                               "together on this computer.")});
    parser.addOption({u"git"_s,
                      Text::tr("ComfyUI's repository or a fork of it: an address or a folder."),
                      u"URL"_s});
    parser.addOption(
        {u"ref"_s, Text::tr("Tag, branch or commit (default: the repository's own)."), u"REF"_s});
    parser.addOption({u"accelerator"_s,
                      Text::tr("What torch runs on: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu "
                               "(default: what suits this computer)."),
                      u"A"_s});
    parser.addOption({u"python"_s,
                      Text::tr("A version such as 3.12, or the path of a Python of this computer."),
                      u"V"_s});
    parser.addOption({u"packages"_s,
                      Text::tr("Which packages count: newest, as-of-version (of the time of that "
                               "ComfyUI), or auto (default: as-of-version when it is older than "
                               "a month)."),
                      u"WHICH"_s});
    parser.addOption({u"allow-source-builds"_s,
                      Text::tr("Build packages that have no ready build; this runs their code.")});
    parser.addOption({u"keep-cache"_s, Text::tr("Keep what was downloaded for the next time.")});
}

std::unique_ptr<RunningCommand> makeCompose(const CommandContext &context)
{
    const Result<Wish> wish = readWish(context.parser);
    if (!wish)
        return std::make_unique<InstantCommand>(
            context, [error = wish.error()]() -> Result<int> { return error; });
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Put ComfyUI together"),
        [services, compose = services->compose(),
         wish = *wish](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<AcceleratorChoice> choice = choiceFor(*services, wish.accelerator, job);
            if (!choice)
                return choice.error();
            ComposeRequest request = wish.request;
            request.accelerator = *choice;
            const Result<Install> install = composeInstall(compose, request, job);
            if (!install)
                return install.error();
            return addedReport(*services, *install, job);
        });
}

} // namespace portico::cli
