// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

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
