// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/httpclient.h"
#include "core/net/proxychoice.h"

#include <QSslCertificate>

#include <memory>

namespace portico {

/** What the client is told once. */
struct HttpClientOptions
{
    ProxyChoice proxy;
    /** Also trusted as issuers, beside the system's: a company's own, or a test's. */
    QList<QSslCertificate> extraAuthorities;
};

/**
 * The client over Qt's network. One thread, started with the first request, owns the managers: as
 * many as are needed, because one opens at most 6 connections to a host. HTTP/1.1 only, so that a
 * slow disk slows the server down instead of filling the memory. Outlives its callers.
 */
class QtHttpClient final : public HttpClient
{
public:
    explicit QtHttpClient(HttpClientOptions options = {});
    ~QtHttpClient() override;

    Result<HttpReply> get(const HttpRequest &request, ByteSink &sink,
                          const JobContext &job) const override;

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

} // namespace portico
