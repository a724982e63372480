// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/goodstart.h"
#include "core/installs/installfile.h"
#include "core/installs/snapshotroots.h"
#include "core/snapshots/comparesnapshots.h"
#include "core/snapshots/takesnapshot.h"
#include "samplecontent.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

using Change = std::function<void(SnapshotContent &)>;

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/** An install with one pack, as a snapshot sees it. */
struct World
{
    QTemporaryDir folder{};
    Library library{folder.path() + u"/Library"_s};
    InstallId id = *InstallId::fromString(u"mine");
    Install install{};

    World()
    {
        install.id = id;
        install.name = u"Mine"_s;
        install.currentGeneration = 1;
        Generation generation;
        generation.number = 1;
        generation.layout = BundleLayout::Official;
        generation.comfyFolder = u"ComfyUI"_s;
        generation.python = u"python"_s;
        generation.comfyVersion = u"0.33.0"_s;
        install.generations = {generation};
        install.settings.arguments = {u"--cpu"_s};
        install.settings.modelFolders = {u"/big"_s};
        QDir().mkpath(library.generationFolder(id, 1));
        write(pack() + u"/__init__.py"_s, "one");
        if (!saveInstall(library, install))
            qFatal("cannot save");
    }

    QString pack() const { return library.dataFolder(id) + u"/custom_nodes/foo"_s; }
    QString file(const Sha256 &snapshot) const
    {
        return snapshotsFolder(library, id) + u'/' + snapshot.toHex() + u".json"_s;
    }
    KeptSnapshot take(int second = 0, const QString &note = {}) const
    {
        const auto kept = takeSnapshot(
            library, install,
            {.now = QDateTime({2026, 1, 1}, {0, 0, second}, Qt::UTC), .note = note}, {});
        if (!kept)
            qFatal("%s", qPrintable(kept.error().message));
        return *kept;
    }
};

} // namespace

class SnapshotTest : public QObject
{
    Q_OBJECT

private slots:
    void isReadAsItWasWritten()
    {
        const SnapshotContent content = sampleContent();
        const QJsonObject object = toJson(content);
        const Result<SnapshotContent> read = snapshotContentFromJson(object);
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QVERIFY(*read == content);
        QCOMPARE(snapshotId(toJson(*read)), snapshotId(object));
    }

