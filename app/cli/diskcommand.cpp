// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "core/installs/diskuse.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::DiskCommand)
};

QString wordsOf(const DiskShare &share)
{
    const QString part = diskPartText(share.part);
    return share.install.isEmpty() ? part : u"%1: %2"_s.arg(share.install, part);
}

JobCommand::Report reportOf(const DiskUse &use)
{
    return [use](Terminal &terminal) {
        QJsonArray shares;
        for (const DiskShare &share : use.shares) {
            shares.append(QJsonObject{{u"part"_s, diskPartName(share.part)},
                                      {u"install"_s, share.install},
                                      {u"folder"_s, share.folder},
                                      {u"bytes"_s, share.bytes}});
            terminal.print(
                u"%1  %2"_s.arg(sizeText(share.bytes).rightJustified(10), wordsOf(share)));
        }
        terminal.print(QJsonObject{{u"shares"_s, shares},
                                   {u"bytes"_s, use.bytes()},
                                   {u"sharedBytes"_s, use.sharedBytes},
                                   {u"unusedLayerBytes"_s, use.unusedLayerBytes}});
        terminal.print(Text::tr("%1 in all.").arg(sizeText(use.bytes())));
        if (use.sharedBytes > 0)
            terminal.print(Text::tr("%1 more are used in several places and take their space once.")
                               .arg(sizeText(use.sharedBytes)));
        terminal.print(Text::tr("“porticoctl clean” lists what nobody needs."));
    };
}

} // namespace

Command diskCommand()
{
    return {
        .name = u"disk"_s,
        .summary = Text::tr("Show what takes how much space"),
        .syntax = {},
        .description =
            Text::tr("Measures the library: what is shared by several installs counts once, "
                     "where they share it. Folders of your own that Portico only starts lie "
                     "elsewhere and do not count."),
        .declare = [](QCommandLineParser &) {},
        .minimumArguments = 0,
        .maximumArguments = 0,
        .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
            return std::make_unique<JobCommand>(
                context, Text::tr("Measure the library"),
                [library = context.library](const JobContext &job) -> Result<JobCommand::Report> {
                    const Result<DiskUse> use = diskUse(library, job);
                    if (!use)
                        return use.error();
                    return reportOf(*use);
                });
        }};
}

} // namespace portico::cli
