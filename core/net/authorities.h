// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QSslCertificate>
#include <QString>

namespace portico {

/**
 * Certificate authorities that are trusted beside the system's: those of a network that looks into
 * https connections. Never instead of a check: they are issuers, nothing more.
 */

/**
 * The certificates of a PEM file (or one DER certificate), as a person is given by an
 * administrator. Errors: NotFound; InvalidInput where it holds no certificate, a private key, or
 * one that may not issue others; each named.
 */
Result<QList<QSslCertificate>> readAuthorities(const QString &path);

/** What the variable SSL_CERT_FILE names, which OpenSSL, uv and Python trust, and Qt does not look
 *  at: whoever set it for this computer meant us, too. Empty where it is not set or not readable.
 */
QList<QSslCertificate> inheritedAuthorities();

/** "Example Corp Root CA, until 2031-05-01": for the page. */
QString authorityName(const QSslCertificate &certificate);

/**
 * One PEM file in `folder` with the system's authorities, the inherited ones and these: for tools
 * that trust a single file (SSL_CERT_FILE replaces, it does not add). Written only when it differs.
 * Its path.
 */
Result<QString> writeAuthorityBundle(const QString &folder,
                                     const QList<QSslCertificate> &authorities);

} // namespace portico
