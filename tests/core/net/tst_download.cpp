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

class TestDownload final : public QObject
{
    Q_OBJECT

private slots:
    void unknownHashIsComputed();
    void cancelKeepsThePartAndResumes();
    void anotherFileUnderTheAddressBeginsAnew();
    void resumeNeedsProofThatItIsTheSameFile();
    void severalRangesMakeOneFile();
    void severalRangesSurviveFaults();
    void aChangeBehindSeveralRangesIsNoticed();
    void oneConnectionWhereRangesAreNotOffered();
    void finishedFileIsUsedAgain();
    void damagedFinishedFileIsFetchedAgain();
    void commitBeforeTheKillIsFound();
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

/** Figures that make several ranges worth it for a file of some megabytes. */
void makeEager(DownloadFixture &fixture)
{
    fixture.limits.severalFrom = 1 << 20;
    fixture.limits.smallestPiece = 128 << 10;
    fixture.limits.largestPiece = 512 << 10;
    fixture.limits.checkpoint = 256 << 10;
    fixture.limits.stall = std::chrono::milliseconds(2000);
}

/** A server that gives each connection 5 MB/s. */
ScriptedReply slowly(ScriptedReply reply)
{
    reply.bytesPerTick = 100'000;
    return reply;
}

} // namespace

void TestDownload::unknownHashIsComputed()
{
    const QByteArray file = patternBytes(100'000);
    const FaultServer server([&](const SeenRequest &seen) { return goodReply(seen, file); });
    DownloadFixture fixture;
    DownloadRequest request;
    request.url = server.url(u"/some file.zip"_s);
    const Result<DownloadedFile> result = fixture.fetch(request);
    QVERIFY(result);
    QCOMPARE(result->sha256, sha256Of(file));
    QCOMPARE(result->size, file.size());
    QVERIFY(!result->isVerified);
    QVERIFY(result->path.endsWith("/some file.zip"_L1));
    QCOMPARE(fixture.files().size(), 1);
}

void TestDownload::cancelKeepsThePartAndResumes()
{
    const QByteArray file = patternBytes(2'000'000);
    const FaultServer server([&](const SeenRequest &seen) {
        ScriptedReply reply = goodReply(seen, file);
        if (seen.number == 0) {
            reply.cutAfter = 1'200'000;
            reply.ending = Ending::Silence;
        }
        return reply;
    });
    DownloadFixture fixture;
    fixture.limits.stall = std::chrono::seconds(20);
    CancelSource cancel;
    QElapsedTimer sinceCancel;
    std::thread canceller([&] {
        const auto isHalf = [&] {
            const QMutexLocker lock(&fixture.mutex);
            return !fixture.progress.isEmpty() && fixture.progress.constLast().done >= 1'200'000;
        };
        while (!isHalf())
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        sinceCancel.start();
        cancel.cancel();
    });
    const Result<DownloadedFile> cancelled =
        fixture.fetch(requestFor(server, file), cancel.token());
    canceller.join();
    QVERIFY(sinceCancel.elapsed() < 1000);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
    const QString key = sha256Of(file).toHex();
    QCOMPARE(fixture.files(), (QStringList{key + u".part"_s, key + u".part.json"_s}));

    const Result<DownloadedFile> result = fixture.fetch(requestFor(server, file));
    QVERIFY(result);
    QCOMPARE(DownloadFixture::read(result->path), file);
    QCOMPARE(server.requests().constLast().header("Range"), QByteArray("bytes=1200000-1999999"));
    QCOMPARE(server.requests().constLast().header("If-Range"), QByteArray("\"v1\""));
    QCOMPARE(fixture.files().size(), 1);
}

void TestDownload::anotherFileUnderTheAddressBeginsAnew()
{
    const QByteArray first = patternBytes(400'000, 1);
    const QByteArray second = patternBytes(500'000, 2);
    const FaultServer server([&](const SeenRequest &seen) {
        if (seen.number > 0)
            return goodReply(seen, second, "\"v2\"");
        ScriptedReply reply = goodReply(seen, first);
        reply.cutAfter = 200'000;
        reply.ending = Ending::Close;
        return reply;
    });
    DownloadFixture fixture;
    DownloadRequest request;
    request.url = server.url(u"/latest.zip"_s);
    const Result<DownloadedFile> result = fixture.fetch(request);
    QVERIFY(result);
    QCOMPARE(DownloadFixture::read(result->path), second);
}

// Without ETag, Last-Modified and hash nothing tells whether old and new bytes belong together.
void TestDownload::resumeNeedsProofThatItIsTheSameFile()
{
    const QByteArray file = patternBytes(400'000);
    const FaultServer server([&](const SeenRequest &seen) {
        ScriptedReply reply = goodReply(seen, file);
        reply.removeHeader("ETag");
        if (seen.number == 0) {
            reply.cutAfter = 200'000;
            reply.ending = Ending::Close;
        }
        return reply;
    });
    DownloadFixture fixture;
    fixture.limits.tries = 1;
    DownloadRequest request;
    request.url = server.url(u"/bundle.zip"_s);
    QVERIFY(!fixture.fetch(request));
    const Result<DownloadedFile> result = fixture.fetch(request);
    QVERIFY(result);
    QCOMPARE(DownloadFixture::read(result->path), file);
    QCOMPARE(server.requests().constLast().header("Range"), QByteArray());
}

void TestDownload::severalRangesMakeOneFile()
{
    const QByteArray file = patternBytes(12'000'000);
    const FaultServer server(
        [&](const SeenRequest &seen) { return slowly(goodReply(seen, file)); });
    DownloadFixture fixture;
    makeEager(fixture);
    const Result<DownloadedFile> result = fixture.fetch(requestFor(server, file));
    QVERIFY2(result, qPrintable(result ? QString() : result.error().detail));
    QCOMPARE(DownloadFixture::read(result->path), file);
    QCOMPARE(fixture.files().size(), 1);
    std::set<QByteArray> ranges;
    for (const SeenRequest &seen : server.requests()) {
        if (seen.number > 0)
            QCOMPARE(seen.header("If-Range"), QByteArray("\"v1\""));
        ranges.insert(seen.header("Range"));
    }
    QVERIFY2(ranges.size() >= 8, "it must use several connections");
    QCOMPARE(qsizetype(ranges.size()), server.requests().size());
}

void TestDownload::severalRangesSurviveFaults()
{
    const QByteArray file = patternBytes(12'000'000);
    const FaultServer server([&](const SeenRequest &seen) {
        ScriptedReply reply = slowly(goodReply(seen, file));
        if (seen.number % 3 == 1) {
            reply.cutAfter = 70'000;
            reply.ending = seen.number % 2 == 0 ? Ending::Close : Ending::Reset;
        }
        if (seen.number == 5) {
            reply.status = 503;
            reply.body = "busy";
            reply.setHeader("Content-Length", "4");
        }
        return reply;
    });
    DownloadFixture fixture;
    makeEager(fixture);
    fixture.limits.tries = 50;
    const Result<DownloadedFile> result = fixture.fetch(requestFor(server, file));
    QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
    QCOMPARE(DownloadFixture::read(result->path), file);
}

void TestDownload::aChangeBehindSeveralRangesIsNoticed()
{
    const QByteArray first = patternBytes(6'000'000, 1);
    const QByteArray second = patternBytes(6'000'000, 2);
    const FaultServer server([&](const SeenRequest &seen) {
        return slowly(seen.number < 3 ? goodReply(seen, first) : goodReply(seen, second, "\"v2\""));
    });
    DownloadFixture fixture;
    makeEager(fixture);
    DownloadRequest request;
    request.url = server.url(u"/latest.zip"_s);
    const Result<DownloadedFile> result = fixture.fetch(request);
    QVERIFY(result);
    QCOMPARE(DownloadFixture::read(result->path), second);
}

void TestDownload::oneConnectionWhereRangesAreNotOffered()
{
    const QByteArray file = patternBytes(3'000'000);
    const FaultServer server([&](const SeenRequest &seen) {
        ScriptedReply reply = slowly(goodReply(seen, file));
        reply.removeHeader("Accept-Ranges");
        return reply;
    });
    DownloadFixture fixture;
    makeEager(fixture);
    const Result<DownloadedFile> result = fixture.fetch(requestFor(server, file));
    QVERIFY(result);
    QCOMPARE(server.requests().size(), 1);
}

void TestDownload::finishedFileIsUsedAgain()
{
    const QByteArray file = patternBytes(100'000);
    const FaultServer server([&](const SeenRequest &seen) { return goodReply(seen, file); });
    DownloadFixture fixture;
    const Result<DownloadedFile> first = fixture.fetch(requestFor(server, file));
    const Result<DownloadedFile> second = fixture.fetch(requestFor(server, file));
    QVERIFY(first && second);
    QCOMPARE(second->path, first->path);
    QVERIFY(second->isVerified);
    QCOMPARE(server.requests().size(), 1);
}

void TestDownload::damagedFinishedFileIsFetchedAgain()
{
    const QByteArray file = patternBytes(100'000);
    const FaultServer server([&](const SeenRequest &seen) { return goodReply(seen, file); });
    DownloadFixture fixture;
    const Result<DownloadedFile> first = fixture.fetch(requestFor(server, file));
    QVERIFY(first);
    QFile damaged(first->path);
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    damaged.seek(500);
    damaged.write("damage");
    damaged.close();
    const Result<DownloadedFile> second = fixture.fetch(requestFor(server, file));
    QVERIFY(second);
    QCOMPARE(DownloadFixture::read(second->path), file);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(fixture.files().size(), 1);
}

// Killed after the rename and before the state file went: the file must not be fetched again.
void TestDownload::commitBeforeTheKillIsFound()
{
    const QByteArray file = patternBytes(100'000);
    const FaultServer server([&](const SeenRequest &seen) { return goodReply(seen, file); });
    DownloadFixture fixture;
    DownloadRequest request;
    request.url = server.url(u"/bundle.zip"_s);
    QVERIFY(fixture.fetch(request));
    const DownloadStore store(fixture.folder.path());
    const QString key = DownloadStore::keyOf(request.url, std::nullopt);
    PartState state;
    state.url = request.url;
    state.size = file.size();
    state.ranges = {{0, file.size()}};
    state.sha256 = sha256Of(file);
    QVERIFY(writePartState(store.statePath(key), state));
    const Result<DownloadedFile> again = fixture.fetch(request);
    QVERIFY(again);
    QCOMPARE(again->sha256, sha256Of(file));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(fixture.files().size(), 1);
}

void TestDownload::mirrorTakesOverWhereTheFirstStopped()
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

void TestDownload::mirrorNeverSeesTheToken()
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

void TestDownload::wrongFromTheFirstRightFromTheMirror()
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

void TestDownload::twoAskForOneFile()
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

void TestDownload::waitsGrowAndStayInTheirBounds()
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

void TestDownload::localFileIsHashedInItsPlace()
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

void TestDownload::badAddressesAreRefusedBeforeAnything_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("mirror");
    QTest::newRow("plain http elsewhere") << u"http://files.example/a.zip"_s << QString();
    QTest::newRow("a password") << u"https://u:p@files.example/a.zip"_s << QString();
    QTest::newRow("a bad mirror") << u"https://files.example/a.zip"_s
                                  << u"http://files.example/a.zip"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestDownload::badAddressesAreRefusedBeforeAnything()
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

void TestDownload::progressIsInBytesAndInOrder()
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

void TestDownload::emptyFile()
{
    const FaultServer server([](const SeenRequest &seen) { return goodReply(seen, {}); });
    DownloadFixture fixture;
    const Result<DownloadedFile> result = fixture.fetch(requestFor(server, {}));
    QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
    QCOMPARE(result->size, 0);
    QVERIFY(result->isVerified);
}

void TestDownload::notEnoughSpaceIsSaidBefore()
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

QTEST_GUILESS_MAIN(TestDownload)
#include "tst_download.moc"
