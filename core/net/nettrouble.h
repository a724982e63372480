// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QNetworkReply>
#include <QSslError>
#include <QUrl>

namespace portico {

/** The failure of a connection as sentences. Kept apart from the client so that it can be read. */
Error networkError(QNetworkReply::NetworkError kind, const QUrl &url, const QString &systemText);

/** A certificate that is not accepted: with its issuer and dates. There is no way around it. */
Error certificateError(const QUrl &url, const QList<QSslError> &errors);

/** No byte for that long. */
Error stallError(const QUrl &url, std::chrono::milliseconds limit);

/** The connection ended before the body did. */
Error truncatedError(const QUrl &url, qint64 received, qint64 expected);

/** A head that contradicts itself: two lengths, a negative one. */
Error malformedReplyError(const QUrl &url, const QString &what);

/** Whether Qt reports only a status of the server: a reply like any other for us. */
bool isStatusOnly(QNetworkReply::NetworkError kind);

/** Whether it is the proxy that cannot be reached, so that another may. */
bool isProxyUnreachable(QNetworkReply::NetworkError kind);

} // namespace portico
