// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/isolation/envrules.h"

#include <QProcessEnvironment>

#include <functional>

namespace portico {

/** What the places of comfy-env depend on. */
struct EnvPlaceFacts
{
    Os os = Os::Linux;
    QString home{}; ///< with '/'
    QProcessEnvironment variables{};
    /** Below "C:/Users", those who have "AppData/Local": asked last, on Windows only. */
    std::function<QStringList()> windowsUsers{};
};

/** `~/.ce`, `C:/ce`: the one cache of the first generation. */
QString firstEnvRoot(const EnvPlaceFacts &facts);

/**
 * Where the later generations keep their environments when COMFY_ENV_ROOT does not say: `~/.ce`,
 * or the person's own programs on Windows, also where a service's variables would mislead.
 */
QString defaultEnvRoot(const EnvPlaceFacts &facts);

/** The pixi that comfy-env 0.4.13 and newer runs everything with; nobody else's. */
QString pixiVersion();
QString pixiProgram(const EnvPlaceFacts &facts);

/** An environment's folder without the links on the way to its root: what tells whether it was
 *  moved. The root exists, the folder need not. */
QString resolvedEnvPlace(const QString &root, const QString &place);

// Inside one environment's folder.
QString envPrefix(const QString &place);                    ///< `.pixi/envs/default`
QString envPython(const QString &place, Os os);             ///< its interpreter
QStringList envProgramFolders(const QString &place, Os os); ///< where its programs are, for PATH
QString envSitePackages(const QString &place, const QString &pythonMinor, Os os);
QString envManifestFile(const QString &place); ///< pixi.toml
QString envLockFile(const QString &place);     ///< packages.txt: what uv was given, with hashes
QString envStampFile(const QString &place);    ///< env.stamp.json
QString envHashFile(const QString &place);     ///< install.hash
QString envDoneFile(const QString &place);     ///< .done
QString envMetaFile(const QString &place);     ///< .comfy-env-meta.json
QString envLogFile(const QString &place);      ///< install.log
QString envRecordFile(const QString &place);   ///< portico-env.json
/** The first generation's own lock, a folder: who holds it is not said, so that only its log tells
 *  whether somebody is at work. */
QString envForeignLock(const QString &place);
QString envBuildingFile(const QString &place); ///< there while it is built in place

// Beside the environments.
QString envStagingFolder(const QString &root);
QString envBuildLock(const QString &root, const QString &folderName);

} // namespace portico
