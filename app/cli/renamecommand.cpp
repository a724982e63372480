// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/installjson.h"
#include "core/installs/installfile.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::RenameCommand)
};

Result<int> rename(const CommandContext &context)
{
    const QStringList arguments = context.parser.positionalArguments();
    const Result<Install> found = findInstall(context.library, arguments.at(0));
    if (!found)
        return found.error();
    const QString name = arguments.at(1).trimmed();
    if (name.isEmpty())
        return Error{.code = ErrorCode::Usage,
                     .message = Text::tr("The new name is empty."),
                     .nextStep = Text::tr("Give a name of at least one letter."),
                     .detail = {}};
    const Result<Install> renamed =
        updateInstall(context.library, found->id, [&](Install &install) { install.name = name; });
    if (!renamed)
        return renamed.error();
    context.terminal.print(installJson(context.library, *renamed));
    context.terminal.print(Text::tr("“%1” is now called “%2”.").arg(found->name, name));
    return Done;
}

} // namespace

Command renameCommand()
{
    return {.name = u"rename"_s,
            .summary = Text::tr("Give an install another name"),
            .syntax = u"<install> <name>"_s,
            .description = Text::tr("Its id and folder stay as they are."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addPositionalArgument(u"name"_s, Text::tr("The new name."));
                },
            .minimumArguments = 2,
            .maximumArguments = 2,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<InstantCommand>(context,
                                                        [context] { return rename(context); });
            }};
}

} // namespace portico::cli
