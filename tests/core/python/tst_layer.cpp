// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/io/treemanifest.h"
#include "tests/core/python/layercase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    return readFile(path, 1 << 24) ? readFile(path, 1 << 24).value() : QByteArray("cannot read");
}

} // namespace

/** Building layers with the real uv from a loopback index. */
class TestLayer final : public LayerCase
{
    Q_OBJECT

private slots:
    void isTheSameForTheSameLock();
    void buildsALayer();
    void doesNothingWhereItIsThere();
    void buildsAgainWithoutANetwork();
    void saysWhatIsMissingWithoutANetwork();
    void fetchesADamagedWheelAgain();
    void buildsADamagedLayerAgain();
    void keepsLongNamesOfWheels();
    void leavesNothingWhenItIsCancelled();
    void readsWhatItWrote();
};

void TestLayer::isTheSameForTheSameLock()
{
    Lock lock = world().lock(u"good"_s);
    const QString id = layerId(lock, u"base"_s);
    QVERIFY(isLayerId(id));
    std::reverse(lock.packages.begin(), lock.packages.end());
    QCOMPARE(layerId(lock, u"base"_s), id);
    QVERIFY(layerId(lock, u"other base"_s) != id);
    lock.packages.removeFirst();
    QVERIFY(layerId(lock, u"base"_s) != id);
}

void TestLayer::buildsALayer()
{
    const auto layer = world().make(u"good"_s);
    QVERIFY2(layer, layer ? "" : qPrintable(wordsOf(layer.error())));
    QCOMPARE(layer->remarks, QStringList());
    QCOMPARE(layer->folder, world().layers() + u'/' + layer->id);
    const QString site = layerSite(layer->folder);
    QVERIFY(QFileInfo(site + u"/alpha/__init__.py"_s).isFile());
    QVERIFY(!QFileInfo::exists(site + u"/.lock"_s));
    QVERIFY(!QFileInfo::exists(layer->folder + u"/work"_s));
    QVERIFY(!QFileInfo::exists(site + u"/beta/__pycache__"_s));
    constexpr auto writing =
        QFileDevice::WriteOwner | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    for (const QString &file :
         {site + u"/beta/data.txt"_s, layerLockFile(layer->folder), layerManifest(layer->folder)})
        QVERIFY2(!(QFile::permissions(file) & writing), qPrintable(file));
    // Scripts name no install's Python: several share the layer.
    QVERIFY(contentOf(site + u"/bin/beta-tool"_s).startsWith("#!/usr/bin/env python3\n"));
    QVERIFY(QFile::permissions(site + u"/bin/beta-tool"_s) & QFileDevice::ExeOwner);

    const auto listed = manifestFromBytes(contentOf(layerManifest(layer->folder)));
    QVERIFY(listed);
    const auto there = describeTree(layer->folder, {});
    QVERIFY(there);
    QList<ManifestEntry> expected = *there;
    expected.removeIf([](const ManifestEntry &entry) { return entry.path == u"manifest"_s; });
    QCOMPARE(manifestToBytes(*listed), manifestToBytes(expected));
}

void TestLayer::doesNothingWhereItIsThere()
{
    auto first = world().make(u"good"_s);
    QVERIFY(first);
    const QDateTime made = QFileInfo(first->folder).lastModified();
    const int fetched = world().fetched();
    QCOMPARE(fetched, 2);
    const QString id = first->id;
    // As long as the first is held, a second user waits: it is being put in.
    {
        const auto busy = FileLock::tryLock(first->folder + u".lock"_s, u"test"_s);
        QVERIFY(!busy);
    }
    first->lease.reset();
    const auto second = world().make(u"good"_s);
    QVERIFY(second);
    QCOMPARE(second->id, id);
    QCOMPARE(QFileInfo(second->folder).lastModified(), made);
    QCOMPARE(world().fetched(), fetched);
}

void TestLayer::buildsAgainWithoutANetwork()
{
    QByteArray manifest;
    {
        const auto first = world().make(u"good"_s);
        QVERIFY(first);
        manifest = contentOf(layerManifest(first->folder));
        QVERIFY(QDir(first->folder).removeRecursively());
    }
    world().tell(u"stop beta"_s);
    const int fetched = world().fetched();
    const LayerPlan plan = world().plan(u"good"_s);
    LayerBuild build = world().build(plan);
    build.offline = true;
    const auto again = buildLayer(build, world().uv(), {});
    QVERIFY2(again, again ? "" : qPrintable(wordsOf(again.error())));
    QCOMPARE(world().fetched(), fetched);
    // The same files with the same content: times and inodes are others.
    const auto files = [](const QByteArray &bytes) {
        QStringList lines;
        const auto entries = manifestFromBytes(bytes);
        for (const ManifestEntry &entry : entries.value()) {
            if (entry.path != u"layer.json"_s) // it says when it was made
                lines += entry.path + u' ' + entry.sha256.toHex();
        }
        return lines;
    };
    QCOMPARE(files(contentOf(layerManifest(again->folder))), files(manifest));
}

