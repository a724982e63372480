// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installfile.h"
#include "core/installs/packslock.h"
#include "core/installs/recovery.h"
#include "core/installs/removal.h"
#include "core/installs/removeinstall.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "fixture.h"
#include "trees.h"

#include <QFile>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A managed install with a runtime, seeds and files of the person's own. */
Install put(const Fixture &fixture, const QString &name = u"studio"_s)
{
    Install install;
    install.id = *InstallId::fromString(name);
    install.name = name;
    install.currentGeneration = 1;
    Generation generation;
    generation.number = 1;
    generation.comfyFolder = u"ComfyUI"_s;
    generation.python = u"python/bin/python3"_s;
    install.generations = {generation};
    const Library &library = fixture.library;
    const QString gen = library.generationFolder(install.id, 1);
    trees::comfy(gen + u"/ComfyUI"_s);
    trees::write(gen + u"/python/bin/python3"_s, QByteArray(1000, 'p'));
    trees::write(gen + u"/ComfyUI/input/example.png"_s, "picture");
    const QString data = library.dataFolder(install.id);
    trees::write(data + u"/input/example.png"_s, "picture");
    trees::write(data + u"/db/gen-0001/comfyui.db"_s, "db");
    trees::write(library.logFolder(install.id) + u"/session.log"_s, "log");
    QDir().mkpath(library.models());
    if (!saveInstall(library, install))
        qFatal("cannot save");
    return install;
}

void addOwnFiles(const Fixture &fixture, const Install &install)
{
    const QString data = fixture.library.dataFolder(install.id);
    trees::write(data + u"/output/masterpiece.png"_s, QByteArray(500, 'm'));
    trees::write(data + u"/user/default/workflows/mine.json"_s, "{}");
}

const RemovalItem *itemOf(const RemovalPlan &plan, const QString &path)
{
    for (const RemovalItem &item : plan.items) {
        if (item.path == path)
            return &item;
    }
    return nullptr;
}

} // namespace

class TestRemoveInstall : public QObject
{
    Q_OBJECT

private slots:
    void plansWhatGoes();
    void countsSeedsAsNobodysOwn();
    void removesAndKeepsTheData();
    void removesTheDataWhenAsked();
    void movesToTheRecycleBin();
    void putsAllBackWhereThereIsNoRecycleBin();
    void refusesWhileASessionRuns();
    void refusesWhileItsPacksAreChanged();
    void sweepsTheFolderThatALateLockMade();
    void neverFollowsLinks();
    void leavesAnAdoptedFolderAlone();
    void removesAnInstallWhoseRecordIsBroken();
    void finishesAnInterruptedRemovalAtTheNextStart_data();
    void finishesAnInterruptedRemovalAtTheNextStart();
    void leavesWhatARunningPorticoDoes();
    void saysThatThereIsNone();
};

