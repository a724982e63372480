// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/updatesignatures.h"

#include "core/io/ed25519.h"

#include <QCoreApplication>
#include <QSet>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kKeyDigits = 2 * kEd25519KeySize;
constexpr qsizetype kSignatureDigits = 2 * kEd25519SignatureSize;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

bool areDigits(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char each) {
        return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f');
    });
}

bool isSignatureLine(QByteArrayView line)
{
    return line.size() == kKeyDigits + 1 + kSignatureDigits && line[kKeyDigits] == ' '
        && areDigits(line.first(kKeyDigits)) && areDigits(line.sliced(kKeyDigits + 1));
}

} // namespace

Result<> checkSignatures(const QByteArray &document, const QByteArray &signatures,
                         const UpdateChannel &channel)
{
    QSet<QByteArray> signers;
    int number = 0;
    for (const QByteArray &line : signatures.split('\n')) {
        ++number;
        if (line.isEmpty())
            continue;
        if (!isSignatureLine(line)) {
            return Error{.code = ErrorCode::InvalidInput,
                         .message = Text::tr("The signatures of the update cannot be read."),
                         .nextStep =
                             Text::tr("Nothing was changed. Try again tomorrow; if it stays, "
                                      "tell the authors of Portico."),
                         .detail = u"line %1"_s.arg(number)};
        }
        const QByteArray key = QByteArray::fromHex(line.first(kKeyDigits));
        if (channel.keys.contains(key)
            && isEd25519Signature(QByteArray::fromHex(line.sliced(kKeyDigits + 1)), document, key))
            signers += key;
    }
    if (!channel.isEmpty() && signers.size() >= channel.threshold)
        return {};
    return Error{.code = ErrorCode::Refused,
                 .message =
                     Text::tr("What the server says about updates was not signed by Portico's "
                              "authors: somebody may have changed it on the way."),
                 .nextStep = Text::tr("Nothing was changed. Try again in another network; if it "
                                      "stays, tell the authors of Portico."),
                 .detail = u"%1 of %2 signatures"_s.arg(signers.size()).arg(channel.threshold)};
}

} // namespace portico
