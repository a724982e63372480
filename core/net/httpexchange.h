// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/httpclient.h"

#include <QPointer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace portico {

class HttpTransfer;

/**
 * One request between its caller's thread, which waits here and feeds the sink, and the network
 * thread, which delivers. The queue is bounded: a full one stops the network thread from reading,
 * and so the server from sending.
 */
class HttpExchange
{
public:
    explicit HttpExchange(HttpRequest request);

    const HttpRequest &request() const { return m_request; }

    /** The caller's side: blocks until the end. `onRoom` is called when a full queue was emptied by
     *  half; it may only post. */
    Result<HttpReply> drain(ByteSink &sink, const JobContext &job,
                            const std::function<void()> &onRoom);

    /** The network thread's side. */
    void deliverHead(HttpReply reply);
    /** Bytes that still fit; 0: stop until onRoom. */
    qint64 room();
    void deliver(QByteArray bytes);
    void finish(std::optional<Error> error);

    QPointer<HttpTransfer> transfer; ///< touched on the network thread only

private:
    struct Event
    {
        std::optional<HttpReply> head;
        QByteArray bytes;
        bool isEnd = false;
        std::optional<Error> error;
        bool gaveRoom = false;
    };
    Event next(const JobContext &job);

    const HttpRequest m_request;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<HttpReply> m_head; ///< delivered and not yet taken
    std::deque<QByteArray> m_chunks;
    qint64 m_queued = 0;
    bool m_isStarved = false; ///< the network thread found no room
    bool m_isFinished = false;
    bool m_isCancelled = false;
    std::optional<Error> m_error;
};

} // namespace portico
