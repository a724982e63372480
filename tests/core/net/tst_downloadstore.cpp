// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/downloadstore.h"
#include "core/net/partstate.h"
#include "core/platform/filerules.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestDownloadStore final : public QObject
{
    Q_OBJECT

private slots:
    void namesAreSafe_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("name");

        QTest::newRow("a plain name stays")
            << u"https://a/x/ComfyUI_portable-1.2.7z"_s << u"ComfyUI_portable-1.2.7z"_s;
        QTest::newRow("the query is no part") << u"https://a/x.zip?name=y.exe"_s << u"x.zip"_s;
        QTest::newRow("nothing before an encoded separator counts")
            << u"https://a/..%2F..%2Fetc%2Fpasswd"_s << u"passwd"_s;
        QTest::newRow("a backslash is replaced") << u"https://a/..%5Cx.zip"_s << u"_x.zip"_s;
        QTest::newRow("a reserved name gets another")
            << u"https://a/NUL.zip"_s << u"file-NUL.zip"_s;
        QTest::newRow("a stream is replaced") << u"https://a/x.zip:evil"_s << u"x.zip_evil"_s;
        QTest::newRow("dots at both ends go") << u"https://a/.hidden."_s << u"hidden"_s;
        QTest::newRow("no name at all") << u"https://a/"_s << u"download"_s;
        QTest::newRow("only dots") << u"https://a/x/..."_s << u"download"_s;
        QTest::newRow("a leading dash goes") << u"https://a/-rf.zip"_s << u"rf.zip"_s;
        QTest::newRow("right-to-left marks are replaced")
            << u"https://a/a%E2%80%AEpiz.exe"_s << u"a_piz.exe"_s;
        QTest::newRow("a long name keeps its end") << u"https://a/"_s + QString(300, u'n')
                + u".tar.gz"_s << QString(93, u'n') + u".tar.gz"_s;
    }

    void namesAreSafe()
    {
        QFETCH(QString, url);
        const QString name = safeFileName(QUrl(url));
        QTEST(name, "name");
        QVERIFY(isPortableName(name));
    }

    void theDemandedHashIsTheKey()
    {
        const std::optional<Sha256> hash = Sha256::fromHex(QString(64, u'a'));
        QCOMPARE(DownloadStore::keyOf(QUrl(u"https://a/x"_s), hash), QString(64, u'a'));
        const QString key = DownloadStore::keyOf(QUrl(u"https://a/x"_s), std::nullopt);
        QVERIFY(key.startsWith("url-"_L1));
        QVERIFY(key != DownloadStore::keyOf(QUrl(u"https://a/y"_s), std::nullopt));
    }

    void stateSurvivesTheDisk()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.part.json"_s);
        PartState state;
        state.url = QUrl(u"https://a.example/x%20y.zip?sig=1"_s);
        state.validator = {"\"v\\1\"", "Tue"};
        state.size = 9'000'000'000;
        state.ranges = {{0, 5'000'000'000}, {6'000'000'000, 7'000'000'000}};
        QVERIFY(writePartState(path, state));
        const std::optional<PartState> read = readPartState(path);
        QVERIFY(read);
        QCOMPARE(read->url, state.url);
        QCOMPARE(read->validator.etag, state.validator.etag);
        QCOMPARE(read->size, state.size);
        QCOMPARE(read->ranges, state.ranges);
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadOther | QFile::ReadGroup)));
    }

    void badStateCountsForNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray head = "{\"format\":1,\"url\":\"https://a/x\",\"size\":100,\"ranges\":";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("all NUL") << QByteArray(300, '\0');
        QTest::newRow("cut off") << head + "[[0,5";
        QTest::newRow("another format") << QByteArray("{\"format\":2,\"url\":\"https://a/x\"}");
        QTest::newRow("a range beyond the end") << head + "[[0,101]]}";
        QTest::newRow("a range backwards") << head + "[[50,10]]}";
        QTest::newRow("a negative range") << head + "[[-5,10]]}";
        QTest::newRow("a range of text") << head + "[[\"0\",\"10\"]]}";
        QTest::newRow("a huge range") << head + "[[0,1e300]]}";
    }

    void badStateCountsForNothing()
    {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"a.part.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QVERIFY(!readPartState(file.fileName()));
    }
};

QTEST_GUILESS_MAIN(TestDownloadStore)
#include "tst_downloadstore.moc"
