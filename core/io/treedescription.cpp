// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/ioerror.h"
#include "core/io/sha256.h"
#include "core/io/treemanifest.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TreeManifest)
};

ManifestEntry::Kind kindOf(TreeEntry::Kind kind)
{
    switch (kind) {
    case TreeEntry::Kind::Link:
        return ManifestEntry::Kind::Link;
    case TreeEntry::Kind::Folder:
        return ManifestEntry::Kind::Folder;
    case TreeEntry::Kind::File:
    case TreeEntry::Kind::Special: // refused before
        return ManifestEntry::Kind::File;
    }
    return ManifestEntry::Kind::File;
}

Result<QList<ManifestEntry>> listTree(const QString &folder, const JobContext &job)
{
    QList<ManifestEntry> entries;
    const auto add = [&](const TreeEntry &entry) -> Result<Visit> {
        if (!isManifestPath(entry.path))
            return Visit::SkipContent;
        if (entry.kind == TreeEntry::Kind::Special)
            return fileError(FileAct::Read, folder + u'/' + entry.path, ErrorCode::Refused,
                             Text::tr("it is neither a file, a folder nor a link"));
        const bool isFile = entry.kind == TreeEntry::Kind::File;
        ManifestEntry described{.path = entry.path,
                                .kind = kindOf(entry.kind),
                                .size = isFile ? entry.size : 0,
                                .mode = entry.mode,
                                .sha256 = {},
                                .linkTarget = {},
                                .mtimeNs = entry.mtimeNs,
                                .inode = entry.inode};
        if (entry.kind == TreeEntry::Kind::Link) {
            const Result<QString> target = readLink(folder + u'/' + entry.path);
            if (!target)
                return target.error();
            described.linkTarget = *target;
        }
        entries += described;
        return Visit::Continue;
    };
    if (const Result<> walked = walkTree(folder, add, job); !walked)
        return walked.error();
    return entries;
}

/** Hashes files on several threads: each takes the next one, the largest first. */
class Hashing
{
public:
    Hashing(const QString &folder, QList<ManifestEntry> &entries, const JobContext &job)
        : m_folder(folder)
        , m_job(job)
    {
        for (ManifestEntry &entry : entries) {
            if (entry.kind != ManifestEntry::Kind::File)
                continue;
            m_files.push_back(&entry);
            m_progress.total += entry.size;
        }
        std::sort(m_files.begin(), m_files.end(),
                  [](const ManifestEntry *a, const ManifestEntry *b) { return a->size > b->size; });
    }

    Result<> run()
    {
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 1; i < std::clamp(std::thread::hardware_concurrency(), 1U, 8U); ++i)
                threads.emplace_back([this] { work(); });
            work();
        }
        return m_outcome;
    }

private:
    void work()
    {
        for (size_t i = m_next++; i < m_files.size() && !m_hasFailed; i = m_next++) {
            ManifestEntry &entry = *m_files.at(i);
            const Result<Sha256> digest = hashFile(m_folder + u'/' + entry.path, m_job);
            const std::lock_guard lock(m_mutex);
            if (!digest) {
                m_hasFailed = true;
                m_outcome = digest.error();
                return;
            }
            entry.sha256 = *digest;
            m_progress.done += entry.size;
            m_job.report(m_progress);
        }
    }

    const QString &m_folder;
    const JobContext &m_job;
    std::vector<ManifestEntry *> m_files;
    std::atomic<size_t> m_next = 0;
    std::atomic<bool> m_hasFailed = false;
    std::mutex m_mutex;
    Progress m_progress{
        .step = Text::tr("Check the files"), .done = 0, .total = 0, .unit = ProgressUnit::Bytes};
    Result<> m_outcome;
};

} // namespace

Result<QList<ManifestEntry>> describeTree(const QString &folder, const JobContext &job)
{
    Result<QList<ManifestEntry>> entries = listTree(folder, job);
    if (!entries)
        return entries;
    if (const Result<> hashed = Hashing(folder, *entries, job).run(); !hashed)
        return hashed.error();
    std::sort(entries->begin(), entries->end(),
              [](const ManifestEntry &a, const ManifestEntry &b) { return a.path < b.path; });
    return entries;
}

} // namespace portico
