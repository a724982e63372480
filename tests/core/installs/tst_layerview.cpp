// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/layerstore.h"
#include "core/installs/recovery.h"
#include "core/installs/switchlayer.h"
#include "core/io/filelock.h"
#include "tests/core/installs/demolayers.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** An install's own clones of layers: made beside, kept, swept. */
class TestLayerView : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<layers::DemoWorld>(); }
    void cleanup()
    {
        QCOMPARE(m_world->leftOvers(), QStringList());
        m_world.reset();
    }

    void preparesBesideWhatIsThere();
    void goesBackToAViewThatIsStillThere();
    void leavesAChangedViewAlone_data();
    void leavesAChangedViewAlone();
    void namesNoLayerThatIsGone();
    void makesTheViewAnewThatWasSwept();
    void sweepsNothingWhileALayerIsPutIn();
    void keepsTheStoreFromWhatIsDoneToAView();
    void leavesARunningSessionItsView();
    void sweepsWhatAKillLeft();
    void bringsBackAViewThatWasTakenAway();

private:
    std::unique_ptr<layers::DemoWorld> m_world;
};

void TestLayerView::preparesBesideWhatIsThere()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    const Install before = m_world->install(m_world->demo);
    QStringList steps;
    const JobContext job(
        CancelToken{},
        {.steps = {}, .progress = [&](const Progress &p) { steps += p.step; }, .log = {}});
    {
        const auto dropped = prepareView(m_world->library, m_world->demo, layer, job);
        QVERIFY2(dropped, dropped ? "" : qPrintable(layers::wordsOf(dropped.error())));
        QVERIFY(steps.contains(viewStep()));
        QVERIFY(!m_world->leftOvers().isEmpty());
    }
    QCOMPARE(m_world->leftOvers(), QStringList());
    QCOMPARE(m_world->install(m_world->demo), before);
    QCOMPARE(m_world->views(m_world->demo), QStringList());
    auto prepared = prepareView(m_world->library, m_world->demo, layer, {});
    QVERIFY(prepared);
    const auto after = switchToView(m_world->library, m_world->demo, std::move(*prepared), {});
    QVERIFY2(after, after ? "" : qPrintable(layers::wordsOf(after.error())));
    QVERIFY(QFileInfo(layerSiteOf(m_world->library, *after) + u"/alpha/__init__.py"_s).isFile());
}

void TestLayerView::goesBackToAViewThatIsStillThere()
{
    if (!m_world->sharesFiles())
        QSKIP("views are copies here, of which none is kept");
    const QString first = m_world->addLayer(u"alpha"_s);
    m_world->switched(first);
    const int view = m_world->now().view;
    m_world->switched(m_world->addLayer(u"beta"_s));
    QVERIFY(m_world->now().view != view);
    QVERIFY(trees::write(layerSite(m_world->library.viewFolder(m_world->demo, view))
                             + u"/alpha/__pycache__/alpha.pyc"_s,
                         "bytecode is no change"));
    const auto prepared = prepareView(m_world->library, m_world->demo, first, {});
    QVERIFY(prepared);
    QCOMPARE(prepared->existing, view);
    m_world->switched(first);
    QCOMPARE(m_world->now().view, view);
    const auto cleaned = cleanLayers(m_world->library, {});
    QVERIFY(cleaned);
    QCOMPARE(m_world->views(m_world->demo), QStringList{QString::number(view)});
}

void TestLayerView::leavesAChangedViewAlone_data()
{
    QTest::addColumn<QString>("removed");
    QTest::addColumn<QString>("written");
    QTest::newRow("a file is gone") << u"/alpha/__init__.py"_s << QString();
    QTest::newRow("a file is new") << QString() << u"/alpha/more.py"_s;
    QTest::newRow("a file was replaced") << u"/alpha/__init__.py"_s << u"/alpha/__init__.py"_s;
}
void TestLayerView::leavesAChangedViewAlone()
{
    QFETCH(QString, removed);
    QFETCH(QString, written);
    const QString first = m_world->addLayer(u"alpha"_s);
    m_world->switched(first);
    const int view = m_world->now().view;
    const QString site = layerSiteOf(m_world->library, m_world->current);
    if (!removed.isEmpty())
        QVERIFY(QFile::remove(site + removed));
    if (!written.isEmpty())
        QVERIFY(trees::write(site + written, "x = 1\n"));
    m_world->switched(m_world->addLayer(u"beta"_s));
    m_world->switched(first);
    QVERIFY(m_world->now().view > view);
    QCOMPARE(trees::read(layerSiteOf(m_world->library, m_world->current) + u"/alpha/__init__.py"_s),
             QByteArray("x = 1\n"));
    QVERIFY(
        !QFileInfo::exists(layerSiteOf(m_world->library, m_world->current) + u"/alpha/more.py"_s));
}

