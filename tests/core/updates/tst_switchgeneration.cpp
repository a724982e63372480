// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/carrydatabase.h"
#include "core/installs/recovery.h"
#include "core/installs/statekeeper.h"
#include "core/installs/switchlayer.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/updates/switchgeneration.h"
#include "tests/core/updates/generations.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** Counts what it is asked to remember. */
class Keeper final : public StateKeeper
{
public:
    Result<> keep(const Install &install, KeepReason reason, const JobContext &) const override
    {
        kept += install.currentGeneration;
        isAboutRollback = reason == KeepReason::Rollback;
        return {};
    }
    mutable QList<int> kept;
    mutable bool isAboutRollback = false;
};

} // namespace

/** What going to another generation changes, and what it never does. */
class TestSwitchGeneration : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_world = std::make_unique<generations::World>();
        m_world->addGeneration(2);
    }
    void cleanup()
    {
        QCOMPARE(m_world->leftOvers(), QStringList());
        m_world.reset();
    }

    void goesThereAndBack();
    void carriesTheDatabaseForwardOnce();
    void takesNoDatabaseBack();
    void takesTheChoicesOfAnAcceleratorAlong();
    void leavesWhatDoesNotGoWithAnOldGeneration();
    void remembersWhatWas();
    void tellsThatTheLayerIsAnother();
    void bringsBackAViewThatWasTakenAway();
    void refuses_data();
    void refuses();
    void refusesWhileItRuns();
    void takesACopyWithoutItsSwitchBack();
    void findsTheGenerationBefore();
    void pins();

private:
    /** The second generation is for the processor; what was chosen by hand there. */
    void choose(const QString &accelerator, const QString &gpus)
    {
        QVERIFY(bool(updateInstall(m_world->library, m_world->demo, [&](Install &install) {
            install.generations.first().accelerator = u"cuda 13.0"_s;
            install.generations.last().accelerator = u"cpu"_s;
            install.settings.accelerator = accelerator;
            install.settings.gpus = gpus;
        })));
    }
    /** "cuda 13.0, 1" */
    QString chosen() const
    {
        const Install install = m_world->install(m_world->demo);
        return install.settings.accelerator + u", "_s + install.settings.gpus;
    }
    Result<GenerationSwitch> go(int number)
    {
        return switchGeneration(m_world->library, m_world->demo, number, &m_keeper, {});
    }

    std::unique_ptr<generations::World> m_world;
    Keeper m_keeper;
};

void TestSwitchGeneration::goesThereAndBack()
{
    const auto there = go(2);
    QVERIFY(bool(there));
    QCOMPARE(there->before, 1);
    QCOMPARE(there->install.generation()->comfyVersion, u"0.34.0"_s);
    QCOMPARE(m_world->current(), 2);
    const auto back = go(1);
    QVERIFY(bool(back));
    QCOMPARE(back->before, 2);
    QCOMPARE(m_world->current(), 1);
    QCOMPARE(go(1)->before, 1); // nothing to do is no failure
}

void TestSwitchGeneration::carriesTheDatabaseForwardOnce()
{
    m_world->writeDatabase(1, "of one");
    QVERIFY(bool(go(2)));
    QCOMPARE(m_world->database(2), "of one");
    m_world->writeDatabase(2, "migrated");
    QCOMPARE(m_world->database(1), "of one"); // no file is shared
    QVERIFY(bool(go(1)));
    m_world->writeDatabase(1, "of one, later");
    QVERIFY(bool(go(2)));
    QCOMPARE(m_world->database(2), "migrated");
}

void TestSwitchGeneration::takesNoDatabaseBack()
{
    m_world->makeCurrent(2);
    m_world->writeDatabase(2, "migrated");
    QVERIFY(bool(go(1)));
    QCOMPARE(m_world->database(1), QByteArray());
}

void TestSwitchGeneration::takesTheChoicesOfAnAcceleratorAlong()
{
    choose(u"cuda 12.8"_s, u"1"_s);
    QVERIFY(bool(go(2)));
    QCOMPARE(chosen(), u", "_s); // they say nothing about the processor
    choose(u"cpu"_s, u""_s);
    QVERIFY(bool(go(1)));
    QCOMPARE(chosen(), u"cuda 12.8, 1"_s);
    QVERIFY(bool(go(2)));
    QCOMPARE(chosen(), u"cpu, "_s);
    QVERIFY(!m_world->install(m_world->demo).generations.last().device); // they count again
}

void TestSwitchGeneration::leavesWhatDoesNotGoWithAnOldGeneration()
{
    m_world->makeCurrent(2);
    choose(u"cpu"_s, u"0"_s);
    QVERIFY(bool(go(1)));
    QCOMPARE(chosen(), u", "_s);
    choose(u"cuda 12.8"_s, u"1"_s);
    QVERIFY(bool(updateInstall(m_world->library, m_world->demo, [](Install &install) {
        install.generations.last().accelerator = u"cuda 12.6"_s; // of the same kind
    })));
    QVERIFY(bool(go(2)));
    QCOMPARE(chosen(), u"cuda 12.8, 1"_s);
}

