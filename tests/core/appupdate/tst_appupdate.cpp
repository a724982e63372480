// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/handover.h"
#include "core/appupdate/replaceappimage.h"
#include "core/appupdate/updatesignatures.h"
#include "core/appupdate/updatetrust.h"
#include "core/io/sha256.h"
#include "core/process/processrunner.h"
#include "tests/core/appupdate/releasekey.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kGood = R"({"product": "portico", "format": 1, "version": "0.2.0",
 "minimumVersion": "0.1.0", "sequence": 3, "expires": "2026-12-01T00:00:00Z", "notes": ["It starts faster."],
 "files": [{"os": "linux", "architecture": "x64", "kind": "appimage", "name": "Portico-0.2.0.AppImage",
  "size": 5, "sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}]})";

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

/** The parts of an app update one by one; tst_attacks has them together. */
class TestAppUpdate final : public QObject
{
    Q_OBJECT

private slots:
    void signaturesAreEd25519();
    void channel_data();
    void channel();
    void readsGoodMetadata();
    void refusesHostileMetadata_data();
    void refusesHostileMetadata();
    void refusesHostileSignatures_data();
    void refusesHostileSignatures();
    void trustOutlivesTheProgramAndTheClock();
    void kindFollowsTheInstallation_data();
    void kindFollowsTheInstallation();
    void asksThePackageManager();
    void opensThePlatformsInstaller();
    void replacesAnAppImage();
    void refusesAChangedAppImage();
};

/** RFC 8032, section 7.1, test 2. */
void TestAppUpdate::signaturesAreEd25519()
{
    const auto key =
        QByteArray::fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const auto signature =
        QByteArray::fromHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    QVERIFY(isEd25519Signature(signature, "\x72", key));
    QVERIFY(!isEd25519Signature(signature, "\x73", key));
    QVERIFY(!isEd25519Signature(signature.left(63), "\x72", key));
    QVERIFY(!isEd25519Signature(signature, "\x72", key + 'x'));
    QVERIFY(!isEd25519Signature(signature, "\x72", QByteArray(32, 'x')));
}

void TestAppUpdate::channel_data()
{
    const QString one(64, u'1');
    const QString two(64, u'2');
    QTest::addColumn<QString>("keys");
    QTest::addColumn<int>("threshold");
    QTest::addColumn<int>("count"); // -1: refused
    QTest::newRow("none") << QString() << 1 << 0;
    QTest::newRow("one") << one << 1 << 1;
    QTest::newRow("two of two") << one + u',' + two << 2 << 2;
    QTest::newRow("more than there are") << one << 2 << -1;
    QTest::newRow("nobody needs to sign") << one << 0 << -1;
    QTest::newRow("twice the same") << one + u',' + one << 2 << -1;
    QTest::newRow("too short") << one.left(63) << 1 << -1;
}

void TestAppUpdate::channel()
{
    QFETCH(const QString, keys);
    QFETCH(const int, threshold);
    QFETCH(const int, count);
    const auto channel = readUpdateChannel(u"https://example.org/u.json"_s, keys, threshold);
    QCOMPARE(channel ? static_cast<int>(channel->keys.size()) : -1, count);
    if (channel)
        QCOMPARE(channel->isEmpty(), count == 0);
}

void TestAppUpdate::readsGoodMetadata()
{
    const auto metadata = readUpdateMetadata(kGood);
    QVERIFY(metadata);
    QCOMPARE(metadata->version, QVersionNumber(0, 2, 0));
    QCOMPARE(metadata->sequence, 3);
    QCOMPARE(metadata->notes, QStringList{u"It starts faster."_s});
    QCOMPARE(metadata->expires.toString(Qt::ISODate), u"2026-12-01T00:00:00Z"_s);
    const UpdateFile *file = metadata->fileFor(Os::Linux, Architecture::X64, UpdateKind::AppImage);
    QVERIFY(file);
    QCOMPARE(file->size, 5);
}

void TestAppUpdate::refusesHostileMetadata_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to) {
        QVERIFY2(kGood.contains(from), name);
        QTest::newRow(name) << QByteArray(kGood).replace(from, to);
    };
    const QByteArray note = R"("It starts faster.")";
    QTest::newRow("too many notes")
        << QByteArray(kGood).replace(note, QByteArrayList(kMostUpdateNotes + 1, note).join(','));
    row("a note of two lines", "It starts", R"(It starts\nmuch)");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("cut off") << kGood.left(kGood.size() / 2);
    QTest::newRow("something after it") << kGood + "{}";
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("NUL") << QByteArray(100, '\0');
    row("a key twice", "\"format\": 1", "\"format\": 1, \"format\": 1");
    row("another format", "\"format\": 1", "\"format\": 2");
    row("another product", "\"portico\"", "\"porticoo\"");
    row("version of two numbers", "\"0.2.0\"", "\"0.2\"");
    row("version with words", "\"0.2.0\"", "\"0.2.0-beta\"");
    row("version as a number", "\"0.2.0\"", "2");
    row("huge version", "\"0.2.0\"", "\"99999999999.0.0\"");
    row("negative version", "\"0.2.0\"", "\"-1.2.0\"");
    row("minimum above the version", "\"0.1.0\"", "\"0.3.0\"");
    row("sequence 0", "\"sequence\": 3", "\"sequence\": 0");
    row("negative sequence", "\"sequence\": 3", "\"sequence\": -3");
    row("sequence with a part", "\"sequence\": 3", "\"sequence\": 3.5");
    row("sequence beyond all", "\"sequence\": 3", "\"sequence\": 1e300");
    row("sequence as text", "\"sequence\": 3", "\"sequence\": \"3\"");
    row("expires without a zone", "00:00:00Z", "00:00:00");
    row("expires elsewhere", "00:00:00Z", "00:00:00+14:00");
    row("no such day", "2026-12-01", "2026-13-41");
    row("no files", "\"files\"", "\"fils\"");
    row("unknown system", "\"linux\"", "\"beos\"");
    row("another system's kind", "\"linux\"", "\"macos\"");
    row("name of a folder", "Portico-0.2.0.AppImage", "../Portico.AppImage");
    row("name with a query", "Portico-0.2.0.AppImage", "Portico.AppImage?x=.AppImage");
    row("name on Windows' disk", "Portico-0.2.0.AppImage", "C:\\\\a.AppImage");
    row("hidden name", "Portico-0.2.0.AppImage", ".AppImage");
    row("another ending", "Portico-0.2.0.AppImage", "Portico.sh");
    row("size 0", "\"size\": 5", "\"size\": 0");
    row("size beyond all", "\"size\": 5", "\"size\": 9000000000000");
    row("no hash", "2cf24dba", "zzzzzzzz");
}

