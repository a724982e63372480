// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/fixsettings.h"

#include "core/diagnosis/fixpart.h"
#include "core/installs/installfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/server/portcheck.h"
#include "core/server/sessionlauncher.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <iterator>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FixSettings)
};

/** Arguments of which only one may be given: the new one takes the place of another. */
const QStringList &memoryModes()
{
    static const QStringList modes{u"--gpu-only"_s, u"--highvram"_s, u"--normalvram"_s,
                                   u"--lowvram"_s,  u"--novram"_s,   u"--cpu"_s};
    return modes;
}

const QStringList &cacheModes()
{
    static const QStringList modes{u"--cache-ram"_s, u"--cache-classic"_s, u"--cache-lru"_s,
                                   u"--cache-none"_s, u"--high-ram"_s};
    return modes;
}

/** Takes a flag and its values away; false if it is not there. */
bool removeFlag(QStringList &arguments, const QString &flag)
{
    bool isFound = false;
    for (qsizetype i = 0; i < arguments.size();) {
        const QString &argument = arguments.at(i);
        if (argument != flag && !argument.startsWith(flag + u'=')) {
            ++i;
            continue;
        }
        isFound = true;
        arguments.removeAt(i);
        while (i < arguments.size() && !arguments.at(i).startsWith(u'-'))
            arguments.removeAt(i);
    }
    return isFound;
}

void setFlag(QStringList &arguments, const QStringList &words)
{
    for (const QStringList &modes : {memoryModes(), cacheModes()}) {
        if (!modes.contains(words.constFirst()))
            continue;
        for (const QString &mode : modes)
            removeFlag(arguments, mode);
    }
    removeFlag(arguments, words.constFirst());
    arguments += words;
}

Error notAmong(const Install &install, const QString &flag)
{
    return {
        .code = ErrorCode::NotFound,
        .message =
            Text::tr("The argument %1 is not among the arguments of “%2”.").arg(flag, install.name),
        .nextStep = Text::tr("Look at the command in the settings of this install, and at its "
                             "start script."),
        .detail = {}};
}

QString quoted(const QString &word)
{
    return word.contains(u' ') || word.isEmpty() ? u'"' + word + u'"' : word;
}

/** Nothing if this ComfyUI knows the argument, or never told which it knows. */
std::optional<Error> unknownTo(const Library &library, const Install &install, const Fix &fix)
{
    const Result<QJsonObject> stored = readJsonObject(library.flagsFile(install.id));
    if (fix.kind != FixKind::SetArgument || !stored)
        return {};
    const QString flag = fix.arguments.value(0);
    const QJsonArray flags = stored->value("flags"_L1).toArray();
    if (flags.isEmpty() || flags.contains(flag))
        return {};
    return Error{.code = ErrorCode::Unsupported,
                 .message =
                     Text::tr("The ComfyUI of “%1” does not know %2.").arg(install.name, flag),
                 .nextStep = Text::tr("Use a newer version of ComfyUI."),
                 .detail = {}};
}

QString settingsCommand(const Install &install, const Fix &fix)
{
    Install changed = install;
    const QString set = u"porticoctl set %1 "_s.arg(install.id.toString());
    switch (fix.kind) {
    case FixKind::NextFreePort:
        if (const Result<quint16> port = nextFreePort(install.port))
            return set + u"port=%1"_s.arg(*port);
        return {};
    case FixKind::SetGpu:
        return set + u"gpu="_s + fix.arguments.value(0);
    case FixKind::UseClassicLayout:
        return set + u"layout=classic"_s;
    default:
        if (!applyFix(changed, fix))
            return {};
        return set + quoted(u"arguments="_s + changed.settings.arguments.join(u' '));
    }
}

} // namespace

bool isSettingsFix(FixKind kind)
{
    return kind == FixKind::NextFreePort || kind == FixKind::SetArgument
        || kind == FixKind::RemoveArgument || kind == FixKind::SetGpu
        || kind == FixKind::UseClassicLayout;
}

