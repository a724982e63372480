// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/mounts.h"

#include <QFileInfo>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Where other disks are mounted. */
class TestMounts : public QObject
{
    Q_OBJECT

private slots:
    void readsTheTableOfLinux();
    void findsThoseInsideAFolder_data();
    void findsThoseInsideAFolder();
    void findsTheRootOfThisComputer();
};

void TestMounts::readsTheTableOfLinux()
{
    // As `man 5 proc` shows it; blanks and line ends are escaped.
    const QByteArray table =
        "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n"
        "40 36 0:5 / /media/my\\040big\\011disk\\134x rw - tmpfs tmpfs rw\n"
        "41 36 0:6 / /media/\xc3\xbc rw shared:2 - tmpfs tmpfs rw\n"
        "half a line\n";
    QCOMPARE(mountPointsFrom(table),
             (QStringList{u"/mnt2"_s, u"/media/my big\tdisk\\x"_s, u"/media/ü"_s}));
    QVERIFY(mountPointsFrom({}).isEmpty());
}

void TestMounts::findsThoseInsideAFolder_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("none") << u"/home/me"_s << QStringList();
    QTest::newRow("one deeper") << u"/srv/lib"_s << QStringList{u"/srv/lib/models"_s};
    QTest::newRow("the folder itself") << u"/srv/lib/models"_s << QStringList{u"/srv/lib/models"_s};
    QTest::newRow("a name that only begins alike") << u"/srv/li"_s << QStringList();
}

void TestMounts::findsThoseInsideAFolder()
{
    QFETCH(QString, folder);
    QTEST(mountsIn(folder, {u"/"_s, u"/srv"_s, u"/srv/lib/models/"_s}), "found");
}

void TestMounts::findsTheRootOfThisComputer()
{
    if (!QFileInfo::exists(u"/proc/self/mountinfo"_s))
        QSKIP("this system has no such table");
    QVERIFY(mountsIn(u"/proc"_s).contains(u"/proc"_s));
}

QTEST_GUILESS_MAIN(TestMounts)
#include "tst_mounts.moc"
