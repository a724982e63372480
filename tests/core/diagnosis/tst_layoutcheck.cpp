// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/diagnoser.h"
#include "core/diagnosis/fixsettings.h"
#include "core/diagnosis/layoutcheck.h"
#include "core/installs/installfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A library with one install, whose data folder has one file of a pack. */
class World
{
public:
    World()
        : library(m_folder.path())
    {
        install.id = id;
        install.name = u"Studio"_s;
        install.currentGeneration = 1;
        Generation generation;
        generation.number = 1;
        generation.comfyFolder = u"anymatix/ComfyUI"_s;
        generation.python = u"python"_s;
        install.generations = {generation};
        QDir().mkpath(library.dataFolder(id) + u"/custom_nodes/pack"_s);
        QFile file(library.dataFolder(id) + u"/custom_nodes/pack/a.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(saveInstall(library, install));
    }

    QString beside(const QString &path) const
    {
        return library.generationFolder(id, 1) + u"/anymatix/ComfyUI/"_s + path;
    }

    QList<Diagnosis> diagnosed(const QStringList &lines) const
    {
        return checkLayout(diagnose(lines, {.wasReady = true}), library, id);
    }

    const InstallId id = *InstallId::fromString(u"studio"_s);
    Install install;

private:
    QTemporaryDir m_folder;

public:
    const Library library;
};

} // namespace

class TestLayoutCheck : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhichFolderIsMeant_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("inside");
        QTest::newRow("a pack's file")
            << u"/l/installs/a/gen-0001/C/custom_nodes/p/x.json"_s << u"custom_nodes/p/x.json"_s;
        QTest::newRow("as Python quotes it on Windows")
            << uR"(C:\\l\\installs\\a\\gen-0012\\C\\models\\sam\\x.pth)"_s << u"models/sam/x.pth"_s;
        QTest::newRow("with a way up") << u"/l/gen-0001/C/app/../models/x"_s << u"models/x"_s;
        QTest::newRow("the folder itself") << u"/l/gen-0001/C/output"_s << u"output"_s;
        QTest::newRow("ComfyUI's own code") << u"/l/gen-0001/C/app/x.py"_s << QString();
        QTest::newRow("Python's") << u"/l/gen-0001/python/models/x"_s << QString();
        QTest::newRow("somewhere else") << u"/home/ann/C/models/x"_s << QString();
    }
    void knowsWhichFolderIsMeant()
    {
        QFETCH(QString, path);
        QTEST(pathInDataFolder(path, u"C"_s), "inside");
    }

    void namesAPackThatLooksBesideMainPy_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("pack");
        QTest::newRow("while it is imported") << u"Cannot import /d/custom_nodes/pack module for "
                                                 u"custom nodes: [Errno 2] No such file "
                                                 "or directory: '%1'"_s
                                              << u"pack-classic-layout"_s << u"pack"_s;
        QTest::newRow("while a prompt runs")
            << u"FileNotFoundError: [Errno 2] No such file or directory: '%1'"_s
            << u"classic-layout"_s << QString();
        QTest::newRow("as Windows says it")
            << u"FileNotFoundError: [WinError 3] The system cannot find the path specified: '%1'"_s
            << u"classic-layout"_s << QString();
    }
    void namesAPackThatLooksBesideMainPy()
    {
        QFETCH(QString, line);
        const World world;
        const QString path = world.beside(u"custom_nodes/pack/a.json"_s);
        const QList<Diagnosis> found = world.diagnosed({line.arg(path)});
        QCOMPARE(found.size(), 1);
        QTEST(found.first().id, "id");
        QTEST(found.first().pack, "pack");
        QCOMPARE(found.first().fix, (Fix{FixKind::UseClassicLayout, {path}}));
        QVERIFY(found.first().message.contains(path));
        QVERIFY(!fixLabel(found.first().fix).isEmpty());
        QCOMPARE(fixCommand(world.install, found.first().fix),
                 u"porticoctl set studio layout=classic"_s);
        QVERIFY(canCarryOut(found.first().fix.kind));
    }

    void aFileThatIsToBeMadeInAFolderOfItsCountsToo()
    {
        const World world;
        const QString line = u"FileNotFoundError: [Errno 2] No such file or directory: '%1'"_s;
        QCOMPARE(world.diagnosed({line.arg(world.beside(u"custom_nodes/pack/new.json"_s))}).size(),
                 1);
        QVERIFY(world.diagnosed({line.arg(world.beside(u"custom_nodes/other/a"_s))}).isEmpty());
        QVERIFY(world.diagnosed({line.arg(world.beside(u"models/gone.pth"_s))}).isEmpty());
    }

    void saysNothingOfItInTheClassicLayout()
    {
        World world;
        world.install.settings.layout = DataLayout::Classic;
        QVERIFY(saveInstall(world.library, world.install));
        const QString path = world.beside(u"custom_nodes/pack/a.json"_s);
        const QList<Diagnosis> found = world.diagnosed(
            {u"FileNotFoundError: [Errno 2] No such file or directory: '%1'"_s.arg(path),
             u"Cannot import /d/custom_nodes/pack module for custom nodes: [Errno 2] No such file "
             "or directory: '%1'"_s.arg(path)});
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().id, u"pack-import-failed"_s);
        QCOMPARE(found.first().fix.kind, FixKind::DisablePack);
    }

    void itIsASettingOfTheInstall()
    {
        World world;
        QVERIFY(carryOutFix(world.library, world.id, {FixKind::UseClassicLayout, {u"/x"_s}}));
        QCOMPARE(loadInstall(world.library, world.id)->settings.layout, DataLayout::Classic);
    }
};

QTEST_GUILESS_MAIN(TestLayoutCheck)
#include "tst_layoutcheck.moc"
