// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/goodstart.h"
#include "core/installs/installfile.h"
#include "core/io/journal.h"
#include "core/nodes/packtransaction.h"
#include "core/nodes/recoverpacks.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("nothing");
}

/** An install whose pack "foo" is being updated: out of staging, the old one aside. */
struct World
{
    QTemporaryDir folder{};
    Library library{folder.path() + u"/Library"_s};
    InstallId id = *InstallId::fromString(u"mine");
    PackTransaction change{};

    World()
    {
        Install install;
        install.id = id;
        install.name = u"Mine"_s;
        install.currentGeneration = 1;
        for (const int number : {1, 2}) {
            Generation generation;
            generation.number = number;
            generation.comfyFolder = u"ComfyUI"_s;
            generation.python = u"python"_s;
            install.generations += generation;
        }
        QDir().mkpath(library.installFolder(id));
        if (!saveInstall(library, install))
            qFatal("cannot save");
        write(pack() + u"/__init__.py"_s, "old");
        write(staged() + u"/__init__.py"_s, "new");
        change.id = id;
        change.title = u"foo"_s;
        change.before.put({.name = u"foo"_s, .version = u"1"_s});
        if (!writePackRecords(library, id, change.before))
            qFatal("cannot write");
        change.after.put({.name = u"foo"_s, .version = u"2"_s});
        change.after.kept = {
            {.pack = u"foo"_s, .folder = kept(), .kept = when(), .why = u"update"_s}};
        change.extras = ExtrasChange{
            .before = {}, .after = ExtrasProfile{.name = u"Own"_s, .packages = {u"timm"_s}}};
        change.settings =
            InstallSettingsChange{.before = {{u"port"_s, 8188}}, .after = {{u"port"_s, 9000}}};
        change.generation = GenerationChange{.before = 1, .after = 2};
        change.moves = {{.from = pack(), .to = kept()},
                        {.from = staged(), .to = pack(), .isFresh = true}};
    }

    QString pack() const { return library.dataFolder(id) + u"/custom_nodes/foo"_s; }
    QString staged() const { return library.staging() + u"/abc/1/foo"_s; }
    QString kept() const { return keptPacksFolder(library, id) + u"/20260101-000000-foo"_s; }
    static QDateTime when() { return {QDate(2026, 1, 1), QTime(0, 0), Qt::UTC}; }
    QString version() const
    {
        const PackRecords records = readPackRecords(library, id);
        const PackRecord *const record = records.find(u"foo"_s);
        return record ? record->version : QString();
    }
    QStringList extras() const
    {
        Install install;
        install.id = id;
        const auto extras = readExtras(library, install);
        return extras && *extras ? (*extras)->packages : QStringList();
    }
    /** What install.json says: "8188 of 1". */
    QString settings() const
    {
        const Result<Install> install = loadInstall(library, id);
        return install ? u"%1 of %2"_s.arg(install->port).arg(install->currentGeneration)
                       : install.error().message;
    }
    QStringList left() const
    {
        return QDir(library.staging()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot)
            + QDir(library.journal()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }
};

} // namespace

class PackTransactionTest : public QObject
{
    Q_OBJECT

private slots:
    void isCarriedOutAsAWhole()
    {
        const World world;
        QVERIFY(bool(commitPacks(world.library, world.change, {}, {})));
        QCOMPARE(contentOf(world.pack() + u"/__init__.py"_s), QByteArray("new"));
        QCOMPARE(contentOf(world.kept() + u"/__init__.py"_s), QByteArray("old"));
        QCOMPARE(world.version(), u"2"_s);
        QCOMPARE(world.settings(), u"9000 of 2"_s);
        QVERIFY(QDir(world.library.journal()).isEmpty());
    }

