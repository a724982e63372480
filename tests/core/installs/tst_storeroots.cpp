// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/layerstore.h"
#include "core/installs/storeroots.h"
#include "tests/core/installs/layers.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What beside the installs keeps layers, wheels and generations. */
class TestStoreRoots : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<layers::World>(); }
    void cleanup() { m_world.reset(); }

    void comesBackAsItWasWritten();
    void staysTrueWhereTheLibraryIsMoved();
    void keepsALayerAndItsWheels();
    void keepsAllWhereOneCannotBeRead();
    void refusesNamesThatLeadElsewhere();

private:
    StoreRoot rootOf(const QString &layer) const
    {
        return {.owner = u"snapshots"_s,
                .id = u"2026-11-22_1"_s,
                .name = u"the snapshot of “Mine”"_s,
                .layers = {layer},
                .generations = {{m_world->demo, {1, 3}}},
                .environments = {m_world->library.root() + u"/installs/demo/ce/envs/e"_s,
                                 u"/elsewhere/e"_s}};
    }

    std::unique_ptr<layers::World> m_world;
};

void TestStoreRoots::comesBackAsItWasWritten()
{
    const StoreRoot root = rootOf(u"0123456789abcdef"_s);
    QVERIFY(keepStoreRoot(m_world->library, root));
    const StoreRoots roots = storeRoots(m_world->library);
    QCOMPARE(roots.roots, QList{root});
    QVERIFY(roots.isCertain());
    QCOMPARE(roots.keepersOfGeneration(m_world->demo, 3), QStringList{root.name});
    QCOMPARE(roots.keepersOfGeneration(m_world->demo, 2), QStringList());
    QCOMPARE(roots.keepersOfEnvironment(u"/elsewhere/e"_s), QStringList{root.name});
    QVERIFY(dropStoreRoot(m_world->library, root.owner, root.id));
    QVERIFY(dropStoreRoot(m_world->library, root.owner, root.id));
    QVERIFY(storeRoots(m_world->library).roots.isEmpty());
}

void TestStoreRoots::staysTrueWhereTheLibraryIsMoved()
{
    QVERIFY(keepStoreRoot(m_world->library, rootOf(u"0123456789abcdef"_s)));
    const QString elsewhere = m_world->folder.path() + u"/moved"_s;
    QVERIFY(QDir().rename(m_world->library.root(), elsewhere));
    const StoreRoots roots = storeRoots(Library(elsewhere));
    QCOMPARE(roots.keepersOfEnvironment(elsewhere + u"/installs/demo/ce/envs/e"_s).size(), 1);
    QCOMPARE(roots.keepersOfEnvironment(u"/elsewhere/e"_s).size(), 1);
}

void TestStoreRoots::keepsALayerAndItsWheels()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    const QString other = m_world->addLayer(u"beta"_s);
    (void)m_world->addWheel(u"alpha"_s);
    (void)m_world->addWheel(u"beta"_s);
    const Sha256 vendored = m_world->addWheel(u"gamma"_s);
    StoreRoot root = rootOf(layer);
    root.files = {vendored};
    QVERIFY(keepStoreRoot(m_world->library, root));
    const auto inventory = layerInventory(m_world->library, {});
    QVERIFY(inventory);
    QCOMPARE(inventory->wheels, 2);
    QCOMPARE(inventory->unusedWheels, 1);
    QCOMPARE(cleanLayers(m_world->library, {})->removed, QStringList{other});
    QVERIFY(QFileInfo::exists(m_world->library.wheels() + u'/' + vendored.toHex()));
    QVERIFY(dropStoreRoot(m_world->library, root.owner, root.id));
    QCOMPARE(cleanLayers(m_world->library, {})->removed, QStringList{layer});
}

void TestStoreRoots::keepsAllWhereOneCannotBeRead()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    trees::write(m_world->library.roots() + u"/snapshots.half.json"_s, "{\"schema\": 1, \"lay");
    QVERIFY(!storeRoots(m_world->library).isCertain());
    QCOMPARE(cleanLayers(m_world->library, {})->removed, QStringList());
    trees::write(m_world->library.roots() + u"/snapshots.half.json"_s, "{\"schema\": 2}");
    QCOMPARE(cleanLayers(m_world->library, {})->removed, QStringList());
    QVERIFY(QFileInfo::exists(m_world->library.layerFolder(layer)));
}

void TestStoreRoots::refusesNamesThatLeadElsewhere()
{
    for (const QString &name : {u"../up"_s, u""_s, u"a.b"_s, u"a/b"_s}) {
        QVERIFY(!keepStoreRoot(m_world->library, {.owner = name, .id = u"one"_s}));
        QVERIFY(!keepStoreRoot(m_world->library, {.owner = u"one"_s, .id = name}));
    }
}

QTEST_GUILESS_MAIN(TestStoreRoots)
#include "tst_storeroots.moc"
