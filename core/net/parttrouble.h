// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/net/httpclient.h"

#include <QByteArrayView>
#include <QUrl>

#include <chrono>

namespace portico {

/** What can be wrong with the reply to a download, as sentences. */

/** A page where a file was expected: the network's sign-in page, or a page about an expired link.
 */
Error webPageError(const QUrl &url);
/** Whether a body begins like a page: no archive does. */
bool beginsLikeWebPage(QByteArrayView bytes);

/** Refused when the body is coded (gzip) although it was asked for as it is; but not where the file
 *  itself is a gzip file, whose servers often say so in this way. */
Result<> checkCoding(const HttpReply &reply);

Error wrongSizeError(const QUrl &url, qint64 actual, qint64 demanded);
Error wrongFileSizeError(const QString &path, qint64 actual, qint64 demanded);
Error tooLongError(const QUrl &url, qint64 demanded);
/** Nothing would tell a whole file from a cut one. */
Error unknownLengthError(const QUrl &url);
Error rangesIgnoredError(const QUrl &url);
Error wrongRangeError(const HttpReply &reply);
/** The server asks to wait longer than a try may. */
Error waitError(const QUrl &url, std::chrono::milliseconds wait);
Error hashMismatchError(const QString &source, const Sha256 &actual, const Sha256 &demanded);

} // namespace portico
