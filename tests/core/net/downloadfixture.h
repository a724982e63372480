// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/sha256.h"
#include "core/net/downloader.h"
#include "core/net/downloadstore.h"
#include "core/net/partstate.h"
#include "core/net/qthttpclient.h"
#include "tests/support/http/fakeclock.h"
#include "tests/support/http/faultserver.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMutex>
#include <QTemporaryDir>

namespace portico {

/** Bytes that differ everywhere, so that a wrong place shows. */
inline QByteArray patternBytes(qsizetype size, quint32 seed = 1)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = seed * 2654435761U + 1;
    for (char &byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

/** A folder, a client, a clock that does not wait, and small figures. */
struct DownloadFixture
{
    QTemporaryDir folder;
    FakeClock clock;
    QtHttpClient qtHttp;
    NumberedHttp http{qtHttp};
    DownloadLimits limits;
    QMutex mutex;
    QStringList log;
    QList<Progress> progress;

    explicit DownloadFixture(std::shared_ptr<const Network> network = {})
        : qtHttp(std::move(network))
    {
        limits.stall = std::chrono::milliseconds(300);
        limits.checkpoint = 64 << 10;
        limits.spareSpace = 0;
    }

    JobContext job(const CancelToken &cancel = {})
    {
        JobReporter reporter;
        reporter.log = [this](const QString &line) {
            const QMutexLocker lock(&mutex);
            log += line;
        };
        reporter.progress = [this](const Progress &step) {
            const QMutexLocker lock(&mutex);
            progress += step;
        };
        return JobContext(cancel, reporter);
    }

    Result<DownloadedFile> fetch(const DownloadRequest &request, const CancelToken &cancel = {})
    {
        return Downloader(http, clock, folder.path(), limits).fetch(request, job(cancel));
    }

    /** Names of all files below the folder, relative. */
    QStringList files() const
    {
        QStringList names;
        QDirIterator each(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext())
            names += QDir(folder.path()).relativeFilePath(each.next());
        names.sort();
        return names;
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

inline QByteArray chunked(const QByteArray &body)
{
    QByteArray bytes;
    for (qsizetype at = 0; at < body.size(); at += 7000) {
        const QByteArray part = body.mid(at, 7000);
        bytes += QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
    }
    return bytes + "0\r\n\r\n";
}

/** Sends the body in chunks, without saying how long it is. */
inline void makeChunked(ScriptedReply &reply)
{
    reply.removeHeader("Content-Length");
    reply.setHeader("Transfer-Encoding", "chunked");
    reply.body = chunked(reply.body);
}

} // namespace portico
