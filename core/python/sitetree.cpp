// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/sitetree.h"

#include "core/platform/folderlist.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <thread>

namespace portico {

namespace {

constexpr qsizetype kMostFiles = 2'000'000;
constexpr qsizetype kMostText = 1LL << 30;
constexpr int kDeepest = 64;

/** Where the walk still has to go. */
struct Place
{
    QByteArray path;
    int depth = 0;
};

size_t hashOf(QByteArrayView path)
{
    return std::hash<std::string_view>{}({path.data(), static_cast<size_t>(path.size())});
}

} // namespace

SiteTree SiteTree::read(const QByteArray &sitePackages, const QByteArray &top,
                        const JobContext &job)
{
    SiteTree tree;
    std::vector<Place> places{{top, 0}};
    while (!places.empty() && !job.isCancelled()) {
        const Place place = std::move(places.back());
        places.pop_back();
        listFolder(sitePackages + '/' + place.path, [&](QByteArrayView name, FolderEntry kind) {
            if (kind == FolderEntry::Folder) {
                if (name != "__pycache__" && place.depth < kDeepest)
                    places.push_back({place.path + '/' + name.toByteArray(), place.depth + 1});
                return;
            }
            tree.m_hasLinks |= kind == FolderEntry::Other;
            if (!name.endsWith(".pyc"))
                tree.add(place.path, name);
        });
    }
    tree.makeTable();
    return tree;
}

void SiteTree::add(const QByteArray &folder, QByteArrayView name)
{
    if (count() >= kMostFiles || m_text.size() >= kMostText)
        return;
    m_text += folder;
    m_text += '/';
    m_text += name;
    m_ends.push_back(static_cast<quint32>(m_text.size()));
}

void SiteTree::makeTable()
{
    m_claims = std::make_unique<std::atomic<bool>[]>(m_ends.size());
    m_table.assign(std::bit_ceil(2 * m_ends.size() + 1), kNowhere);
    const size_t mask = m_table.size() - 1;
    for (quint32 i = 0; i < m_ends.size(); ++i) {
        size_t slot = hashOf(pathAt(i)) & mask;
        while (m_table[slot] != kNowhere)
            slot = (slot + 1) & mask;
        m_table[slot] = i;
    }
}

QByteArrayView SiteTree::pathAt(quint32 position) const
{
    const qsizetype begin = position == 0 ? 0 : m_ends[position - 1];
    return QByteArrayView(m_text).sliced(begin, m_ends[position] - begin);
}

quint32 SiteTree::find(QByteArrayView path) const
{
    if (m_table.empty())
        return kNowhere;
    const size_t mask = m_table.size() - 1;
    for (size_t slot = hashOf(path) & mask; m_table[slot] != kNowhere; slot = (slot + 1) & mask) {
        if (pathAt(m_table[slot]) == path)
            return m_table[slot];
    }
    return kNowhere;
}

bool SiteTree::claim(QByteArrayView path) const
{
    const quint32 found = find(path);
    if (found == kNowhere)
        return false;
    m_claims[found].store(true, std::memory_order_relaxed);
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
    for (quint32 i = 0; i < m_ends.size(); ++i) {
        if (!m_claims[i].load(std::memory_order_relaxed))
            paths.push_back(pathAt(i).toByteArray());
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
