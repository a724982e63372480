// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/updatechannel.h"

#include "core/io/ed25519.h"
#include "core/io/sha256.h"

#include <QCoreApplication>

#include <algorithm>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

Error brokenChannel(const QString &detail)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("This build of Portico was given update keys that cannot be used."),
            .nextStep = Text::tr("Install a Portico that was made by its authors."),
            .detail = detail};
}

} // namespace

QString UpdateChannel::keyName() const
{
    QList<QByteArray> sorted = keys;
    std::sort(sorted.begin(), sorted.end());
    Sha256Hasher hasher;
    for (const QByteArray &key : std::as_const(sorted))
        hasher.add(key);
    return u"%1 of %2"_s.arg(threshold).arg(hasher.result().toHex());
}

Result<UpdateChannel> readUpdateChannel(const QString &address, const QString &keys, int threshold)
{
    UpdateChannel channel{.address = QUrl(address), .keys = {}, .threshold = threshold};
    for (const QString &text : keys.split(u',', Qt::SkipEmptyParts)) {
        const auto digits = Sha256::fromHex(text); // 64 digits, as a key has
        const QByteArray key =
            digits ? QByteArray::fromHex(digits->toHex().toLatin1()) : QByteArray();
        if (key.size() != kEd25519KeySize)
            return brokenChannel(u"“%1” is no key"_s.arg(text));
        if (channel.keys.contains(key))
            return brokenChannel(u"“%1” comes twice"_s.arg(text));
        channel.keys += key;
    }
    if (!channel.keys.isEmpty() && (threshold < 1 || threshold > channel.keys.size()))
        return brokenChannel(
            u"%1 of %2 keys cannot sign"_s.arg(threshold).arg(channel.keys.size()));
    return channel;
}

} // namespace portico
