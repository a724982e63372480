// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/deflatepool.h"

#include <zlib.h>

namespace portico {

namespace {

constexpr qint64 kMostBytes = 32LL << 20; ///< waiting or done
constexpr size_t kMostJobs = 512;
constexpr int kLevel = 6; ///< what zip does by itself
constexpr int kRaw = -15; ///< the largest window, without zlib's header
constexpr int kMemory = 8;
constexpr uLong kSyncMark = 16; ///< more than an empty block at a byte's border needs

/** One thread's stream, used again for every block. */
class Deflater
{
public:
    Deflater() { deflateInit2(&m_stream, kLevel, Z_DEFLATED, kRaw, kMemory, Z_DEFAULT_STRATEGY); }
    ~Deflater() { deflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Deflater)

    QByteArray pack(const DeflateTask &task)
    {
        deflateReset(&m_stream);
        if (!task.before.isEmpty())
            deflateSetDictionary(&m_stream, bytesOf(task.before), sizeOf(task.before));
        QByteArray packed(
            static_cast<qsizetype>(deflateBound(&m_stream, static_cast<uLong>(task.bytes.size()))
                                   + kSyncMark),
            Qt::Uninitialized);
        m_stream.next_in = const_cast<Bytef *>(bytesOf(task.bytes)); // zlib only reads them
        m_stream.avail_in = sizeOf(task.bytes);
        m_stream.next_out = reinterpret_cast<Bytef *>(packed.data());
        m_stream.avail_out = sizeOf(packed);
        deflate(&m_stream, task.isLast ? Z_FINISH : Z_SYNC_FLUSH); // there is room for all of it
        packed.truncate(packed.size() - static_cast<qsizetype>(m_stream.avail_out));
        return packed;
    }

    static const Bytef *bytesOf(const QByteArray &bytes)
    {
        return reinterpret_cast<const Bytef *>(bytes.constData());
    }
    static uInt sizeOf(const QByteArray &bytes) { return static_cast<uInt>(bytes.size()); }

private:
    z_stream m_stream{};
};

} // namespace

DeflatePool::DeflatePool(int threads)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

DeflatePool::~DeflatePool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_open.clear();
    }
    m_hasOpen.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

bool DeflatePool::isFull() const
{
    return m_bytes >= kMostBytes || m_jobs.size() >= kMostJobs;
}

void DeflatePool::add(DeflateTask task)
{
    auto job = std::make_shared<Job>(Job{.task = std::move(task)});
    m_bytes += job->task.bytes.size();
    m_jobs.push_back(job);
    {
        const std::lock_guard lock(m_mutex);
        m_open.push_back(std::move(job));
    }
    m_hasOpen.notify_one();
}

DeflatedBlock DeflatePool::take()
{
    const std::shared_ptr<Job> job = std::move(m_jobs.front());
    m_jobs.pop_front();
    std::unique_lock lock(m_mutex);
    m_hasDone.wait(lock, [&job] { return job->isDone; });
    m_bytes -= job->block.bytes.size();
    return std::move(job->block);
}

void DeflatePool::work()
{
    Deflater deflater;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_hasOpen.wait(lock, [this] { return m_isEnding || !m_open.empty(); });
        if (m_isEnding)
            return;
        const std::shared_ptr<Job> job = std::move(m_open.front());
        m_open.pop_front();
        lock.unlock();
        job->block.packed = deflater.pack(job->task);
        job->block.checksum = static_cast<quint32>(
            crc32(0, Deflater::bytesOf(job->task.bytes), Deflater::sizeOf(job->task.bytes)));
        job->block.bytes = std::move(job->task.bytes);
        lock.lock();
        job->isDone = true;
        m_hasDone.notify_one();
    }
}

} // namespace portico