void TestLayer::saysWhatIsMissingWithoutANetwork()
{
    const LayerPlan plan = world().plan(u"good"_s);
    LayerBuild build = world().build(plan);
    build.offline = true;
    const auto layer = buildLayer(build, world().uv(), {});
    QVERIFY(!layer);
    QCOMPARE(layer.error().code, ErrorCode::NotFound);
    QVERIFY2(layer.error().message.contains(u"alpha 1.0, beta 1.0"_s),
             qPrintable(layer.error().message));
    QCOMPARE(world().fetched(), 0);
}

void TestLayer::fetchesADamagedWheelAgain()
{
    {
        const auto first = world().make(u"newer"_s);
        QVERIFY(first);
        QVERIFY(QDir(first->folder).removeRecursively());
    }
    const QString hash = world().lock(u"newer"_s).packages.constFirst().hashes.constFirst().toHex();
    const QDir place(world().wheels() + u'/' + hash);
    QFile wheel(place.filePath(place.entryList(QDir::Files).constFirst()));
    QVERIFY(wheel.open(QIODevice::ReadWrite));
    QVERIFY(wheel.seek(200) && wheel.write("damage") == 6);
    wheel.close();
    const auto again = world().make(u"newer"_s);
    QVERIFY2(again, again ? "" : qPrintable(wordsOf(again.error())));
    QCOMPARE(world().fetched(), 2);
}

void TestLayer::buildsADamagedLayerAgain()
{
    QString folder;
    {
        const auto first = world().make(u"newer"_s);
        QVERIFY(first);
        folder = first->folder;
    }
    QVERIFY(QFile::remove(folder + u"/site/beta/new.py"_s));
    const LayerPlan plan = world().plan(u"newer"_s);
    LayerBuild build = world().build(plan);
    build.renewal = LayerRenewal::Renew;
    build.offline = true;
    {
        const auto renewed = buildLayer(build, world().uv(), {});
        QVERIFY2(renewed, renewed ? "" : qPrintable(wordsOf(renewed.error())));
        QVERIFY(QFileInfo::exists(folder + u"/site/beta/new.py"_s));
    }
    // One whose lock is gone is no layer at all.
    QVERIFY(QFile::remove(layerLockFile(folder)));
    QCOMPARE(readLayer(folder).error().code, ErrorCode::Corrupt);
    const auto made = world().make(u"newer"_s);
    QVERIFY(made);
    QVERIFY(QFileInfo::exists(layerLockFile(folder)));
}

void TestLayer::keepsLongNamesOfWheels()
{
    const auto layer = world().make(u"long-name"_s);
    QVERIFY2(layer, layer ? "" : qPrintable(wordsOf(layer.error())));
    QVERIFY(QFileInfo::exists(layerSite(layer->folder) + u"/long_name/__init__.py"_s));
}

void TestLayer::leavesNothingWhenItIsCancelled()
{
    CancelSource source;
    int reports = 0;
    const JobContext job(source.token(),
                         {.steps = {},
                          .progress =
                              [&](const Progress &) {
                                  if (++reports == 3)
                                      source.cancel();
                              },
                          .log = {}});
    const auto layer = world().make(u"good"_s, job);
    QVERIFY(!layer);
    QCOMPARE(layer.error().code, ErrorCode::Cancelled);
    QCOMPARE(QDir(world().layers()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
}

void TestLayer::readsWhatItWrote()
{
    QCOMPARE(readLayer(world().layers() + u"/0123456789abcdef"_s).error().code,
             ErrorCode::NotFound);
    const auto made = world().make(u"newer"_s);
    QVERIFY(made);
    const auto read = readLayer(made->folder);
    QVERIFY(read);
    QCOMPARE(read->id, made->id);
    QCOMPARE(read->base, u"base"_s);
    QCOMPARE(read->lock.packages, world().lock(u"newer"_s).packages);
    QVERIFY(put(world().root() + u"/x/layer.json"_s, "{}"));
    QCOMPARE(readLayer(world().root() + u"/x"_s).error().code, ErrorCode::Corrupt);
}

QTEST_GUILESS_MAIN(TestLayer)
#include "tst_layer.moc"
