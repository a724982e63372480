// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/diskuse.h"
#include "core/installs/switchlayer.h"
#include "core/io/tree.h"
#include "core/platform/clonefile.h"
#include "tests/core/installs/layers.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What takes how much space. */
class TestDiskUse : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<layers::World>(); }
    void cleanup() { m_world.reset(); }

    void nothingIsNothing();
    void everyPartIsNamed();
    void whatIsSharedCountsOnce();
    void whatTwoInstallsShareIsTold();
    void aLinkIsNotFollowed();
    void cancelIsHeard();

private:
    DiskUse look() const
    {
        const auto use = diskUse(m_world->library, {});
        return use ? *use : DiskUse{.shares = {{.bytes = -1}}};
    }
    qint64 sizeOf(const QString &folder) const { return treeSize(folder, {}).value().bytes; }

    std::unique_ptr<layers::World> m_world;
};

void TestDiskUse::nothingIsNothing()
{
    const auto use = diskUse(Library(m_world->folder.filePath(u"empty"_s)), {});
    QVERIFY(use);
    QVERIFY(use->shares.isEmpty());
    QCOMPARE(use->bytes(), 0);
}

void TestDiskUse::everyPartIsNamed()
{
    const Library &library = m_world->library;
    trees::write(library.dataFolder(m_world->demo) + u"/output/picture.png"_s, "1234567");
    trees::write(library.downloads() + u"/archive"_s, "12345");
    trees::write(library.models() + u"/vae/one.safetensors"_s, "123456789");
    trees::write(library.root() + u"/store/vendored/files/ab/pack.tar.zst"_s, "123456");
    trees::write(library.kept() + u"/old/picture.png"_s, "12");
    trees::write(library.staging() + u"/half/file"_s, "123");
    trees::write(library.tools() + u"/uv/uv"_s, "1234");
    trees::write(library.packageCache() + u"/wheel"_s, "12345678");
    const QString install = library.installFolder(m_world->demo);
    trees::write(install + u"/gen-0007/python/old"_s, QByteArray(11, 'x'));
    trees::write(install + u"/ce/envs/one/python"_s, QByteArray(12, 'x'));
    trees::write(install + u"/kept-packs/1-pack/x.py"_s, QByteArray(13, 'x'));
    const DiskUse use = look();
    QCOMPARE(use.bytesOf(DiskPart::Data), 7);
    QCOMPARE(use.bytesOf(DiskPart::Caches), 8);
    QCOMPARE(use.bytesOf(DiskPart::Earlier), 11);
    QCOMPARE(use.bytesOf(DiskPart::Environments), 12);
    QCOMPARE(use.bytesOf(DiskPart::Undo), 13);
    QCOMPARE(use.bytesOf(DiskPart::Downloads), 5);
    QCOMPARE(use.bytesOf(DiskPart::Models), 9);
    QCOMPARE(use.bytesOf(DiskPart::Offline), 6);
    QCOMPARE(use.bytesOf(DiskPart::Kept), 2);
    QCOMPARE(use.bytesOf(DiskPart::Unfinished), 3);
    QCOMPARE(use.bytesOf(DiskPart::Tools), 4);
    QCOMPARE(use.bytesOf(DiskPart::Runtime), sizeOf(library.generationFolder(m_world->demo, 1)));
    QCOMPARE(use.bytesOf(u"demo"_s), use.bytesOf(DiskPart::Runtime) + 7 + 11 + 12 + 13);
    for (const DiskShare &share : use.shares) {
        QVERIFY2(share.bytes > 0, qPrintable(share.folder));
        QVERIFY(!diskPartName(share.part).isEmpty());
    }
}

void TestDiskUse::whatIsSharedCountsOnce()
{
    const QString layer = m_world->addLayer(u"shared"_s, QByteArray(5000, 'x'));
    const qint64 unused = look().unusedLayerBytes;
    QVERIFY2(unused >= 5000, qPrintable(QString::number(unused)));
    const qint64 before = look().bytes();
    QVERIFY(switchLayer(m_world->library, m_world->demo, layer, {}));
    const DiskUse use = look();
    QCOMPARE(use.unusedLayerBytes, 0);
    QVERIFY2(use.bytesOf(DiskPart::Layers) >= 5000, "the store's is the one that counts");
    // Reflinks cannot be told from copies; hard links can.
    if (use.bytesOf(DiskPart::Packages) < 5000)
        QVERIFY2(use.bytes() - before < 5000, "the install's own view shares it");
}

void TestDiskUse::whatTwoInstallsShareIsTold()
{
    const QString torch = m_world->library.generationFolder(m_world->demo, 1) + u"/torch.so"_s;
    trees::write(torch, QByteArray(50'000, 'x'));
    // A second name of the same install, as repairs have it, is nothing that a person shares.
    trees::write(m_world->library.installFolder(m_world->demo) + u"/gen-0001.pristine/x"_s, "");
    const QString pristine =
        m_world->library.installFolder(m_world->demo) + u"/gen-0001.pristine/torch.so"_s;
    QVERIFY(cloneFile(torch, pristine, CloneMethod::HardLink));
    QCOMPARE(look().sharedBytes, 0);
    const qint64 before = look().bytes();
    const InstallId second = m_world->addInstall(u"second"_s);
    const qint64 alone = look().bytes();
    QVERIFY(cloneFile(torch, m_world->library.generationFolder(second, 1) + u"/torch.so"_s,
                      CloneMethod::HardLink));
    QCOMPARE(look().bytes(), alone);
    QCOMPARE(look().sharedBytes, 50'000);
    QVERIFY(alone - before < 50'000);
}

void TestDiskUse::aLinkIsNotFollowed()
{
    const qint64 before = look().bytes();
    const QString outside = m_world->folder.filePath(u"outside"_s);
    trees::write(outside + u"/large"_s, QByteArray(100'000, 'x'));
    QDir().mkpath(m_world->library.dataFolder(m_world->demo));
    QVERIFY(QFile::link(outside, m_world->library.dataFolder(m_world->demo) + u"/models"_s));
    QCOMPARE(look().bytes(), before);
}

void TestDiskUse::cancelIsHeard()
{
    CancelSource cancel;
    cancel.cancel();
    const auto use = diskUse(m_world->library, JobContext(cancel.token()));
    QVERIFY(!use);
    QCOMPARE(use.error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestDiskUse)
#include "tst_diskuse.moc"
