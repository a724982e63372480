// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/platform/filehandle.h"

#include <QByteArrayView>
#include <QString>

namespace portico {

/** Who may read what is written. */
enum class FileAccess {
    Shared, ///< as the person's umask says, usually readable by others (0644)
    Private ///< only this user (0600)
};

/**
 * A new file being written, with the system's exact errors: QFile loses errno, and QSaveFile calls
 * a truncated file a success on a full disk (reliability.md finding 3). Movable; the destructor
 * closes and leaves the file.
 */
class OutputFile
{
public:
    /** Makes the file; AlreadyExists if anything, also a link, has that name. */
    static Result<OutputFile> create(const QString &path, FileAccess access);

    /** Writes all bytes or fails. */
    Result<> write(QByteArrayView bytes);
    /** Flushes the data to the disk itself. */
    Result<> sync();
    /** Closes and reports what a late writer (NFS, quota) only says here. */
    Result<> close();

private:
    OutputFile(qintptr handle, QString path)
        : m_handle(handle)
        , m_path(std::move(path))
    { }

    FileHandle m_handle;
    QString m_path;
};

} // namespace portico
