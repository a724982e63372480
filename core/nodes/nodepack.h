// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"

#include <QDateTime>
#include <QList>
#include <QStringList>
#include <QUrl>

namespace portico {

/** How a pack came here, as its files tell. */
enum class PackKind {
    Git,      ///< a repository's checkout
    Registry, ///< an archive of the Comfy Registry (`.tracking`)
    Folder,   ///< a folder that nobody tracks
    File,     ///< a single Python file
};
QString packKindName(PackKind kind); ///< "git", "registry", "folder", "file": stable in JSON

/** One node pack of an install: an entry of its `custom_nodes`. */
struct NodePack
{
    QString name{};   ///< what people and commands call it: the folder's name when enabled
    QString folder{}; ///< absolute, where it lies now (also of a disabled one)
    PackKind kind = PackKind::Folder;
    bool isEnabled = true;
    QString title{};               ///< its display name, else `name`
    QString version{};             ///< of pyproject.toml; empty: none
    QString commit{};              ///< of a git checkout
    QString registryId{};          ///< of pyproject.toml's `[project] name`; empty: none
    QUrl origin{};                 ///< where it was got from, without secrets; empty: not known
    bool hasInstallScript = false; ///< install.py
    bool hasPrestartup = false;    ///< prestartup_script.py
    bool wantsIsolation = false;   ///< a folder of it has a comfy-env.toml
    bool isManager = false;        ///< ComfyUI-Manager itself
    QDateTime changed{};           ///< when its folder last changed
    /** Of a pack that Portico has isolated: where its own files lie, untouched, inside `folder`,
     *  which is a wrapper made for it. Absolute; empty: `folder` is its own. */
    QString inner{};
    QStringList losses{}; ///< of such a pack: what it does not have meanwhile, whole sentences

    bool isIsolated() const { return !inner.isEmpty(); }
    /** Where its own files lie. */
    const QString &ownFolder() const { return inner.isEmpty() ? folder : inner; }

    friend bool operator==(const NodePack &, const NodePack &) = default;
};

} // namespace portico
