// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/clock.h"
#include "core/installs/pristine.h"
#include "core/installs/switchlayer.h"
#include "core/io/filelock.h"
#include "core/nodes/packrecords.h"
#include "core/storage/duplicateinstall.h"
#include "tests/core/installs/layers.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What a second install of one has, shares and leaves behind. */
class TestDuplicateInstall : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_world = std::make_unique<layers::World>();
        m_first = m_world->library.installFolder(m_world->demo);
    }
    void cleanup()
    {
        QCOMPARE(m_world->leftOvers(), QStringList());
        m_world.reset();
    }

    void hasRuntimePacksAndUserFiles();
    void takesOutputsOnlyWhereWished();
    void changesOfOneAreNotTheOthers();
    void sharesModelsAndPython();
    void turnsLinksIntoTheFirstInstall();
    void seesTheSameLayer();
    void namesAndPortsAreItsOwn();
    void refusesWhatRunsOrIsChanged();
    void refusesSomeonesOwnFolder();

private:
    Result<Duplicate> duplicate(DuplicateRequest request = {})
    {
        request.id = m_world->demo;
        return duplicateInstall(m_world->library, SystemClock(), request, {});
    }
    QString folderOf(const Result<Duplicate> &made) const
    {
        return m_world->library.installFolder(made->install.id);
    }
    void writeData(const QString &path, const QByteArray &content)
    {
        trees::write(m_first + u"/data/"_s + path, content);
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }

    std::unique_ptr<layers::World> m_world;
    QString m_first;
};

void TestDuplicateInstall::hasRuntimePacksAndUserFiles()
{
    QVERIFY(keepPristine(m_world->library.generationFolder(m_world->demo, 1), {}));
    writeData(u"custom_nodes/pack/__init__.py"_s, "X = 1\n");
    writeData(u"custom_nodes/pack/__pycache__/a.pyc"_s, "old");
    writeData(u"user/default/workflows/mine.json"_s, "{}");
    writeData(u"db/gen-0001/comfyui.db"_s, "database");
    writeData(u"db/gen-0007/comfyui.db"_s, "of another generation");
    trees::write(m_first + u"/logs/old.log"_s, "log");
    trees::write(m_first + u"/kept-packs/1-pack/__init__.py"_s, "kept");
    trees::write(m_first + u"/good-start"_s, "2026");
    KeptPack kept;
    kept.pack = u"pack"_s;
    kept.folder = m_first + u"/kept-packs/1-pack"_s;
    PackRecords before;
    before.packs = {{.name = u"pack"_s}};
    before.kept = {kept};
    QVERIFY(writePackRecords(m_world->library, m_world->demo, before));
    const auto made = duplicate();
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    const QString folder = folderOf(made);
    QCOMPARE(describeTree(folder + u"/gen-0001"_s, {})->size(),
             describeTree(m_first + u"/gen-0001"_s, {})->size());
    QCOMPARE(read(folder + u"/gen-0001.manifest"_s), read(m_first + u"/gen-0001.manifest"_s));
    QVERIFY(QFileInfo::exists(pristineFolder(folder + u"/gen-0001"_s)));
    QCOMPARE(read(folder + u"/data/custom_nodes/pack/__init__.py"_s), "X = 1\n");
    QVERIFY(!QFileInfo::exists(folder + u"/data/custom_nodes/pack/__pycache__"_s));
    QCOMPARE(read(folder + u"/data/user/default/workflows/mine.json"_s), "{}");
    QCOMPARE(read(folder + u"/data/db/gen-0001/comfyui.db"_s), "database");
    QVERIFY(!QFileInfo::exists(folder + u"/data/db/gen-0007"_s));
    QVERIFY(!QFileInfo::exists(folder + u"/logs/old.log"_s));
    QVERIFY(!QFileInfo::exists(folder + u"/kept-packs"_s));
    QVERIFY(!QFileInfo::exists(folder + u"/good-start"_s));
    const PackRecords records = readPackRecords(m_world->library, made->install.id);
    QCOMPARE(records.packs.size(), 1);
    QVERIFY(records.kept.isEmpty());
}

void TestDuplicateInstall::takesOutputsOnlyWhereWished()
{
    writeData(u"output/picture.png"_s, "picture");
    writeData(u"input/start.png"_s, "start");
    const auto without = duplicate();
    QVERIFY(without);
    QVERIFY(QFileInfo(folderOf(without) + u"/data/output"_s).isDir());
    QVERIFY(!QFileInfo::exists(folderOf(without) + u"/data/output/picture.png"_s));
    QCOMPARE(read(folderOf(without) + u"/data/input/start.png"_s), "start");
    const auto with = duplicate({.outputs = DuplicateOutputs::Take});
    QVERIFY(with);
    QCOMPARE(read(folderOf(with) + u"/data/output/picture.png"_s), "picture");
}

void TestDuplicateInstall::changesOfOneAreNotTheOthers()
{
    writeData(u"user/settings.json"_s, "before");
    const auto made = duplicate();
    QVERIFY(made);
    // In place, as an editor does it: what people write in is never one file with two names.
    for (const QString &path :
         {u"/data/user/settings.json"_s, u"/gen-0001/ComfyUI/main.py"_s, u"/gen-0001.manifest"_s}) {
        const QByteArray before = read(m_first + path);
        QFile file(folderOf(made) + path);
        QVERIFY2(file.open(QIODevice::WriteOnly | QIODevice::Truncate), qPrintable(path));
        file.write("changed");
        file.close();
        QCOMPARE(read(m_first + path), before);
    }
}

