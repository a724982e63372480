// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/net/networkchain.h"

#include <QJsonObject>

namespace portico {

class ProcessRunner;

/** A proxy script (PAC) and the addresses it is asked about. */
struct PacQuestion
{
    QByteArray script;
    QList<QUrl> addresses;
};

/** Bytes; those of large companies have some 100,000. */
inline constexpr qint64 kLargestPacScript = 512 << 10;

/**
 * Runs proxy scripts in `portico-helper pac`, never in this process: a script comes from a network
 * and may loop, eat memory or wait for names. It has 64 MiB of memory and 10 s, and cannot reach
 * files or other programs. Of an https address it sees scheme and host only.
 */
class PacRunner
{
public:
    explicit PacRunner(const ProcessRunner &processes);

    /** What the script says for each address, such as "PROXY a:8080; DIRECT". Blocking. Errors:
     *  InvalidInput for a script that is none or fails, with its own words as detail; Timeout;
     *  Unsupported where this Portico was built without a script engine; Cancelled. */
    Result<QStringList> run(const PacQuestion &question, const JobContext &job) const;

private:
    const ProcessRunner &m_processes;
};

/**
 * The proxies of such an answer, in order: PROXY and HTTP are http proxies, SOCKS and SOCKS5 are
 * SOCKS 5; kinds that nobody here speaks (HTTPS, SOCKS4) are left out: empty when nothing
 * else was named, never a direct way that nobody allowed. `login` gives user and password. An empty
 * answer is a direct way. Pure.
 */
QList<ProxyServer> readPacAnswer(const QString &answer, const ProxyServer &login);

/** The faults of a script, told by the helper. */
Error pacScriptError(const QString &words);
Error noPacEngineError();

/** What travels to the helper. */
QJsonObject toJson(const PacQuestion &question);
PacQuestion pacQuestionFromJson(const QJsonObject &object);

} // namespace portico
