// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/pacrunner.h"
#include "core/process/processrunner.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace portico;

class TestPacScript : public QObject
{
    Q_OBJECT

private slots:
    void expressions_data();
    void expressions();
    void answers_data();
    void answers();
    void faults_data();
    void faults();
    void seesNoPathOfHttps();
    void endless();
    void cancelled();

private:
    const SystemProcessRunner m_processes{};
};

/** Each is a piece of a script that must be true on www.example.org. */
void TestPacScript::expressions_data()
{
    QTest::addColumn<QByteArray>("expression");
    const auto row = [](const char *sentence, const char *expression) {
        QTest::newRow(sentence) << QByteArray(expression);
    };
    row("a name with dots is not plain", "!isPlainHostName(host) && isPlainHostName('intranet')");
    row("a host in its domain", "dnsDomainIs(host, '.example.org')");
    row("not in another", "!dnsDomainIs(host, '.example.com')");
    row("a host or its plain name",
        "localHostOrDomainIs('www', 'www.example.org') && localHostOrDomainIs(host, host) && "
        "!localHostOrDomainIs('home.example.org', 'www.example.org')");
    row("levels", "dnsDomainLevels(host) == 2 && dnsDomainLevels('www') == 0");
    row("stars", "shExpMatch(host, '*.example.*') && shExpMatch(url, 'https://www.*')");
    row("question marks",
        "shExpMatch(host, 'ww?.example.org') && !shExpMatch(host, 'w?.example.org')");
    row("dots are dots", "!shExpMatch('wwwxexample.org', 'www.example.org')");
    row("brackets are themselves", "!shExpMatch('a', '[a]') && shExpMatch('[a]', '[a]')");
    row("a network of addresses",
        "isInNet('10.1.2.3', '10.0.0.0', '255.0.0.0') && !isInNet('11.1.2.3', '10.0.0.0', "
        "'255.0.0.0')");
    row("a network in the upper half",
        "isInNet('198.95.249.79', '198.95.249.79', '255.255.255.255')");
    row("localhost is in its network", "isInNet('localhost', '127.0.0.0', '255.0.0.0')");
    row("an IPv6 network",
        "isInNetEx('fe80::1', 'fe80::/10') && !isInNetEx('fd00::1', 'fe80::/10')");
    row("names are looked up",
        "dnsResolve('localhost') === '127.0.0.1' && isResolvable('localhost')");
    row("names that are not there",
        "dnsResolve('nobody.invalid') === null && !isResolvable('nobody.invalid')");
    row("an own address", "/^\\d+\\.\\d+\\.\\d+\\.\\d+$/.test(myIpAddress())");
    row("every day of the week", "weekdayRange('SUN', 'SAT') && weekdayRange('WED', 'TUE', 'GMT')");
    row("one day in seven",
        "['SUN','MON','TUE','WED','THU','FRI','SAT'].filter(function(d) { return weekdayRange(d); "
        "})"
        ".length == 1");
    row("all hours",
        "timeRange(0, 23) && timeRange(0, 0, 23, 59) && timeRange(0, 0, 0, 23, 59, 59)");
    row("hours over midnight", "timeRange(12, 0, 11, 59)");
    row("one hour in twenty-four",
        "(function() { var n = 0; for (var h = 0; h < 24; ++h) n += timeRange(h) ? 1 : 0; return "
        "n; "
        "})() == 1");
    row("all months",
        "dateRange('JAN', 'DEC') && dateRange(1, 31) && dateRange(1, 'JAN', 31, 'DEC')");
    row("years",
        "dateRange(2020, 2999) && !dateRange(1999) && dateRange('JAN', 2020, 'DEC', 2999)");
    row("days of years",
        "dateRange(1, 'JAN', 2020, 31, 'DEC', 2999) && !dateRange(1, 'JAN', 1999, "
        "2, 'FEB', 2000, 'GMT')");
    row("nothing of this computer",
        "typeof require == 'undefined' && typeof process == 'undefined' "
        "&& typeof print == 'undefined' && typeof load == 'undefined'");
    row("alerts are for browsers", "alert('hello') === undefined");
}

void TestPacScript::expressions()
{
    QFETCH(QByteArray, expression);
    const QByteArray script =
        "function FindProxyForURL(url, host) { return (" + expression + ") ? 'DIRECT' : 'no'; }";
    const auto answer =
        PacRunner(m_processes).run({script, {QUrl(u"https://www.example.org/secret?x=1"_s)}}, {});
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message));
    QCOMPARE(answer->constFirst(), u"DIRECT"_s);
}

