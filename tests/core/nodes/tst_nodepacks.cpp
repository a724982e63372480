// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/nodes/isolatedfolders.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packdigest.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes = {})
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

/** "name kind on/off version". */
QString shown(const NodePack &pack)
{
    return u"%1 %2 %3 %4"_s
        .arg(pack.name, packKindName(pack.kind), pack.isEnabled ? u"on"_s : u"off"_s, pack.version)
        .trimmed();
}

struct World
{
    QTemporaryDir folder{};
    Library library{folder.path() + u"/Library"_s};
    Install install{};

    World() { install.id = *InstallId::fromString(u"mine"); }
    QString custom() const { return customNodesFolder(library, install); }
    QStringList packs() const
    {
        QStringList lines;
        const auto list = readNodePacks(library, install, {});
        if (!list)
            qFatal("%s", qPrintable(list.error().message));
        for (const NodePack &pack : *list)
            lines += shown(pack);
        return lines;
    }
};

} // namespace

class NodePacksTest : public QObject
{
    Q_OBJECT

private slots:
    void noFolderIsNoPacks() { QCOMPARE(World().packs(), QStringList()); }

    void everyConventionIsRead()
    {
        const World world;
        const QString custom = world.custom();
        write(custom + u"/plain/__init__.py"_s);
        write(custom + u"/Zip/.tracking"_s);
        write(custom + u"/Zip/pyproject.toml"_s,
              "[project]\nname = \"zip-pack\"\nversion = \"1.2.3\"\n");
        write(custom + u"/single.py"_s);
        write(custom + u"/off.py.disabled"_s);
        write(custom + u"/old.disabled/__init__.py"_s);
        write(custom + u"/.disabled/cnr@1_0_2/.tracking"_s);
        write(custom + u"/.disabled/nightly@nightly/__init__.py"_s);
        write(custom + u"/.disabled/bare/__init__.py"_s);
        // None of these is a pack.
        write(custom + u"/__pycache__/single.pyc"_s);
        write(custom + u"/.git/HEAD"_s);
        write(custom + u"/notes.txt"_s);
        write(custom + u"/example_node.py.example"_s);
        write(custom + u"/.disabled/__pycache__/x.pyc"_s);
        write(custom + u"/.disabled.disabled/x"_s);
        QCOMPARE(world.packs(),
                 (QStringList{u"bare folder off"_s, u"cnr registry off"_s, u"nightly folder off"_s,
                              u"off.py file off"_s, u"old folder off"_s, u"plain folder on"_s,
                              u"single.py file on"_s, u"Zip registry on 1.2.3"_s}));
    }

    void itsOwnFilesTellAboutAPack()
    {
        const World world;
        const QString folder = world.custom() + u"/Ünïcode"_s;
        write(folder + u"/pyproject.toml"_s,
              "[project]\nname = \"uni-code\"\nversion = \"2.0\"\n"
              "[project.urls]\nRepository = \"https://me:secret@git.invalid/me/uni?key=1\"\n"
              "[tool.comfy]\nDisplayName = \"Nice\\u001b[2J \\u202e pack\"\n");
        write(folder + u"/install.py"_s);
        write(folder + u"/prestartup_script.py"_s);
        write(folder + u"/nodes/gpu/comfy-env.toml"_s);
        const NodePack pack = readNodePack(u"Ünïcode"_s, folder);
        QCOMPARE(pack.registryId, u"uni-code"_s);
        QVERIFY2(!pack.title.contains(QChar(0x1b)) && !pack.title.contains(QChar(0x202e)),
                 qPrintable(pack.title));
        QVERIFY(pack.title.startsWith(u"Nice"_s));
        QCOMPARE(pack.origin, QUrl(u"https://git.invalid/me/uni"_s));
        QVERIFY(pack.hasInstallScript && pack.hasPrestartup && pack.wantsIsolation);
        QVERIFY(!pack.isManager);
        QVERIFY(readNodePack(u"ComfyUI-Manager"_s, folder).isManager);
    }

