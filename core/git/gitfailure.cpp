// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/gitfailure.h"

#include "core/platform/fileerror.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <git2.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GitFailure)
};

bool saysOneOf(const QString &words, std::initializer_list<QLatin1StringView> parts)
{
    return std::any_of(parts.begin(), parts.end(), [&words](QLatin1StringView part) {
        return words.contains(part, Qt::CaseInsensitive);
    });
}

/** "unexpected http status code: 404" gives 404; else 0. */
int httpStatus(const QString &words)
{
    static const QRegularExpression status(uR"re(http status code: (\d{3}))re"_s);
    return status.match(words).captured(1).toInt();
}

Error make(ErrorCode code, const QString &message, const QString &nextStep)
{
    return {.code = code, .message = message, .nextStep = nextStep, .detail = {}};
}

Error statusFailure(int status, const QString &address)
{
    if (status == 404 || status == 410)
        return make(ErrorCode::NotFound, Text::tr("There is no repository at %1.").arg(address),
                    Text::tr("Check the address; a private repository may need a login."));
    if (status == 401 || status == 403 || status == 407)
        return make(ErrorCode::PermissionDenied,
                    status == 407 ? Text::tr("The proxy refused the way to %1.").arg(address)
                                  : Text::tr("%1 does not let you in.").arg(address),
                    status == 407 ? Text::tr("Check the proxy and its login in the network "
                                             "settings.")
                                  : Text::tr("Check the address and its user and password."));
    return make(ErrorCode::HttpStatus,
                Text::tr("%1 answered with status %2.").arg(address).arg(status),
                Text::tr("Try again later, or use another address."));
}

Error judged(int code, int klass, const QString &words, const GitFailureContext &context)
{
    const QString &address = context.address;
    if (code == GIT_ECERTIFICATE || saysOneOf(words, {"certificate"_L1}))
        return make(ErrorCode::Refused,
                    Text::tr("The certificate of %1 is not trusted.").arg(address),
                    Text::tr("If your network inspects connections, name its certificate authority "
                             "in the network settings."));
    if (const int status = httpStatus(words))
        return statusFailure(status, address);
    if (saysOneOf(words, {"proxy authentication"_L1}))
        return statusFailure(407, address);
    if (code == GIT_EAUTH || saysOneOf(words, {"authentication"_L1, "credentials"_L1}))
        return statusFailure(401, address);
    if (saysOneOf(words, {"No space left"_L1, "not enough space on the disk"_L1}))
        return make(ErrorCode::DiskFull,
                    Text::tr("The disk became full while %1 was fetched.").arg(address),
                    Text::tr("Free some space and try again."));
    if (saysOneOf(words,
                  {"content-type"_L1, "content type"_L1, "invalid pkt"_L1, "unexpected pkt"_L1,
                   "packet line"_L1, "bad packet"_L1, "invalid packet"_L1,
                   "unsupported capability"_L1, "malformed"_L1, "unexpectedly redirected"_L1,
                   "unexpected redirect"_L1}))
        return make(ErrorCode::HttpStatus,
                    Text::tr("What answers at %1 is no git server.").arg(address),
                    Text::tr("Check the address; the network may also want you to sign in first."));
    if (saysOneOf(words, {"failed to resolve"_L1}))
        return make(ErrorCode::Network,
                    Text::tr("The address of %1 cannot be found: there is no such host, or no "
                             "network.")
                        .arg(address),
                    Text::tr("Check the address and your connection."));
    if (klass == GIT_ERROR_NET || klass == GIT_ERROR_SSL || klass == GIT_ERROR_HTTP
        || saysOneOf(words,
                     {"failed to connect"_L1, "early EOF"_L1, "unexpected EOF"_L1, "disconnect"_L1,
                      "connection"_L1, "timed out"_L1, "socket"_L1}))
        return make(ErrorCode::Network, Text::tr("The connection to %1 failed.").arg(address),
                    Text::tr("Check your connection and try again."));
    if (klass == GIT_ERROR_ZLIB || klass == GIT_ERROR_INDEXER || klass == GIT_ERROR_ODB
        || klass == GIT_ERROR_OBJECT || klass == GIT_ERROR_REFERENCE || klass == GIT_ERROR_TREE)
        return make(ErrorCode::Corrupt, Text::tr("What came from %1 is damaged.").arg(address),
                    Text::tr("Try again; if it stays so, the repository itself is damaged."));
    if (code == GIT_ENOTFOUND || saysOneOf(words, {"could not find repository"_L1}))
        return make(ErrorCode::NotFound, Text::tr("There is no git repository in %1.").arg(address),
                    Text::tr("Check the path or address."));
    return make(ErrorCode::Io, Text::tr("Git could not fetch %1.").arg(address),
                Text::tr("Look at the job's log for git's own words, and try again."));
}

} // namespace

Error gitFailureFrom(int code, int klass, const QString &words, const GitFailureContext &context)
{
    Error error = judged(code, klass, words, context);
    QString detail = u"libgit2 %1/%2: %3"_s.arg(code).arg(klass).arg(words);
    for (const QString &secret : context.secrets) {
        if (!secret.isEmpty())
            detail.replace(secret, "***"_L1);
    }
    error.detail = detail;
    return error;
}

Error gitFailure(int code, const GitFailureContext &context)
{
    const git_error *const last = git_error_last();
    return gitFailureFrom(code, last ? last->klass : 0,
                          last ? QString::fromUtf8(last->message) : QString(), context);
}

} // namespace portico
