// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networkchain.h"

#include <QProcess>
#include <QStringList>

namespace portico::test {

/** The SOCKS5 proxy of proxies.py as a program of its own; ends with this object. */
class SocksProgram
{
public:
    /** `words` as proxies.py says. */
    explicit SocksProgram(const QStringList &words)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(
            QStringLiteral("python3"),
            QStringList{QStringLiteral("-B"),
                        QStringLiteral(PORTICO_SOURCE_DIR "/tests/support/network/proxies.py")}
                + words);
        m_port = line().toUShort();
    }
    ~SocksProgram()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(5'000))
            m_process.kill();
        m_process.waitForFinished(5'000);
    }
    Q_DISABLE_COPY_MOVE(SocksProgram)

    quint16 port() const { return m_port; }

    ProxyServer server(const QString &user = {}, const QString &password = {}) const
    {
        return {.kind = ProxyServer::Kind::Socks5,
                .host = QStringLiteral("127.0.0.1"),
                .port = m_port,
                .user = user,
                .password = password};
    }

    /** The next "host:port" that somebody asked it for. */
    QString line()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20'000))
                qFatal("the proxy says nothing");
        }
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace portico::test
