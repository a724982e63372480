// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"
#include "core/isolation/discoverenvs.h"
#include "core/isolation/packroutes.h"
#include "core/isolation/packwishes.h"
#include "envsamples.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What the folders of packs tell: links, sockets of their own, paths of ComfyUI's server. */
class TestPackFolders final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aLinkedPacksEnvironmentIsFoundOrRefused_data();
    void aLinkedPacksEnvironmentIsFoundOrRefused();
    void theFirstGenerationsLinkLiesInTheLinkedPack();
    void socketsOfItsOwnNeedWhatCarriesThem_data();
    void socketsOfItsOwnNeedWhatCarriesThem();
    void pathsOfTheServerAreReadInCode_data();
    void pathsOfTheServerAreReadInCode();
    void pathsOfAllItsCode();

private:
    void put(const QString &path, const QByteArray &bytes) const;
    EnvHome homeOf(const char *version) const;
    QString at(const QString &path) const { return m_folder->filePath(path); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPackFolders::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(at(u"custom_nodes"_s)));
}

void TestPackFolders::put(const QString &path, const QByteArray &bytes) const
{
    QVERIFY(QDir().mkpath(QFileInfo(at(path)).path()));
    QVERIFY(writeFileAtomically(at(path), bytes));
}

EnvHome TestPackFolders::homeOf(const char *version) const
{
    EnvHome home;
    home.rules = rulesOf(version);
    home.host = exampleHost();
    home.tag = abiTag(home.host, home.rules);
    home.root = at(u"ce"_s);
    home.customNodes = at(u"custom_nodes"_s);
    return home;
}

void TestPackFolders::aLinkedPacksEnvironmentIsFoundOrRefused_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QString>("target"); // empty: no link
    QTest::addColumn<bool>("isFound");
    const auto row = [](const char *title, const char *version, const QString &target, bool found) {
        QTest::newRow(title) << QByteArray(version) << target << found;
    };
    row("no link", "0.4.22", {}, true);
    row("elsewhere, to a comfy-env that follows links", "0.4.22", u"work/Mesh"_s, false);
    row("the last that follows them", "0.4.24", u"work/Mesh"_s, false);
    row("to one that does not", "0.4.25", u"work/Mesh"_s, true);
    row("to the newest", "0.4.45", u"work/Mesh"_s, true);
    row("to the first generation", "0.2.19", u"work/Mesh"_s, true);
    row("into the packs of another ComfyUI", "0.4.22", u"other/custom_nodes/Mesh"_s, true);
    row("which has it under another name", "0.4.22", u"other/custom_nodes/mesh-dev"_s, false);
    row("a name that is the same to comfy-env", "0.4.22", u"other/custom_nodes/ComfyUI-Mesh"_s,
        true);
}

void TestPackFolders::aLinkedPacksEnvironmentIsFoundOrRefused()
{
    QFETCH(QByteArray, version);
    QFETCH(QString, target);
    QFETCH(bool, isFound);
    const QString place = target.isEmpty() ? u"custom_nodes/Mesh"_s : target;
    put(place + "/nodes/comfy-env.toml"_L1, "");
    if (!target.isEmpty())
        QVERIFY(QFile::link(at(target), at(u"custom_nodes/Mesh"_s)));
    const Result<QList<IsolatedEnv>> envs = discoverEnvs(homeOf(version.constData()), {});
    QVERIFY(envs);
    QCOMPARE(envs->size(), 1);
    const IsolatedEnv &env = envs->constFirst();
    QCOMPARE(env.pack, u"Mesh"_s);
    QCOMPARE(env.name, u"mesh-nodes"_s);
    QCOMPARE(env.path, at(u"custom_nodes/Mesh/nodes"_s)); // not where the link leads
    QCOMPARE(env.problem.has_value(), !isFound);
    if (env.problem) {
        QCOMPARE(env.problem->code, ErrorCode::Unsupported);
        QVERIFY(env.problem->message.contains(u"comfy-env "_s + QString::fromLatin1(version)));
        QVERIFY(env.problem->nextStep.contains(u"0.4.25"_s));
    }
}

void TestPackFolders::theFirstGenerationsLinkLiesInTheLinkedPack()
{
    put(u"work/Mesh/parts/comfy-env.toml"_s, "python = \"3.11\"\n");
    QVERIFY(QFile::link(at(u"work/Mesh"_s), at(u"custom_nodes/Mesh"_s)));
    const Result<QList<IsolatedEnv>> envs = discoverEnvs(homeOf("0.2.19"), {});
    QVERIFY(envs);
    QCOMPARE(envs->size(), 1);
    QVERIFY(envs->constFirst().link.startsWith(at(u"custom_nodes/Mesh/parts/_env_"_s)));
}