void TestPacScript::answers_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QStringList>("proxies");
    const auto row = [](const char *sentence, const QString &answer, const QStringList &proxies) {
        QTest::newRow(sentence) << answer << proxies;
    };
    row("nothing is direct", {}, {QString()});
    row("direct", u"DIRECT"_s, {QString()});
    row("one proxy", u"PROXY a.example:8080"_s, {u"http://me:pw@a.example:8080"_s});
    row("several", u"PROXY a.example:8080; SOCKS5 b.example:1080; DIRECT"_s,
        {u"http://me:pw@a.example:8080"_s, u"socks5h://me:pw@b.example:1080"_s, QString()});
    row("other words for it", u"http a.example:3128;socks b.example"_s,
        {u"http://me:pw@a.example:3128"_s, u"socks5h://me:pw@b.example:1080"_s});
    row("without a port", u"PROXY a.example"_s, {u"http://me:pw@a.example:80"_s});
    row("an IPv6 address", u"PROXY [fd00::1]:8080"_s, {u"http://me:pw@[fd00::1]:8080"_s});
    row("what nobody speaks is left out", u"HTTPS a.example:443; PROXY b.example:8080"_s,
        {u"http://me:pw@b.example:8080"_s});
    row("and is no direct way", u"HTTPS a.example:443; SOCKS4 b.example:1080"_s, {});
    row("nonsense is no direct way", u"whatever you like"_s, {});
    row("a port that cannot be", u"PROXY a.example:99999; DIRECT"_s, {QString()});
}

void TestPacScript::answers()
{
    QFETCH(QString, answer);
    QStringList found;
    const ProxyServer login{.user = u"me"_s, .password = u"pw"_s};
    for (const ProxyServer &proxy : readPacAnswer(answer, login))
        found += proxyAddress(proxy, Secrets::Shown);
    QTEST(found, "proxies");
}

void TestPacScript::faults_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("a page in its place") << QByteArray("<html>Sign in</html>");
    QTest::newRow("nothing in it") << QByteArray("var x = 1;");
    QTest::newRow("an error while it runs")
        << QByteArray("function FindProxyForURL() { return nobody.there; }");
    QTest::newRow("it throws") << QByteArray("function FindProxyForURL() { throw 'x'; }");
    QTest::newRow("no end of itself") << QByteArray("function FindProxyForURL(u, h) { return 'x' + "
                                                    "FindProxyForURL(u, h); }");
    QTest::newRow("all memory") << QByteArray(
        "function FindProxyForURL() { var a = []; while (true) a.push('xxxxxxxxx' + "
        "a.length); }");
}

void TestPacScript::faults()
{
    QFETCH(QByteArray, script);
    const auto answer =
        PacRunner(m_processes).run({script, {QUrl(u"https://www.example.org/"_s)}}, {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
    QVERIFY(!answer.error().nextStep.isEmpty());
}

void TestPacScript::seesNoPathOfHttps()
{
    const QByteArray script = "function FindProxyForURL(url) { return url; }";
    const auto answer = PacRunner(m_processes)
                            .run({script,
                                  {QUrl(u"https://a.example/secret?token=1"_s),
                                   QUrl(u"http://a.example/open?x=1"_s)}},
                                 {});
    QVERIFY(answer);
    QCOMPARE(*answer, (QStringList{u"https://a.example/"_s, u"http://a.example/open?x=1"_s}));
}

void TestPacScript::endless()
{
    const QByteArray script = "function FindProxyForURL() { while (true) { } }";
    const auto answer =
        PacRunner(m_processes).run({script, {QUrl(u"https://www.example.org/"_s)}}, {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Timeout);
}

void TestPacScript::cancelled()
{
    CancelSource source;
    std::thread canceller([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        source.cancel();
    });
    const QByteArray script = "function FindProxyForURL() { while (true) { } }";
    const auto answer =
        PacRunner(m_processes)
            .run({script, {QUrl(u"https://www.example.org/"_s)}}, JobContext(source.token()));
    canceller.join();
    QCOMPARE(answer.error().code, ErrorCode::Cancelled); // and not Timeout
}

QTEST_GUILESS_MAIN(TestPacScript)
#include "tst_pacscript.moc"
