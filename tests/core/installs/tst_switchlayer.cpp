// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/baselayerpath.h"
#include "core/installs/guardbase.h"
#include "core/installs/launchcommand.h"
#include "core/installs/recovery.h"
#include "core/installs/switchlayer.h"
#include "core/installs/verifyinstall.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/python/layerpath.h"
#include "tests/core/installs/demolayers.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A manifest but for the times of folders, which change with what is put into them. */
QStringList contentOf(const QList<ManifestEntry> &entries)
{
    QStringList lines;
    for (const ManifestEntry &entry : entries) {
        const QString time =
            entry.kind == ManifestEntry::Kind::Folder ? QString() : QString::number(entry.mtimeNs);
        lines += u"%1 %2 %3 %4 %5"_s.arg(entry.path, entry.sha256.toHex(), time)
                     .arg(entry.mode)
                     .arg(entry.inode);
    }
    lines.sort();
    return lines;
}

QProcessEnvironment launchEnvironment(const Library &library, const Install &install)
{
    const auto command = launchCommand(library, install, {}, {}, Os::Linux);
    return command ? command->environment : QProcessEnvironment();
}

} // namespace

/** An install changes its layer. */
class TestSwitchLayer : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<layers::DemoWorld>(); }
    void cleanup()
    {
        QCOMPARE(m_world->leftOvers(), QStringList());
        m_world.reset();
    }

    void switchesThereAndBack();
    void givesTheBaseItsPathFileOnce();
    void finishesAnInterruptedPathFile();
    void givesTheSameLayerAnew();
    void changesNothingWithoutTheLayer();
    void refusesAnAdoptedInstall();
    void startsWithTheLayer();
    void guardsTheBase();
    void writesConstraintsAsToolsTakeThem_data();
    void writesConstraintsAsToolsTakeThem();
    void judgesBaseAndView();
    void readsLayersStrictly_data();
    void readsLayersStrictly();

private:
    std::unique_ptr<layers::DemoWorld> m_world;
};

void TestSwitchLayer::switchesThereAndBack()
{
    const QString first = m_world->addLayer(u"alpha"_s);
    const QString second = m_world->addLayer(u"beta"_s);
    m_world->switched(first);
    QCOMPARE(m_world->now().layer, first);
    const QString view = m_world->library.viewFolder(m_world->current);
    QVERIFY(QFileInfo(layerSite(view) + u"/alpha/__init__.py"_s).isFile());
    QCOMPARE(trees::read(layerManifest(view)),
             trees::read(layerManifest(m_world->library.layerFolder(first))));
    m_world->switched(second);
    QCOMPARE(m_world->now().layer, second);
    QCOMPARE(QFileInfo::exists(view), m_world->sharesFiles());
    QCOMPARE(m_world->views(m_world->demo).size(), m_world->sharesFiles() ? 2 : 1);
    m_world->switched({});
    QCOMPARE(m_world->now().layer, QString());
    QCOMPARE(m_world->now().view, 0);
    QCOMPARE(layerSiteOf(m_world->library, m_world->current), QString());
    QCOMPARE(m_world->views(m_world->demo).size(), m_world->sharesFiles() ? 1 : 0);
    QVERIFY(recoverLibrary(m_world->library, {}));
    QCOMPARE(m_world->views(m_world->demo), QStringList());
}

void TestSwitchLayer::givesTheBaseItsPathFileOnce()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    const QString site = m_world->siteOf(m_world->demo);
    QVERIFY(!hasLayerPath(site));
    m_world->switched(layer);
    QVERIFY(hasLayerPath(site));
    // The manifest tells exactly what is there now.
    const QString folder = m_world->library.generationFolder(m_world->demo, 1);
    const QByteArray manifest = trees::read(m_world->library.manifestFile(m_world->demo, 1));
    QCOMPARE(contentOf(manifestFromBytes(manifest).value()),
             contentOf(describeTree(folder, {}).value()));
    m_world->switched({});
    m_world->switched(layer);
    QCOMPARE(trees::read(m_world->library.manifestFile(m_world->demo, 1)), manifest);
}

void TestSwitchLayer::finishesAnInterruptedPathFile()
{
    // As a kill between the two writes leaves it.
    auto entry = Journal(m_world->library.journal())
                     .begin(layerPathOperation(), {{u"install"_s, u"demo"_s}});
    QVERIFY(entry);
    QVERIFY(trees::write(m_world->siteOf(m_world->demo) + u'/' + layerPathFile(), layerPathLine()));
    {
        const auto dropped = std::move(*entry);
    }
    const auto recovered = recoverLibrary(m_world->library, {});
    QVERIFY(recovered);
    QCOMPARE(recovered->problems, QStringList());
    const QString folder = m_world->library.generationFolder(m_world->demo, 1);
    const QByteArray manifest = trees::read(m_world->library.manifestFile(m_world->demo, 1));
    QCOMPARE(contentOf(manifestFromBytes(manifest).value()),
             contentOf(describeTree(folder, {}).value()));
}

void TestSwitchLayer::givesTheSameLayerAnew()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    m_world->switched(layer);
    const QString file = layerSite(m_world->library.viewFolder(m_world->install(m_world->demo)))
        + u"/alpha/__init__.py"_s;
    QVERIFY(QFile::remove(file));
    const int view = m_world->now().view;
    m_world->switched(layer);
    QVERIFY(m_world->now().view > view);
    QCOMPARE(trees::read(layerSiteOf(m_world->library, m_world->current) + u"/alpha/__init__.py"_s),
             QByteArray("x = 1\n"));
}

