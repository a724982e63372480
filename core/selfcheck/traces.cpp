// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/traces.h"

#include "core/io/filelock.h"

#include <QDir>
#include <QFileInfo>

namespace portico {

Traces::Traces(const Library &library)
    : m_lock(library.libraryLock())
{
    const QStringList folders{library.downloads(), QFileInfo(library.downloads()).path(),
                              library.staging(),   library.journal(),
                              library.removing(),  library.models(),
                              library.installs(),  library.root()};
    for (const QString &folder : folders) {
        if (!QDir(folder).exists())
            m_made += folder;
    }
}

void Traces::sweep() const
{
    // The lock file is nobody's while it can be locked; an install beside it keeps its folder.
    if (m_made.contains(QFileInfo(m_lock).path())
        && QDir(QFileInfo(m_lock).path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty()) {
        auto lock = FileLock::tryLock(m_lock, QStringLiteral("self-check"));
        if (lock)
            lock->removeAndRelease();
    }
    for (const QString &folder : m_made)
        QDir().rmdir(folder);
}

} // namespace portico
