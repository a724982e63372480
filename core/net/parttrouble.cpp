// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/parttrouble.h"

#include "core/base/sizes.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Download)
};

bool isGzipName(const QUrl &url)
{
    const QString name = url.fileName();
    return name.endsWith(".gz"_L1, Qt::CaseInsensitive)
        || name.endsWith(".tgz"_L1, Qt::CaseInsensitive);
}

} // namespace

Error webPageError(const QUrl &url)
{
    return {ErrorCode::HttpStatus,
            Text::tr("A web page came from %1 instead of the file: this network may want you to "
                     "sign in, or the address has expired.")
                .arg(url.host()),
            Text::tr("Open a browser, sign in to the network if it asks, then try again."),
            shownUrl(url)};
}

bool beginsLikeWebPage(QByteArrayView bytes)
{
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes = bytes.sliced(3);
    return bytes.trimmed().startsWith('<');
}

Result<> checkCoding(const HttpReply &reply)
{
    const QByteArray coding = reply.header("Content-Encoding").trimmed().toLower();
    if (coding.isEmpty() || coding == "identity")
        return {};
    if ((coding == "gzip" || coding == "x-gzip") && isGzipName(reply.url))
        return {};
    return Error{ErrorCode::Refused,
                 Text::tr("%1 sent the file in another form than was asked for (%2).")
                     .arg(reply.url.host(), QString::fromLatin1(coding.left(40))),
                 Text::tr("A proxy may change downloads; try another connection or address."),
                 shownUrl(reply.url)};
}

Error wrongSizeError(const QUrl &url, qint64 actual, qint64 demanded)
{
    return {ErrorCode::Refused,
            Text::tr("The file at %1 has %2 bytes, but %3 were promised.")
                .arg(url.host(), numberText(actual), numberText(demanded)),
            Text::tr("It may have been replaced by a newer one: look for it again."),
            shownUrl(url)};
}

Error wrongFileSizeError(const QString &path, qint64 actual, qint64 demanded)
{
    return {ErrorCode::Refused,
            Text::tr("The file %1 has %2 bytes, but %3 were promised.")
                .arg(path, numberText(actual), numberText(demanded)),
            Text::tr("Download it again; it may be incomplete or another version."),
            {}};
}

Error tooLongError(const QUrl &url, qint64 demanded)
{
    return {ErrorCode::Refused,
            Text::tr("%1 sent more than the %2 bytes that were promised.")
                .arg(url.host(), numberText(demanded)),
            Text::tr("It may have been replaced by a newer one: look for it again."),
            shownUrl(url)};
}

Error unknownLengthError(const QUrl &url)
{
    return {ErrorCode::Unsupported,
            Text::tr("%1 does not say how long the file is, so nobody could tell whether all of it "
                     "came.")
                .arg(url.host()),
            Text::tr("Download it with a browser and add it as a file, or give its SHA-256."),
            shownUrl(url)};
}

Error rangesIgnoredError(const QUrl &url)
{
    return {ErrorCode::Network, Text::tr("%1 sent the whole file again.").arg(url.host()),
            Text::tr("A proxy may change downloads; try another connection or address."),
            shownUrl(url) + u": 200 to a range"_s};
}

Error wrongRangeError(const HttpReply &reply)
{
    return {ErrorCode::Network,
            Text::tr("%1 sent another part of the file than was asked for.").arg(reply.url.host()),
            Text::tr("A proxy may change downloads; try another connection or address."),
            u"%1: HTTP %2, Content-Range %3"_s.arg(
                shownUrl(reply.url), QString::number(reply.status),
                QString::fromLatin1(reply.header("Content-Range").left(80)))};
}

Error waitError(const QUrl &url, std::chrono::milliseconds wait)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait);
    return {ErrorCode::HttpStatus,
            Text::tr("%1 asks to wait for %n minute(s) before the next download.", nullptr,
                     static_cast<int>(minutes.count()))
                .arg(url.host()),
            Text::tr("Try again then; what has come is kept."), shownUrl(url)};
}

Error hashMismatchError(const QString &source, const Sha256 &actual, const Sha256 &demanded)
{
    return {ErrorCode::HashMismatch,
            Text::tr("The file from %1 is not the one that was promised: its SHA-256 is %2, "
                     "expected was %3.")
                .arg(source, actual.toHex(), demanded.toHex()),
            Text::tr("Do not use this file. Look for a newer one, or tell its publisher."),
            {}};
}

} // namespace portico
