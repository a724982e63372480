// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/sources.h"
#include "tests/core/catalogue/githubfixture.h"

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** "0.38.0:3 0.37.1:10 …": versions and their ages in days, "!" for a prerelease. */
QList<ComfyRelease> releasesOf(const QString &text, const QDateTime &now)
{
    QList<ComfyRelease> releases;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QString version = word.section(u':', 0, 0);
        ComfyRelease release;
        release.version = version.startsWith(u'!') ? version.mid(1) : version;
        release.isPrerelease = version.startsWith(u'!');
        release.tag = u'v' + release.version;
        release.date = now.addDays(-word.section(u':', 1).toInt());
        releases.append(release);
    }
    return releases;
}

} // namespace

class TestVersions final : public QObject
{
    Q_OBJECT

private slots:
    void followsTracks_data();
    void followsTracks();
    void saysWhatAChangeNeeds();
    void readsGithub();
};

void TestVersions::followsTracks_data()
{
    QTest::addColumn<QString>("releases");
    QTest::addColumn<QString>("latest");
    QTest::addColumn<QString>("stable");
    QTest::newRow("stable is the last patch of the line before")
        << u"0.38.0:2 0.37.1:9 0.37.0:17 0.36.0:25"_s << u"0.38.0"_s << u"0.37.1"_s;
    QTest::newRow("a line that is not two weeks old is passed by")
        << u"0.38.0:2 0.37.0:9 0.36.2:16 0.36.0:25"_s << u"0.38.0"_s << u"0.36.2"_s;
    QTest::newRow("an old newest line is still not stable")
        << u"0.38.0:90 0.37.0:120"_s << u"0.38.0"_s << u"0.37.0"_s;
    QTest::newRow("prereleases count for neither")
        << u"!0.39.0-rc1:1 0.38.0:2 !0.37.9:3 0.37.0:20"_s << u"0.38.0"_s << u"0.37.0"_s;
    QTest::newRow("one line only: the newest patch that is two weeks old")
        << u"0.3.75:2 0.3.74:9 0.3.73:16 0.3.72:23"_s << u"0.3.75"_s << u"0.3.73"_s;
    QTest::newRow("everything is young: the oldest one")
        << u"0.38.0:2 0.37.0:9 0.36.0:10"_s << u"0.38.0"_s << u"0.36.0"_s;
    QTest::newRow("the order of the list does not matter")
        << u"0.36.0:25 0.37.0:17 0.38.0:2 0.37.1:9"_s << u"0.38.0"_s << u"0.37.1"_s;
    QTest::newRow("a release of the future is no release of two weeks ago")
        << u"0.38.0:2 0.37.0:-3 0.36.0:30"_s << u"0.38.0"_s << u"0.36.0"_s;
    QTest::newRow("nothing") << QString() << QString() << QString();
}

void TestVersions::followsTracks()
{
    QFETCH(QString, releases);
    QFETCH(QString, latest);
    QFETCH(QString, stable);
    const QDateTime now(QDate(2026, 10, 1), QTime(9, 0), Qt::UTC);
    const auto list = releasesOf(releases, now);
    const ComfyRelease *newest = releaseOf(list, Track::Latest, now);
    const ComfyRelease *settled = releaseOf(list, Track::Stable, now);
    QCOMPARE(newest ? newest->version : QString(), latest);
    QCOMPARE(settled ? settled->version : QString(), stable);
    QCOMPARE(trackFromName(trackName(Track::Stable)), Track::Stable);
    QVERIFY(!trackFromName(u"newest"));
}

void TestVersions::saysWhatAChangeNeeds()
{
    const QDateTime now(QDate(2026, 10, 1), QTime(9, 0), Qt::UTC);
    const ComfyRelease target = releasesOf(u"0.37.0:9"_s, now).constFirst();
    CatalogueEntry entry;
    entry.name = u"A bundle"_s;
    entry.comfyVersion = u"0.37.0"_s;
    entry.files = {{.name = u"a.7z"_s, .size = 2'000'000'000}};

    const VersionChange newer = changeTo(target, u"0.33.0"_s, {entry});
    QCOMPARE(newer.direction, VersionChange::Direction::Newer);
    QCOMPARE(newer.bundle->name, entry.name);
    QVERIFY(newer.needs.constFirst().contains(entry.name));

    const VersionChange older = changeTo(target, u"0.38.0"_s, {});
    QCOMPARE(older.direction, VersionChange::Direction::Older);
    QVERIFY(!older.bundle);
    QCOMPARE(older.needs.size(), newer.needs.size() + 1); // what a step back means for workflows

    const VersionChange same = changeTo(target, u"0.37.0"_s, {entry});
    QCOMPARE(same.direction, VersionChange::Direction::Same);
    QCOMPARE(same.needs.size(), 1);
}

void TestVersions::readsGithub()
{
    CatalogueWorld world;
    const auto list = askVersions(world.services(), Asking::Always, {});
    QVERIFY(list);
    QStringList versions;
    for (const ComfyRelease &release : list->releases)
        versions += release.version;
    QCOMPARE(versions, (QStringList{u"0.38.0"_s, u"0.37.1"_s, u"0.37.0"_s, u"0.3.26"_s}));
    QVERIFY(list->releases.constFirst().notes.contains("torch 2.13"_L1));
    QCOMPARE(list->releases.constFirst().page.host(), u"github.com"_s);
    QCOMPARE(stableRelease(list->releases, world.clock.now())->version, u"0.37.1"_s);
}

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
