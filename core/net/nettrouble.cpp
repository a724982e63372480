// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/nettrouble.h"

#include "core/base/lists.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSslCertificate>
#include <QStringList>

#include <algorithm>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Network)
};

QString detailOf(const QUrl &url, const QString &text)
{
    return shownUrl(url) + u": "_s + text;
}

QString issuerOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.issuerInfo(QSslCertificate::Organization);
    names += certificate.issuerInfo(QSslCertificate::CommonName);
    names.removeDuplicates();
    return names.isEmpty() ? Text::tr("nobody") : listed(names);
}

QString dayOf(const QDateTime &moment)
{
    return QLocale().toString(moment.toLocalTime().date(), QLocale::ShortFormat);
}

/** Nobody that is trusted vouches for it: an authority that this computer does not know. */
bool isUnknownIssuer(const QList<QSslError> &errors)
{
    return std::any_of(errors.begin(), errors.end(), [](const QSslError &error) {
        return error.error() == QSslError::SelfSignedCertificateInChain
            || error.error() == QSslError::SelfSignedCertificate
            || error.error() == QSslError::UnableToGetLocalIssuerCertificate
            || error.error() == QSslError::UnableToGetIssuerCertificate
            || error.error() == QSslError::CertificateUntrusted;
    });
}

} // namespace

bool isStatusOnly(QNetworkReply::NetworkError kind)
{
    return (kind >= QNetworkReply::ContentAccessDenied && kind <= QNetworkReply::UnknownContentError
            && kind != QNetworkReply::ContentReSendError)
        || (kind >= QNetworkReply::InternalServerError
            && kind <= QNetworkReply::UnknownServerError);
}

bool isProxyUnreachable(QNetworkReply::NetworkError kind)
{
    return kind == QNetworkReply::ProxyConnectionRefusedError
        || kind == QNetworkReply::ProxyConnectionClosedError
        || kind == QNetworkReply::ProxyNotFoundError || kind == QNetworkReply::ProxyTimeoutError
        || kind == QNetworkReply::UnknownProxyError;
}

Error networkError(QNetworkReply::NetworkError kind, const QUrl &url, const QString &systemText)
{
    const QString host = url.host();
    const QString detail = detailOf(url, systemText);
    switch (kind) {
    case QNetworkReply::HostNotFoundError:
        return {ErrorCode::Network, Text::tr("The address of %1 cannot be found.").arg(host),
                Text::tr("Check the connection to the internet and the address."), detail};
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorCode::Network, Text::tr("%1 does not accept connections.").arg(host),
                Text::tr("Try again later; a firewall or proxy may also be in the way."), detail};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorCode::Refused, Text::tr("No safe connection to %1 can be made.").arg(host),
                Text::tr("A proxy, a virus scanner or this computer's clock may be the cause."),
                detail};
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return {
            ErrorCode::PermissionDenied,
            Text::tr("The proxy between here and %1 asks for a user name and password, or refuses "
                     "those it was given.")
                .arg(host),
            Text::tr("Enter them on the page Network."), detail};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return {ErrorCode::Network,
                Text::tr("The proxy between here and %1 cannot be reached.").arg(host),
                Text::tr("Check the proxy on the page Network."), detail};
    case QNetworkReply::TimeoutError:
        return {ErrorCode::Timeout, Text::tr("%1 did not answer in time.").arg(host),
                Text::tr("Check the connection to the internet, then try again."), detail};
    default:
        return {ErrorCode::Network, Text::tr("The connection to %1 broke.").arg(host),
                Text::tr("Check the connection to the internet, then try again."), detail};
    }
}

Error certificateError(const QUrl &url, const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons += error.errorString();
    const QSslCertificate certificate =
        errors.isEmpty() ? QSslCertificate() : errors.constFirst().certificate();
    if (certificate.isNull()) {
        return {ErrorCode::Refused,
                Text::tr("The certificate of %1 cannot be trusted.").arg(url.host()),
                Text::tr("A proxy, a virus scanner or this computer's clock may be the cause."),
                detailOf(url, reasons.join(u"; "_s))};
    }
    return {ErrorCode::Refused,
            Text::tr("The certificate of %1 cannot be trusted: it was issued by %2 and is valid "
                     "from %3 to %4.")
                .arg(url.host(), issuerOf(certificate), dayOf(certificate.effectiveDate()),
                     dayOf(certificate.expiryDate())),
            isUnknownIssuer(errors)
                ? Text::tr("If your network or virus scanner looks into connections, add its "
                           "certificate authority on the page Network; nothing was "
                           "downloaded.")
                : Text::tr("Check this computer's date, and whether a proxy or virus scanner looks "
                           "into connections; nothing was downloaded."),
            detailOf(url, reasons.join(u"; "_s))};
}

Error stallError(const QUrl &url, std::chrono::milliseconds limit)
{
    return {ErrorCode::Timeout,
            Text::tr("%1 sent nothing for %n second(s).", nullptr,
                     static_cast<int>((limit.count() + 999) / 1000))
                .arg(url.host()),
            Text::tr("Check the connection to the internet, then try again."), shownUrl(url)};
}

Error truncatedError(const QUrl &url, qint64 received, qint64 expected)
{
    return {ErrorCode::Network,
            Text::tr("The connection to %1 ended before everything had come.").arg(url.host()),
            Text::tr("Try again: what has come is kept."),
            detailOf(url, u"%1 of %2 bytes"_s.arg(received).arg(expected))};
}

Error malformedReplyError(const QUrl &url, const QString &what)
{
    return {ErrorCode::Refused,
            Text::tr("%1 sent an answer that contradicts itself.").arg(url.host()),
            Text::tr("A proxy may be broken; try another connection."), detailOf(url, what)};
}

} // namespace portico
