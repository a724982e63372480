// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/settings/giventoken.h"

#include "core/io/file.h"
#include "core/platform/hostos.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GivenToken)
};

constexpr qint64 kMostBytes = 4096;

QString valueOf(const QString &variable)
{
    return qEnvironmentVariable(variable.toLatin1().constData());
}

Result<QString> checkedToken(const QString &text, const QString &place)
{
    static const QRegularExpression form(u"^[\\x21-\\x7e]{4,1000}$"_s);
    const QString token = text.trimmed();
    if (form.match(token).hasMatch())
        return token;
    return Error{.code = ErrorCode::InvalidInput,
                 .message = Text::tr("%1 holds no token.").arg(place),
                 .nextStep = Text::tr("Write the token into it, and nothing else."),
                 .detail = {}};
}

/** Nobody else may read it. Windows keeps other people out of one's own folders by itself. */
Result<> checkAccess(const QFileInfo &file)
{
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (hostOs() == Os::Windows || !file.permissions().testAnyFlags(others))
        return {};
    return Error{.code = ErrorCode::Refused,
                 .message = Text::tr("The token file %1 may be read by others on this computer.")
                                .arg(file.filePath()),
                 .nextStep = Text::tr("Keep it to yourself: chmod 600 %1").arg(file.filePath()),
                 .detail = {}};
}

Result<std::optional<GivenToken>> tokenInFile(const QString &path, GivenToken::Way way)
{
    const QFileInfo file(path);
    if (way == GivenToken::Way::File && file.exists()) {
        if (const Result<> kept = checkAccess(file); !kept)
            return kept.error();
    }
    const Result<QByteArray> bytes = readFile(path, kMostBytes);
    if (!bytes)
        return bytes.error();
    const Result<QString> token = checkedToken(QString::fromUtf8(*bytes), path);
    if (!token)
        return token.error();
    return std::optional(GivenToken{.token = *token, .way = way, .place = path});
}

} // namespace

Result<std::optional<GivenToken>> givenToken(const TokenPlaces &places)
{
    const QString value = valueOf(places.variable).trimmed();
    if (!value.isEmpty()) {
        const Result<QString> token = checkedToken(value, places.variable);
        if (!token)
            return token.error();
        return std::optional(GivenToken{
            .token = *token, .way = GivenToken::Way::Variable, .place = places.variable});
    }
    const QString file = valueOf(places.variable + "_FILE"_L1);
    if (!file.isEmpty())
        return tokenInFile(file, GivenToken::Way::File);
    const QString credentials = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    const QString credential = credentials + u'/' + places.credential;
    if (!credentials.isEmpty() && QFileInfo::exists(credential))
        return tokenInFile(credential, GivenToken::Way::Credential);
    return std::optional<GivenToken>();
}

QString givenTokenText(const GivenToken &given)
{
    switch (given.way) {
    case GivenToken::Way::Variable:
        return Text::tr("From the variable %1, not from a keychain.").arg(given.place);
    case GivenToken::Way::File:
        return Text::tr("From the file %1, which holds it unencrypted: not from a keychain.")
            .arg(given.place);
    case GivenToken::Way::Credential:
        return Text::tr("From the service's credentials (%1), not from a keychain.")
            .arg(given.place);
    }
    return {};
}

} // namespace portico