void TestSwitchGeneration::remembersWhatWas()
{
    m_keeper.kept.clear();
    QVERIFY(bool(go(2)));
    QCOMPARE(m_keeper.kept, QList<int>{1});
    QVERIFY(m_keeper.isAboutRollback);
    QVERIFY(bool(go(2)));
    QVERIFY(!go(7));
    QCOMPARE(m_keeper.kept, QList<int>{1}); // nothing changed, nothing to remember
}

void TestSwitchGeneration::tellsThatTheLayerIsAnother()
{
    QVERIFY(bool(switchLayer(m_world->library, m_world->demo, m_world->addLayer(u"timm"_s), {})));
    const auto there = go(2);
    QVERIFY(bool(there));
    QCOMPARE(there->remarks.size(), 1);
    QVERIFY(there->remarks.constFirst().contains("nodes apply"_L1));
    QVERIFY(there->install.generation()->layer.isEmpty());
}

void TestSwitchGeneration::bringsBackAViewThatWasTakenAway()
{
    QVERIFY(bool(switchLayer(m_world->library, m_world->demo, m_world->addLayer(u"timm"_s), {})));
    QVERIFY(bool(go(2)));
    QDir(m_world->library.viewsFolder(m_world->demo)).removeRecursively();
    const auto back = go(1);
    QVERIFY(bool(back));
    QVERIFY(
        QFileInfo(layerSiteOf(m_world->library, back->install) + u"/timm/__init__.py"_s).isFile());
}

void TestSwitchGeneration::refuses_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("gone");
    QTest::newRow("a number that is none") << 7 << QString();
    QTest::newRow("one without its Python") << 2 << u"python/bin/python3"_s;
    QTest::newRow("one without its ComfyUI") << 2 << u"ComfyUI/main.py"_s;
}

void TestSwitchGeneration::refuses()
{
    QFETCH(int, number);
    QFETCH(QString, gone);
    if (!gone.isEmpty())
        QVERIFY(QFile::remove(m_world->library.generationFolder(m_world->demo, 2) + u'/' + gone));
    m_world->writeDatabase(1, "of one");
    const auto there = go(number);
    QVERIFY(!there);
    QCOMPARE(there.error().code, ErrorCode::NotFound);
    QVERIFY(!there.error().nextStep.isEmpty());
    QCOMPARE(m_world->current(), 1);
    QCOMPARE(m_world->database(2), QByteArray());
}

void TestSwitchGeneration::refusesWhileItRuns()
{
    const auto session =
        FileLock::tryLock(m_world->library.sessionLock(m_world->demo), u"a session"_s);
    QVERIFY(bool(session));
    const auto there = go(2);
    QVERIFY(!there);
    QCOMPARE(there.error().code, ErrorCode::Busy);
    QCOMPARE(m_world->current(), 1);
}

void TestSwitchGeneration::takesACopyWithoutItsSwitchBack()
{
    const Library &library = m_world->library;
    m_world->writeDatabase(1, "of one");
    {
        const auto journal =
            Journal(library.journal()).begin(databaseOperation(), databaseInputs(m_world->demo, 2));
        QVERIFY(bool(journal)); // not finished: its maker is gone
        QVERIFY(bool(carryDatabase(library, m_world->install(m_world->demo), 2, {})));
    }
    const auto recovered = recoverLibrary(library, {});
    QVERIFY(bool(recovered));
    QCOMPARE(recovered->rolledBack.size(), 1);
    QCOMPARE(m_world->database(2), QByteArray());
    QCOMPARE(m_world->database(1), "of one");
    QCOMPARE(recoverLibrary(library, {})->rolledBack, QStringList());
}

void TestSwitchGeneration::findsTheGenerationBefore()
{
    m_world->addGeneration(4);
    m_world->makeCurrent(4);
    QCOMPARE(*generationBefore(m_world->install(m_world->demo)), 2);
    m_world->makeCurrent(1);
    const auto none = generationBefore(m_world->install(m_world->demo));
    QVERIFY(!none);
    QVERIFY(none.error().nextStep.contains(u'4'));
}

void TestSwitchGeneration::pins()
{
    const Library &library = m_world->library;
    QVERIFY(bool(pinGeneration(library, m_world->demo, 2, Pin::Set)));
    QVERIFY(findGeneration(m_world->install(m_world->demo), 2)->isPinned);
    QVERIFY(bool(pinGeneration(library, m_world->demo, 2, Pin::Taken)));
    QVERIFY(!findGeneration(m_world->install(m_world->demo), 2)->isPinned);
    QCOMPARE(pinGeneration(library, m_world->demo, 7, Pin::Set).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestSwitchGeneration)
#include "tst_switchgeneration.moc"
