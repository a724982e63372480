// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/platform/filehandle.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace portico {

/**
 * The operating system's exclusive lock on a file: freed by any death of its holder, never stale.
 * Children do not inherit it. Two locks conflict also within one process. core/io/filelock.h says
 * who holds it; use that.
 */
class OsLock
{
public:
    /** The lock; null if another holds it. Makes the file when missing. */
    static Result<std::unique_ptr<OsLock>> tryLock(const QString &path);
    /** Whether another holds it now. Does not make the file. */
    static bool isHeld(const QString &path);

    OsLock(const OsLock &) = delete;
    OsLock &operator=(const OsLock &) = delete;
    /** Releases; the file stays. */
    ~OsLock();

    /** Replaces what the file says. Readers must bear half a text: this is for showing only. */
    void describe(QByteArrayView text) const;
    /** Removes the file while the lock is held, so that nobody can lock a name that is going. */
    void removeFile() const;

private:
    OsLock(qintptr handle, QString path)
        : m_handle(handle)
        , m_path(std::move(path))
    { }

    FileHandle m_handle;
    QString m_path;
};

} // namespace portico
