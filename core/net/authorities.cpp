// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/authorities.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSet>
#include <QSslCertificateExtension>
#include <QSslConfiguration>
#include <QVariantMap>

#include <algorithm>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Authorities)
};

constexpr qint64 kLargestFile = 4 << 20; // a whole system bundle has 0.2 MiB

Error unusable(const QString &message)
{
    return {.code = ErrorCode::InvalidInput,
            .message = message,
            .nextStep = Text::tr("Ask the administrator of your network for its certificate "
                                 "authority as a PEM file (“BEGIN CERTIFICATE”)."),
            .detail = {}};
}

/** Whether it says that it may issue others. Old roots say nothing at all: those are believed. */
bool mayIssue(const QSslCertificate &certificate)
{
    const QList<QSslCertificateExtension> extensions = certificate.extensions();
    const auto constraints = std::find_if(
        extensions.begin(), extensions.end(),
        [](const QSslCertificateExtension &each) { return each.oid() == "2.5.29.19"_L1; });
    return constraints == extensions.end()
        || constraints->value().toMap().value(u"ca"_s, true).toBool();
}

} // namespace

Result<QList<QSslCertificate>> readAuthorities(const QString &path)
{
    const Result<QByteArray> bytes = readFile(path, kLargestFile);
    const QString name = QDir::toNativeSeparators(path);
    if (!bytes)
        return bytes.error();
    if (bytes->contains("PRIVATE KEY-----"))
        return unusable(
            Text::tr("%1 holds a private key, which nobody should hand out.").arg(name));
    QList<QSslCertificate> certificates = QSslCertificate::fromData(*bytes, QSsl::Pem);
    if (certificates.isEmpty())
        certificates = QSslCertificate::fromData(*bytes, QSsl::Der);
    certificates.removeIf([](const QSslCertificate &each) { return each.isNull(); });
    if (certificates.isEmpty())
        return unusable(Text::tr("%1 holds no certificate.").arg(name));
    for (const QSslCertificate &certificate : certificates) {
        if (!mayIssue(certificate)) {
            return unusable(Text::tr("%1 holds the certificate of “%2”, which is a server's and no "
                                     "authority's.")
                                .arg(name, authorityName(certificate)));
        }
    }
    return certificates;
}

QList<QSslCertificate> inheritedAuthorities()
{
    const QString path = qEnvironmentVariable("SSL_CERT_FILE");
    if (path.isEmpty())
        return {};
    const Result<QByteArray> bytes = readFile(path, kLargestFile);
    return bytes ? QSslCertificate::fromData(*bytes, QSsl::Pem) : QList<QSslCertificate>();
}

QString authorityName(const QSslCertificate &certificate)
{
    const QString name = certificate.subjectDisplayName();
    return Text::tr("%1, valid until %2")
        .arg(name,
             QLocale().toString(certificate.expiryDate().toLocalTime().date(),
                                QLocale::ShortFormat));
}

Result<QString> writeAuthorityBundle(const QString &folder,
                                     const QList<QSslCertificate> &authorities)
{
    QByteArray pem;
    QSet<QSslCertificate> known;
    for (const QSslCertificate &each :
         QSslConfiguration::systemCaCertificates() + inheritedAuthorities() + authorities) {
        if (!known.contains(each))
            pem += each.toPem();
        known += each;
    }
    // The name tells the content, so that programs that run keep the file they were given.
    const QByteArray key = QCryptographicHash::hash(pem, QCryptographicHash::Sha1).toHex().left(12);
    const QString path = QDir(folder).filePath(u"authorities-%1.pem"_s.arg(QLatin1StringView(key)));
    if (QFileInfo(path).size() == pem.size())
        return path;
    if (const Result<> made = makeFolder(folder); !made)
        return made.error();
    if (const Result<> written = writeFileAtomically(path, pem); !written)
        return written.error();
    return path;
}

} // namespace portico