    void aMoveThatFailsUndoesThoseBefore()
    {
        World world;
        write(world.folder.filePath(u"in-the-way"_s), "x");
        world.change.moves += PackMove{.from = world.folder.filePath(u"nothing"_s),
                                       .to = world.library.dataFolder(world.id) + u"/bar"_s};
        QVERIFY(!commitPacks(world.library, world.change, {}, {}));
        QCOMPARE(contentOf(world.pack() + u"/__init__.py"_s), QByteArray("old"));
        QVERIFY(!QFileInfo::exists(world.kept()));
        QCOMPARE(world.version(), u"1"_s);
        QVERIFY(QDir(world.library.journal()).isEmpty());
    }

    void theDatabaseGoesWithTheGeneration()
    {
        World world;
        write(world.library.databaseFile(world.id, 1), "of one");
        world.change.generation->takesDatabase = true;
        QVERIFY(bool(commitPacks(world.library, world.change, {}, {})));
        QCOMPARE(contentOf(world.library.databaseFile(world.id, 2)), QByteArray("of one"));
        QCOMPARE(world.settings(), u"9000 of 2"_s);
    }

    void itsCopyGoesWhereTheChangeIsTakenBack()
    {
        World world;
        write(world.library.databaseFile(world.id, 1), "of one");
        world.change.generation->takesDatabase = true;
        world.change.settings->after = {{u"port"_s, -1}}; // the last of its writes fails
        QVERIFY(!commitPacks(world.library, world.change, {}, {}));
        QVERIFY(!QFileInfo::exists(QFileInfo(world.library.databaseFile(world.id, 2)).path()));
        QCOMPARE(contentOf(world.library.databaseFile(world.id, 1)), QByteArray("of one"));
        QCOMPARE(world.settings(), u"8188 of 1"_s);
        QVERIFY(QDir(world.library.journal()).isEmpty());
    }

    void extrasGoWithIt()
    {
        World world;
        QVERIFY(bool(commitPacks(world.library, world.change, {}, {})));
        QCOMPARE(world.extras(), QStringList{u"timm"_s});
        world.change.moves.clear();
        world.change.extras = ExtrasChange{.before = world.change.extras->after, .after = {}};
        QVERIFY(bool(commitPacks(world.library, world.change, {}, {})));
        QCOMPARE(world.extras(), QStringList());
    }

    void aLayerThatIsGoneUndoesIt()
    {
        World world;
        world.change.switchesLayer = true;
        world.change.layerAfter = u"0123456789abcdef"_s;
        QVERIFY(!commitPacks(world.library, world.change, {}, {}));
        QCOMPARE(contentOf(world.pack() + u"/__init__.py"_s), QByteArray("old"));
        QCOMPARE(world.version(), u"1"_s);
        QCOMPARE(world.extras(), QStringList());
        QCOMPARE(world.settings(), u"8188 of 1"_s);
        QVERIFY(QDir(world.library.journal()).isEmpty());
    }

    void anInterruptedOneIsFinishedOrTakenBack_data()
    {
        QTest::addColumn<int>("moves");
        QTest::addColumn<QString>("step");
        QTest::addColumn<bool>("isNew");
        QTest::newRow("before anything moved") << 0 << QString() << false;
        QTest::newRow("with the old one aside") << 1 << QString() << false;
        QTest::newRow("with the new one in its place") << 2 << QString() << false;
        QTest::newRow("past the point of no return") << 2 << u"moved"_s << true;
        QTest::newRow("while it was undone, all still there") << 2 << u"undoing"_s << false;
        QTest::newRow("while it was undone, half of it") << 1 << u"undoing"_s << false;
    }

