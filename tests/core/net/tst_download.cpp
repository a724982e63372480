// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/net/downloadfixture.h"
#include "tests/support/patience.h"

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
    fixture.limits.stall = std::chrono::seconds(60);
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
    QVERIFY(sinceCancel.elapsed() < kAtOnceMs);
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

QTEST_GUILESS_MAIN(TestDownload)
#include "tst_download.moc"