void TestSwitchLayer::changesNothingWithoutTheLayer()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    m_world->switched(layer);
    const Install before = m_world->install(m_world->demo);
    const auto missing = switchLayer(m_world->library, m_world->demo, u"0123456789abcdef"_s, {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QCOMPARE(m_world->install(m_world->demo), before);
    QCOMPARE(m_world->views(m_world->demo).size(), 1);
}

void TestSwitchLayer::refusesAnAdoptedInstall()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    QVERIFY(updateInstall(m_world->library, m_world->demo, [&](Install &install) {
        install.adoptedFolder = m_world->folder.path();
    }));
    const auto refused = switchLayer(m_world->library, m_world->demo, layer, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
}

void TestSwitchLayer::startsWithTheLayer()
{
    const auto before = launchEnvironment(m_world->library, m_world->install(m_world->demo));
    QVERIFY(!before.contains(layerVariable()));
    m_world->switched(m_world->addLayer(u"alpha"_s));
    const Install install = m_world->install(m_world->demo);
    const auto environment = launchEnvironment(m_world->library, install);
    const QString site = layerSiteOf(m_world->library, install);
    QCOMPARE(environment.value(layerVariable()), site);
    const QStringList path = environment.value(u"PATH"_s).split(u':');
    QVERIFY(path.value(0).endsWith(u"/python/bin"_s)); // the base's own programs come first
    QCOMPARE(path.value(1), site + u"/bin"_s);
    const QString word = environment.value(u"PIP_CONSTRAINT"_s);
    QCOMPARE(environment.value(u"UV_CONSTRAINT"_s), word);
    QVERIFY2(word.startsWith(u"file:///"_s)
                 && word.endsWith(u"Porti%20co/installs/demo/constraints.txt"_s),
             qPrintable(word));
}

void TestSwitchLayer::guardsTheBase()
{
    m_world->switched(m_world->addLayer(u"alpha"_s));
    Install install = m_world->install(m_world->demo);
    const auto lines = [&] {
        const auto written = writeConstraints(m_world->library, install, Os::Linux);
        QStringList all =
            QString::fromUtf8(trees::read(m_world->library.constraintsFile(m_world->demo)))
                .split(u'\n', Qt::SkipEmptyParts);
        all.removeIf([](const QString &line) { return line.startsWith(u'#'); });
        return written ? all : QStringList{written.error().message};
    };
    QCOMPARE(lines(),
             (QStringList{u"alpha==1.0"_s, u"numpy==2.3.4"_s, u"py-yaml==6.0"_s,
                          u"torch==2.9.1+cu130"_s}));
    install.settings.guardBase = false;
    QCOMPARE(lines(), QStringList{u"torch==2.9.1+cu130"_s});
}

void TestSwitchLayer::writesConstraintsAsToolsTakeThem_data()
{
    QTest::addColumn<Os>("os");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("word");
    QTest::newRow("an ordinary path")
        << Os::Linux << u"/home/ann/Portico/c.txt"_s << u"/home/ann/Portico/c.txt"_s;
    QTest::newRow("both split at spaces")
        << Os::Linux << u"/home/ann/My Files/c.txt"_s << u"file:///home/ann/My%20Files/c.txt"_s;
    QTest::newRow("Windows") << Os::Windows << u"C:/Portico/c.txt"_s << u"C:\\Portico\\c.txt"_s;
}
void TestSwitchLayer::writesConstraintsAsToolsTakeThem()
{
    QFETCH(Os, os);
    QFETCH(QString, path);
    QTEST(constraintWord(path, os), "word");
}

void TestSwitchLayer::judgesBaseAndView()
{
    m_world->switched(m_world->addLayer(u"alpha"_s));
    const Install install = m_world->install(m_world->demo);
    const auto base = baseEnvironmentOf(m_world->library, install, Os::Linux);
    QVERIFY2(base, base ? "" : qPrintable(layers::wordsOf(base.error())));
    QCOMPARE(base->folders, QStringList{m_world->siteOf(m_world->demo)});
    const auto both = environmentOf(m_world->library, install, Os::Linux);
    QCOMPARE(both->folders,
             (QStringList{m_world->siteOf(m_world->demo), layerSiteOf(m_world->library, install)}));
    const auto environment = readEnvironment(*both, {});
    QVERIFY(environment);
    QVERIFY(environment->find(u"alpha"));
}

void TestSwitchLayer::readsLayersStrictly_data()
{
    QTest::addColumn<QString>("layer");
    QTest::addColumn<int>("view");
    QTest::addColumn<bool>("isRead");
    QTest::newRow("none") << QString() << 0 << true;
    QTest::newRow("one") << u"0123456789abcdef"_s << 3 << true;
    QTest::newRow("it climbs out") << u"../../../etc"_s << 1 << false;
    QTest::newRow("a layer without its view") << u"0123456789abcdef"_s << 0 << false;
    QTest::newRow("a view of nothing") << QString() << 1 << false;
}
void TestSwitchLayer::readsLayersStrictly()
{
    QFETCH(QString, layer);
    QFETCH(int, view);
    Install install = m_world->install(m_world->demo);
    install.generations.first().layer = layer;
    install.generations.first().view = view;
    const auto read = installFromJson(install.id, toJson(install));
    QTEST(bool(read), "isRead");
    if (read)
        QCOMPARE(*read, install);
}

QTEST_GUILESS_MAIN(TestSwitchLayer)
#include "tst_switchlayer.moc"
