// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/bundlerecord.h"
#include "core/io/sha256.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

BundleRecord example()
{
    return {.name = u"team"_s,
            .version = u"1.2.0"_s,
            .os = Os::MacOS,
            .architecture = Architecture::Arm64,
            .comfyVersion = u"0.33.0"_s,
            .comfyRepository = u"https://github.com/Comfy-Org/ComfyUI"_s,
            .comfyCommit = QString(40, u'a'),
            .pythonVersion = u"3.12.10"_s,
            .torchVersion = u"2.10.0"_s,
            .accelerator = u"mps"_s,
            .packs = {{.name = u"Pack"_s,
                       .version = u"1.0"_s,
                       .commit = QString(40, u'b'),
                       .registryId = u"pack"_s,
                       .origin = QUrl(u"https://github.com/a/Pack"_s),
                       .isChanged = true}},
            .arguments = {u"--fast"_s},
            .packages = {u"timm==1.0.22"_s},
            .list = sha256Of("list")};
}

} // namespace

class TestBundleRecord : public QObject
{
    Q_OBJECT

private slots:
    void comesBackAsItWasWritten()
    {
        const Result<BundleRecord> read = bundleRecordFromBytes(bundleRecordToBytes(example()));
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(*read, example());
    }

    void withoutArgumentsItSaysNothingOfThem()
    {
        BundleRecord record = example();
        record.arguments.clear();
        QVERIFY(!bundleRecordToBytes(record).contains("arguments"));
    }

    void whatItCannotBeIsNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("key");
        QTest::newRow("another system")
            << QByteArray("\"macos\"") << QByteArray("\"beos\"") << u"system"_s;
        QTest::newRow("a newer format")
            << QByteArray("\"format\": 1") << QByteArray("\"format\": 2") << u"format"_s;
        QTest::newRow("no hash") << QByteArray("\"files\": \"") << QByteArray("\"files\": \"x")
                                 << u"files"_s;
        QTest::newRow("a pack without a name")
            << QByteArray("\"name\": \"Pack\"") << QByteArray("\"name\": 7") << u"packs[0]"_s;
    }
    void whatItCannotBeIsNamed()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, key);
        QByteArray bytes = bundleRecordToBytes(example());
        QVERIFY(bytes.contains(from));
        const Result<BundleRecord> read = bundleRecordFromBytes(bytes.replace(from, to));
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(key), qPrintable(read.error().message));
    }

    void listIsWhatSha256sumReads()
    {
        const FileHashes files{
            {u"b"_s, sha256Of("1")}, {u"Z"_s, sha256Of("2")}, {u"a b\\c\nd"_s, sha256Of("3")}};
        const QByteArray bytes = fileListToBytes(files);
        const QByteArray first = sha256Of("2").toHex().toLatin1() + "  Z\n";
        QVERIFY2(bytes.startsWith(first), bytes.constData()); // by bytes: "Z" before "a"
        QVERIFY(bytes.contains("\\" + sha256Of("3").toHex().toLatin1() + "  a b\\\\c\\nd\n"));
        const Result<FileHashes> read = fileListFromBytes(bytes);
        QVERIFY(read);
        QCOMPARE(*read, files);
    }

    void linesThatAreNoneAreNamed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("words") << QByteArray("hello");
        QTest::newRow("a hash alone") << sha256Of("1").toHex().toLatin1();
        QTest::newRow("a short hash") << QByteArray("abc  file");
        QTest::newRow("no space between") << sha256Of("1").toHex().toLatin1() + "xxfile";
    }
    void linesThatAreNoneAreNamed()
    {
        QFETCH(QByteArray, line);
        const QByteArray good = sha256Of("1").toHex().toLatin1() + "  good\n";
        const Result<FileHashes> read = fileListFromBytes(good + line + '\n');
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Corrupt);
        QVERIFY2(read.error().message.contains(u"2"), qPrintable(read.error().message));
    }
};

QTEST_GUILESS_MAIN(TestBundleRecord)
#include "tst_bundlerecord.moc"
