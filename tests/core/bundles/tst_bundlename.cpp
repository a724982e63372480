// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/bundlename.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestBundleName : public QObject
{
    Q_OBJECT

private slots:
    void isThatOfTheReleasesThatAreOutThere_data()
    {
        QTest::addColumn<Os>("os");
        QTest::addColumn<Architecture>("architecture");
        QTest::addColumn<PackFormat>("format");
        QTest::addColumn<QString>("name");
        // The names of the seed's releases: seeds-spec.md B.4.
        QTest::newRow("macOS is darwin") << Os::MacOS << Architecture::Arm64 << PackFormat::Zip
                                         << u"anymatix-portable-comfyui-darwin-arm64-v1.2.0.zip"_s;
        QTest::newRow("Windows") << Os::Windows << Architecture::X64 << PackFormat::Zip
                                 << u"anymatix-portable-comfyui-windows-x64-v1.2.0.zip"_s;
        QTest::newRow("Linux, another kind")
            << Os::Linux << Architecture::X64 << PackFormat::TarZst
            << u"anymatix-portable-comfyui-linux-x64-v1.2.0.tar.zst"_s;
    }
    void isThatOfTheReleasesThatAreOutThere()
    {
        QFETCH(Os, os);
        QFETCH(Architecture, architecture);
        QFETCH(PackFormat, format);
        const BundleFileName name{.version = u"1.2.0"_s, .os = os, .architecture = architecture};
        QTEST(bundleFileName(name, format), "name");
    }

    void formatsAreFoundByTheirNames()
    {
        for (const PackFormat format :
             {PackFormat::Zip, PackFormat::Tar, PackFormat::TarGz, PackFormat::TarZst})
            QCOMPARE(packFormatFromName(packSuffix(format).mid(1)), format);
        QVERIFY(!packFormatFromName(u"7z"));
    }

    void wordsThatNoFileCanHaveAreRefused_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("said");
        QTest::newRow("a slash") << u"1/2"_s << u"“/”"_s;
        QTest::newRow("a space") << u"1 2"_s << u"“ ”"_s;
        QTest::newRow("an accent") << u"é"_s << u"“é”"_s;
        QTest::newRow("a dot first") << u".1"_s << u"letter or digit"_s;
        QTest::newRow("nothing") << QString() << u"letter or digit"_s;
        QTest::newRow("too much") << QString(81, u'a') << u"80"_s;
    }
    void wordsThatNoFileCanHaveAreRefused()
    {
        QFETCH(QString, word);
        QFETCH(QString, said);
        const Result<> checked = checkBundleWord(u"The version"_s, word);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::InvalidInput);
        QVERIFY2(checked.error().message.contains(said), qPrintable(checked.error().message));
    }
    void versionsAsPeopleWriteThemAreTaken()
    {
        for (const QString &word : {u"1.2.0"_s, u"0.33.0+cu130"_s, u"2026-11-21_nightly"_s})
            QVERIFY(checkBundleWord(u"The version"_s, word));
    }
};

QTEST_GUILESS_MAIN(TestBundleName)
#include "tst_bundlename.moc"
