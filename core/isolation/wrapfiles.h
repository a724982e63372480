// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace portico {

/*
 * A wrapper is an ordinary pack for comfy-env, laid out so that its loader does three things:
 *
 *   Foo/__init__.py                 calls register_nodes()
 *   Foo/nodes/__init__.py           makes `nodes` a package: without it ComfyUI's nodes.py, a file,
 *                                   would win in the isolated Python. Whoever asks it for what it
 *                                   does not have gets that of ComfyUI's nodes.py.
 *   Foo/nodes/isolated/__init__.py  imports the pack as a subpackage, by the same name in every
 *                                   process: a worker imports each node's class by its module.
 *                                   What the pack adds to ComfyUI's server goes nowhere there
 *   Foo/nodes/isolated/comfy-env.toml
 *   Foo/nodes/isolated/Foo/         the pack, not a byte of it changed
 *
 * comfy-env.toml cannot lie in the pack's own folder: a file more is a change of its checkout. The
 * pack lies inside rather than beside, so that the wrapper is disabled, moved and removed as one,
 * and so that comfy-env scans again when the pack's code changes. Links lead out of custom_nodes,
 * where comfy-env finds another name or none.
 */

/** Relative to a wrapper. */
QString wrapperConfigFolder(); ///< "nodes/isolated"
/** Where the files of a pack of that name go. A dot would part a module's name. */
QString wrappedFilesFolder(const QString &pack);

/** Foo/__init__.py; `web` is WEB_DIRECTORY for ComfyUI, relative to the wrapper; empty: none. */
QByteArray wrapperInit(const QString &pack, const QString &web);
QByteArray wrapperNodesInit();
QByteArray wrapperIsolatedInit(const QString &pack);

/** Foo/serialization.py: comfy-env looks for it beside __init__.py where comfy-env-root.toml has
 *  [types]. */
QByteArray wrapperSerialization(const QString &pack);

/** What wrapperIsolatedInit() gets at its end for a trial: it writes what the pack has registered
 *  in its isolated Python to the file that PORTICO_TRIAL names. */
QByteArray trialReport();
/** `python <this> <result> <pack> <main.py> <arguments of ComfyUI>`: runs it to its end, then
 *  writes what it has registered of that pack. */
QByteArray trialStarter();

} // namespace portico
