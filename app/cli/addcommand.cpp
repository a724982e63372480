// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/addedreport.h"
#include "app/cli/command.h"
#include "app/services.h"
#include "core/installs/adoptfolder.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::AddCommand)
};

void declareOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(
        u"source"_s, Text::tr("A bundle (file or URL), or a folder that already holds ComfyUI."));
    parser.addOption({u"name"_s, Text::tr("What to call it."), u"NAME"_s});
    parser.addOption({u"port"_s, Text::tr("The port it is reached at."), u"PORT"_s});
    parser.addOption({u"sha256"_s, Text::tr("The archive must have this SHA-256."), u"HASH"_s});
    parser.addOption({u"require-hash"_s, Text::tr("Refuse a bundle whose hash nobody published.")});
}

Result<std::optional<quint16>> chosenPort(const QCommandLineParser &parser)
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

Result<AddRequest> readRequest(const QCommandLineParser &parser)
{
    const Result<std::optional<quint16>> port = chosenPort(parser);
    if (!port)
        return port.error();
    AddRequest request;
    request.source = parser.positionalArguments().constFirst();
    request.name = parser.value(u"name"_s);
    request.port = *port;
    if (parser.isSet(u"require-hash"_s))
        request.hashPolicy = HashPolicy::Require;
    if (parser.isSet(u"sha256"_s)) {
        request.sha256 = Sha256::fromHex(parser.value(u"sha256"_s));
        if (!request.sha256)
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("“%1” is no SHA-256.").arg(parser.value(u"sha256"_s)),
                         .nextStep = Text::tr("Give its 64 hexadecimal digits."),
                         .detail = {}};
    }
    return request;
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    Result<AddRequest> request = readRequest(context.parser);
    if (!request)
        return std::make_unique<InstantCommand>(
            context, [error = request.error()]() -> Result<int> { return error; });
    request->plainHttpHosts = context.settings.get(settings::kPlainHttpHosts);

    const auto services = std::make_shared<Services>(context.settings, context.library);
    const bool isFolder = QFileInfo(request->source).isDir();
    return std::make_unique<JobCommand>(
        context, Text::tr("Add %1").arg(request->source),
        [services, isFolder,
         request = *request](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<Install> install = isFolder
                ? adoptFolder(
                    services->add(),
                    {.folder = request.source, .name = request.name, .port = request.port}, job)
                : addBundle(services->add(), request, job);
            if (!install)
                return install.error();
            return addedReport(*services, *install, job);
        });
}

} // namespace

Command addCommand()
{
    return {.name = u"add"_s,
            .summary = Text::tr("Add an install from a bundle, or adopt a ComfyUI folder"),
            .syntax =
                u"<file|URL|folder> [--name NAME] [--port PORT] [--sha256 HASH] [--require-hash]"_s,
            .description = Text::tr(
                "A bundle is downloaded, checked, unpacked and set up; it is there wholly or not "
                "at all.\nA folder stays where it is and nothing in it is changed."),
            .declare = declareOptions,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = make};
}

} // namespace portico::cli
