// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>

namespace portico {

/** A self-signed certificate and its key, made on the spot. */
struct TestCertificate
{
    QSslCertificate certificate;
    QSslKey key;
};

/** For `host`, issued by "Portico Test Issuer", valid from and to so many days from now. */
TestCertificate makeTestCertificate(const QByteArray &host, int fromDays, int toDays);

} // namespace portico
