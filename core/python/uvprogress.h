// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/progress.h"

#include <QHash>

namespace portico {

/**
 * Reads how far uv has come from what it prints where there is no terminal: "Downloading torch
 * (846.9MiB)" when a large file begins, " Downloaded torch" when it is there. Small files are not
 * told of. Pure. Recorded with uv 0.13.8.
 */
class UvProgress
{
public:
    void take(const QString &line);
    /** Whether the last line changed anything. */
    bool hasChanged() const { return m_hasChanged; }
    /** Bytes of the large files, as far as they have begun. */
    Progress progress(const QString &step) const;

private:
    QHash<QString, qint64> m_sizes; ///< of files that have begun
    qint64 m_done = 0;
    qint64 m_total = 0;
    bool m_hasChanged = false;
};

/** "846.9MiB" in bytes; nothing for anything else. */
std::optional<qint64> uvSize(const QString &text);

} // namespace portico
