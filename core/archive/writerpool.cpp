// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/writerpool.h"

#include <algorithm>
#include <array>

namespace portico {

namespace {

constexpr qsizetype blockSize = 128 * 1024;
constexpr int maxBlocks = 128; ///< 16 MiB

} // namespace

struct WriterPool::Block
{
    qsizetype size = 0;
    std::array<char, blockSize> data;

    QByteArrayView bytes() const { return QByteArrayView(data.data(), size); }
};

/** One file: its blocks come while it is being written. */
struct WriterPool::Job
{
    FileOrder order;
    std::deque<std::unique_ptr<Block>> blocks;
    bool isWhole = false;
};

WriterPool::WriterPool(WrittenFiles &written, int threads)
    : m_written(written)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

WriterPool::~WriterPool()
{
    stop();
    for (std::thread &thread : m_threads)
        thread.join();
}

void WriterPool::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isStopping = true;
    m_forWriters.notify_all();
}

Result<> WriterPool::begin(FileOrder order)
{
    m_current = std::make_shared<Job>();
    m_current->order = std::move(order);
    m_isSent = false;
    return {};
}

Result<> WriterPool::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (!m_block) {
            if (const Result<> taken = takeBlock(); !taken)
                return taken;
        }
        const qsizetype part = std::min(bytes.size(), blockSize - m_block->size);
        std::copy_n(bytes.data(), part, m_block->data.data() + m_block->size);
        m_block->size += part;
        bytes = bytes.sliced(part);
        if (m_block->size < blockSize)
            continue;
        if (const Result<> sent = send(m_current, false); !sent)
            return sent;
    }
    return {};
}

Result<> WriterPool::end()
{
    return send(std::move(m_current), true);
}

/** Hands over the filled block, and the file itself the first time. */
Result<> WriterPool::send(std::shared_ptr<Job> job, bool isLast)
{
    const std::lock_guard lock(m_mutex);
    if (m_failure)
        return *m_failure;
    if (m_block)
        job->blocks.push_back(std::move(m_block));
    job->isWhole = isLast;
    if (m_isSent) {
        m_forWriters.notify_all(); // the one that writes this file may sleep
    } else {
        m_waiting.push_back(std::move(job));
        m_forWriters.notify_one();
    }
    m_isSent = true;
    return {};
}

Result<> WriterPool::takeBlock()
{
    std::unique_lock lock(m_mutex);
    m_forDecoder.wait(lock,
                      [this] { return m_failure || !m_free.empty() || m_blocks < maxBlocks; });
    if (m_failure)
        return *m_failure;
    if (m_free.empty()) {
        m_block = std::make_unique_for_overwrite<Block>(); // no need to write zeros first
        ++m_blocks;
    } else {
        m_block = std::move(m_free.back());
        m_free.pop_back();
    }
    m_block->size = 0;
    return {};
}

Result<> WriterPool::drain()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isComplete = true;
        m_forWriters.notify_all();
    }
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
    return m_failure ? Result<>(*m_failure) : Result<>();
}

void WriterPool::work()
{
    DiskSink sink(m_written);
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_forWriters.wait(lock,
                          [this] { return m_isStopping || m_isComplete || !m_waiting.empty(); });
        if (m_isStopping || (m_isComplete && m_waiting.empty()))
            return;
        const std::shared_ptr<Job> job = std::move(m_waiting.front());
        m_waiting.pop_front();
        writeJob(*job, sink, lock);
    }
}

/** Writes one file; after a failure anywhere its blocks only pass through. */
void WriterPool::writeJob(Job &job, DiskSink &sink, std::unique_lock<std::mutex> &lock)
{
    const auto unlocked = [&](const auto &act) {
        if (m_failure)
            return;
        lock.unlock();
        const Result<> done = act();
        lock.lock();
        if (!done && !m_failure) {
            m_failure = done.error();
            m_forDecoder.notify_all();
        }
    };
    unlocked([&] { return sink.begin(job.order); });
    for (;;) {
        m_forWriters.wait(
            lock, [&] { return m_isStopping || !job.blocks.empty() || job.isWhole || m_failure; });
        if (m_isStopping)
            return;
        if (job.blocks.empty())
            break;
        std::unique_ptr<Block> block = std::move(job.blocks.front());
        job.blocks.pop_front();
        unlocked([&] { return sink.write(block->bytes()); });
        m_free.push_back(std::move(block));
        m_forDecoder.notify_one();
    }
    unlocked([&] { return sink.end(); });
}

} // namespace portico