void TestPackFolders::socketsOfItsOwnNeedWhatCarriesThem_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("root");
    QTest::addColumn<bool>("hasCarrier");
    QTest::addColumn<int>("remarkLine"); // 0: none
    QTest::addColumn<bool>("isRefused");
    const auto row = [](const char *title, const char *version, const char *root, bool hasCarrier,
                        int remarkLine, bool isRefused) {
        QTest::newRow(title) << QByteArray(version) << QByteArray(root) << hasCarrier << remarkLine
                             << isRefused;
    };
    const char *const custom = "\n[types]\nMESH = \"custom\"\nPOSE = \"builtin\"\n";
    row("custom without serialization.py", "0.4.22", custom, false, 2, false);
    row("custom with it", "0.4.22", custom, true, 0, false);
    row("custom without it, newest", "0.4.45", custom, false, 2, false);
    row("custom with it, newest", "0.4.45", custom, true, 0, false);
    row("only builtin", "0.4.45", "[types]\nPOSE = \"builtin\"\n", false, 0, false);
    row("in another way", "0.4.45", "[types]\nMESH = \"pickle\"\n", true, 0, true);
    row("before there were types", "0.2.19", custom, false, 2, false);
}

void TestPackFolders::socketsOfItsOwnNeedWhatCarriesThem()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, root);
    QFETCH(bool, hasCarrier);
    QFETCH(int, remarkLine);
    QFETCH(bool, isRefused);
    put(u"custom_nodes/Mesh/comfy-env-root.toml"_s, root);
    if (hasCarrier)
        put(u"custom_nodes/Mesh/serialization.py"_s, "");
    const QList<PackWishes> wishes = readPackWishes(homeOf(version.constData()), {}, {});
    QCOMPARE(wishes.size(), 1);
    const PackWishes &mesh = wishes.constFirst();
    QCOMPARE(mesh.problem.has_value(), isRefused);
    QCOMPARE(mesh.root.has_value(), !isRefused);
    if (!mesh.root)
        return;
    QCOMPARE(mesh.root->remarks.size(), remarkLine > 0 ? 1 : 0);
    if (remarkLine > 0) {
        QCOMPARE(mesh.root->remarks.constFirst().line, remarkLine);
        const bool knows = rulesOf(version.constData()).knowsTypes;
        QVERIFY(mesh.root->remarks.constFirst().message.contains(knows ? u"serialization.py"_s
                                                                       : u"[types]"_s));
    }
}

void TestPackFolders::pathsOfTheServerAreReadInCode_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QStringList>("routes");
    const auto row = [](const char *title, const char *code, const QStringList &routes) {
        QTest::newRow(title) << QByteArray(code) << routes;
    };
    row("decorated", "@PromptServer.instance.routes.get(\"/a/list\")\nasync def f(r): ...\n",
        {u"/a/list"_s});
    row("in several calls",
        "routes = PromptServer.instance.routes\n@routes . post( '/b' )\n"
        "@routes.get('/a/{name}')\n@routes.get('/a/{name}')\n",
        {u"/a/{name}"_s, u"/b"_s});
    row("by method", "PromptServer.instance.routes.route('GET', '/c')(f)\n", {u"/c"_s});
    row("by the router",
        "app = PromptServer.instance.app\napp.router.add_static(\"/pages\", path)\n"
        "app.router.add_route(\"*\", r\"/d\", f)\n",
        {u"/d"_s, u"/pages"_s});
    row("not written out", "PromptServer.instance.routes.get(PREFIX + '/a')\n", {});
    row("of another server", "@routes.get('/a')\n", {});
    row("messages alone", "PromptServer.instance.send_sync('/a', {})\n", {});
}

void TestPackFolders::pathsOfTheServerAreReadInCode()
{
    QFETCH(QByteArray, code);
    QFETCH(QStringList, routes);
    QCOMPARE(routesInCode(code), routes);
}

void TestPackFolders::pathsOfAllItsCode()
{
    put(u"Mesh/__init__.py"_s, "PromptServer.instance.routes.get('/b')(f)\n");
    put(u"Mesh/more/server.py"_s, "PromptServer.instance.routes.get('/a')(f)\n");
    put(u"Mesh/more/readme.txt"_s, "PromptServer.instance.routes.get('/c')(f)\n");
    put(u"Mesh/__pycache__/old.py"_s, "PromptServer.instance.routes.get('/d')(f)\n");
    QCOMPARE(routesOfPack(at(u"Mesh"_s), {}), (QStringList{u"/a"_s, u"/b"_s}));
    QCOMPARE(routesOfPack(at(u"Gone"_s), {}), QStringList());
}

QTEST_GUILESS_MAIN(TestPackFolders)
#include "tst_packfolders.moc"