void TestDuplicateInstall::sharesModelsAndPython()
{
    writeData(u"models/checkpoints/big.safetensors"_s, QByteArray(2 << 20, 'm'));
    writeData(u"models/configs/v1.yaml"_s, "model: {}\n");
    const auto made = duplicate();
    QVERIFY(made);
    const QString models = folderOf(made) + u"/data/models"_s;
    QCOMPARE(QFileInfo(models + u"/checkpoints/big.safetensors"_s).size(), 2 << 20);
    QCOMPARE(read(models + u"/configs/v1.yaml"_s), "model: {}\n");
    QVERIFY2(made->takenBytes < 1 << 20, "a model is never copied");
    QVERIFY(made->method != CloneMethod::Copy);
    QVERIFY(made->remarks.isEmpty());
    // The first one goes; the second has everything still.
    QVERIFY(QDir(m_first).removeRecursively());
    QCOMPARE(QFileInfo(models + u"/checkpoints/big.safetensors"_s).size(), 2 << 20);
    QVERIFY(QFileInfo::exists(folderOf(made) + u"/gen-0001/python/bin/python3"_s));
}

void TestDuplicateInstall::turnsLinksIntoTheFirstInstall()
{
    writeData(u"custom_nodes/pack/__init__.py"_s, "");
    QDir().mkpath(m_first + u"/ce/envs/one"_s);
    const QString outside = m_world->folder.path() + u"/outside"_s;
    trees::write(outside + u"/canary"_s, "tweet");
    const QString nodes = m_first + u"/data/custom_nodes/"_s;
    QVERIFY(QFile::link(m_first + u"/ce/envs/one"_s, nodes + u"pack/_env"_s));
    QVERIFY(QFile::link(m_first + u"/data/custom_nodes/pack"_s, nodes + u"alias"_s));
    QVERIFY(QFile::link(outside, nodes + u"own"_s));
    const auto made = duplicate();
    QVERIFY(made);
    const QString copies = folderOf(made) + u"/data/custom_nodes/"_s;
    QVERIFY(!QFileInfo(copies + u"pack/_env"_s).isSymLink());
    QCOMPARE(QFileInfo(copies + u"alias"_s).canonicalFilePath(),
             QFileInfo(copies + u"pack"_s).canonicalFilePath());
    QCOMPARE(QFileInfo(copies + u"own"_s).symLinkTarget(), outside);
    QCOMPARE(read(outside + u"/canary"_s), "tweet");
    QCOMPARE(made->remarks.size(), 1); // that environments are built again
}

void TestDuplicateInstall::seesTheSameLayer()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    QVERIFY(switchLayer(m_world->library, m_world->demo, layer, {}));
    const auto made = duplicate();
    QVERIFY(made);
    QCOMPARE(made->install.generation()->layer, layer);
    const QString site = layerSiteOf(m_world->library, made->install);
    QVERIFY(QFileInfo::exists(site + u"/alpha/__init__.py"_s));
    QVERIFY(site.startsWith(folderOf(made)));
}

void TestDuplicateInstall::namesAndPortsAreItsOwn()
{
    QVERIFY(updateInstall(m_world->library, m_world->demo, [](Install &install) {
        install.settings.arguments = {u"--lowvram"_s};
        install.lastStart = QDateTime::currentDateTimeUtc();
    }));
    const auto one = duplicate();
    const auto two = duplicate();
    const auto named = duplicate({.name = u"Try out"_s, .port = quint16(9000)});
    QVERIFY(one && two && named);
    QCOMPARE(one->install.name, u"demo copy"_s);
    QCOMPARE(two->install.name, u"demo copy 2"_s);
    QCOMPARE(named->install.name, u"Try out"_s);
    QCOMPARE(named->install.port, 9000);
    QVERIFY(one->install.port != m_world->install(m_world->demo).port);
    QVERIFY(two->install.port != one->install.port);
    QCOMPARE(one->install.settings.arguments, QStringList{u"--lowvram"_s});
    QVERIFY(!one->install.lastStart.isValid());
    QCOMPARE(listInstalls(m_world->library).installs.size(), 4);
}

void TestDuplicateInstall::refusesWhatRunsOrIsChanged()
{
    for (const QString &path : {m_world->library.sessionLock(m_world->demo),
                                packsLock(m_world->library, m_world->demo)}) {
        const auto lock = FileLock::tryLock(path, u"at work"_s);
        QVERIFY(lock);
        const auto made = duplicate();
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::Busy);
    }
    QVERIFY(duplicate());
}

void TestDuplicateInstall::refusesSomeonesOwnFolder()
{
    QVERIFY(updateInstall(m_world->library, m_world->demo, [&](Install &install) {
        install.adoptedFolder = m_world->folder.path();
    }));
    const auto made = duplicate();
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(TestDuplicateInstall)
#include "tst_duplicateinstall.moc"
