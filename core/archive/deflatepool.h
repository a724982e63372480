// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace portico {

/** A block of a file. */
struct DeflateTask
{
    QByteArray bytes;
    QByteArray before{}; ///< of the same file, up to 32 KiB: what it may refer to
    bool isLast = true;  ///< of its file
};

/** What became of it. */
struct DeflatedBlock
{
    QByteArray bytes{};   ///< as they were
    QByteArray packed{};  ///< a part of one raw deflate stream
    quint32 checksum = 0; ///< CRC-32 of `bytes`
};

/**
 * Deflates blocks on several threads and gives them back in the order in which they came. The bytes
 * do not depend on the number of threads: each block begins with what came before it as a
 * dictionary and ends at a byte (as pigz does it). Used by one thread.
 */
class DeflatePool
{
public:
    explicit DeflatePool(int threads);
    ~DeflatePool(); ///< leaves what is not done undone
    Q_DISABLE_COPY_MOVE(DeflatePool)

    void add(DeflateTask task);
    /** The oldest one, waiting for it. There must be one. */
    DeflatedBlock take();

    bool isEmpty() const { return m_jobs.empty(); }
    /** Whether more would only take memory. */
    bool isFull() const;

private:
    struct Job
    {
        DeflateTask task;
        DeflatedBlock block{};
        bool isDone = false;
    };
    void work();

    std::deque<std::shared_ptr<Job>> m_jobs{}; ///< oldest first; the caller's thread only
    qint64 m_bytes = 0;                        ///< in them
    std::deque<std::shared_ptr<Job>> m_open{}; ///< that nobody has begun
    std::mutex m_mutex;
    std::condition_variable m_hasOpen;
    std::condition_variable m_hasDone;
    bool m_isEnding = false;
    std::vector<std::thread> m_threads{};
};

} // namespace portico
