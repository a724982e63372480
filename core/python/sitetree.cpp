// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/sitetree.h"

#include "core/platform/folderlist.h"

#include <QFile>

#include <algorithm>
#include <thread>

namespace portico {

namespace {

constexpr qsizetype kMostFiles = 2'000'000;
constexpr int kDeepest = 64;

/** Where the walk still has to go. */
struct Place
{
    QByteArray path;
    int depth = 0;
};

} // namespace

SiteTree SiteTree::read(const QString &sitePackages, const QByteArray &top, const JobContext &job)
{
    SiteTree tree;
    std::vector<Place> places{{top, 0}};
    while (!places.empty() && !job.isCancelled()) {
        const Place place = places.back();
        places.pop_back();
        const QString folder = sitePackages + u'/' + QFile::decodeName(place.path);
        for (const FolderName &entry : listFolder(folder)) {
            const QByteArray path = place.path + '/' + entry.name;
            switch (entry.kind) {
            case FolderName::Kind::Folder:
                if (entry.name != "__pycache__" && place.depth < kDeepest)
                    places.push_back({path, place.depth + 1});
                break;
            case FolderName::Kind::Other:
                tree.m_hasLinks = true;
                [[fallthrough]];
            case FolderName::Kind::File:
                if (!entry.name.endsWith(".pyc") && tree.count() < kMostFiles)
                    tree.m_positions.insert(path, static_cast<quint32>(tree.count()));
                break;
            }
        }
    }
    tree.m_claims = std::make_unique<std::atomic<bool>[]>(static_cast<size_t>(tree.count()));
    return tree;
}

bool SiteTree::claim(const QByteArray &path) const
{
    const auto found = m_positions.constFind(path);
    if (found == m_positions.constEnd())
        return false;
    m_claims[*found].store(true, std::memory_order_relaxed);
    return true;
}

bool SiteTree::isClaimed() const
{
    return std::any_of(m_claims.get(), m_claims.get() + count(),
                       [](const std::atomic<bool> &claim) { return claim.load(); });
}

std::vector<QByteArray> SiteTree::unclaimed() const
{
    std::vector<QByteArray> paths;
    for (auto entry = m_positions.constBegin(); entry != m_positions.constEnd(); ++entry) {
        if (!m_claims[entry.value()].load(std::memory_order_relaxed))
            paths.push_back(entry.key());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

void inParallel(qsizetype count, const JobContext &job, const std::function<void(qsizetype)> &work)
{
    std::atomic<qsizetype> next = 0;
    const auto take = [&] {
        for (qsizetype i = next++; i < count && !job.isCancelled(); i = next++)
            work(i);
    };
    std::vector<std::jthread> threads;
    const qsizetype processors = std::thread::hardware_concurrency();
    for (qsizetype i = 1; i < std::min<qsizetype>({processors, count, 8}); ++i)
        threads.emplace_back(take);
    take();
}

} // namespace portico
