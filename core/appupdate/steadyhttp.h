// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/net/httpclient.h"

namespace portico {

/** How slow a server may be before it counts as one that does not want to deliver. */
struct SteadyPace
{
    std::chrono::milliseconds window{60000};
    qint64 leastBytes = 15 << 10; ///< in each window, for each connection
};

/**
 * Gets things as the client behind it, but not from a server that drips: its stall limit is content
 * with a byte now and then, which would keep an update back for ever. Timeout, so that the
 * downloader keeps what came, tries again a few times and then gives up. Thread-safe as the client
 * behind it.
 */
class SteadyHttp final : public HttpClient
{
public:
    SteadyHttp(const HttpClient &http, const Clock &clock, const SteadyPace &pace = {});

    Result<HttpReply> get(const HttpRequest &request, ByteSink &sink,
                          const JobContext &job) const override;

private:
    const HttpClient &m_http;
    const Clock &m_clock;
    const SteadyPace m_pace;
};

} // namespace portico
