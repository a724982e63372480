// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/networkruns.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NetworkCommand)
};

void declareOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(
        u"show|test|set"_s,
        Text::tr(
            "What to do; “show” when nothing is said. Tests: github, package-index, "
            "torch-index, python-mirror, git, uv, pip; all when none is named. Settings: proxy, "
            "proxy-user, "
            "no-proxy, certificates, github-mirror, package-index, torch-index, "
            "python-mirror, http-hosts."));
    parser.addOption({u"password"_s,
                      Text::tr("With “set”: read the proxy's password from standard input, its "
                               "first line; an empty one forgets it.")});
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QString verb = context.parser.positionalArguments().value(0, u"show"_s);
    if (verb == "show"_L1)
        return showNetwork(context);
    if (verb == "test"_L1)
        return testNetwork(context);
    if (verb == "set"_L1)
        return setNetwork(context);
    return std::make_unique<InstantCommand>(context, [verb]() -> Result<int> {
        return Error{.code = ErrorCode::Usage,
                     .message = Text::tr("“network” cannot “%1”.").arg(verb),
                     .nextStep = Text::tr("Choose one of: show, test, set."),
                     .detail = {}};
    });
}

} // namespace

Command networkCommand()
{
    return {.name = u"network"_s,
            .summary = Text::tr("Show, test and set proxy, certificates and mirrors"),
            .syntax = u"[show | test [name…] | set key=value… [--password]]"_s,
            .description = Text::tr(
                "What is set counts for downloads, git, uv, pip, pixi and ComfyUI alike.\n"
                "  proxy=system | none | http://user@host:port | socks5://host:port | "
                "pac+https://host/proxy.pac\n"
                "  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem\n"
                "An empty value takes a setting back. The password goes into this computer's "
                "keychain; where there is none, give it in the variable PORTICO_PROXY_PASSWORD."),
            .declare = declareOptions,
            .minimumArguments = 0,
            .maximumArguments = 99,
            .make = make};
}

} // namespace portico::cli
