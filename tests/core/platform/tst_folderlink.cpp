// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/folderlink.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestFolderLink : public QObject
{
    Q_OBJECT

private slots:
    void saysTheWay_data()
    {
        QTest::addColumn<Os>("os");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("text");
        for (const Os os : {Os::Linux, Os::MacOS})
            QTest::addRow("from its own folder on %s", qPrintable(osTitle(os)))
                << os << u"/lib/installs/a/data/models"_s
                << u"/lib/installs/a/gen-0001/ComfyUI/models"_s << u"../../data/models"_s;
        QTest::newRow("whole on Windows")
            << Os::Windows << u"C:/Users/Ä nn/Portico/data"_s << u"C:/Users/Ä nn/Portico/x/y"_s
            << u"C:\\Users\\Ä nn\\Portico\\data"_s;
    }
    void saysTheWay()
    {
        QFETCH(Os, os);
        QFETCH(QString, target);
        QFETCH(QString, link);
        QTEST(folderLinkText(target, link, os), "text");
    }

    // REPARSE_DATA_BUFFER of a mount point, as [MS-FSCC] 2.1.2.5 lays it out.
    void makesTheBytesOfAJunction()
    {
        const QByteArray bytes = junctionBytes(u"C:/a"_s);
        const QByteArray real = QByteArray::fromHex("5c003f003f005c0043003a005c006100"); // \??\C:\a
        const QByteArray shown = QByteArray::fromHex("43003a005c006100");
        QCOMPARE(bytes.first(4).toHex(), "030000a0"_ba); // IO_REPARSE_TAG_MOUNT_POINT
        const auto number = [&bytes](qsizetype at) {
            return uchar(bytes.at(at)) + 256 * uchar(bytes.at(at + 1));
        };
        QCOMPARE(number(4), bytes.size() - 8);
        QCOMPARE(number(8), 0);
        QCOMPARE(number(10), real.size());
        QCOMPARE(number(12), real.size() + 2);
        QCOMPARE(number(14), shown.size());
        QCOMPARE(bytes.mid(16 + number(8), number(10)), real);
        QCOMPARE(bytes.mid(16 + number(12), number(14)), shown);
        QCOMPARE(bytes.size(), 16 + real.size() + 2 + shown.size() + 2);
    }

    void leadsThereAndGoesAway()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath(u"data/models"_s);
        const QString link = folder.filePath(u"gen/models"_s);
        QVERIFY(QDir().mkpath(target) && QDir().mkpath(folder.filePath(u"gen"_s)));
        QVERIFY(makeFolderLink(target, link));
        QVERIFY(isFolderLink(link) && !isFolderLink(target));
        QCOMPARE(folderLinkTarget(link), std::optional(target));
        QFile file(link + u"/a.bin"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(QFileInfo::exists(target + u"/a.bin"_s));
        QCOMPARE(makeFolderLink(target, link).error().code, ErrorCode::AlreadyExists);
        QVERIFY(removeFolderLink(link));
        QVERIFY(!isFolderLink(link) && QFileInfo::exists(target + u"/a.bin"_s));
        QVERIFY(removeFolderLink(link));    // nothing is there
        QVERIFY(!removeFolderLink(target)); // no link: it stays
        QVERIFY(QFileInfo::exists(target + u"/a.bin"_s));
        QCOMPARE(folderLinkTarget(target), std::optional<QString>());
    }

    void isMovedWithWhatItLeadsTo()
    {
        const QTemporaryDir folder;
        const QString before = folder.filePath(u"before"_s);
        QVERIFY(QDir().mkpath(before + u"/data"_s));
        QVERIFY(makeFolderLink(before + u"/data"_s, before + u"/link"_s));
        QVERIFY(QDir().rename(before, folder.filePath(u"after"_s)));
        QCOMPARE(folderLinkTarget(folder.filePath(u"after/link"_s)),
                 std::optional(folder.filePath(u"after/data"_s)));
    }

    void knowsALinkThatLeadsNowhere()
    {
        const QTemporaryDir folder;
        const QString link = folder.filePath(u"link"_s);
        QVERIFY(makeFolderLink(folder.filePath(u"gone"_s), link));
        QVERIFY(isFolderLink(link) && !QFileInfo::exists(link));
        QVERIFY(removeFolderLink(link));
        QVERIFY(!isFolderLink(link));
    }
};

QTEST_GUILESS_MAIN(TestFolderLink)
#include "tst_folderlink.moc"