void TestRemoveInstall::plansWhatGoes()
{
    Fixture fixture;
    Install install = put(fixture);
    addOwnFiles(fixture, install);
    const QString data = fixture.library.dataFolder(install.id);
    QVERIFY(QFile::link(u"/usr"_s, data + u"/output/link"_s));
    install.settings.outputFolder = u"/big disk/out"_s;

    const auto plan = planRemoval(fixture.library, install, {});
    QVERIFY(bool(plan));
    const RemovalItem *runtime = itemOf(*plan, fixture.library.generationFolder(install.id, 1));
    QVERIFY(runtime);
    QCOMPARE(runtime->part, RemovalPart::Runtime);
    QVERIFY(runtime->bytes >= 1000);
    const RemovalItem *dataItem = itemOf(*plan, data);
    QVERIFY(dataItem);
    QCOMPARE(dataItem->part, RemovalPart::Data);
    QVERIFY(dataItem->bytes >= 500 && dataItem->bytes < 10'000);
    const RemovalItem *link = itemOf(*plan, data + u"/output/link"_s);
    QVERIFY(link);
    QCOMPARE(link->part, RemovalPart::Link);
    QCOMPARE(link->linkTarget, u"/usr"_s);
    QCOMPARE(plan->dataFiles, 3); // the picture, the workflow and the link
    QVERIFY(plan->untouched.contains(fixture.library.models()));
    QVERIFY(plan->untouched.contains(u"/big disk/out"_s));
}

void TestRemoveInstall::countsSeedsAsNobodysOwn()
{
    Fixture fixture;
    const Install install = put(fixture);
    QCOMPARE(planRemoval(fixture.library, install, {})->dataFiles, 0);
    trees::write(fixture.library.dataFolder(install.id) + u"/input/example.png"_s, "PICTURE");
    QCOMPARE(planRemoval(fixture.library, install, {})->dataFiles, 1);
}

void TestRemoveInstall::removesAndKeepsTheData()
{
    Fixture fixture;
    const Install install = put(fixture);
    addOwnFiles(fixture, install);
    QVERIFY(bool(updateInstall(fixture.library, install.id, [](Install &i) { i.port = 9; })));
    const auto outcome =
        removeInstall(fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Keep}, {});
    QVERIFY2(bool(outcome), outcome ? "" : qPrintable(outcome.error().message));
    QVERIFY(!QFile::exists(fixture.library.installFolder(install.id)));
    QVERIFY(!QFile::exists(fixture.library.installLock(install.id)));
    QVERIFY(outcome->keptFolder.startsWith(fixture.library.kept() + u"/studio-"_s));
    QCOMPARE(trees::read(outcome->keptFolder + u"/output/masterpiece.png"_s).size(), 500);
    QCOMPARE(fixture.leftOvers(), QStringList());

    // A second one of the same name on the same day is kept beside it.
    const Install second = put(fixture);
    addOwnFiles(fixture, second);
    const auto again =
        removeInstall(fixture.remove(), {second.id, RemoveMode::Delete, RemoveData::Keep}, {});
    QVERIFY(bool(again));
    QVERIFY(again->keptFolder != outcome->keptFolder);
}

void TestRemoveInstall::removesTheDataWhenAsked()
{
    Fixture fixture;
    const Install install = put(fixture);
    addOwnFiles(fixture, install);
    const auto outcome =
        removeInstall(fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Remove}, {});
    QVERIFY(bool(outcome));
    QVERIFY(outcome->keptFolder.isEmpty());
    QVERIFY(!QFile::exists(fixture.library.kept()));
    QVERIFY(QFile::exists(fixture.library.models()));
}

void TestRemoveInstall::movesToTheRecycleBin()
{
    Fixture fixture;
    fixture.host.trash = fixture.folder.path() + u"/bin"_s;
    const Install install = put(fixture);
    addOwnFiles(fixture, install);
    const auto outcome =
        removeInstall(fixture.remove(), {install.id, RemoveMode::Trash, RemoveData::Remove}, {});
    QVERIFY(bool(outcome));
    QVERIFY(QFile::exists(outcome->trashFolder + u"/data/output/masterpiece.png"_s));
    QVERIFY(!QFile::exists(fixture.library.installFolder(install.id)));
    QCOMPARE(fixture.leftOvers(), QStringList());
}

void TestRemoveInstall::putsAllBackWhereThereIsNoRecycleBin()
{
    Fixture fixture;
    const Install install = put(fixture);
    addOwnFiles(fixture, install);
    const auto outcome =
        removeInstall(fixture.remove(), {install.id, RemoveMode::Trash, RemoveData::Keep}, {});
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Unsupported);
    QVERIFY(bool(loadInstall(fixture.library, install.id)));
    QVERIFY(QFile::exists(fixture.library.dataFolder(install.id) + u"/output/masterpiece.png"_s));
    QCOMPARE(fixture.leftOvers(), QStringList());
}

void TestRemoveInstall::refusesWhileASessionRuns()
{
    Fixture fixture;
    const Install install = put(fixture);
    const auto session = FileLock::tryLock(fixture.library.sessionLock(install.id), u"a session"_s);
    QVERIFY(bool(session));
    const auto outcome =
        removeInstall(fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Remove}, {});
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Busy);
    QVERIFY(outcome.error().message.contains(u"studio"_s));
    QVERIFY(bool(loadInstall(fixture.library, install.id)));
    QCOMPARE(fixture.leftOvers(), QStringList());
}