void TestAppUpdate::refusesHostileMetadata()
{
    QFETCH(const QByteArray, bytes);
    const auto metadata = readUpdateMetadata(bytes);
    QVERIFY(!metadata);
    QCOMPARE(metadata.error().code, ErrorCode::InvalidInput);
    QVERIFY(!metadata.error().detail.isEmpty());
}

void TestAppUpdate::refusesHostileSignatures_data()
{
    const ReleaseKey key;
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isGood");
    const QByteArray line = key.line(kGood);
    const auto row = [&](const char *name, const QByteArray &bytes, bool isGood = false) {
        QTest::newRow(name) << key.publicKey() << bytes << isGood;
    };
    row("good", line, true);
    row("good without an end", line.chopped(1), true);
    row("good after another's", ReleaseKey().line(kGood) + line, true);
    row("empty", {});
    row("line ends of Windows", line.chopped(1) + "\r\n");
    row("upper case", line.toUpper());
    row("two spaces", QByteArray(line).replace(" ", "  "));
    row("cut off", line.left(150));
    row("words after it", line + "and so on\n");
    row("of other bytes", key.line(kGood + ' '));
    row("NULs", QByteArray(1000, '\0'));
}

void TestAppUpdate::refusesHostileSignatures()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, isGood);
    const UpdateChannel channel{
        .address = QUrl(u"https://example.org/u.json"_s), .keys = {key}, .threshold = 1};
    QCOMPARE(static_cast<bool>(checkSignatures(kGood, bytes, channel)), isGood);
    QVERIFY(!checkSignatures(kGood, bytes, {})); // without keys nothing is signed
}

void TestAppUpdate::trustOutlivesTheProgramAndTheClock()
{
    const QTemporaryDir folder;
    const auto metadata = readUpdateMetadata(kGood);
    QVERIFY(metadata);
    UpdateMetadata older = *metadata;
    older.sequence = 2;
    const QDateTime day = metadata->expires.addDays(-2);
    const auto accept = [&](const UpdateMetadata &each, const QString &keys,
                            const QDateTime &now) -> bool {
        return static_cast<bool>(UpdateTrustFile(folder.path()).accept(each, kGood, keys, now, {}));
    };
    QVERIFY(accept(*metadata, u"keys"_s, day));
    QVERIFY(!accept(older, u"keys"_s, day));
    QVERIFY(accept(*metadata, u"keys"_s, day));
    QVERIFY(!accept(*metadata, u"keys"_s, metadata->expires));
    // Ten days before the last check it would not have been expired.
    UpdateMetadata early = *metadata;
    early.sequence = 4;
    early.expires = day.addDays(-5);
    QVERIFY(!accept(early, u"keys"_s, day.addDays(-10)));
    QVERIFY(accept(*metadata, u"keys"_s, day.addDays(-10)));
    QVERIFY(accept(older, u"other keys"_s, day));
    // A damaged file: the good copy before it counts.
    write(folder.filePath(u"app-update.json"_s), "{\"schema\": 1, \"seq");
    older.sequence = 1;
    QVERIFY(!accept(older, u"keys"_s, day));
}

