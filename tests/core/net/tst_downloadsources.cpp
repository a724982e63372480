// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/net/downloadfixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <set>
#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;
using Ending = ScriptedReply::Ending;

class TestDownloadSources final : public QObject
{
    Q_OBJECT

private slots:
    void mirrorTakesOverWhereTheFirstStopped();
    void mirrorNeverSeesTheToken();
    void wrongFromTheFirstRightFromTheMirror();
    void twoAskForOneFile();
    void waitsGrowAndStayInTheirBounds();
    void localFileIsHashedInItsPlace();
    void badAddressesAreRefusedBeforeAnything_data();
    void badAddressesAreRefusedBeforeAnything();
    void progressIsInBytesAndInOrder();
    void emptyFile();
    void notEnoughSpaceIsSaidBefore();
};

namespace {

DownloadRequest requestFor(const FaultServer &server, const QByteArray &file)
{
    DownloadRequest request;
    request.url = server.url(u"/bundle.zip"_s);
    request.sha256 = sha256Of(file);
    return request;
}

/** A server that gives each connection 5 MB/s. */
ScriptedReply slowly(ScriptedReply reply)
{
    reply.bytesPerTick = 100'000;
    return reply;
}

} // namespace

void TestDownloadSources::mirrorTakesOverWhereTheFirstStopped()
{
    const QByteArray file = patternBytes(400'000);
    const FaultServer first([&](const SeenRequest &seen) {
        ScriptedReply reply = goodReply(seen, file);
        reply.cutAfter = seen.number == 0 ? 250'000 : 0;
        reply.ending = Ending::Close;
        return reply;
    });
    const FaultServer mirror(
        [&](const SeenRequest &seen) { return goodReply(seen, file, "\"other\""); });
    DownloadFixture fixture;
    DownloadRequest request = requestFor(first, file);
    request.mirrors = {mirror.url(u"/copy.zip"_s)};
    const Result<DownloadedFile> result = fixture.fetch(request);
    QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
    QCOMPARE(DownloadFixture::read(result->path), file);
    QCOMPARE(mirror.requests().size(), 1);
    QCOMPARE(mirror.requests().constFirst().header("Range"), QByteArray("bytes=250000-399999"));
    QCOMPARE(mirror.requests().constFirst().header("If-Range"), QByteArray());
}

void TestDownloadSources::mirrorNeverSeesTheToken()
{
    const QByteArray file = patternBytes(4000);
    const FaultServer first([](const SeenRequest &) {
        ScriptedReply reply;
        reply.status = 404;
        reply.setHeader("Content-Length", "0");
        return reply;
    });
    const FaultServer mirror([&](const SeenRequest &seen) { return goodReply(seen, file); });
    DownloadFixture fixture;
    DownloadRequest request = requestFor(first, file);
    request.authorization = "Bearer CANARY";
    request.mirrors = {mirror.url(u"/copy.zip"_s)};
    QVERIFY(fixture.fetch(request));
    QCOMPARE(first.requests().constFirst().header("Authorization"), QByteArray("Bearer CANARY"));
    for (const HttpHeader &header : mirror.requests().constFirst().headers)
        QVERIFY(!header.value.contains("CANARY"));
}

void TestDownloadSources::wrongFromTheFirstRightFromTheMirror()
{
    const QByteArray file = patternBytes(40'000, 1);
    const QByteArray other = patternBytes(40'000, 2);
    const FaultServer first([&](const SeenRequest &seen) { return goodReply(seen, other); });
    const FaultServer mirror([&](const SeenRequest &seen) { return goodReply(seen, file); });
    DownloadFixture fixture;
    DownloadRequest request = requestFor(first, file);
    const Result<DownloadedFile> alone = fixture.fetch(request);
    QVERIFY(!alone);
    QCOMPARE(alone.error().code, ErrorCode::HashMismatch);
    QVERIFY(alone.error().message.contains(sha256Of(file).toHex()));
    QVERIFY(alone.error().message.contains(sha256Of(other).toHex()));
    QCOMPARE(fixture.files(), QStringList());
    request.mirrors = {mirror.url(u"/copy.zip"_s)};
    const Result<DownloadedFile> result = fixture.fetch(request);
    QVERIFY(result);
    QCOMPARE(DownloadFixture::read(result->path), file);
}

void TestDownloadSources::twoAskForOneFile()
{
    const QByteArray file = patternBytes(1'000'000);
    const FaultServer server(
        [&](const SeenRequest &seen) { return slowly(goodReply(seen, file)); });
    DownloadFixture fixture;
    std::optional<Result<DownloadedFile>> other;
    std::thread second([&] {
        while (server.requests().isEmpty())
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        other = fixture.fetch(requestFor(server, file));
    });
    const Result<DownloadedFile> result = fixture.fetch(requestFor(server, file));
    second.join();
    QVERIFY(result);
    QVERIFY(*other);
    QCOMPARE((*other)->path, result->path);
    QCOMPARE(server.requests().size(), 1);
    QVERIFY2(fixture.log.join(u'\n').contains("bundle.zip"_L1),
             "the second one says who it waits for");
}

void TestDownloadSources::waitsGrowAndStayInTheirBounds()
{
    const FaultServer server([](const SeenRequest &) {
        ScriptedReply reply;
        reply.status = 503;
        reply.setHeader("Content-Length", "0");
        return reply;
    });
    DownloadFixture fixture;
    fixture.limits.tries = 8;
    QVERIFY(!fixture.fetch(requestFor(server, "x")));
    const QList<std::chrono::milliseconds> waits = fixture.clock.sleeps();
    QCOMPARE(waits.size(), 7);
    std::chrono::milliseconds top(1000);
    for (const std::chrono::milliseconds wait : waits) {
        top = std::min(top * 2, std::chrono::milliseconds(30000));
        QVERIFY(wait >= std::max(std::chrono::milliseconds(1000), top / 2));
        QVERIFY(wait <= top);
    }
}

void TestDownloadSources::localFileIsHashedInItsPlace()
{
    const QByteArray bytes = patternBytes(50'000);
    const QTemporaryDir place;
    const QString path = place.filePath(u"my bundle.zip"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    DownloadFixture fixture;
    DownloadRequest request;
    request.url = QUrl::fromLocalFile(path);
    const Result<DownloadedFile> unverified = fixture.fetch(request);
    QVERIFY(unverified);
    QCOMPARE(unverified->path, path);
    QVERIFY(!unverified->isVerified);
    request.sha256 = sha256Of(bytes);
    QVERIFY(fixture.fetch(request)->isVerified);
    request.sha256 = sha256Of("other");
    QCOMPARE(fixture.fetch(request).error().code, ErrorCode::HashMismatch);
    request.size = 5;
    QCOMPARE(fixture.fetch(request).error().code, ErrorCode::Refused);
    request.url = QUrl::fromLocalFile(place.filePath(u"missing.zip"_s));
    QCOMPARE(fixture.fetch(request).error().code, ErrorCode::NotFound);
    QCOMPARE(fixture.files(), QStringList());
    QCOMPARE(DownloadFixture::read(path), bytes);
}

void TestDownloadSources::badAddressesAreRefusedBeforeAnything_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("mirror");
    QTest::newRow("plain http elsewhere") << u"http://files.example/a.zip"_s << QString();
    QTest::newRow("a password") << u"https://u:p@files.example/a.zip"_s << QString();
    QTest::newRow("a bad mirror") << u"https://files.example/a.zip"_s
                                  << u"http://files.example/a.zip"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestDownloadSources::badAddressesAreRefusedBeforeAnything()
{
    QFETCH(QString, url);
    QFETCH(QString, mirror);
    DownloadFixture fixture;
    DownloadRequest request;
    request.url = QUrl(url);
    if (!mirror.isEmpty())
        request.mirrors = {QUrl(mirror)};
    const Result<DownloadedFile> result = fixture.fetch(request);
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::Refused
            || result.error().code == ErrorCode::InvalidInput);
    QCOMPARE(fixture.files(), QStringList());
}

void TestDownloadSources::progressIsInBytesAndInOrder()
{
    const QByteArray file = patternBytes(2'000'000);
    const FaultServer server(
        [&](const SeenRequest &seen) { return slowly(goodReply(seen, file)); });
    DownloadFixture fixture;
    QVERIFY(fixture.fetch(requestFor(server, file)));
    QStringList steps;
    qint64 before = 0;
    for (const Progress &progress : std::as_const(fixture.progress)) {
        if (steps.isEmpty() || steps.constLast() != progress.step) {
            steps += progress.step;
            before = 0;
        }
        QVERIFY(progress.done >= before);
        QVERIFY(progress.total == -1 || progress.total == file.size());
        before = progress.done;
    }
    QCOMPARE(steps, Downloader::steps());
    QCOMPARE(fixture.progress.constLast().done, file.size());
}

void TestDownloadSources::emptyFile()
{
    const FaultServer server([](const SeenRequest &seen) { return goodReply(seen, {}); });
    DownloadFixture fixture;
    const Result<DownloadedFile> result = fixture.fetch(requestFor(server, {}));
    QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
    QCOMPARE(result->size, 0);
    QVERIFY(result->isVerified);
}

void TestDownloadSources::notEnoughSpaceIsSaidBefore()
{
    const FaultServer server([](const SeenRequest &) {
        ScriptedReply reply;
        reply.setHeader("Content-Length", "900000000000000");
        reply.ending = Ending::Silence;
        return reply;
    });
    DownloadFixture fixture;
    const Result<DownloadedFile> result = fixture.fetch(requestFor(server, "x"));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::DiskFull);
    QCOMPARE(server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestDownloadSources)
#include "tst_downloadsources.moc"
