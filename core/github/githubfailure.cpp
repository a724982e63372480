// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/githubfailure.h"

#include "core/catalogue/plaintext.h"
#include "core/io/json.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Github)
};

constexpr qsizetype kMostWords = 400;

QStringList wordsOf(const QByteArray &list)
{
    QStringList words;
    for (const QByteArray &word : list.split(',')) {
        if (!word.trimmed().isEmpty())
            words += QString::fromLatin1(word.trimmed());
    }
    return words;
}

/** GitHub's words as the end of a sentence. */
QString ending(const QByteArray &body)
{
    const QString words = githubWords(body);
    return words.endsWith(u'.') ? words : words + u'.';
}

QString loginStep(const GithubServer &server)
{
    return Text::tr("Make a new one at %1/settings/tokens and give it with “porticoctl github "
                    "login”.")
        .arg(server.web.toString());
}

Error made(const GithubRefusal &refusal, ErrorCode code, const QString &message,
           const QString &nextStep)
{
    return {.code = code,
            .message = message,
            .nextStep = nextStep,
            .detail = u"HTTP %1 from %2: %3"_s.arg(refusal.reply.status)
                          .arg(shownUrl(refusal.reply.url), githubWords(refusal.body))};
}

/** "required; url=https://github.com/orgs/acme/sso?authorization_request=…" */
Error signOnError(const GithubRefusal &refusal, const QByteArray &header)
{
    static const QRegularExpression form(uR"(url=([^;\s]+))"_s);
    const QUrl url(form.match(QString::fromLatin1(header)).captured(1), QUrl::StrictMode);
    const bool isGithubs = url.host() == refusal.server.web.host();
    return made(
        refusal, ErrorCode::PermissionDenied,
        Text::tr("GitHub refused %1: the organisation demands single sign-on, and the token "
                 "is not authorised for it.")
            .arg(refusal.what),
        isGithubs ? Text::tr("Open %1, authorise the token, then try again.").arg(url.toString())
                  : Text::tr("Open %1/settings/tokens, choose “Configure SSO” beside the token, "
                             "then try again.")
                        .arg(refusal.server.web.toString()));
}

/** The rights that would do, if the head says that the token has none of them. */
QStringList missingScopes(const HttpReply &reply)
{
    if (!reply.hasHeader("x-oauth-scopes") || !reply.hasHeader("x-accepted-oauth-scopes"))
        return {};
    const QStringList has = tokenScopes(reply);
    const QStringList accepted = wordsOf(reply.header("x-accepted-oauth-scopes"));
    for (const QString &scope : accepted) {
        if (has.contains(scope))
            return {};
    }
    return accepted;
}

std::optional<Error> rightsError(const GithubRefusal &refusal)
{
    if (const QStringList scopes = missingScopes(refusal.reply); !scopes.isEmpty()) {
        return made(refusal, ErrorCode::PermissionDenied,
                    Text::tr("GitHub refused %1: the token lacks the right “%2”.")
                        .arg(refusal.what, scopes.join(Text::tr("” or “"))),
                    Text::tr("Give the token that right at %1/settings/tokens, or make a new one "
                             "with it.")
                        .arg(refusal.server.web.toString()));
    }
    const QByteArray permissions = refusal.reply.header("x-accepted-github-permissions");
    const bool isFineGrained =
        githubWords(refusal.body).contains("not accessible by personal access token"_L1);
    if (!isFineGrained)
        return std::nullopt;
    const QString named = QString::fromLatin1(permissions).replace(u'=', ": "_L1);
    return made(refusal, ErrorCode::PermissionDenied,
                named.isEmpty()
                    ? Text::tr("GitHub refused %1: the token lacks a permission.").arg(refusal.what)
                    : Text::tr("GitHub refused %1: the token lacks the permission “%2”.")
                          .arg(refusal.what, named),
                Text::tr("Give the token that permission for this repository at %1/settings/"
                         "personal-access-tokens.")
                    .arg(refusal.server.web.toString()));
}