    void anInterruptedOneIsFinishedOrTakenBack()
    {
        QFETCH(int, moves);
        QFETCH(QString, step);
        QFETCH(bool, isNew);
        const World world;
        {
            auto entry = Journal(world.library.journal())
                             .begin(QString::fromLatin1(kPacksOperation), toJson(world.change));
            QVERIFY(bool(entry));
            for (int i = 0; i < moves; ++i) {
                const PackMove &move = world.change.moves.at(i);
                QDir().mkpath(QFileInfo(move.to).path());
                QVERIFY(QDir().rename(move.from, move.to));
            }
            if (!step.isEmpty())
                QVERIFY(bool(entry->setStep(step)));
        }
        const auto report = recoverAll(world.library, {});
        QVERIFY(report);
        QCOMPARE(report->problems, QStringList());
        QCOMPARE(report->finished.size() + report->rolledBack.size(), 1);
        QCOMPARE(contentOf(world.pack() + u"/__init__.py"_s), isNew ? "new" : "old");
        QCOMPARE(QFileInfo::exists(world.kept()), isNew);
        QCOMPARE(world.version(), isNew ? u"2"_s : u"1"_s);
        QCOMPARE(world.extras().isEmpty(), !isNew);
        QCOMPARE(world.settings(), isNew ? u"9000 of 2"_s : u"8188 of 1"_s);
        QCOMPARE(world.left(), QStringList());
        QCOMPARE(recoverAll(world.library, {})->rolledBack, QStringList());
    }

    void whatGoesForGoodIsDeletedByTheNextStart()
    {
        World world;
        world.change.moves = {{.from = world.pack(), .to = world.kept()}};
        world.change.after = {};
        world.change.rubbish = {world.kept()};
        {
            auto entry = Journal(world.library.journal())
                             .begin(QString::fromLatin1(kPacksOperation), toJson(world.change));
            QVERIFY(bool(entry));
            QDir().mkpath(QFileInfo(world.kept()).path());
            QVERIFY(QDir().rename(world.pack(), world.kept()));
            QVERIFY(bool(entry->setStep(QString::fromLatin1(kPacksMoved))));
        }
        QVERIFY(bool(recoverAll(world.library, {})));
        QVERIFY(!QFileInfo::exists(world.pack()));
        QVERIFY(!QFileInfo::exists(world.kept()));
        QCOMPARE(world.version(), QString());
        QCOMPARE(world.left(), QStringList());
    }

    void aChainOfMovesIsTakenBackOrFinished_data()
    {
        QTest::addColumn<bool>("isBack"); // a pack comes out of its wrapper, else goes into it
        QTest::addColumn<int>("moves");
        QTest::addColumn<QString>("step");
        const auto add = [](bool isBack, int moves, const char *step) {
            QTest::addRow("%s, %d moves done, %s", isBack ? "out of a wrapper" : "into a wrapper",
                          moves, *step ? step : "begun")
                << isBack << moves << QString::fromLatin1(step);
        };
        for (const bool isBack : {false, true}) {
            for (int moves = 0; moves <= 3; ++moves) {
                add(isBack, moves, "");
                add(isBack, moves, "undoing");
            }
            add(isBack, 3, "moved");
        }
    }

    void aChainOfMovesIsTakenBackOrFinished()
    {
        QFETCH(bool, isBack);
        QFETCH(int, moves);
        QFETCH(QString, step);
        World world;
        const QString aside = world.kept();
        const QString wrapper = world.kept() + u"-2"_s;
        const QString inner = world.pack() + u"/nodes/isolated/foo"_s;
        if (isBack) {
            QDir().mkpath(QFileInfo(aside).path());
            QVERIFY(QDir().rename(world.pack(), aside));
            QVERIFY(QDir().rename(world.staged(), world.pack()));
            QDir().mkpath(QFileInfo(inner).path());
            QVERIFY(QDir().rename(aside, inner));
            world.change.moves = {{.from = inner, .to = aside},
                                  {.from = world.pack(), .to = wrapper},
                                  {.from = aside, .to = world.pack()}};
            world.change.rubbish = {wrapper};
        } else {
            world.change.moves = {{.from = world.pack(), .to = aside},
                                  {.from = world.staged(), .to = world.pack(), .isFresh = true},
                                  {.from = aside, .to = inner}};
        }
        {
            auto entry = Journal(world.library.journal())
                             .begin(QString::fromLatin1(kPacksOperation), toJson(world.change));
            QVERIFY(bool(entry));
            for (int i = 0; i < moves; ++i) {
                const PackMove &move = world.change.moves.at(i);
                QDir().mkpath(QFileInfo(move.to).path());
                QVERIFY(QDir().rename(move.from, move.to));
            }
            if (!step.isEmpty())
                QVERIFY(bool(entry->setStep(step)));
        }
        const auto report = recoverAll(world.library, {});
        QVERIFY(report);
        QCOMPARE(report->problems, QStringList());
        const bool isIsolated = (step == "moved"_L1) != isBack;
        QCOMPARE(contentOf(world.pack() + u"/__init__.py"_s), isIsolated ? "new" : "old");
        QCOMPARE(contentOf(inner + u"/__init__.py"_s), isIsolated ? "old" : "nothing");
        QVERIFY(!QFileInfo::exists(aside));
        QVERIFY(!QFileInfo::exists(wrapper));
        QCOMPARE(world.left(), QStringList());
    }

