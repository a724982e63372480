// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/releaseversion.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestReleaseVersion final : public QObject
{
    Q_OBJECT

private slots:
    void readsTags_data();
    void readsTags();
    void orders_data();
    void orders();
};

void TestReleaseVersion::readsTags_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("text");
    QTest::newRow("a release with v") << u"v0.38.0"_s << u"0.38.0"_s;
    QTest::newRow("a release without v") << u"0.38.0"_s << u"0.38.0"_s;
    QTest::newRow("two numbers") << u"v1.2"_s << u"1.2"_s;
    QTest::newRow("a release candidate") << u"v0.39.0-rc1"_s << u"0.39.0-rc1"_s;
    QTest::newRow("a standalone build") << u"v0.34.0-env2"_s << u"0.34.0-env2"_s;
    QTest::newRow("the moving tag of the nightly builds is none") << u"latest"_s << QString();
    QTest::newRow("a date is none") << u"nightly-2026-01-01"_s << QString();
    QTest::newRow("one number is none") << u"v3"_s << QString();
    QTest::newRow("a path is none") << u"v1.2/../../x"_s << QString();
    QTest::newRow("endless digits are none") << u"v1."_s + QString(400, u'9') << QString();
    QTest::newRow("nothing is none") << QString() << QString();
    QTest::newRow("a line feed is none") << u"v1.2.3\nx"_s << QString();
}

void TestReleaseVersion::readsTags()
{
    QFETCH(QString, tag);
    QFETCH(QString, text);
    const auto version = ReleaseVersion::fromTag(tag);
    QCOMPARE(version ? version->text() : QString(), text);
}

void TestReleaseVersion::orders_data()
{
    QTest::addColumn<QString>("lower");
    QTest::addColumn<QString>("higher");
    QTest::newRow("numbers, not letters") << u"v0.9.0"_s << u"v0.10.0"_s;
    QTest::newRow("a patch") << u"0.38.0"_s << u"0.38.1"_s;
    QTest::newRow("a prerelease is below its release") << u"0.39.0-rc1"_s << u"0.39.0"_s;
    QTest::newRow("a later build is above") << u"0.34.0-env9"_s << u"0.34.0-env10"_s;
    QTest::newRow("what is no version is below all") << u"latest"_s << u"0.0.1"_s;
}

void TestReleaseVersion::orders()
{
    QFETCH(QString, lower);
    QFETCH(QString, higher);
    QVERIFY(compareVersionTexts(lower, higher) < 0);
    QVERIFY(compareVersionTexts(higher, lower) > 0);
    QCOMPARE(compareVersionTexts(higher, higher), 0);
}

QTEST_GUILESS_MAIN(TestReleaseVersion)
#include "tst_releaseversion.moc"
