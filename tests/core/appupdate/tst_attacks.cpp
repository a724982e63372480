// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// T17 of reliability.md: the attacks that The Update Framework names, each by a server on loopback
// that does it, with real signatures. Whatever it does, the person is told, nothing is taken, and
// the true update can be had afterwards.
#include "core/appupdate/checkupdate.h"
#include "core/io/sha256.h"
#include "core/net/qthttpclient.h"
#include "tests/core/appupdate/releasekey.h"
#include "tests/core/net/httpfixture.h"
#include "tests/support/http/fakeclock.h"
#include "tests/support/http/faultserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;
using Ending = ScriptedReply::Ending;

namespace {

const QByteArray kProgram = QByteArray(200'000, 'p') + "the new program";
const QByteArray kOldProgram = QByteArray(200'000, 'o') + "the old program";

QString inDays(int days)
{
    return QDateTime::currentDateTimeUtc().addDays(days).toString(u"yyyy-MM-ddTHH:mm:ssZ"_s);
}

QJsonObject fileOf(const QByteArray &program, const QString &name = u"Portico.AppImage"_s)
{
    return {{u"os"_s, u"linux"_s},       {u"architecture"_s, u"x64"_s},
            {u"kind"_s, u"appimage"_s},  {u"name"_s, name},
            {u"size"_s, program.size()}, {u"sha256"_s, sha256Of(program).toHex()}};
}

QJsonObject release(const QString &version, int sequence)
{
    return {{u"product"_s, u"portico"_s},
            {u"format"_s, 1},
            {u"version"_s, version},
            {u"minimumVersion"_s, u"0.1.0"_s},
            {u"sequence"_s, sequence},
            {u"expires"_s, inDays(30)},
            {u"files"_s, QJsonArray{fileOf(kProgram)}}};
}

QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson();
}

/** A server with what the test puts there, a client that trusts two of three keys, its settings. */
struct World
{
    std::array<ReleaseKey, 3> keys;
    ReleaseKey stranger;
    QTemporaryDir folder;
    FakeClock clock;
    QtHttpClient http;
    QMutex mutex;
    QHash<QByteArray, ScriptedReply> replies;
    FaultServer server{[this](const SeenRequest &request) {
        const QMutexLocker lock(&mutex);
        ScriptedReply missing = text("not here");
        missing.status = 404;
        return replies.value(request.target, missing);
    }};
    UpdateChannel channel{.address = server.url(u"/portico-update.json"_s),
                          .keys = {keys[0].publicKey(), keys[1].publicKey(), keys[2].publicKey()},
                          .threshold = 2};

    void put(const QByteArray &path, const ScriptedReply &reply)
    {
        const QMutexLocker lock(&mutex);
        replies.insert(path, reply);
    }
    void publish(const QByteArray &document, const QByteArray &signatures,
                 const QByteArray &program = kProgram)
    {
        put("/portico-update.json", text(document));
        put("/portico-update.json.sig", text(signatures));
        put("/Portico.AppImage", text(program));
    }
    void publish(const QJsonObject &json, const QByteArray &program = kProgram)
    {
        const QByteArray document = bytesOf(json);
        publish(document, keys[0].line(document) + keys[2].line(document), program);
    }

    AppUpdateServices services()
    {
        AppUpdateServices services{.http = http,
                                   .clock = clock,
                                   .settingsFolder = folder.filePath(u"settings"_s),
                                   .downloads = folder.filePath(u"downloads"_s)};
        services.network.source = NetworkChain::ProxySource::None;
        services.limits.stall = std::chrono::milliseconds(1000);
        services.limits.spareSpace = 0;
        services.limits.tries = 2;
        services.pace = {.window = std::chrono::milliseconds(200), .leastBytes = 100'000};
        return services;
    }
    Result<UpdateMetadata> check() { return checkUpdate(channel, services(), {}); }
    Result<DownloadedFile> fetch(const UpdateFile &file)
    {
        return fetchUpdate(channel, file, services(), {});
    }
    ErrorCode refusal()
    {
        const auto checked = check();
        return checked ? ErrorCode::Internal : checked.error().code;
    }
    /** The true update is offered, and comes as it was signed. */
    bool canUpdateTo(const QString &version, int sequence)
    {
        publish(release(version, sequence));
        const auto checked = check();
        if (!checked || checked->version.toString() != version)
            return false;
        const auto fetched = fetch(checked->files.constFirst());
        return fetched && fetched->isVerified && fetched->sha256 == sha256Of(kProgram);
    }
    bool nothingWasStored() const
    {
        return !QFileInfo::exists(folder.filePath(u"downloads/"_s) + sha256Of(kProgram).toHex());
    }
};

} // namespace

class TestAttacks final : public QObject
{
    Q_OBJECT

private slots:
    void theTrueUpdateIsTaken();
    void arbitrarySoftware();
    void endlessData();
    void extraneousDependencies();
    void fastForward();
    void indefiniteFreeze();
    void maliciousMirror();
    void mixAndMatch();
    void rollback();
    void slowRetrieval();
    void keyCompromiseBelowTheThreshold();
    void wrongSoftware();
};

void TestAttacks::theTrueUpdateIsTaken()
{
    World world;
    QVERIFY(world.nothingWasStored());
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 1));
    QVERIFY(!world.nothingWasStored());
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 2)); // signed anew before it expires
    QVERIFY(world.canUpdateTo(u"0.3.0"_s, 3));
}