    void whatTheJournalSaysMustMakeSense_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        const auto moves = [](const QString &to) {
            return QJsonArray{QJsonObject{{u"from"_s, u"/a/b"_s}, {u"to"_s, to}}};
        };
        QTest::newRow("no install") << u"id"_s << QJsonValue(u"../x"_s);
        QTest::newRow("a path that is not absolute") << u"moves"_s << QJsonValue(moves(u"b"_s));
        QTest::newRow("a path that climbs") << u"moves"_s << QJsonValue(moves(u"/a/../b"_s));
        QTest::newRow("a patch elsewhere")
            << u"patches"_s << QJsonValue(QJsonArray{u"/etc/passwd"_s});
        QTest::newRow("rubbish elsewhere") << u"rubbish"_s << QJsonValue(QJsonArray{u"/etc/ssl"_s});
    }

    void whatTheJournalSaysMustMakeSense()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        const World world;
        QJsonObject object = toJson(world.change);
        QVERIFY(packTransactionFromJson(object, world.library));
        object[key] = value;
        QVERIFY(!packTransactionFromJson(object, world.library));
    }

    void oldOnesGoAfterAGoodStart_data()
    {
        QTest::addColumn<int>("secondsAfter"); // of the good start after the change
        QTest::addColumn<bool>("hasEdits");
        QTest::addColumn<bool>("stays");
        QTest::newRow("a good start with the new version") << 60 << false << false;
        QTest::newRow("only one from before") << -60 << false << true;
        QTest::newRow("somebody's own changes are in it") << 60 << true << true;
    }

    void oldOnesGoAfterAGoodStart()
    {
        QFETCH(int, secondsAfter);
        QFETCH(bool, hasEdits);
        QFETCH(bool, stays);
        World world;
        qputenv("XDG_DATA_HOME", world.folder.filePath(u"share"_s).toUtf8());
        world.change.after.kept.first().hasEdits = hasEdits;
        QVERIFY(bool(commitPacks(world.library, world.change, {}, {})));
        const QDateTime good = World::when().addSecs(secondsAfter);
        QVERIFY(bool(noteGoodStart(world.library, world.id, good)));
        QCOMPARE(lastGoodStart(world.library, world.id), good);
        QVERIFY(bool(recoverAll(world.library, {})));
        QCOMPARE(QFileInfo::exists(world.kept()), stays);
        QCOMPARE(readKeptPacks(world.library, world.id).size(), stays ? 1 : 0);
    }

    void aFailedPackIsNoGoodStart()
    {
        QVERIFY(tellsFailedPack(u"   0.1 seconds (IMPORT FAILED): /x/custom_nodes/foo"));
        QVERIFY(tellsFailedPack(u"   0.1 seconds (PRESTARTUP FAILED): /x/custom_nodes/foo"));
        QVERIFY(!tellsFailedPack(u"   0.1 seconds: /x/custom_nodes/foo"));
    }
};

QTEST_GUILESS_MAIN(PackTransactionTest)
#include "tst_packtransaction.moc"
