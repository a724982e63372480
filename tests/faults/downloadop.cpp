// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// One download as a program that can be killed anywhere, or measured:
//   downloadop FOLDER URL [sha256=HEX] [size=N] [checkpoint=BYTES] [checkpoint-ms=N]
//              [several-from=BYTES] [piece=BYTES] [connections=N] [tries=N] [wait-ms=N]
//              [spare=BYTES] [memory]
// Prints "path<TAB>sha256<TAB>size<TAB>verified" and ends with 0; or the error on stderr and 1.
#include "core/net/downloader.h"
#include "core/net/qthttpclient.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

bool take(const QString &argument, DownloadRequest &request, DownloadLimits &limits)
{
    const QString name = argument.section(u'=', 0, 0);
    const QString value = argument.section(u'=', 1);
    const qint64 number = value.toLongLong();
    if (name == "sha256"_L1)
        request.sha256 = Sha256::fromHex(value);
    else if (name == "size"_L1)
        request.size = number;
    else if (name == "checkpoint"_L1)
        limits.checkpoint = number;
    else if (name == "checkpoint-ms"_L1)
        limits.checkpointAge = std::chrono::milliseconds(number);
    else if (name == "several-from"_L1)
        limits.severalFrom = number;
    else if (name == "piece"_L1)
        limits.smallestPiece = limits.largestPiece = number;
    else if (name == "connections"_L1)
        limits.connections = static_cast<int>(number);
    else if (name == "buffer"_L1)
        limits.buffer = number;
    else if (name == "tries"_L1)
        limits.tries = static_cast<int>(number);
    else if (name == "spare"_L1)
        limits.spareSpace = number;
    else if (name == "wait-ms"_L1)
        limits.shortestWait = limits.longestWait = std::chrono::milliseconds(number);
    else
        return false;
    return true;
}

/** The most memory this process ever held, as Linux counts it. */
qint64 peakKib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').constFirst().toLongLong();
    }
    return -1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    QTextStream err(stderr);
    bool tellsMemory = false;
    const QStringList arguments = QCoreApplication::arguments();
    DownloadRequest request;
    DownloadLimits limits;
    if (arguments.size() >= 3)
        request.url = QUrl(arguments.at(2));
    for (const QString &argument : arguments.mid(3)) {
        tellsMemory = tellsMemory || argument == "memory"_L1;
        if (argument != "memory"_L1 && !take(argument, request, limits)) {
            err << "unknown: " << argument << '\n';
            return 2;
        }
    }
    if (arguments.size() < 3) {
        err << "downloadop FOLDER URL [name=value ...]\n";
        return 2;
    }
    const QtHttpClient http;
    const SystemClock clock;
    const Result<DownloadedFile> result =
        Downloader(http, clock, arguments.at(1), limits).fetch(request, {});
    if (tellsMemory)
        err << "peak-kib=" << peakKib() << '\n';
    if (!result) {
        const Error &error = result.error();
        err << errorCodeName(error.code) << ": " << error.message << ' ' << error.nextStep << " ("
            << error.detail << ")\n";
        return 1;
    }
    out << result->path << '\t' << result->sha256.toHex() << '\t' << result->size << '\t'
        << (result->isVerified ? "verified" : "unverified") << '\n';
    return 0;
}
