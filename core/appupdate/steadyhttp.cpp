// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/steadyhttp.h"

#include "core/net/urlrules.h"

#include <QCoreApplication>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

/** Counts what comes in each window of time. */
class PacedSink final : public ByteSink
{
public:
    PacedSink(ByteSink &sink, const Clock &clock, const SteadyPace &pace, const QUrl &url)
        : m_sink(sink)
        , m_clock(clock)
        , m_pace(pace)
        , m_url(url)
    { }

    Result<Want> begin(const HttpReply &reply) override
    {
        m_windowBegan = m_clock.monotonic();
        return m_sink.begin(reply);
    }

    Result<Want> write(QByteArrayView bytes) override
    {
        m_bytes += bytes.size();
        const std::chrono::milliseconds now = m_clock.monotonic();
        if (now - m_windowBegan >= m_pace.window) {
            if (m_bytes < m_pace.leastBytes)
                return tooSlow();
            m_windowBegan = now;
            m_bytes = 0;
        }
        return m_sink.write(bytes);
    }

private:
    Error tooSlow() const
    {
        return {.code = ErrorCode::Timeout,
                .message = Text::tr("%1 sends the update so slowly that it would never end.")
                               .arg(m_url.host()),
                .nextStep = Text::tr("Try again later or in another network; what came is kept."),
                .detail = shownUrl(m_url)};
    }

    ByteSink &m_sink;
    const Clock &m_clock;
    const SteadyPace m_pace;
    const QUrl m_url;
    std::chrono::milliseconds m_windowBegan{0};
    qint64 m_bytes = 0;
};

} // namespace

SteadyHttp::SteadyHttp(const HttpClient &http, const Clock &clock, const SteadyPace &pace)
    : m_http(http)
    , m_clock(clock)
    , m_pace(pace)
{ }

Result<HttpReply> SteadyHttp::get(const HttpRequest &request, ByteSink &sink,
                                  const JobContext &job) const
{
    PacedSink paced(sink, m_clock, m_pace, request.url);
    return m_http.get(request, paced, job);
}

} // namespace portico
