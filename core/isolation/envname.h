// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envrules.h"

#include <QByteArrayView>
#include <QStringList>

namespace portico {

/** Lower case; every run outside [a-z0-9-] one dash; no dashes at the ends or doubled. */
QString sanitizedEnvName(const QString &text);

/**
 * The name of an environment: the pack's folder without "ComfyUI-", and the last part of the
 * folder of its comfy-env.toml. `folder` is relative to the pack ("nodes/gpu"); empty: the pack's
 * own. Pure.
 */
QString envName(const QString &packFolderName, const QString &folder);

/** `<name>-<tag>` or `<name>_<tag>`: the folder below `<root>/envs`. */
QString envFolderName(const QString &name, const QString &tag, const EnvRules &rules);
/** The same as earlier versions spelt it, newest first: taken where they stand. */
QStringList formerEnvFolderNames(const QString &name, const QString &tag, const EnvRules &rules);

/** Eight hex digits: of the file's bytes as they lie and comfy-env's version. First generation. */
QString configHash(QByteArrayView config, const QString &comfyEnvVersion);
/** `_env_` and the first six: folder in the cache, and link in the pack. */
QString linkedEnvName(QByteArrayView config, const QString &comfyEnvVersion);
bool isLinkedEnvName(QStringView name);

/** Which pack and file an environment was made from, as its stamp says: "Pack/nodes/…toml". */
QString envSource(const QString &packFolderName, const QString &folder);

} // namespace portico
