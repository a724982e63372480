// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"

#include <QByteArray>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace portico {

/**
 * The files below one top-level folder of site-packages, by name alone, without bytecode. Paths are
 * relative to site-packages. Links are not followed. claim() may be called from several threads.
 * All paths lie in one buffer with a table over it: no file costs an allocation. Private to
 * core/python.
 */
class SiteTree
{
public:
    static SiteTree read(const QByteArray &sitePackages, const QByteArray &top,
                         const JobContext &job);

    /** Whether that file is there; it then belongs to somebody. */
    bool claim(QByteArrayView path) const;
    bool contains(QByteArrayView path) const { return find(path) != kNowhere; }
    /** Whether a link stands among them, so that a file may be there that was not seen. */
    bool hasLinks() const { return m_hasLinks; }
    bool isClaimed() const; ///< any of its files
    std::vector<QByteArray> unclaimed() const;
    qsizetype count() const { return static_cast<qsizetype>(m_ends.size()); }

private:
    static constexpr quint32 kNowhere = 0xffff'ffff;

    void add(const QByteArray &folder, QByteArrayView name);
    void makeTable();
    quint32 find(QByteArrayView path) const;
    QByteArrayView pathAt(quint32 position) const;

    QByteArray m_text;            ///< all paths, one behind the other
    std::vector<quint32> m_ends;  ///< where each ends
    std::vector<quint32> m_table; ///< positions by hash; a power of two, at most half full
    std::unique_ptr<std::atomic<bool>[]> m_claims;
    bool m_hasLinks = false;
};

/** Runs work(0) to work(count - 1) on all processors, as long as the job is not cancelled. */
void inParallel(qsizetype count, const JobContext &job, const std::function<void(qsizetype)> &work);

} // namespace portico
