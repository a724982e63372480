// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/installjson.h"
#include "core/installs/datalayout.h"
#include "core/installs/gpupick.h"
#include "core/installs/installfile.h"
#include "core/platform/hostos.h"
#include "core/snapshots/takesnapshot.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::SetCommand)
};

Error usageError(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

QString absoluteOrEmpty(const QString &path)
{
    return path.isEmpty() ? QString() : QDir(path).absolutePath();
}

Result<> applyLayout(Install &install, const QString &value)
{
    const auto layout =
        value.isEmpty() ? std::optional(DataLayout::Separate) : dataLayoutFromName(value);
    if (!layout)
        return usageError(Text::tr("“%1” is no layout.").arg(value),
                          Text::tr("Choose separate, or classic for node packs that look for their "
                                   "files beside ComfyUI's main.py."));
    if (install.isAdopted())
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("“%1” is a folder of your own: its node packs and models "
                                         "lie in ComfyUI's own folder already.")
                                    .arg(install.name),
                     .nextStep = Text::tr("Nothing to do."),
                     .detail = {}};
    install.settings.layout = *layout;
    return {};
}

Result<> applyPort(Install &install, const QString &value)
{
    bool isNumber = false;
    const ushort port = value.toUShort(&isNumber);
    if (!isNumber || port == 0)
        return usageError(Text::tr("“%1” is no port.").arg(value),
                          Text::tr("Choose a number from 1 to 65535, such as 8188."));
    install.port = port;
    return {};
}

Result<> applyTrack(InstallSettings &settings, const QString &value)
{
    const auto track = value.isEmpty() ? std::optional(Track::Stable) : trackFromName(value);
    if (!track)
        return usageError(Text::tr("“%1” is no track.").arg(value),
                          Text::tr("Choose stable or latest."));
    settings.track = *track;
    return {};
}

/** Changes one value of the install; every key of `porticoctl set` is here once. */
Result<> apply(Install &install, const QString &key, const QString &value)
{
    InstallSettings &settings = install.settings;
    if (key == "port"_L1) {
        return applyPort(install, value);
    } else if (key == "arguments"_L1) {
        settings.arguments = QProcess::splitCommand(value);
    } else if (key == "output"_L1) {
        settings.outputFolder = absoluteOrEmpty(value);
    } else if (key == "input"_L1) {
        settings.inputFolder = absoluteOrEmpty(value);
    } else if (key == "user"_L1) {
        settings.userFolder = absoluteOrEmpty(value);
    } else if (key == "models"_L1) {
        settings.modelFolders.clear();
        for (const QString &folder : value.split(QDir::listSeparator(), Qt::SkipEmptyParts))
            settings.modelFolders.append(QDir(folder).absolutePath());
    } else if (key == "accelerator"_L1) {
        const Result<QString> accelerator = readAcceleratorSetting(install, value);
        if (!accelerator)
            return accelerator.error();
        settings.accelerator = *accelerator;
    } else if (key == "gpu"_L1) {
        const Result<QString> gpus = readGpuPick(value);
        if (!gpus)
            return gpus.error();
        settings.gpus = *gpus;
    } else if (key == "track"_L1) {
        return applyTrack(settings, value);
    } else if (key == "layout"_L1) {
        return applyLayout(install, value);
    } else if (key.startsWith("env."_L1) && key.size() > 4) {
        if (value.isEmpty())
            settings.environment.remove(key.mid(4));
        else
            settings.environment.insert(key.mid(4), value);
    } else {
        return usageError(
            Text::tr("There is no setting “%1”.").arg(key),
            Text::tr("Choose one of: port, arguments, output, input, user, models, accelerator, "
                     "gpu, layout, track, env.NAME."));
    }
    return {};
}

Result<int> change(const CommandContext &context)
{
    const QStringList arguments = context.parser.positionalArguments();
    const Result<Install> found = findInstall(context.library, arguments.constFirst());
    if (!found)
        return found.error();
    Install trial = *found;
    for (const QString &assignment : arguments.mid(1)) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals < 1)
            return usageError(Text::tr("“%1” is no setting with a value.").arg(assignment),
                              Text::tr("Write it as key=value, such as port=8189."));
        if (const Result<> applied =
                apply(trial, assignment.left(equals), assignment.mid(equals + 1));
            !applied)
            return applied.error();
    }
    const SnapshotKeeper keeper(context.library);
    const JobContext telling({},
                             {.steps = {}, .progress = {}, .log = [&context](const QString &line) {
                                  context.terminal.say(line);
                              }});
    const Result<> kept = keepState(&keeper, *found, KeepReason::Settings, telling);
    if (!kept)
        return kept.error();
    const Result<Install> changed =
        updateInstall(context.library, found->id, [&](Install &install) {
            install.port = trial.port;
            install.settings = trial.settings;
        });
    if (!changed)
        return changed.error();
    context.terminal.print(installJson(context.library, *changed));
    context.terminal.print(
        Text::tr("“%1” is changed; it counts from the next start on.").arg(changed->name));
    for (const QString &note : overrideNotes(*changed, hostOs()))
        context.terminal.say(note);
    const QStringList assigned = arguments.mid(1);
    const bool isAboutLayout =
        std::any_of(assigned.begin(), assigned.end(),
                    [](const QString &assignment) { return assignment.startsWith("layout="_L1); });
    if (isAboutLayout) {
        const Result<QStringList> arranged =
            arrangeFoldersNow(context.library, *changed, JobContext());
        if (!arranged)
            return arranged.error();
        for (const QString &remark : *arranged)
            context.terminal.say(remark);
    }
    return Done;
}

} // namespace

Command setCommand()
{
    return {.name = u"set"_s,
            .summary = Text::tr("Change the port, arguments or folders of an install"),
            .syntax = u"<install> <key=value>…"_s,
            .description = Text::tr(
                "Keys: port, arguments, output, input, user, models (several folders as "
                "in PATH), accelerator (cpu, or what its build is made for), gpu (numbers as "
                "in “porticoctl hardware”), layout (separate, or classic: ComfyUI's own folders "
                "become links, for node packs that look for their files there), track (stable or "
                "latest: what “update” without a version goes to), env.NAME. An "
                "empty value takes the setting back."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addPositionalArgument(u"key=value"_s, Text::tr("What to change."));
                },
            .minimumArguments = 2,
            .maximumArguments = 99,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<InstantCommand>(context,
                                                        [context] { return change(context); });
            }};
}

} // namespace portico::cli
