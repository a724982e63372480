// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/platform/outputfile.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace portico {

/** What was loaded and what there is to say about it. */
struct LoadedDocument
{
    enum class Origin {
        File,     ///< the file itself
        Previous, ///< the file cannot be read; this is the good copy before it
        Nothing,  ///< there is no file, or neither it nor its copy can be read: use defaults
    };

    QJsonObject content; ///< without `schema` and `writtenBy`, which save() adds
    Origin origin = Origin::Nothing;
    int schema = 0;
    bool isReadOnly = false;      ///< written by a newer Portico: show, never write
    std::optional<Error> problem; ///< to tell the person once; nothing when all is well
};

/**
 * A JSON document of ours on disk (`settings.json`, `install.json`): written atomically, with a
 * schema number and the good copy before it (`<name>.previous`).
 *
 * load() needs no lock and no right to write; it reads, and clears away what a killed writer left.
 * save() never overwrites what could
 * not be read: such a file is first kept as `<name>.bad-<time>`. A file with a newer schema is not
 * written: Unsupported. Writers of the same document take a FileLock around load and save.
 */
class DocumentFile
{
public:
    DocumentFile(QString path, int schema, FileAccess access = FileAccess::Shared);

    const QString &path() const { return m_path; }

    /** Fails only where a file is there but the system does not let us read it. */
    Result<LoadedDocument> load() const;
    Result<> save(const QJsonObject &content) const;

private:
    Result<> keepOldState() const;

    QString m_path;
    int m_schema;
    FileAccess m_access;
};

} // namespace portico