void TestLayerView::namesNoLayerThatIsGone()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    auto prepared = prepareView(m_world->library, m_world->demo, layer, {});
    QVERIFY(prepared);
    QVERIFY(cleanLayers(m_world->library, {}));
    const auto refused = switchToView(m_world->library, m_world->demo, std::move(*prepared), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    QCOMPARE(m_world->now().layer, QString());
}

void TestLayerView::makesTheViewAnewThatWasSwept()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    auto after = switchToView(m_world->library, m_world->demo,
                              {.layer = layer, .staging = {}, .existing = 9}, {});
    QVERIFY2(after, after ? "" : qPrintable(layers::wordsOf(after.error())));
    QVERIFY(QFileInfo(layerSiteOf(m_world->library, *after) + u"/alpha/__init__.py"_s).isFile());
}

void TestLayerView::sweepsNothingWhileALayerIsPutIn()
{
    const QString orphan = m_world->library.viewFolder(m_world->demo, 17);
    QVERIFY(trees::write(orphan + u"/site/half.py"_s, "half"));
    {
        const auto lock = FileLock::tryLock(m_world->library.layersLock(), u"putting one in"_s);
        QVERIFY(lock);
        QVERIFY(sweepViews(m_world->library, m_world->demo, {}));
        QVERIFY(QFileInfo::exists(orphan));
    }
    const auto swept = sweepViews(m_world->library, m_world->demo, {});
    QVERIFY(swept);
    QCOMPARE(*swept, 4);
    QVERIFY(!QFileInfo::exists(orphan));
}

void TestLayerView::sweepsWhatAKillLeft()
{
    m_world->switched(m_world->addLayer(u"alpha"_s));
    const QString orphan = m_world->library.viewFolder(m_world->demo, 17);
    QVERIFY(trees::write(orphan + u"/site/half.py"_s, "half"));
    const auto recovered = recoverLibrary(m_world->library, {});
    QVERIFY(recovered);
    QVERIFY(!QFileInfo::exists(orphan));
    QVERIFY(QFileInfo(layerSiteOf(m_world->library, m_world->install(m_world->demo))).isDir());
    QVERIFY(recovered->bytesFreed > 0);
}

void TestLayerView::bringsBackAViewThatWasTakenAway()
{
    m_world->switched(m_world->addLayer(u"alpha"_s));
    const Install install = m_world->install(m_world->demo);
    QVERIFY(QDir(m_world->library.viewFolder(install)).removeRecursively());
    const auto ensured = ensureView(m_world->library, install, {});
    QVERIFY2(ensured, ensured ? "" : qPrintable(layers::wordsOf(ensured.error())));
    QVERIFY(QFileInfo(layerSiteOf(m_world->library, install) + u"/alpha/__init__.py"_s).isFile());
    QCOMPARE(m_world->install(m_world->demo), install);
}

void TestLayerView::leavesARunningSessionItsView()
{
    m_world->switched(m_world->addLayer(u"alpha"_s));
    const QString old = m_world->library.viewFolder(m_world->install(m_world->demo));
    {
        const auto session =
            FileLock::tryLock(m_world->library.sessionLock(m_world->demo), u"a session"_s);
        QVERIFY(session);
        m_world->switched(m_world->addLayer(u"beta"_s));
        QVERIFY(QFileInfo(old).isDir());
        QVERIFY(recoverLibrary(m_world->library, {}));
        QVERIFY(QFileInfo(old).isDir());
    }
    QVERIFY(recoverLibrary(m_world->library, {}));
    QVERIFY(!QFileInfo::exists(old));
    QCOMPARE(m_world->views(m_world->demo).size(), 1);
}

void TestLayerView::keepsTheStoreFromWhatIsDoneToAView()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    m_world->switched(layer);
    const QString inStore =
        layerSite(m_world->library.layerFolder(layer)) + u"/alpha/__init__.py"_s;
    const QString inView =
        layerSiteOf(m_world->library, m_world->install(m_world->demo)) + u"/alpha/__init__.py"_s;
    // In place, as a careless package does: it fails, or it changes the view alone.
    QFile file(inView);
    const bool isWritten = file.open(QIODevice::ReadWrite) && file.write("y = 2\n") == 6;
    file.close();
    QCOMPARE(trees::read(inStore), QByteArray("x = 1\n"));
    QCOMPARE(trees::read(inView), isWritten ? QByteArray("y = 2\n") : QByteArray("x = 1\n"));
    // As pip does: it removes the old name first.
    QVERIFY(QFile::remove(inView));
    QVERIFY(trees::write(inView, "z = 3\n"));
    QCOMPARE(trees::read(inStore), QByteArray("x = 1\n"));
}

QTEST_GUILESS_MAIN(TestLayerView)
#include "tst_layerview.moc"
