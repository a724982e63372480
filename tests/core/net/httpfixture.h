// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/network.h"
#include "core/net/qthttpclient.h"
#include "tests/support/http/faultserver.h"

#include <chrono>
#include <thread>

namespace portico {

inline ScriptedReply text(const QByteArray &body)
{
    ScriptedReply reply;
    reply.body = body;
    reply.setHeader("Content-Length", QByteArray::number(body.size()));
    return reply;
}

inline ScriptedReply redirect(int status, const QByteArray &location)
{
    ScriptedReply reply = text("elsewhere");
    reply.status = status;
    reply.setHeader("Location", location);
    return reply;
}

/** A network that never changes, with this chain. */
inline std::shared_ptr<const Network> networkOf(const NetworkChain &chain)
{
    const auto network = std::make_shared<Network>();
    network->use(chain);
    return network;
}

/** Everything through one proxy on this computer. */
inline std::shared_ptr<const Network> networkThrough(ProxyServer::Kind kind, quint16 port,
                                                     const QString &user = {},
                                                     const QString &password = {})
{
    NetworkChain chain;
    chain.source = NetworkChain::ProxySource::Fixed;
    chain.proxy = {.kind = kind,
                   .host = QStringLiteral("127.0.0.1"),
                   .port = port,
                   .user = user,
                   .password = password};
    return networkOf(chain);
}

/** Directly, with these authorities trusted as well. */
inline std::shared_ptr<const Network> networkTrusting(const QList<QSslCertificate> &authorities)
{
    NetworkChain chain;
    chain.source = NetworkChain::ProxySource::None;
    chain.extraAuthorities = authorities;
    return networkOf(chain);
}

/** Takes everything, as slowly as told. */
class CollectingSink final : public ByteSink
{
public:
    HttpReply head;
    QByteArray bytes;
    qint64 count = 0;
    std::chrono::milliseconds pause{0};
    bool keeps = true;

    Result<Want> begin(const HttpReply &reply) override
    {
        head = reply;
        return Want::More;
    }

    Result<Want> write(QByteArrayView part) override
    {
        if (keeps)
            bytes.append(part);
        count += part.size();
        std::this_thread::sleep_for(pause);
        return Want::More;
    }
};

inline HttpRequest requestFor(const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    request.stallLimit = std::chrono::milliseconds(2000);
    return request;
}

} // namespace portico
