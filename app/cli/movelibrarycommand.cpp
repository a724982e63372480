// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "core/installs/movedlibrary.h"
#include "core/platform/host.h"
#include "core/settings/settingsstore.h"
#include "core/storage/movelibrary.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::MoveLibraryCommand)
};

/** Both programs look there from now on, unless they are told a library by other means. */
QString remember(SettingsStore &settings, const MovedLibrary &moved)
{
    const QString chosen = settings.get(settings::kLibraryRoot);
    const QString before =
        chosen.isEmpty() ? defaultLibraryRoot() : QDir::cleanPath(QDir(chosen).absolutePath());
    if (before != moved.from && forwardedLibrary(before) != moved.to)
        return Text::tr("Your settings name another library; this one is reached with “--library "
                        "%1”.")
            .arg(QDir::toNativeSeparators(moved.to));
    settings.set(settings::kLibraryRoot, moved.to);
    return {};
}

JobCommand::Report reportOf(SettingsStore &settings, const MovedLibrary &moved)
{
    return [&settings, moved](Terminal &terminal) {
        QStringList remarks = moved.remarks;
        if (const QString remark = remember(settings, moved); !remark.isEmpty())
            remarks += remark;
        terminal.print(QJsonObject{{u"from"_s, moved.from},
                                   {u"to"_s, moved.to},
                                   {u"wasRenamed"_s, moved.wasRenamed},
                                   {u"files"_s, moved.files},
                                   {u"bytes"_s, moved.bytes},
                                   {u"resumedBytes"_s, moved.resumedBytes},
                                   {u"remarks"_s, QJsonArray::fromStringList(remarks)}});
        terminal.print(
            Text::tr("The library is now in %1.").arg(QDir::toNativeSeparators(moved.to)));
        if (!moved.wasRenamed)
            terminal.print(Text::tr("%n file(s), %1, were copied and compared.", nullptr,
                                    static_cast<int>(moved.files))
                               .arg(sizeText(moved.bytes)));
        for (const QString &remark : std::as_const(remarks))
            terminal.print(remark);
    };
}

} // namespace

Command moveLibraryCommand()
{
    return {
        .name = u"move-library"_s,
        .summary = Text::tr("Move the whole library to another folder or disk"),
        .syntax = u"<folder>"_s,
        .description = Text::tr(
            "On the same disk it is renamed; to another one every file is copied and compared "
            "before the old library goes. If it is interrupted, the old library is still there, "
            "and the same command goes on where it was. Nothing of the library may run meanwhile. "
            "Links stay links; what they lead to is not moved."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(
                    u"folder"_s, Text::tr("Its new place: a folder that does not exist yet."));
            },
        .minimumArguments = 1,
        .maximumArguments = 1,
        .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
            return std::make_unique<JobCommand>(
                context, Text::tr("Move the library"),
                [library = context.library, &settings = context.settings,
                 to = context.parser.positionalArguments().constFirst()](
                    const JobContext &job) -> Result<JobCommand::Report> {
                    const Result<MovedLibrary> moved = moveLibrary(library, to, *makeHost(), job);
                    if (!moved)
                        return moved.error();
                    return reportOf(settings, *moved);
                });
        }};
}

} // namespace portico::cli
