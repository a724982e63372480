// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace portico {

/** Folders of a bundle, below its top: the layout that the seed's bundles have. */
inline constexpr QLatin1StringView kBundlePython{"python"};
inline constexpr QLatin1StringView kBundleComfy{"ComfyUI"};

/** What a launch script does. */
struct LaunchScript
{
    QString python;      ///< the interpreter, relative to the top with '/': "python/bin/python3"
    QStringList paths{}; ///< folders with programs, relative to the top, first on PATH
    QStringList arguments{}; ///< of ComfyUI, after the port; each a word without quotes
};

/** One file of it. */
struct ScriptFile
{
    QString name;
    QByteArray content;
};

/**
 * What starts ComfyUI where there is no Portico: plain `unzip` and this suffice. The first argument
 * is the port (8188), what follows goes to ComfyUI. Folders may hold spaces and any letters; on
 * Unix the process stays the same one. On macOS the mark of files from the internet is taken off
 * first, as this user. The first file is the script; the others have the names that older programs
 * look for, and call it. Pure.
 */
QList<ScriptFile> launchScripts(const LaunchScript &script, Os os);

/** "anymatix_comfyui", "anymatix_comfyui.bat". */
QString launchScriptName(Os os);

/** Arguments without which ComfyUI does not start on such a torch: `--cpu`. Pure. */
QStringList acceleratorArguments(const QString &accelerator);

} // namespace portico