Error forbiddenError(const GithubRefusal &refusal)
{
    const QByteArray signOn = refusal.reply.header("x-github-sso");
    if (signOn.startsWith("required"))
        return signOnError(refusal, signOn);
    const QString words = githubWords(refusal.body);
    if (refusal.reply.hasHeader("x-github-otp")
        || words.contains("two-factor"_L1, Qt::CaseInsensitive)) {
        return made(
            refusal, ErrorCode::PermissionDenied,
            Text::tr("GitHub refused %1: two-factor authentication is demanded.").arg(refusal.what),
            Text::tr("Turn it on at %1/settings/security and use a token, never the "
                     "password.")
                .arg(refusal.server.web.toString()));
    }
    if (const auto rights = rightsError(refusal))
        return *rights;
    return made(refusal, ErrorCode::PermissionDenied,
                Text::tr("GitHub refused %1: %2").arg(refusal.what, ending(refusal.body)),
                Text::tr("Ask an owner of the repository, or use a token with more rights."));
}

Error notFoundError(const GithubRefusal &refusal)
{
    if (const auto rights = rightsError(refusal))
        return *rights;
    return made(
        refusal, ErrorCode::NotFound,
        Text::tr("GitHub has nothing for %1, or the token may not see it.").arg(refusal.what),
        Text::tr("Check the names. A private repository needs a token with the right "
                 "“repo”, or one that was made for it."));
}

Error otherError(const GithubRefusal &refusal)
{
    const int status = refusal.reply.status;
    if (status >= 500) {
        return made(refusal, ErrorCode::HttpStatus,
                    Text::tr("%1 has a problem of its own (status %2).")
                        .arg(refusal.server.name())
                        .arg(status),
                    Text::tr("Try again later; githubstatus.com says more."));
    }
    if (isRedirectStatus(status)) {
        return made(refusal, ErrorCode::NotFound,
                    Text::tr("GitHub says that what is meant with %1 has another name now.")
                        .arg(refusal.what),
                    Text::tr("Look for its new name with a browser, and use that."));
    }
    return made(refusal, status == 409 || status == 423 ? ErrorCode::Busy : ErrorCode::InvalidInput,
                Text::tr("GitHub did not accept %1: %2").arg(refusal.what, ending(refusal.body)),
                Text::tr("Change what it says, then try again."));
}

} // namespace

QStringList tokenScopes(const HttpReply &reply)
{
    return wordsOf(reply.header("x-oauth-scopes"));
}

QString githubWords(const QByteArray &body)
{
    const Result<QJsonObject> object = parseJsonObject(body, {.maxBytes = 1 << 20, .maxDepth = 16});
    if (!object)
        return Text::tr("it gave no reason");
    QStringList parts{object->value("message"_L1).toString()};
    for (const auto &error : object->value("errors"_L1).toArray()) {
        const QJsonObject each = error.toObject();
        const QString words =
            error.isString() ? error.toString() : each.value("message"_L1).toString();
        const QString form =
            u"%1 %2"_s.arg(each.value("field"_L1).toString(), each.value("code"_L1).toString());
        parts += words.isEmpty() ? form.trimmed() : words;
    }
    parts.removeAll(QString());
    const QString text = plainText(parts.join("; "_L1)).simplified().left(kMostWords);
    return text.isEmpty() ? Text::tr("it gave no reason") : text;
}

Error noTokenError(const GithubServer &server)
{
    return {.code = ErrorCode::PermissionDenied,
            .message = Text::tr("No token for %1 was given.").arg(server.name()),
            .nextStep = loginStep(server),
            .detail = {}};
}

Error githubError(const GithubRefusal &refusal)
{
    switch (refusal.reply.status) {
    case 401:
        return made(
            refusal, ErrorCode::PermissionDenied,
            Text::tr("%1 does not accept the token: it has expired, was revoked or is none.")
                .arg(refusal.server.name()),
            loginStep(refusal.server));
    case 403:
        return forbiddenError(refusal);
    case 404:
        return notFoundError(refusal);
    case 410:
        return made(
            refusal, ErrorCode::NotFound,
            Text::tr("GitHub does not keep what is meant with %1 any more.").arg(refusal.what),
            Text::tr("Let the workflow make it again."));
    default:
        return otherError(refusal);
    }
}

} // namespace portico