void TestAttacks::arbitrarySoftware()
{
    World world;
    const QByteArray document = bytesOf(release(u"9.0.0"_s, 9));
    world.publish(document, {});
    QCOMPARE(world.refusal(), ErrorCode::Refused); // not signed
    world.publish(document, world.stranger.line(document));
    QCOMPARE(world.refusal(), ErrorCode::Refused); // by somebody else
    QByteArray line = world.keys[0].line(document) + world.keys[1].line(document);
    world.publish(bytesOf(release(u"9.0.1"_s, 9)), line);
    QCOMPARE(world.refusal(), ErrorCode::Refused); // changed after it was signed

    world.publish(release(u"0.2.0"_s, 1), QByteArray(kProgram).replace("new", "bad"));
    const auto checked = world.check();
    QVERIFY(checked);
    const auto fetched = world.fetch(checked->files.constFirst());
    QVERIFY(!fetched);
    QCOMPARE(fetched.error().code, ErrorCode::HashMismatch);
    QVERIFY(world.nothingWasStored());
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 2));
}

void TestAttacks::endlessData()
{
    World world;
    ScriptedReply endless;
    endless.body = QByteArray(64 << 10, ' ');
    endless.ending = Ending::Endless;
    for (const char *path : {"/portico-update.json", "/portico-update.json.sig"}) {
        world.publish(release(u"0.2.0"_s, 1));
        world.put(path, endless);
        QVERIFY(!world.check());
    }
    QVERIFY(world.server.bodyBytesSent() < 64 << 20);
    world.publish(release(u"0.2.0"_s, 1));
    const auto checked = world.check();
    QVERIFY(checked);
    world.put("/Portico.AppImage", text(kProgram + "x")); // one byte more than was signed
    QVERIFY(!world.fetch(checked->files.constFirst()));
    world.put("/Portico.AppImage", endless);
    QVERIFY(!world.fetch(checked->files.constFirst()));
    QVERIFY(world.nothingWasStored());
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 2));
}

void TestAttacks::extraneousDependencies()
{
    World world;
    QJsonObject json = release(u"0.2.0"_s, 1);
    json[u"requires"_s] = u"https://elsewhere.example/more.deb"_s;
    world.publish(json);
    QCOMPARE(world.refusal(), ErrorCode::InvalidInput); // even signed: no such field
    json = release(u"0.2.0"_s, 1);
    json[u"files"_s] = QJsonArray{fileOf(kProgram), fileOf(kOldProgram, u"Extra.AppImage"_s)};
    world.publish(json);
    QCOMPARE(world.refusal(), ErrorCode::InvalidInput); // one file for a place
    for (const QString &name : {u"https://elsewhere.example/a.AppImage"_s, u"../a.AppImage"_s,
                                u"a/b.AppImage"_s, u"//elsewhere.example/a.AppImage"_s}) {
        json[u"files"_s] = QJsonArray{fileOf(kProgram, name)};
        world.publish(json);
        QCOMPARE(world.refusal(), ErrorCode::InvalidInput);
    }
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 2));
    const QList<QByteArray> known{"/portico-update.json", "/portico-update.json.sig",
                                  "/Portico.AppImage"};
    for (const SeenRequest &request : world.server.requests())
        QVERIFY2(known.contains(request.target), request.target.constData());
}

