// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/filesink.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace portico {

/**
 * Lets other threads write and hash while the caller's decodes: making files costs as much time as
 * decoding does. Each file is written by one thread, as its blocks come. What waits is bounded by
 * 16 MiB in buffers that are used again.
 */
class WriterPool final : public FileSink
{
public:
    WriterPool(WrittenFiles &written, int threads);
    /** Stops at once if drain() was not called. */
    ~WriterPool() override;

    Result<> begin(FileOrder order) override;
    Result<> write(QByteArrayView bytes) override;
    Result<> end() override;
    /** Waits until everything is written. */
    Result<> drain();

private:
    struct Block;
    struct Job;

    void work();
    void writeJob(Job &job, DiskSink &sink, std::unique_lock<std::mutex> &lock);
    Result<> send(std::shared_ptr<Job> job, bool isLast);
    Result<> takeBlock();
    void stop();

    WrittenFiles &m_written;
    std::mutex m_mutex;
    std::condition_variable m_forWriters;
    std::condition_variable m_forDecoder;
    std::deque<std::shared_ptr<Job>> m_waiting;
    std::vector<std::unique_ptr<Block>> m_free;
    int m_blocks = 0; ///< made so far
    std::optional<Error> m_failure;
    bool m_isStopping = false;
    bool m_isComplete = false;

    std::shared_ptr<Job> m_current; ///< the decoder's: file being decoded
    std::unique_ptr<Block> m_block; ///< and the block being filled
    bool m_isSent = false;          ///< whether the writers know the current file
    std::vector<std::thread> m_threads;
};

} // namespace portico
