// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace portico {

/** Where a node pack is got from. */
struct PackSource
{
    enum class Kind {
        Registry, ///< the Comfy Registry
        Git,      ///< a repository: an address or a folder of this computer
        Folder,   ///< a folder that is copied
        Archive,  ///< a zip, 7z or tar, of this computer or by https
        File,     ///< a single Python file
    };

    Kind kind = Kind::Registry;
    QString place{}; ///< an id, an address, or an absolute path
    QString ref{};   ///< version, tag, branch or commit; empty: the newest
    QString name{};  ///< what its folder will be called; empty: as its source says

    friend bool operator==(const PackSource &, const PackSource &) = default;
};
QString packSourceName(PackSource::Kind kind); ///< "registry", "git", ...: stable in JSON
/** For people: "impact-pack 8.2.1", "https://… (main)". */
QString shownSource(const PackSource &source);

/**
 * What a person typed: "id[@version]" of the registry; "https://…[@ref]", "git+https://…" or a
 * folder with a repository; another folder; an archive; a .py file; or a .json file that lists
 * addresses (`[{"url": "https://…"}]`), which gives all of them. Relative paths count from
 * `folder`. Looks whether paths are there. Errors: InvalidInput, NotFound, Unsupported, Refused.
 */
Result<QList<PackSource>> packSources(const QString &typed, const QString &folder,
                                      const QStringList &plainHttpHosts);

/** The name its folder will have: PackSource::name, the id, or the place's last part. Errors:
 *  InvalidInput for what no computer takes, or ComfyUI would not load. Pure. */
Result<QString> packFolderName(const PackSource &source);

} // namespace portico
