// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envplaces.h"
#include "core/isolation/foreignlock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** The lock of comfy-env's first generation: whose it is, and that none stays behind. */
class TestForeignLock final : public QObject
{
    Q_OBJECT

private slots:
    void porticosOwnIsNoComfyEnvAtWork();
    void comfyEnvsOwnIsLeftAlone();
    void aKilledPorticosIsTakenOver();
    void aLockWithoutItsMarkIsNeverSeen();
    void withoutRoomForItsMarkThereIsNone();
    void laterGenerationsHaveNone();

private:
    const EnvRules m_first = envRules(QVersionNumber(0, 2, 19));
};

void TestForeignLock::porticosOwnIsNoComfyEnvAtWork()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"_env_1"_s);
    {
        const ForeignLock lock(place, m_first);
        QVERIFY(QFileInfo(envForeignLock(place)).isDir());
        QVERIFY(isOwnForeignLock(place));
        QVERIFY(!isComfyEnvBuilding(place));
    }
    QVERIFY(!QFileInfo::exists(place));
}

void TestForeignLock::comfyEnvsOwnIsLeftAlone()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"_env_1"_s);
    QVERIFY(QDir().mkpath(envForeignLock(place)));
    {
        const ForeignLock lock(place, m_first);
        QVERIFY(!isOwnForeignLock(place));
        QVERIFY(isComfyEnvBuilding(place));
    }
    QVERIFY(isComfyEnvBuilding(place));
    clearForeignLock(place);
    QVERIFY(isComfyEnvBuilding(place));
}

void TestForeignLock::aKilledPorticosIsTakenOver()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"_env_1"_s);
    QVERIFY(QDir().mkpath(envForeignLock(place)));
    QFile mark(envForeignLock(place) + "/portico"_L1);
    QVERIFY(mark.open(QIODevice::WriteOnly));
    {
        const ForeignLock lock(place, m_first);
        QVERIFY(isOwnForeignLock(place));
    }
    QVERIFY(!QFileInfo::exists(place));
}

/** Killed as it made the lock or took it away: neither keeps anyone waiting. */
void TestForeignLock::aLockWithoutItsMarkIsNeverSeen()
{
    for (const bool isMarked : {false, true}) {
        const QTemporaryDir folder;
        const QString place = folder.filePath(u"_env_1"_s);
        const QString rest = place + "/.portico-lock"_L1;
        QVERIFY(QDir().mkpath(rest));
        QFile mark(rest + "/portico"_L1);
        QVERIFY(!isMarked || mark.open(QIODevice::WriteOnly));
        QVERIFY(!isComfyEnvBuilding(place));
        QVERIFY(isOwnForeignLock(place)); // so that it is cleared up
        {
            const ForeignLock lock(place, m_first);
            QVERIFY(QFileInfo(envForeignLock(place)).isDir());
        }
        QVERIFY(!QFileInfo::exists(place));
    }
}

/** Else a disk that was full for a moment would make it look like comfy-env's for ten minutes. */
void TestForeignLock::withoutRoomForItsMarkThereIsNone()
{
#ifndef Q_OS_LINUX
    QSKIP("the longest path is Linux's");
#endif
    // A path so long that the folder can be made, and nothing in it.
    constexpr qsizetype kLongest = 4095;
    const QTemporaryDir folder;
    const qsizetype most = kLongest - envForeignLock(QString()).size();
    QString place = folder.path();
    while (place.size() + 1 < most)
        place += u'/' + QString(std::min<qsizetype>(200, most - place.size() - 1), u'x');
    QVERIFY(QDir().mkpath(place));
    QVERIFY(QDir().mkdir(envForeignLock(place)) && QDir().rmdir(envForeignLock(place)));

    const ForeignLock lock(place, m_first);
    QVERIFY(!QFileInfo::exists(envForeignLock(place)));
    QVERIFY(!isComfyEnvBuilding(place));
}

void TestForeignLock::laterGenerationsHaveNone()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"mesh_torch2.10"_s);
    const ForeignLock lock(place, envRules(QVersionNumber(0, 4, 22)));
    QVERIFY(!QFileInfo::exists(place));
}

QTEST_GUILESS_MAIN(TestForeignLock)
#include "tst_foreignlock.moc"
