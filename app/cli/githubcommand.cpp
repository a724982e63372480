// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/githubverb.h"
#include "core/base/lists.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::GithubCommand)
};

struct Verb
{
    QLatin1StringView name;
    std::unique_ptr<RunningCommand> (*make)(const CommandContext &);
    int arguments; ///< at least so many after the verb
    bool wantsRepository;
};

constexpr std::array<Verb, 10> kVerbs{{
    {QLatin1StringView("login"), githubLogin, 0, false},
    {QLatin1StringView("logout"), githubLogout, 0, false},
    {QLatin1StringView("whoami"), githubWhoAmI, 0, false},
    {QLatin1StringView("push"), githubPush, 1, true},
    {QLatin1StringView("trigger"), githubTrigger, 0, true},
    {QLatin1StringView("watch"), githubWatch, 1, true},
    {QLatin1StringView("cancel"), githubCancel, 1, true},
    {QLatin1StringView("runs"), githubRuns, 0, true},
    {QLatin1StringView("download"), githubDownload, 1, true},
    {QLatin1StringView("release"), githubRelease, 1, true},
}};

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QString word = context.parser.positionalArguments().constFirst();
    const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                   [&](const Verb &each) { return each.name == word; });
    if (verb == kVerbs.end()) {
        QStringList names;
        for (const Verb &each : kVerbs)
            names += each.name;
        return githubUsage(context, Text::tr("“%1” is none of: %2.").arg(word, listed(names)));
    }
    if (githubArguments(context).size() < verb->arguments)
        return githubUsage(context, Text::tr("“%1” needs more than was given.").arg(word));
    if (verb->wantsRepository && githubRepository(context).isEmpty())
        return githubUsage(context, Text::tr("The repository was not said: --repo owner/name."));
    return verb->make(context);
}

void declareOptions(QCommandLineParser &parser)
{
    const auto option = [&parser](const QString &name, const QString &text, const QString &value,
                                  const QString &usual = {}) {
        parser.addOption({name, text, value, usual});
    };
    option(u"repo"_s, Text::tr("The repository on GitHub."), u"owner/name"_s);
    option(u"server"_s, Text::tr("For login: a company's own GitHub, kept for all that follows."),
           u"ADDRESS"_s);
    option(u"workflow"_s, Text::tr("The workflow's file."), u"FILE"_s, u"build.yml"_s);
    option(u"branch"_s, Text::tr("The branch; without this the repository's own."), u"NAME"_s);
    option(u"input"_s, Text::tr("For trigger: an input of the workflow; may come again."),
           u"NAME=VALUE"_s);
    parser.addOption({u"watch"_s, Text::tr("For trigger: watch the run to its end.")});
    option(u"output-dir"_s,
           Text::tr("For download and trigger: where artifacts go, each a folder."), u"DIR"_s);
    option(u"name"_s, Text::tr("For download: only the artifact of that name."), u"NAME"_s);
    option(u"every"_s, Text::tr("For watch and trigger: seconds between two looks at first."),
           u"SECONDS"_s, u"2"_s);
    option(u"message"_s, Text::tr("For push: what the commit says."), u"TEXT"_s);
    option(u"to"_s, Text::tr("For push: the folder in the repository."), u"PATH"_s);
    option(u"tag"_s, Text::tr("For release: its tag, such as v1.2.0."), u"TAG"_s);
    option(u"title"_s, Text::tr("For release: its title; the tag without this."), u"TEXT"_s);
    option(u"notes"_s, Text::tr("For release: what it says, in Markdown."), u"TEXT"_s);
    parser.addOption({u"prerelease"_s, Text::tr("For release: not the latest one.")});
}

} // namespace

std::unique_ptr<RunningCommand> githubUsage(const CommandContext &context, const QString &message)
{
    return std::make_unique<InstantCommand>(context, [message]() -> Result<int> {
        return Error{.code = ErrorCode::Usage,
                     .message = message,
                     .nextStep = Text::tr("See “porticoctl help github”."),
                     .detail = {}};
    });
}

std::unique_ptr<RunningCommand> githubJob(const CommandContext &context, const QString &title,
                                          const GithubBody &body)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    const auto api = services->github();
    return std::make_unique<JobCommand>(
        context, title, [services, api, body](const JobContext &job) -> Result<JobCommand::Report> {
            if (!api)
                return api.error();
            return body({*services, **api, job});
        });
}

QString githubRepository(const CommandContext &context)
{
    return context.parser.value(u"repo"_s);
}

QStringList githubArguments(const CommandContext &context)
{
    return context.parser.positionalArguments().mid(1);
}

Command githubCommand()
{
    return {
        .name = u"github"_s,
        .summary = Text::tr("Build bundles with GitHub Actions and publish them there"),
        .syntax = u"login | whoami | push PATH | trigger | watch RUN | cancel RUN | runs | "
                  "download RUN | release FILE… [--repo owner/name]"_s,
        .description = Text::tr(
            "“login” reads a token from standard input, asks GitHub whose it is, and keeps it in "
            "the system's keychain. “push” puts a recipe (a file or a folder) onto a branch as one "
            "commit; “trigger” starts a workflow and names its run; “watch” tells each step as it "
            "ends and, where one fails, the last lines of its log; “download” fetches what the run "
            "made and compares it with GitHub's digest; “release” publishes files with their "
            "SHA-256. Where there is no keychain the token may be in the variable "
            "PORTICO_GITHUB_TOKEN, or in a file that only you may read and that "
            "PORTICO_GITHUB_TOKEN_FILE names (PORTICO_GITHUB_SERVER_TOKEN and …_FILE for a "
            "company's own server)."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(u"act"_s, Text::tr("What to do."), u"act"_s);
                parser.addPositionalArgument(
                    u"what"_s, Text::tr("A path, a run's number, or files."), u"[what…]"_s);
                declareOptions(parser);
            },
        .minimumArguments = 1,
        .maximumArguments = 100,
        .make = make};
}

} // namespace portico::cli