    void whatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("a newer schema") << u"schema"_s << QJsonValue(2);
        QTest::newRow("packs that are a text") << u"packs"_s << QJsonValue(u"many"_s);
        const QJsonObject pack{{u"name"_s, u"../../evil"_s}, {u"kind"_s, u"git"_s}};
        QTest::newRow("a pack that leads elsewhere") << u"packs"_s << QJsonValue(QJsonArray{pack});
        QTest::newRow("a layer that leads elsewhere")
            << u"layer"_s << QJsonValue(QJsonObject{{u"id"_s, u"../x"_s}});
        QTest::newRow("a lock without hashes")
            << u"layer"_s << QJsonValue(QJsonObject{{u"lock"_s, u"timm==1.0\n"_s}});
        QTest::newRow("arguments that are no texts")
            << u"arguments"_s << QJsonValue(QJsonArray{1, 2});
    }

    void whatMakesNoSenseIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QJsonObject object = toJson(sampleContent());
        object.insert(key, value);
        const Result<SnapshotContent> read = snapshotContentFromJson(object);
        QVERIFY(!read);
        QVERIFY(!read.error().nextStep.isEmpty());
    }

    void everyDifferenceIsTold_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("told");
        const auto add = [](const char *name, const Change &change, const QString &told) {
            QTest::newRow(name) << change << told;
        };
        add("nothing", [](SnapshotContent &) {}, {});
        add(
            "another generation", [](SnapshotContent &c) { c.runtime.generation = 3; },
            u"generation generation"_s);
        add(
            "another commit", [](SnapshotContent &c) { c.packs[0].commit = QString(40, u'b'); },
            u"packs Foo"_s);
        add(
            "a disabled pack", [](SnapshotContent &c) { c.packs[0].isEnabled = false; },
            u"packs Foo"_s);
        add(
            "other files of the same version",
            [](SnapshotContent &c) { c.packs[1].digest = sha256Of("other"); }, u"packs plain.py"_s);
        add(
            "another record", [](SnapshotContent &c) { c.packs[0].record.reset(); },
            u"packs Foo"_s);
        add(
            "a pack less", [](SnapshotContent &c) { c.packs.removeLast(); }, u"packs plain.py"_s);
        add(
            "another package",
            [](SnapshotContent &c) { c.layer.lock.packages[0].version = u"2"_s; }, u"layer timm"_s);
        add(
            "the same packages over another base",
            [](SnapshotContent &c) { c.layer.id = u"0123456789abcdef"_s; }, u"layer layer"_s);
        add(
            "a choice", [](SnapshotContent &c) { c.leftOut.clear(); },
            u"layer left out by choice"_s);
        add(
            "an environment", [](SnapshotContent &c) { c.environments[0].isThere = false; },
            u"environments foo-gpu"_s);
        add(
            "the port", [](SnapshotContent &c) { c.settings.insert(u"port"_s, 8189); },
            u"settings port"_s);
        add(
            "arguments", [](SnapshotContent &c) { c.arguments.clear(); }, u"arguments arguments"_s);
        add(
            "model folders", [](SnapshotContent &c) { c.modelFolders += u"/more"_s; },
            u"models model folders"_s);
    }

    void everyDifferenceIsTold()
    {
        QFETCH(Change, change);
        QFETCH(QString, told);
        SnapshotContent other = sampleContent();
        change(other);
        QStringList names;
        for (const SnapshotChange &one : compareSnapshots(sampleContent(), other)) {
            names += snapshotPartName(one.part) + u' ' + one.name;
            QVERIFY2(one.before != one.after, qPrintable(one.before));
        }
        QCOMPARE(names.join(u','), told);
        QCOMPARE(snapshotId(toJson(other)) == snapshotId(toJson(sampleContent())), told.isEmpty());
    }

    void secretsAreNotTold()
    {
        SnapshotContent other = sampleContent();
        other.settings.insert(
            u"settings"_s,
            QJsonObject{{u"gpus"_s, u"0"_s},
                        {u"environment"_s, QJsonObject{{u"HF_TOKEN"_s, u"hf_another"_s}}}});
        for (const SnapshotChange &one : compareSnapshots(sampleContent(), other)) {
            QVERIFY(!one.before.contains(u"hf_"_s) && !one.after.contains(u"hf_"_s));
            QVERIFY(one.before != one.after);
        }
    }

    void equalStatesAreKeptOnce()
    {
        const World world;
        const KeptSnapshot first = world.take(1, u"first"_s);
        const KeptSnapshot again = world.take(2);
        QVERIFY(first.isNew && !again.isNew);
        QCOMPARE(again.snapshot.id, first.snapshot.id);
        QCOMPARE(again.snapshot.note, u"first"_s);
        QVERIFY(again.snapshot.seen > again.snapshot.taken);
        write(world.pack() + u"/__init__.py"_s, "two");
        const KeptSnapshot second = world.take(3);
        QVERIFY(second.isNew);
        const SnapshotList list = listSnapshots(world.library, world.id);
        QCOMPARE(list.snapshots.size(), 2);
        QCOMPARE(list.snapshots.constFirst().id, second.snapshot.id);
        write(world.pack() + u"/__init__.py"_s, "one");
        QVERIFY(!world.take(4).isNew);
        QCOMPARE(findSnapshot(world.library, world.id, u"latest"_s)->id, first.snapshot.id);
        QVERIFY(!first.snapshot.content.packs.constFirst().digest.isNull());
        QCOMPARE(first.snapshot.content.arguments, QStringList{u"--cpu"_s});
    }

    void reasonsAreKeptAndUnknownOnesAreRead()
    {
        const World world;
        Snapshot snapshot = world.take().snapshot;
        for (const KeepReason reason :
             {KeepReason::Generation, KeepReason::Rollback, KeepReason::Restore}) {
            snapshot.reason = reason;
            const Result<Snapshot> read = snapshotFromJson(toJson(snapshot), u"a file"_s);
            QVERIFY(bool(read));
            QCOMPARE(read->reason, reason);
            QVERIFY(!keepReasonText(reason).isEmpty());
        }
        QJsonObject newer = toJson(snapshot);
        newer.insert(u"reason"_s, u"of a newer Portico"_s);
        const Result<Snapshot> read = snapshotFromJson(newer, u"a file"_s);
        QVERIFY(bool(read));
        QCOMPARE(read->reason, KeepReason::ByHand);
        QCOMPARE(read->id, snapshot.id);
    }

    void isFoundByTheBeginningOfItsId()
    {
        const World world;
        const Sha256 id = world.take().snapshot.id;
        for (const QString &typed : {id.toHex(), id.toHex().left(4), shortId(id).toUpper()})
            QCOMPARE(findSnapshot(world.library, world.id, typed)->id, id);
        for (const QString &typed : {u"latex"_s, id.toHex().left(3), u"now"_s, QString()})
            QCOMPARE(findSnapshot(world.library, world.id, typed).error().code,
                     ErrorCode::NotFound);
    }

    void aDamagedOneIsNeverTakenForWhole()
    {
        const World world;
        const Sha256 id = world.take().snapshot.id;
        const QByteArray whole = bytesOf(world.file(id));
        for (const QByteArray &damaged :
             {QByteArray(whole).replace("--cpu", "--gpu"), whole.left(whole.size() / 2),
              QByteArray(whole.size(), '\0'), QByteArray()}) {
            write(world.file(id), damaged);
            QVERIFY(!findSnapshot(world.library, world.id, id.toHex()));
            QCOMPARE(listSnapshots(world.library, world.id).broken.size(), 1);
        }
        QVERIFY(!storeRoots(world.library).isCertain());
        QVERIFY(world.take().isNew);
        QVERIFY(findSnapshot(world.library, world.id, id.toHex()));
    }

    void whatItNamesIsKept()
    {
        const World world;
        const auto kept = keepSnapshot(world.library, world.id, sampleContent(), {}, {});
        QVERIFY(kept);
        QDir().mkpath(world.library.layerFolder(sampleContent().layer.id));
        const StoreRoots roots = storeRoots(world.library);
        QVERIFY(roots.isCertain());
        QCOMPARE(roots.keepersOfGeneration(world.id, 2).size(), 1);
        QCOMPARE(roots.keepersOfGeneration(world.id, 1).size(), 0);
        QCOMPARE(roots.keepersOfLayer(sampleContent().layer.id).size(), 1);
        QCOMPARE(roots.keepersOfFile(sha256Of("timm")).size(), 1);
        QVERIFY(bool(removeSnapshot(world.library, world.id, kept->snapshot.id, {})));
        QVERIFY(storeRoots(world.library).roots.isEmpty());
    }

    void ofAnInstallThatWasRemovedMeanwhileNoneIsTaken()
    {
        const World world;
        const Result<Install> install = loadInstall(world.library, world.id);
        QVERIFY(install);
        const QString folder = world.library.installFolder(world.id);
        QVERIFY(QDir().rename(folder, folder + "-away"_L1)); // what a removal does first
        const auto taken = keepSnapshot(world.library, world.id, sampleContent(), {}, {});
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, ErrorCode::NotFound);
        QVERIFY(taken.error().message.contains(u"removed in the meantime"_s));
        QVERIFY(!QFileInfo::exists(folder));
    }

    void onlyAGoodStartIsRemembered()
    {
        const World world;
        const QDateTime started({2026, 1, 1}, {0, 0}, Qt::UTC);
        QVERIFY(bool(keepGoodStart(world.library, world.id, started, {})));
        QCOMPARE(listSnapshots(world.library, world.id).snapshots.size(), 0);
        QVERIFY(bool(noteGoodStart(world.library, world.id, started.addSecs(5))));
        QVERIFY(bool(keepGoodStart(world.library, world.id, started.addSecs(9), {})));
        QCOMPARE(listSnapshots(world.library, world.id).snapshots.size(), 0);
        QVERIFY(bool(keepGoodStart(world.library, world.id, started, {})));
        const SnapshotList list = listSnapshots(world.library, world.id);
        QCOMPARE(list.snapshots.size(), 1);
        QCOMPARE(list.snapshots.constFirst().goodStart, started.addSecs(5));
        QCOMPARE(list.snapshots.constFirst().reason, KeepReason::GoodStart);
    }
};

QTEST_GUILESS_MAIN(SnapshotTest)
#include "tst_snapshot.moc"
