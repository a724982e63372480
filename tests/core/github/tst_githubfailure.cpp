// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/githubfailure.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

using Heads = QList<QPair<QByteArray, QByteArray>>;

/** What GitHub refuses, as sentences. */
class GithubFailureTest final : public QObject
{
    Q_OBJECT

private slots:
    void eachRefusalHasItsSentence_data();
    void eachRefusalHasItsSentence();
    void theWordsOfABody_data();
    void theWordsOfABody();
    void serversAndTheirAddresses_data();
    void serversAndTheirAddresses();
    void theTokenGoesToTheServerAlone();
};

void GithubFailureTest::eachRefusalHasItsSentence_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Heads>("heads");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("then");
    const auto row = [](const char *name, int status, const Heads &heads, const QByteArray &words,
                        ErrorCode code, const QString &says, const QString &then) {
        QTest::newRow(name) << status << heads << "{\"message\":\"" + words + "\"}" << code << says
                            << then;
    };
    using enum ErrorCode;
    row("a token that expired", 401, {}, "Bad credentials", PermissionDenied,
        u"does not accept the token"_s, u"https://github.com/settings/tokens"_s);
    row("a classic token without the right", 404,
        {{"X-OAuth-Scopes", "gist, user"}, {"X-Accepted-OAuth-Scopes", "repo, public_repo"}},
        "Not Found", PermissionDenied, u"“repo” or “public_repo”"_s, u"settings/tokens"_s);
    row("something private or not there", 404,
        {{"X-OAuth-Scopes", "repo"}, {"X-Accepted-OAuth-Scopes", "repo"}}, "Not Found", NotFound,
        u"nothing for doing it"_s, u"private repository"_s);
    row("a fine-grained token without the permission", 403,
        {{"x-accepted-github-permissions", "contents=write"}},
        "Resource not accessible by personal access token", PermissionDenied,
        u"“contents: write”"_s, u"personal-access-tokens"_s);
    row("single sign-on, with its address", 403,
        {{"x-github-sso", "required; url=https://github.com/orgs/a/sso?authorization_request=b"}},
        "Resource protected by organization SAML enforcement.", PermissionDenied,
        u"single sign-on"_s, u"https://github.com/orgs/a/sso?authorization_request=b"_s);
    row("single sign-on that points elsewhere", 403,
        {{"x-github-sso", "required; url=https://evil.example/"}}, "Resource protected",
        PermissionDenied, u"single sign-on"_s, u"Configure SSO"_s);
    row("two factors", 403, {}, "The org requires two-factor authentication", PermissionDenied,
        u"two-factor"_s, u"settings/security"_s);
    row("forbidden for a reason of GitHub's", 403, {}, "Repository rule violations found",
        PermissionDenied, u"Repository rule violations found"_s, u"owner"_s);
    row("no longer kept", 410, {}, "Gone", NotFound, u"any more"_s, u"again"_s);
    row("moved", 307, {}, "Moved", NotFound, u"another name"_s, u"new name"_s);
    row("in somebody's way", 409, {}, "Conflict", Busy, u"Conflict"_s, u"try again"_s);
    row("GitHub's own trouble", 503, {}, "", HttpStatus, u"status 503"_s, u"later"_s);
}

void GithubFailureTest::eachRefusalHasItsSentence()
{
    QFETCH(const int, status);
    QFETCH(const Heads, heads);
    QFETCH(const QByteArray, body);
    const GithubServer server = *githubServerFrom({});
    HttpReply reply{.status = status, .url = server.callUrl(u"/things"_s), .headers = {}};
    for (const auto &[name, value] : heads)
        reply.headers.append(HttpHeader{name, value});
    const Error error = githubError({server, reply, body, u"doing it"_s});
    QTEST(error.code, "code");
    QFETCH(const QString, says);
    QFETCH(const QString, then);
    QVERIFY2(error.message.contains(says), qPrintable(error.message));
    QVERIFY2(error.nextStep.contains(then), qPrintable(error.nextStep));
    QVERIFY(error.message.endsWith(u'.') && error.nextStep.endsWith(u'.'));
}

void GithubFailureTest::theWordsOfABody_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("a message") << QByteArray(R"({"message":"Not Found"})") << u"Not Found"_s;
    QTest::newRow("what is wrong, by field") << QByteArray(
        R"({"message":"Validation Failed","errors":[{"field":"name","code":"already_exists"}]})")
                                             << u"Validation Failed; name already_exists"_s;
    QTest::newRow("what is wrong, in words")
        << QByteArray(R"({"message":"Bad","errors":["one",{"message":"two"}]})")
        << u"Bad; one; two"_s;
    QTest::newRow("a web page") << QByteArray("<html>") << u"it gave no reason"_s;
    QTest::newRow("nothing") << QByteArray() << u"it gave no reason"_s;
}

void GithubFailureTest::theWordsOfABody()
{
    QFETCH(const QByteArray, body);
    QTEST(githubWords(body), "words");
}

void GithubFailureTest::serversAndTheirAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("api");
    QTest::newRow("nothing typed") << QString() << u"https://api.github.com/user"_s;
    QTest::newRow("github.com") << u"https://github.com/"_s << u"https://api.github.com/user"_s;
    QTest::newRow("a company's cloud") << u"acme.ghe.com"_s << u"https://api.acme.ghe.com/user"_s;
    QTest::newRow("a company's own server")
        << u"github.example.com"_s << u"https://github.example.com/api/v3/user"_s;
    QTest::newRow("one with a port")
        << u"https://git.example:8443"_s << u"https://git.example:8443/api/v3/user"_s;
    QTest::newRow("this computer")
        << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080/api/v3/user"_s;
    QTest::newRow("plain http elsewhere") << u"http://github.example.com"_s << QString();
    QTest::newRow("with a password") << u"https://a:b@github.example.com"_s << QString();
    QTest::newRow("with a path") << u"https://github.example.com/me"_s << QString();
    QTest::newRow("no address") << u"https://"_s << QString();
}

void GithubFailureTest::serversAndTheirAddresses()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, api);
    const auto server = githubServerFrom(typed);
    QCOMPARE(bool(server), !api.isEmpty());
    if (server)
        QCOMPARE(server->callUrl(u"/user"_s).toString(), api);
}

void GithubFailureTest::theTokenGoesToTheServerAlone()
{
    const GithubServer server = *githubServerFrom({});
    QVERIFY(server.mayHaveToken(QUrl(u"https://api.github.com/user"_s)));
    QVERIFY(server.mayHaveToken(QUrl(u"https://uploads.github.com/repos"_s)));
    for (const QString &other :
         {u"http://api.github.com/user"_s, u"https://api.github.com:8443/user"_s,
          u"https://api.github.com.evil.example/"_s, u"https://objects.githubusercontent.com/x"_s})
        QVERIFY2(!server.mayHaveToken(QUrl(other)), qPrintable(other));
}

QTEST_GUILESS_MAIN(GithubFailureTest)
#include "tst_githubfailure.moc"
