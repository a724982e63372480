// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/account.h"

#include "core/github/githubfailure.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GithubAccount)
};

constexpr qint64 kSoonDays = 14;

/** "2026-12-01 10:00:00 UTC", or with an offset. */
QDateTime expiryOf(const HttpReply &reply)
{
    const QString text =
        QString::fromLatin1(reply.header("github-authentication-token-expiration"));
    return QDateTime::fromString(text.left(19), u"yyyy-MM-dd HH:mm:ss"_s).isValid()
        ? QDateTime(QDate::fromString(text.left(10), Qt::ISODate),
                    QTime::fromString(text.mid(11, 8), Qt::ISODate), Qt::UTC)
        : QDateTime();
}

QStringList remarksOn(const GithubAccount &account, const QDateTime &now)
{
    QStringList remarks;
    if (!account.isFineGrained) {
        const bool hasRepositories =
            account.scopes.contains("repo"_L1) || account.scopes.contains("public_repo"_L1);
        if (!hasRepositories)
            remarks +=
                Text::tr("Without the right “repo” it can neither push, nor start workflows, "
                         "nor make releases.");
        if (!account.scopes.contains("workflow"_L1))
            remarks += Text::tr("Without the right “workflow” it cannot push workflow files.");
    }
    if (account.expires.isValid() && now.daysTo(account.expires) <= kSoonDays)
        remarks += Text::tr("It expires on %1.")
                       .arg(QLocale().toString(account.expires.date(), QLocale::ShortFormat));
    return remarks;
}

} // namespace

Result<GithubAccount> whoAmI(const GithubApi &api, const JobContext &job)
{
    const Result<GithubAnswerTo> answer =
        api.call({.what = Text::tr("asking whose the token is"), .path = u"/user"_s}, job);
    if (!answer)
        return answer.error();
    const Result<QJsonObject> user = answer->object();
    if (!user)
        return user.error();
    GithubAccount account{.login = user->value("login"_L1).toString(),
                          .server = api.server().name(),
                          .scopes = tokenScopes(answer->head),
                          .isFineGrained = !answer->head.hasHeader("x-oauth-scopes"),
                          .expires = expiryOf(answer->head),
                          .remarks = {}};
    account.remarks = remarksOn(account, api.clock().now().toUTC());
    return account;
}

QJsonObject toJson(const GithubAccount &account)
{
    return {{u"login"_s, account.login},
            {u"server"_s, account.server},
            {u"kind"_s, account.isFineGrained ? u"fine-grained"_s : u"classic"_s},
            {u"scopes"_s, QJsonArray::fromStringList(account.scopes)},
            {u"expires"_s,
             account.expires.isValid() ? QJsonValue(account.expires.toString(Qt::ISODate))
                                       : QJsonValue()},
            {u"remarks"_s, QJsonArray::fromStringList(account.remarks)}};
}

} // namespace portico
