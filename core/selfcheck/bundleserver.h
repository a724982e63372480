// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QThread>
#include <QUrl>

#include <memory>

class QTcpServer;

namespace portico {

/**
 * Serves one file on loopback, on a thread of its own, as a release page would: with its length,
 * an ETag and ranges. Lives until it is destroyed; the address holds a random part, so that nothing
 * else on this computer meets it by chance.
 */
class BundleServer
{
public:
    /** Errors: NotFound; Io when no port can be opened on loopback. */
    static Result<std::unique_ptr<BundleServer>> start(const QString &file);
    ~BundleServer();
    Q_DISABLE_COPY_MOVE(BundleServer)

    const QUrl &url() const { return m_url; }

private:
    BundleServer() = default;

    QThread m_thread;
    QTcpServer *m_server = nullptr; ///< lives on the thread
    QUrl m_url;
};

/** The bytes that a request asks for, as its Range header says. */
struct AskedRange
{
    qint64 first = 0;
    qint64 last = -1; ///< inclusive

    friend bool operator==(const AskedRange &, const AskedRange &) = default;
};

/** One range of "bytes=...", clipped to the size; nothing when it cannot be served (416). */
std::optional<AskedRange> byteRange(QByteArrayView header, qint64 size);

} // namespace portico
