// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/httpclient.h"

#include <memory>

namespace portico {

class Network;

/**
 * The client over Qt's network. One thread, started with the first request, owns the managers: as
 * many as are needed, because one opens at most 6 connections to a host. HTTP/1.1 only, so that a
 * slow disk slows the server down instead of filling the memory. Outlives its callers.
 *
 * Each request takes the chain of `network` that counts when it begins, and keeps it to its end;
 * without one the system's ways and authorities. Which proxy an address takes is found out off the
 * network thread, where a script or the system has to be asked.
 */
class QtHttpClient final : public HttpClient
{
public:
    explicit QtHttpClient(std::shared_ptr<const Network> network = {});
    ~QtHttpClient() override;

    Result<HttpReply> get(const HttpRequest &request, ByteSink &sink,
                          const JobContext &job) const override;

private:
    class Thread;
    const std::shared_ptr<const Network> m_network;
    std::unique_ptr<Thread> m_thread;
};

} // namespace portico
