// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/layerstore.h"
#include "core/installs/switchlayer.h"
#include "core/io/filelock.h"
#include "core/io/tree.h"
#include "tests/core/installs/layers.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Which layers are used, and what becomes of the others. */
class TestLayerStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<layers::World>(); }
    void cleanup()
    {
        QCOMPARE(m_world->leftOvers(), QStringList());
        m_world.reset();
    }

    void hasNothingAtFirst();
    void sharesOneLayer();
    void removesWhatNobodyUses();
    void keepsALayerThatIsPutInNow();
    void keepsWheelsWhileALayerIsBuilt();
    void keepsAllWhereAnInstallCannotBeRead();
    void keepsWheelsOfALayerThatIsGone();
    void keepsLayersOfOlderGenerations();

private:
    bool isThere(const QString &layer) const
    {
        return QFileInfo::exists(m_world->library.layerFolder(layer));
    }
    bool isThere(const Sha256 &wheel) const
    {
        return QFileInfo::exists(m_world->library.wheels() + u'/' + wheel.toHex());
    }
    bool use(const QString &layer, const InstallId &id)
    {
        return bool(switchLayer(m_world->library, id, layer, {}));
    }
    qint64 sizeOf(const QString &folder) const { return treeSize(folder, {}).value().bytes; }

    std::unique_ptr<layers::World> m_world;
};

void TestLayerStore::hasNothingAtFirst()
{
    const auto inventory = layerInventory(m_world->library, {});
    QVERIFY(inventory);
    QVERIFY(inventory->layers.isEmpty());
    QCOMPARE(inventory->unusedBytes(), 0);
    QVERIFY(cleanLayers(m_world->library, {}));
}

void TestLayerStore::sharesOneLayer()
{
    const QString layer = m_world->addLayer(u"alpha"_s, QByteArray(2'000'000, '\n'));
    const InstallId second = m_world->addInstall(u"second"_s);
    QVERIFY(use(layer, m_world->demo));
    const QString store = m_world->library.layers();
    const qint64 storeBefore = sizeOf(store);
    const qint64 before = sizeOf(m_world->library.root());
    QVERIFY(use(layer, second));
    QCOMPARE(sizeOf(store), storeBefore);
    const auto inventory = layerInventory(m_world->library, {});
    QVERIFY(inventory);
    QCOMPARE(inventory->layers.size(), 1);
    QCOMPARE(inventory->layers.constFirst().usedBy, (QStringList{u"demo"_s, u"second"_s}));
    QCOMPARE(inventory->layers.constFirst().packages, QStringList{u"alpha 1.0"_s});
    // Where the view is made of links, the second install costs nothing beside its install.json.
    if (viewSharing(m_world->folder.path()) == Sharing::ReflinkOrHardLink)
        QVERIFY(sizeOf(m_world->library.root()) - before < before / 100);
}

void TestLayerStore::removesWhatNobodyUses()
{
    const QString used = m_world->addLayer(u"alpha"_s);
    const QString unused = m_world->addLayer(u"beta"_s, QByteArray(50'000, '\n'));
    const Sha256 usedWheel = m_world->addWheel(u"alpha"_s);
    const Sha256 unusedWheel = m_world->addWheel(u"beta"_s);
    QVERIFY(use(used, m_world->demo));
    const auto inventory = layerInventory(m_world->library, {});
    QVERIFY(inventory);
    QVERIFY(inventory->unusedBytes() >= 60'000);
    QCOMPARE(inventory->wheels, 1);
    QCOMPARE(inventory->unusedWheels, 1);
    QVERIFY(isThere(unused)); // looking changes nothing
    const auto cleaned = cleanLayers(m_world->library, {});
    QVERIFY(cleaned);
    QCOMPARE(cleaned->removed, QStringList{unused});
    QCOMPARE(cleaned->bytes, inventory->unusedBytes());
    QVERIFY(isThere(used) && isThere(usedWheel));
    QVERIFY(!isThere(unused) && !isThere(unusedWheel));
    QCOMPARE(cleanLayers(m_world->library, {})->bytes, 0);
}

void TestLayerStore::keepsALayerThatIsPutInNow()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    const Sha256 wheel = m_world->addWheel(u"alpha"_s);
    {
        const auto lease =
            FileLock::tryLock(m_world->library.layerFolder(layer) + u".lock"_s, u"building"_s);
        QVERIFY(lease);
        const auto cleaned = cleanLayers(m_world->library, {});
        QVERIFY(cleaned);
        QCOMPARE(cleaned->kept, QStringList{layer});
        QVERIFY(isThere(layer) && isThere(wheel));
    }
    QCOMPARE(cleanLayers(m_world->library, {})->removed, QStringList{layer});
}

void TestLayerStore::keepsWheelsWhileALayerIsBuilt()
{
    const Sha256 wheel = m_world->addWheel(u"alpha"_s);
    {
        const auto lease = FileLock::tryLock(
            m_world->library.layerFolder(u"0123456789abcdef"_s) + u".lock"_s, u"building"_s);
        QVERIFY(lease);
        QVERIFY(cleanLayers(m_world->library, {}));
        QVERIFY(isThere(wheel));
    }
    QVERIFY(cleanLayers(m_world->library, {}));
    QVERIFY(!isThere(wheel));
}

void TestLayerStore::keepsAllWhereAnInstallCannotBeRead()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    const Sha256 wheel = m_world->addWheel(u"alpha"_s);
    QVERIFY(trees::write(m_world->library.installFile(*InstallId::fromString(u"broken")), "{"));
    const auto cleaned = cleanLayers(m_world->library, {});
    QVERIFY(cleaned);
    QCOMPARE(cleaned->removed, QStringList());
    QVERIFY(isThere(layer) && isThere(wheel));
}

void TestLayerStore::keepsWheelsOfALayerThatIsGone()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    const Sha256 wheel = m_world->addWheel(u"alpha"_s);
    QVERIFY(use(layer, m_world->demo));
    QVERIFY(QDir(m_world->library.layerFolder(layer)).removeRecursively());
    QVERIFY(cleanLayers(m_world->library, {}));
    QVERIFY(isThere(wheel));
}

void TestLayerStore::keepsLayersOfOlderGenerations()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    QVERIFY(use(layer, m_world->demo));
    QVERIFY(QDir().mkpath(m_world->library.generationFolder(m_world->demo, 2)));
    QVERIFY(updateInstall(m_world->library, m_world->demo, [](Install &install) {
        Generation newer = install.generations.constFirst();
        newer.number = 2;
        newer.layer.clear();
        newer.view = 0;
        install.generations += newer;
        install.currentGeneration = 2;
    }));
    QVERIFY(cleanLayers(m_world->library, {}));
    QVERIFY(isThere(layer));
    // Its view stays, too: rolling back is one write.
    QVERIFY(sweepViews(m_world->library, m_world->demo, {}));
    QCOMPARE(m_world->views(m_world->demo).size(), 1);
}

QTEST_GUILESS_MAIN(TestLayerStore)
#include "tst_layerstore.moc"