void TestRemoveInstall::refusesWhileItsPacksAreChanged()
{
    Fixture fixture;
    const Install install = put(fixture);
    {
        const auto packs =
            FileLock::tryLock(packsLockFile(fixture.library, install.id), u"changing node packs"_s);
        QVERIFY(bool(packs));
        const auto outcome = removeInstall(
            fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Remove}, {});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Busy);
        QVERIFY(!outcome.error().nextStep.isEmpty());
        QVERIFY(bool(loadInstall(fixture.library, install.id)));
    }
    QVERIFY(bool(
        removeInstall(fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Remove}, {})));
}

/** Who wanted to change it while it was removed comes too late, and has made its folder anew. */
void TestRemoveInstall::sweepsTheFolderThatALateLockMade()
{
    Fixture fixture;
    const Install install = put(fixture);
    QVERIFY(bool(
        removeInstall(fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Remove}, {})));
    const QString folder = fixture.library.installFolder(install.id);
    {
        const auto packs = FileLock::tryLock(packsLockFile(fixture.library, install.id), u"late"_s);
        const auto snapshots = FileLock::tryLock(folder + "/snapshots/lock"_L1, u"late"_s);
        QVERIFY(packs && snapshots);
        QVERIFY(bool(recoverLibrary(fixture.library, {})));
        QVERIFY(QFileInfo::exists(packsLockFile(fixture.library, install.id))); // it is at work
    }
    QVERIFY(bool(recoverLibrary(fixture.library, {})));
    QVERIFY(!QFileInfo::exists(folder));
    // But never what somebody may want to have.
    QVERIFY(QDir().mkpath(folder + "/data/output"_L1));
    QFile picture(folder + "/data/output/mine.png"_L1);
    QVERIFY(picture.open(QIODevice::WriteOnly) && picture.write("mine") == 4);
    picture.close();
    QVERIFY(bool(recoverLibrary(fixture.library, {})));
    QVERIFY(picture.exists());
}

void TestRemoveInstall::neverFollowsLinks()
{
    Fixture fixture;
    const Install install = put(fixture);
    const QString precious = fixture.folder.path() + u"/precious"_s;
    trees::write(precious + u"/model.safetensors"_s, "1.2 TB");
    const QString data = fixture.library.dataFolder(install.id);
    QVERIFY(QFile::link(precious, data + u"/models"_s));
    QVERIFY(QFile::link(precious, fixture.library.generationFolder(install.id, 1) + u"/m"_s));
    QVERIFY(bool(
        removeInstall(fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Remove}, {})));
    QCOMPARE(trees::read(precious + u"/model.safetensors"_s), "1.2 TB"_ba);

    // Also when data itself is the link: what is kept is the link.
    const Install second = put(fixture, u"second"_s);
    QVERIFY(QDir(fixture.library.dataFolder(second.id)).removeRecursively());
    QVERIFY(QFile::link(precious, fixture.library.dataFolder(second.id)));
    QVERIFY(bool(
        removeInstall(fixture.remove(), {second.id, RemoveMode::Delete, RemoveData::Remove}, {})));
    QCOMPARE(trees::read(precious + u"/model.safetensors"_s), "1.2 TB"_ba);
}

void TestRemoveInstall::leavesAnAdoptedFolderAlone()
{
    Fixture fixture;
    const QString own = fixture.folder.path() + u"/own"_s;
    trees::comfy(own);
    Install install = put(fixture);
    install.adoptedFolder = own;
    QVERIFY(bool(saveInstall(fixture.library, install)));
    const auto plan = planRemoval(fixture.library, install, {});
    QVERIFY(plan->untouched.contains(own));
    QVERIFY(bool(
        removeInstall(fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Remove}, {})));
    QVERIFY(QFile::exists(own + u"/main.py"_s));
    QVERIFY(!QFile::exists(fixture.library.installFolder(install.id)));
}