void TestAttacks::fastForward()
{
    World world;
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 1));
    // A number far ahead, by who has too few keys: the true ones still count afterwards.
    const QByteArray document = bytesOf(release(u"900.0.0"_s, 2'000'000'000));
    world.publish(document, world.keys[0].line(document));
    QCOMPARE(world.refusal(), ErrorCode::Refused);
    QVERIFY(world.canUpdateTo(u"0.2.1"_s, 2));
    // By who had enough: a program with new keys gets over it.
    world.publish(release(u"900.0.0"_s, 2'000'000'000));
    QVERIFY(world.check());
    world.publish(release(u"0.3.0"_s, 3));
    QCOMPARE(world.refusal(), ErrorCode::Refused);
    world.keys = {};
    world.channel.keys = {world.keys[0].publicKey(), world.keys[2].publicKey()};
    QVERIFY(world.canUpdateTo(u"0.3.0"_s, 3));
}

void TestAttacks::indefiniteFreeze()
{
    World world;
    QJsonObject json = release(u"0.2.0"_s, 1);
    json[u"expires"_s] = inDays(-1);
    world.publish(json);
    QCOMPARE(world.refusal(), ErrorCode::Refused); // the one of last month, again and again
    json[u"expires"_s] = inDays(400);
    world.publish(json);
    QCOMPARE(world.refusal(), ErrorCode::Refused); // none is believed for longer than a month
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 1));
}

void TestAttacks::maliciousMirror()
{
    World world;
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 5));
    // It has everything but the keys, and answers as it likes.
    const QByteArray document = bytesOf(release(u"0.3.0"_s, 6));
    for (const QByteArray &lie : {QByteArray("<html>sign in</html>"), QByteArray(),
                                  QByteArray(300'000, '{'), document.left(100)}) {
        world.publish(lie, world.keys[0].line(document) + world.keys[1].line(document));
        QVERIFY(!world.check());
        world.publish(document, lie);
        QVERIFY(!world.check());
    }
    world.put("/portico-update.json", redirect(302, "http://elsewhere.example/update.json"));
    QVERIFY(!world.check()); // nor to a place without TLS
    QVERIFY(world.canUpdateTo(u"0.3.0"_s, 6));
}

void TestAttacks::mixAndMatch()
{
    World world;
    const QByteArray one = bytesOf(release(u"0.2.0"_s, 1));
    const QByteArray two = bytesOf(release(u"0.3.0"_s, 2));
    world.publish(two, world.keys[0].line(one) + world.keys[1].line(one));
    QCOMPARE(world.refusal(), ErrorCode::Refused); // signatures of another release
    world.publish(two, world.keys[0].line(one) + world.keys[1].line(two));
    QCOMPARE(world.refusal(), ErrorCode::Refused); // some of this, some of that
    world.publish(two, world.keys[0].line(two) + world.keys[1].line(two), kOldProgram);
    const auto checked = world.check();
    QVERIFY(checked);
    QVERIFY(!world.fetch(checked->files.constFirst())); // another release's file
    QJsonObject other = release(u"0.3.0"_s, 2);
    other[u"minimumVersion"_s] = u"0.2.0"_s;
    world.publish(other);
    QCOMPARE(world.refusal(), ErrorCode::Refused); // two documents with one number
    QVERIFY(world.nothingWasStored());
    QVERIFY(world.canUpdateTo(u"0.3.0"_s, 3));
}

void TestAttacks::rollback()
{
    World world;
    QVERIFY(world.canUpdateTo(u"0.3.0"_s, 7));
    world.publish(release(u"0.2.0"_s, 6));
    QCOMPARE(world.refusal(), ErrorCode::Refused); // the whole of an older day
    world.publish(release(u"0.3.0"_s, 6));
    QCOMPARE(world.refusal(), ErrorCode::Refused); // the same version as it was before
    world.publish(release(u"0.2.0"_s, 8));
    QCOMPARE(world.refusal(), ErrorCode::Refused); // an older version under a new number
    QJsonObject safer = release(u"0.4.0"_s, 9);
    safer[u"minimumVersion"_s] = u"0.3.0"_s;
    world.publish(safer);
    QVERIFY(world.check());
    world.publish(release(u"0.4.0"_s, 10));
    QCOMPARE(world.refusal(), ErrorCode::Refused); // the minimum version goes up only
    safer[u"sequence"_s] = 11;
    world.publish(safer);
    QVERIFY(world.check());
}

void TestAttacks::slowRetrieval()
{
    World world;
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 1));
    ScriptedReply drip = text(bytesOf(release(u"0.3.0"_s, 2)));
    drip.bytesPerTick = 1; // 50 bytes a second: a byte comes before any stall limit
    world.put("/portico-update.json", drip);
    QCOMPARE(world.refusal(), ErrorCode::Timeout);
    QJsonObject json = release(u"0.3.0"_s, 3);
    const QByteArray other = QByteArray(200'000, 'q');
    json[u"files"_s] = QJsonArray{fileOf(other)};
    world.publish(json, other);
    const auto checked = world.check();
    QVERIFY(checked);
    drip = text(other);
    drip.bytesPerTick = 20;
    world.put("/Portico.AppImage", drip);
    const auto fetched = world.fetch(checked->files.constFirst());
    QVERIFY(!fetched);
    QCOMPARE(fetched.error().code, ErrorCode::Timeout);
    world.put("/Portico.AppImage", text(other));
    QVERIFY(world.fetch(checked->files.constFirst()));
}

void TestAttacks::keyCompromiseBelowTheThreshold()
{
    World world;
    const QByteArray document = bytesOf(release(u"9.0.0"_s, 9));
    const QByteArray stolen = world.keys[1].line(document);
    world.publish(document, stolen);
    QCOMPARE(world.refusal(), ErrorCode::Refused);
    world.publish(document, stolen + stolen + stolen);
    QCOMPARE(world.refusal(), ErrorCode::Refused); // a key counts once
    world.publish(document, stolen + world.stranger.line(document));
    QCOMPARE(world.refusal(), ErrorCode::Refused);
    QByteArray borrowed = world.keys[0].publicKey().toHex() + stolen.mid(64);
    world.publish(document, stolen + borrowed);
    QCOMPARE(world.refusal(), ErrorCode::Refused); // under another key's name
    QVERIFY(world.canUpdateTo(u"0.2.0"_s, 1));
}

void TestAttacks::wrongSoftware()
{
    World world;
    QJsonObject json = release(u"0.2.0"_s, 1);
    json[u"product"_s] = u"another program of ours"_s;
    world.publish(json);
    QCOMPARE(world.refusal(), ErrorCode::InvalidInput); // signed by the same hands
    QJsonObject file = fileOf(kProgram, u"Portico.exe"_s);
    json = release(u"0.2.0"_s, 1);
    json[u"files"_s] = QJsonArray{file};
    world.publish(json);
    QCOMPARE(world.refusal(), ErrorCode::InvalidInput); // Windows' file as an AppImage
    file[u"os"_s] = u"windows"_s;
    file[u"kind"_s] = u"setup"_s;
    json[u"files"_s] = QJsonArray{file};
    world.publish(json);
    const auto checked = world.check();
    QVERIFY(checked);
    QVERIFY(!checked->fileFor(Os::Linux, Architecture::X64, UpdateKind::AppImage));
    QVERIFY(!checked->fileFor(Os::Windows, Architecture::Arm64, UpdateKind::Setup));
    QVERIFY(checked->fileFor(Os::Windows, Architecture::X64, UpdateKind::Setup));
}

QTEST_GUILESS_MAIN(TestAttacks)
#include "tst_attacks.moc"
