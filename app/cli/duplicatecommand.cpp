// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/installjson.h"
#include "core/installs/installfile.h"
#include "core/storage/duplicateinstall.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::DuplicateCommand)
};

QString methodName(CloneMethod method)
{
    switch (method) {
    case CloneMethod::Reflink:
        return u"reflink"_s;
    case CloneMethod::HardLink:
        return u"hard-link"_s;
    case CloneMethod::Copy:
        return u"copy"_s;
    }
    return {};
}

QString sharedText(const Duplicate &duplicate)
{
    switch (duplicate.method) {
    case CloneMethod::Reflink:
        return Text::tr("It shares %1 with the first one until either changes.")
            .arg(sizeText(duplicate.bytes));
    case CloneMethod::HardLink:
        return Text::tr("It shares Python's files with the first one; %1 were copied.")
            .arg(sizeText(duplicate.takenBytes));
    case CloneMethod::Copy:
        return Text::tr("%1 were copied: files cannot be shared on this disk.")
            .arg(sizeText(duplicate.takenBytes));
    }
    return {};
}

JobCommand::Report reportOf(const Library &library, const QString &first,
                            const Duplicate &duplicate)
{
    return [=](Terminal &terminal) {
        QJsonObject json = installJson(library, duplicate.install);
        json.insert(u"duplicateOf"_s, first);
        json.insert(u"method"_s, methodName(duplicate.method));
        json.insert(u"files"_s, duplicate.files);
        json.insert(u"bytes"_s, duplicate.bytes);
        json.insert(u"takenBytes"_s, duplicate.takenBytes);
        json.insert(u"remarks"_s, QJsonArray::fromStringList(duplicate.remarks));
        terminal.print(json);
        terminal.print(Text::tr("“%1” is there, on port %2.")
                           .arg(duplicate.install.name)
                           .arg(duplicate.install.port));
        terminal.print(sharedText(duplicate));
        for (const QString &remark : duplicate.remarks)
            terminal.print(remark);
    };
}

Result<DuplicateRequest> readRequest(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    DuplicateRequest request{.id = {},
                             .name = parser.value(u"name"_s),
                             .outputs = parser.isSet(u"with-outputs"_s) ? DuplicateOutputs::Take
                                                                        : DuplicateOutputs::Leave};
    if (!parser.isSet(u"port"_s))
        return request;
    bool isNumber = false;
    request.port = parser.value(u"port"_s).toUShort(&isNumber);
    if (isNumber && *request.port > 0)
        return request;
    return Error{.code = ErrorCode::Usage,
                 .message = Text::tr("“%1” is no port.").arg(parser.value(u"port"_s)),
                 .nextStep = Text::tr("Choose a number from 1 to 65535, such as 8188."),
                 .detail = {}};
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const Result<DuplicateRequest> wish = readRequest(context);
    if (!wish)
        return std::make_unique<InstantCommand>(
            context, [error = wish.error()]() -> Result<int> { return error; });
    return std::make_unique<JobCommand>(
        context, Text::tr("Duplicate an install"),
        [library = context.library, wanted = context.parser.positionalArguments().constFirst(),
         request = *wish](const JobContext &job) mutable -> Result<JobCommand::Report> {
            const Result<Install> first = findInstall(library, wanted);
            if (!first)
                return first.error();
            request.id = first->id;
            const Result<Duplicate> duplicate =
                duplicateInstall(library, SystemClock(), request, job);
            if (!duplicate)
                return duplicate.error();
            return reportOf(library, first->id.toString(), *duplicate);
        });
}

} // namespace

Command duplicateCommand()
{
    return {.name = u"duplicate"_s,
            .summary = Text::tr("Make a second install of one, in seconds"),
            .syntax = u"<install> [--name NAME] [--port PORT] [--with-outputs]"_s,
            .description = Text::tr(
                "The new install has the same ComfyUI, Python, node packs, packages, settings and "
                "workflows, and a port of its own; from then on the two are independent. What can "
                "be shared on this disk takes no space again. Models are shared, never copied; "
                "what the first one has made stays with it unless --with-outputs is given."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption({u"name"_s, Text::tr("What to call the new one."), u"NAME"_s});
                    parser.addOption({u"port"_s, Text::tr("Its port."), u"PORT"_s});
                    parser.addOption({u"with-outputs"_s, Text::tr("Copy the output folder, too.")});
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = make};
}

} // namespace portico::cli
