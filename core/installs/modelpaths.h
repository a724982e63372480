// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace portico {

/** One root of model folders for extra_model_paths.yaml. */
struct ModelRoot
{
    QString folder; ///< absolute
    bool isDefault = false;
};

/**
 * The YAML file that ComfyUI reads for further model folders: one section a root with every model
 * folder ComfyUI knows (comfyui-contract.md 5.2). Valid for any folder name (double-quoted
 * scalars); never an empty document, which ComfyUI 0.33 answers with a traceback.
 */
QByteArray modelPathsYaml(const QList<ModelRoot> &roots);

/**
 * Somebody's own extra_model_paths.yaml, to be read from another place than `folder`, where it
 * lies: what is relative to it becomes absolute, the rest stays as it is. Marks of documents go, so
 * that it can stand behind modelPathsYaml() in one file. Pure.
 */
QByteArray anchoredModelPaths(const QByteArray &yaml, const QString &folder);

/** The names of ComfyUI's model folders, such as "checkpoints". */
QStringList modelFolderNames();

} // namespace portico
