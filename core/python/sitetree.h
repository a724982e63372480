// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"

#include <QByteArray>
#include <QHash>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace portico {

/**
 * The files below one top-level folder of site-packages, by name alone, without bytecode. Paths are
 * relative to site-packages. Links are not followed. claim() may be called from several threads.
 * Private to core/python.
 */
class SiteTree
{
public:
    static SiteTree read(const QString &sitePackages, const QByteArray &top, const JobContext &job);

    /** Whether that file is there; it then belongs to somebody. */
    bool claim(const QByteArray &path) const;
    /** Whether a link stands among them, so that a file may be there that was not seen. */
    bool hasLinks() const { return m_hasLinks; }
    bool isClaimed() const; ///< any of its files
    std::vector<QByteArray> unclaimed() const;
    bool contains(const QByteArray &path) const { return m_positions.contains(path); }
    qsizetype count() const { return m_positions.size(); }

private:
    QHash<QByteArray, quint32> m_positions;
    std::unique_ptr<std::atomic<bool>[]> m_claims;
    bool m_hasLinks = false;
};

/** Runs work(0) to work(count - 1) on all processors, as long as the job is not cancelled. */
void inParallel(qsizetype count, const JobContext &job, const std::function<void(qsizetype)> &work);

} // namespace portico