    void foldersWithAComfyEnvFileAreIsolated_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QStringList>("ofNodes");
        QTest::addColumn<QStringList>("anywhere");
        QTest::newRow("two folders of nodes")
            << QStringList{u"nodes/cpu/comfy-env.toml"_s, u"nodes/gpu/comfy-env.toml"_s}
            << QStringList{u"nodes/cpu"_s, u"nodes/gpu"_s}
            << QStringList{u"nodes/cpu"_s, u"nodes/gpu"_s};
        QTest::newRow("nodes itself") << QStringList{u"nodes/comfy-env.toml"_s}
                                      << QStringList{u"nodes"_s} << QStringList{u"nodes"_s};
        QTest::newRow("beside __init__.py it isolates nothing")
            << QStringList{u"comfy-env.toml"_s} << QStringList() << QStringList();
        QTest::newRow("elsewhere, which the first generation alone finds")
            << QStringList{u"comfy-env-root.toml"_s, u"src/deep/er/comfy-env.toml"_s}
            << QStringList() << QStringList{u"src/deep/er"_s};
        QTest::newRow("hidden ones and environments are passed over")
            << QStringList{u"nodes/_off/x"_s, u"nodes/_env_012345/comfy-env.toml"_s,
                           u".git/comfy-env.toml"_s}
            << QStringList() << QStringList();
    }

    void foldersWithAComfyEnvFileAreIsolated()
    {
        QFETCH(QStringList, files);
        QFETCH(QStringList, ofNodes);
        QFETCH(QStringList, anywhere);
        const World world;
        const QString folder = world.custom() + u"/Pack"_s;
        for (const QString &file : std::as_const(files))
            write(folder + u'/' + file);
        QCOMPARE(isolatedFolders(folder, IsolatedPlaces::Nodes, {}), ofNodes);
        QCOMPARE(isolatedFolders(folder, IsolatedPlaces::Anywhere, {}), anywhere);
        QCOMPARE(readNodePack(u"Pack"_s, folder).wantsIsolation, !anywhere.isEmpty());
    }

    void aProjectFileThatIsNoneSaysNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("not TOML") << QByteArray("<html>");
        QTest::newRow("other kinds of values")
            << QByteArray("[project]\nname = 7\nversion = [1]\n[tool]\ncomfy = 3\n");
        QTest::newRow("an id that no folder can have")
            << QByteArray("[project]\nname = \"../../evil\"\n");
        QTest::newRow("empty") << QByteArray();
    }

    void aProjectFileThatIsNoneSaysNothing()
    {
        QFETCH(QByteArray, bytes);
        const World world;
        write(world.custom() + u"/x/pyproject.toml"_s, bytes);
        const NodePack pack = readNodePack(u"x"_s, world.custom() + u"/x"_s);
        QVERIFY(pack.registryId.isEmpty() && pack.version.isEmpty());
        QCOMPARE(pack.title, u"x"_s);
    }

    void aPackIsFoundByNameOrId()
    {
        const World world;
        write(world.custom() + u"/Foo/pyproject.toml"_s, "[project]\nname = \"foo-pack\"\n");
        write(world.custom() + u"/bar/__init__.py"_s);
        write(world.custom() + u"/bar.disabled/__init__.py"_s);
        const auto packs = readNodePacks(world.library, world.install, {});
        for (const QString &name : {u"Foo"_s, u"foo"_s, u"foo-pack"_s, u"FOO-PACK"_s})
            QCOMPARE(findNodePack(*packs, name)->name, u"Foo"_s);
        QVERIFY(findNodePack(*packs, u"bar"_s)->isEnabled);
        const auto none = findNodePack(*packs, u"baz"_s);
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QVERIFY(none.error().nextStep.contains(u"Foo"_s));
    }

    void anAdoptedInstallHasItsOwnFolder()
    {
        World world;
        Generation generation;
        generation.number = 1;
        generation.comfyFolder = u"ComfyUI"_s;
        world.install.adoptedFolder = world.folder.filePath(u"own"_s);
        world.install.generations = {generation};
        world.install.currentGeneration = 1;
        QCOMPARE(world.custom(), world.folder.filePath(u"own/ComfyUI/custom_nodes"_s));
    }

    void theDigestIsOfCodeAlone()
    {
        const QTemporaryDir folder;
        const QString pack = folder.filePath(u"pack"_s);
        write(pack + u"/__init__.py"_s, "a");
        write(pack + u"/web/x.js"_s, "b");
        const auto before = packDigest(pack, {});
        QVERIFY(before);
        write(pack + u"/__pycache__/x.py"_s, "bytecode");
        write(pack + u"/.git/hook.py"_s, "x");
        write(pack + u"/settings.json"_s, "{}");
        write(pack + u"/models/m.safetensors"_s, "x");
        QCOMPARE(packDigest(pack, {})->toHex(), before->toHex());
        write(pack + u"/web/x.js"_s, "c");
        const auto after = packDigest(pack, {});
        QVERIFY(after->toHex() != before->toHex());
        write(pack + u"/web/x.js"_s, "b");
        QFile::rename(pack + u"/web/x.js"_s, pack + u"/web/y.js"_s);
        QVERIFY(packDigest(pack, {})->toHex() != before->toHex());
    }
};

QTEST_GUILESS_MAIN(NodePacksTest)
#include "tst_nodepacks.moc"
