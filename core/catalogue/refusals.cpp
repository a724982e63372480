// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/refusals.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/sha256.h"

using namespace Qt::StringLiterals;

namespace portico {

Refusals::Refusals(QString folder)
    : m_folder(std::move(folder))
{ }

QString Refusals::pathOf(const QUrl &url, bool hasToken) const
{
    const QString who = url.scheme() + "://"_L1 + url.authority()
        + (hasToken ? " with a token"_L1 : " anonymous"_L1);
    return m_folder + u'/' + sha256Of(who.toUtf8()).toHex().left(32) + ".refused"_L1;
}

std::optional<QDateTime> Refusals::until(const QUrl &url, bool hasToken, const QDateTime &now) const
{
    const auto bytes = readFile(pathOf(url, hasToken), 100);
    if (!bytes)
        return std::nullopt;
    const QDateTime until =
        QDateTime::fromString(QString::fromLatin1(bytes->trimmed()), Qt::ISODate);
    if (!until.isValid() || until <= now || until > now.addDays(1))
        return std::nullopt;
    return until;
}

void Refusals::remember(const QUrl &url, bool hasToken, const QDateTime &until) const
{
    if (makeFolder(m_folder)) {
        const QByteArray text = until.toUTC().toString(Qt::ISODate).toLatin1() + '\n';
        // Without it the server is asked once more and says the same again.
        (void)writeFileAtomically(pathOf(url, hasToken), text);
    }
}

} // namespace portico