void TestAppUpdate::kindFollowsTheInstallation_data()
{
    QTest::addColumn<AppFacts>("facts");
    QTest::addColumn<QString>("kind"); // empty: somebody else's or nobody's work
    AppFacts facts{.program = u"/tmp/.mount_x/usr/bin/porticoctl"_s,
                   .appImage = u"/home/me/Portico.AppImage"_s,
                   .appImageFolder = u"/tmp/.mount_x"_s};
    QTest::newRow("AppImage") << facts << u"appimage"_s;
    facts.isSnap = true;
    QTest::newRow("Snap") << facts << QString();
    facts.isSnap = false;
    facts.isFlatpak = true;
    QTest::newRow("Flatpak") << facts << QString();
    facts.isFlatpak = false;
    facts.packageManager = u"dpkg"_s;
    QTest::newRow("dpkg") << facts << QString();
    facts.packageManager.clear();
    facts.program = u"/usr/local/bin/porticoctl"_s;
    QTest::newRow("started from another program's AppImage") << facts << QString();
    QTest::newRow("built") << AppFacts{.program = u"/home/me/portico/build/bin/portico"_s}
                           << QString();
    const QString windows = u"C:/Users/me/Portico/portico.exe"_s;
    QTest::newRow("Windows, set up")
        << AppFacts{.os = Os::Windows, .program = windows, .hasUninstaller = true} << u"setup"_s;
    QTest::newRow("Windows, unpacked")
        << AppFacts{.os = Os::Windows, .program = windows} << QString();
    QTest::newRow("macOS") << AppFacts{.os = Os::MacOS,
                                       .program =
                                           u"/Applications/Portico.app/Contents/MacOS/portico"_s}
                           << u"dmg"_s;
    QTest::newRow("macOS, built") << AppFacts{.os = Os::MacOS, .program = u"/opt/bin/portico"_s}
                                  << QString();
}

void TestAppUpdate::kindFollowsTheInstallation()
{
    QFETCH(const AppFacts, facts);
    QFETCH(const QString, kind);
    const auto found = updateKindFor(facts);
    QCOMPARE(found ? updateKindName(*found) : QString(), kind);
    if (!found) {
        QCOMPARE(found.error().code, ErrorCode::Unsupported);
        QVERIFY(!found.error().nextStep.isEmpty());
    }
}

void TestAppUpdate::asksThePackageManager()
{
    if (QStandardPaths::findExecutable(u"dpkg-query"_s).isEmpty())
        QSKIP("dpkg is not here");
    const SystemProcessRunner processes;
    QCOMPARE(packageManagerOf(QStandardPaths::findExecutable(u"dpkg-query"_s), processes, {}),
             u"dpkg"_s);
    QCOMPARE(packageManagerOf(QCoreApplication::applicationFilePath(), processes, {}), QString());
}

void TestAppUpdate::opensThePlatformsInstaller()
{
    QVERIFY(!installerCommand(Os::Linux, u"/d/Portico.AppImage"_s));
    const auto windows = installerCommand(Os::Windows, u"C:/d/portico-0.2.0.exe"_s);
    QCOMPARE(windows->program, u"C:/d/portico-0.2.0.exe"_s);
    QVERIFY(windows->arguments.isEmpty()); // the person sees it, and closes Portico
    const auto mac = installerCommand(Os::MacOS, u"/d/Portico.dmg"_s);
    QCOMPARE(mac->program, u"/usr/bin/open"_s);
    QCOMPARE(mac->arguments, QStringList{u"/d/Portico.dmg"_s});
}

void TestAppUpdate::replacesAnAppImage()
{
    const QTemporaryDir folder;
    const QString current = folder.filePath(u"Portico.AppImage"_s);
    const QString fetched = folder.filePath(u"fetched"_s);
    QByteArray before = "one";
    write(current, before);
    for (const QByteArray &after : {QByteArray("two"), QByteArray("three")}) {
        write(fetched, after);
        const auto replaced = replaceAppImage(current, fetched, sha256Of(after), {});
        QVERIFY2(replaced, replaced ? "" : qPrintable(replaced.error().detail));
        QCOMPARE(read(current), after);
        QVERIFY(QFileInfo(current).isExecutable());
        QCOMPARE(read(previousAppImage(current)), before);
        QVERIFY(replaceAppImage(current, fetched, sha256Of(after), {})); // once more: nothing
        QCOMPARE(read(previousAppImage(current)), before);
        before = after;
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name),
             (QStringList{u"Portico.AppImage"_s, u"Portico.AppImage.previous"_s, u"fetched"_s}));
}

void TestAppUpdate::refusesAChangedAppImage()
{
    const QTemporaryDir folder;
    const QString current = folder.filePath(u"Portico.AppImage"_s);
    const QString fetched = folder.filePath(u"fetched"_s);
    write(current, "one");
    write(fetched, "changed");
    const auto replaced = replaceAppImage(current, fetched, sha256Of("two"), {});
    QVERIFY(!replaced);
    QCOMPARE(replaced.error().code, ErrorCode::HashMismatch);
    QCOMPARE(read(current), QByteArray("one"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name),
             (QStringList{u"Portico.AppImage"_s, u"fetched"_s}));
}

QTEST_GUILESS_MAIN(TestAppUpdate)
#include "tst_appupdate.moc"
