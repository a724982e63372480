// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/zipworkers.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace portico {

namespace {

/** Entries that are handed out at once: neighbours mostly share a folder. */
constexpr qint64 shareSize = 16;

/** All workers' common state. Every reader gives the entries in the same order, so a number names
 *  an entry; each worker passes over those that are not in the shares it took. */
class Workers
{
public:
    Workers(const std::shared_ptr<VolumeFile> &file, TreeBuilder &builder, WrittenFiles &written)
        : m_file(file)
        , m_builder(builder)
        , m_written(written)
    { }

    Result<> run(int count)
    {
        std::vector<std::thread> threads;
        for (int i = 1; i < count; ++i)
            threads.emplace_back([this] { work(); });
        work();
        for (std::thread &thread : threads)
            thread.join();
        return m_failure ? Result<>(*m_failure) : Result<>();
    }

private:
    void work()
    {
        const Result<> done = readAll();
        const std::lock_guard lock(m_mutex);
        if (!done && !m_failure)
            m_failure = done.error();
        if (!done)
            m_hasFailed = true;
    }

    Result<> readAll()
    {
        const auto reader = ArchiveReader::open(m_file, {Container::Zip, Compression::None});
        if (!reader)
            return reader.error();
        DiskSink sink(m_written);
        qint64 share = m_nextShare++;
        for (qint64 number = 0; !m_hasFailed; ++number) {
            const Result<std::optional<ReadEntry>> entry = (*reader)->next();
            if (!entry)
                return entry.error();
            if (!*entry)
                return {};
            if (number / shareSize > share)
                share = m_nextShare++;
            if (number / shareSize < share)
                continue;
            if (const Result<> added = m_builder.add(**reader, **entry, sink); !added)
                return added;
        }
        return {};
    }

    std::shared_ptr<VolumeFile> m_file;
    TreeBuilder &m_builder;
    WrittenFiles &m_written;
    std::atomic<qint64> m_nextShare = 0;
    std::atomic<bool> m_hasFailed = false;
    std::mutex m_mutex;
    std::optional<Error> m_failure;
};

} // namespace

int unpackThreads()
{
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 2, 4);
}

int packThreads()
{
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 16);
}

Result<> extractZip(const std::shared_ptr<VolumeFile> &file, TreeBuilder &builder,
                    WrittenFiles &written)
{
    return Workers(file, builder, written).run(unpackThreads());
}

} // namespace portico