Result<> applyFix(Install &install, const Fix &fix)
{
    QStringList &arguments = install.settings.arguments;
    switch (fix.kind) {
    case FixKind::NextFreePort: {
        const Result<quint16> port = nextFreePort(install.port);
        if (!port)
            return port.error();
        install.port = *port;
        return {};
    }
    case FixKind::SetArgument:
        setFlag(arguments, fix.arguments);
        return {};
    case FixKind::RemoveArgument:
        if (!removeFlag(arguments, fix.arguments.value(0)))
            return notAmong(install, fix.arguments.value(0));
        return {};
    case FixKind::SetGpu:
        install.settings.gpus = fix.arguments.value(0);
        return {};
    case FixKind::UseClassicLayout:
        install.settings.layout = DataLayout::Classic;
        return {};
    default:
        return Error{.code = ErrorCode::Internal,
                     .message = Text::tr("This fix is no change of settings."),
                     .nextStep = Text::tr("Please report this as a bug."),
                     .detail = fixKindName(fix.kind)};
    }
}

bool canCarryOut(FixKind kind)
{
    return fixPart(kind) == FixPart::Settings;
}

Result<> carryOutFix(const Library &library, const InstallId &id, const Fix &fix)
{
    if (fix.kind == FixKind::CreateFolder)
        return makeFolder(fix.arguments.value(0));
    if (fix.kind == FixKind::RemoveLeftover) {
        sweepDeadSession(library, id);
        return {};
    }
    Result<Install> trial = loadInstall(library, id);
    if (!trial)
        return trial.error();
    if (const std::optional<Error> unknown = unknownTo(library, *trial, fix))
        return *unknown;
    if (const Result<> applied = applyFix(*trial, fix); !applied)
        return applied.error();
    const Result<Install> saved = updateInstall(library, id, [&trial](Install &install) {
        install.port = trial->port;
        install.settings = trial->settings;
    });
    return saved ? Result<>() : Result<>(saved.error());
}

QString fixCommand(const Install &install, const Fix &fix)
{
    if (isSettingsFix(fix.kind))
        return settingsCommand(install, fix);
    const QStringList words = fixWords(install, fix, FixConsent::Ask);
    QStringList command{u"porticoctl"_s};
    std::transform(words.begin(), words.end(), std::back_inserter(command), quoted);
    return words.isEmpty() ? QString() : command.join(u' ');
}

QString fixLabel(const Fix &fix)
{
    const QString first = fix.arguments.value(0);
    switch (fix.kind) {
    case FixKind::None:
        return {};
    case FixKind::NextFreePort:
        return Text::tr("Use the next free port");
    case FixKind::SetArgument:
        return Text::tr("Add %1").arg(fix.arguments.join(u' '));
    case FixKind::RemoveArgument:
        return Text::tr("Remove %1").arg(first);
    case FixKind::SetGpu:
        return Text::tr("Use graphics card %1 only").arg(first);
    case FixKind::UseClassicLayout:
        return Text::tr("Use the classic layout");
    case FixKind::InstallPackages:
        return Text::tr("Install what %1 needs…").arg(first);
    case FixKind::RepairTorch:
        return Text::tr("Repair torch…");
    case FixKind::RepairEnvironment:
        return Text::tr("Repair…");
    case FixKind::DisablePack:
        return Text::tr("Disable %1").arg(first);
    case FixKind::UpdatePack:
        return Text::tr("Update %1…").arg(first);
    case FixKind::RunScript:
        return Text::tr("Run the install.py of %1…").arg(first);
    case FixKind::FindPack:
        return Text::tr("Find the node pack…");
    case FixKind::FindGuiltyPack:
        return Text::tr("Find the guilty pack…");
    case FixKind::SafeStart:
        return Text::tr("Safe start");
    case FixKind::ChangeBuild:
        return Text::tr("Choose another build…");
    case FixKind::RemoveLeftover:
        return Text::tr("End what is left");
    case FixKind::ClearManagerWork:
        return Text::tr("Clear and repair…");
    case FixKind::CreateFolder:
        return Text::tr("Create the folder");
    case FixKind::OpenFile:
        return Text::tr("Open the file");
    case FixKind::OpenFolder:
        return Text::tr("Open the folder");
    case FixKind::OpenAddress:
        return Text::tr("Open the web page");
    case FixKind::FreeDisk:
        return Text::tr("Show what takes space");
    }
    Q_UNREACHABLE();
}

} // namespace portico