void TestRemoveInstall::removesAnInstallWhoseRecordIsBroken()
{
    Fixture fixture;
    const Install install = put(fixture);
    addOwnFiles(fixture, install);
    for (const QString &name : {u"install.json"_s, u"install.json.previous"_s})
        trees::write(fixture.library.installFolder(install.id) + u'/' + name, "{");
    const auto outcome =
        removeInstall(fixture.remove(), {install.id, RemoveMode::Delete, RemoveData::Keep}, {});
    QVERIFY2(bool(outcome), outcome ? "" : qPrintable(outcome.error().message));
    QVERIFY(QFile::exists(outcome->keptFolder + u"/output/masterpiece.png"_s));
}

void TestRemoveInstall::finishesAnInterruptedRemovalAtTheNextStart_data()
{
    QTest::addColumn<QString>("reached");
    QTest::addColumn<bool>("isGone");
    QTest::newRow("only the journal was written") << u"journal"_s << false;
    QTest::newRow("the folder was moved aside") << u"aside"_s << true;
    QTest::newRow("the data was kept") << u"kept"_s << true;
    QTest::newRow("half of the rest was deleted") << u"half"_s << true;
    QTest::newRow("all was done but the journal") << u"done"_s << true;
}

void TestRemoveInstall::finishesAnInterruptedRemovalAtTheNextStart()
{
    QFETCH(QString, reached);
    QFETCH(bool, isGone);
    Fixture fixture;
    const Install install = put(fixture);
    addOwnFiles(fixture, install);
    const Library &library = fixture.library;
    const Removal removal{.id = install.id,
                          .name = install.name,
                          .installFolder = library.installFolder(install.id),
                          .asideFolder = library.removing() + u"/studio-1"_s,
                          .keptFolder = library.kept() + u"/studio-1"_s,
                          .mode = RemoveMode::Delete};
    {
        const auto journal = Journal(library.journal()).begin(u"remove"_s, toJson(removal));
        QVERIFY(bool(journal)); // and then it is killed
    }
    if (reached != u"journal"_s) {
        QVERIFY(QDir().mkpath(library.removing()));
        QVERIFY(QDir().rename(removal.installFolder, removal.asideFolder));
    }
    if (reached == u"kept"_s || reached == u"half"_s || reached == u"done"_s) {
        QVERIFY(QDir().mkpath(library.kept()));
        QVERIFY(QDir().rename(removal.asideFolder + u"/data"_s, removal.keptFolder));
    }
    if (reached == u"half"_s)
        QVERIFY(QDir(removal.asideFolder + u"/gen-0001"_s).removeRecursively());
    if (reached == u"done"_s)
        QVERIFY(QDir(removal.asideFolder).removeRecursively());

    const auto report = recoverLibrary(library, {});
    QVERIFY(bool(report));
    QCOMPARE(report->problems, QStringList());
    QCOMPARE(!QFile::exists(removal.installFolder), isGone);
    QCOMPARE(report->finished.size(), isGone ? 1 : 0);
    const QString data = isGone ? removal.keptFolder : library.dataFolder(install.id);
    QCOMPARE(trees::read(data + u"/output/masterpiece.png"_s).size(), 500);
    QCOMPARE(fixture.leftOvers(), QStringList());
    QCOMPARE(recoverLibrary(library, {})->finished, QStringList());
}

void TestRemoveInstall::leavesWhatARunningPorticoDoes()
{
    Fixture fixture;
    const Install install = put(fixture);
    auto journal = Journal(fixture.library.journal()).begin(u"add"_s, {});
    QVERIFY(bool(journal));
    const auto report = recoverLibrary(fixture.library, {});
    QVERIFY(bool(report));
    QVERIFY(report->rolledBack.isEmpty());
    QVERIFY(bool(journal->finish()));
}

void TestRemoveInstall::saysThatThereIsNone()
{
    Fixture fixture;
    const auto outcome =
        removeInstall(fixture.remove(),
                      {*InstallId::fromString(u"nobody"), RemoveMode::Trash, RemoveData::Keep}, {});
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::NotFound);
    QVERIFY(bool(recoverLibrary(Library(u"/nowhere/at/all"_s), {})));
}

QTEST_GUILESS_MAIN(TestRemoveInstall)
#include "tst_removeinstall.moc"
