// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/httpexchange.h"

#include <algorithm>
#include <utility>

namespace portico {

HttpExchange::HttpExchange(HttpRequest request)
    : m_request(std::move(request))
{ }

Result<HttpReply> HttpExchange::drain(ByteSink &sink, const JobContext &job,
                                      const std::function<void()> &onRoom)
{
    const CancelToken::Registration registration = job.cancel.onCancel([this] {
        const std::lock_guard lock(m_mutex);
        m_isCancelled = true;
        m_changed.notify_all();
    });
    HttpReply reply;
    while (true) {
        const Event event = next(job);
        if (event.gaveRoom)
            onRoom();
        if (event.isEnd) {
            if (event.error)
                return *event.error;
            return reply;
        }
        if (event.head)
            reply = *event.head;
        const Result<ByteSink::Want> want =
            event.head ? sink.begin(reply) : sink.write(event.bytes);
        if (!want)
            return want.error();
        if (*want == ByteSink::Want::Enough)
            return reply;
    }
}

HttpExchange::Event HttpExchange::next(const JobContext &job)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock,
                   [this] { return m_isCancelled || m_head || !m_chunks.empty() || m_isFinished; });
    Event event;
    if (m_isCancelled || job.isCancelled()) {
        event.isEnd = true;
        event.error = cancelledError();
    } else if (m_head) {
        event.head = std::exchange(m_head, std::nullopt);
    } else if (!m_chunks.empty()) {
        event.bytes = std::move(m_chunks.front());
        m_chunks.pop_front();
        m_queued -= event.bytes.size();
        if (m_isStarved && m_queued <= m_request.bufferSize / 2) {
            m_isStarved = false;
            event.gaveRoom = true;
        }
    } else {
        event.isEnd = true;
        event.error = m_error;
    }
    return event;
}

void HttpExchange::deliverHead(HttpReply reply)
{
    const std::lock_guard lock(m_mutex);
    m_head = std::move(reply);
    m_changed.notify_all();
}

qint64 HttpExchange::room()
{
    const std::lock_guard lock(m_mutex);
    const qint64 left = std::max<qint64>(0, m_request.bufferSize - m_queued);
    m_isStarved = left == 0;
    return left;
}

void HttpExchange::deliver(QByteArray bytes)
{
    const std::lock_guard lock(m_mutex);
    m_queued += bytes.size();
    m_chunks.push_back(std::move(bytes));
    m_changed.notify_all();
}

void HttpExchange::finish(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_error = std::move(error);
    m_changed.notify_all();
}

} // namespace portico
