// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Names, tags and generations: every vector was printed by that version of comfy-env itself.
#include "core/isolation/envname.h"
#include "envsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestEnvNames : public QObject
{
    Q_OBJECT

private slots:
    void generations_data();
    void generations();
    void names_data();
    void names();
    void tags_data();
    void tags();
    void folders();
    void hashes();
};

void TestEnvNames::generations_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("generation");
    QTest::addColumn<bool>("canBuild");
    QTest::newRow("the seed's") << u"0.2.19"_s << 1 << true;
    QTest::newRow("the last of the first") << u"0.2.83"_s << 1 << true;
    QTest::newRow("one workspace for all") << u"0.3.89"_s << 2 << false;
    QTest::newRow("an environment each, but no tag yet") << u"0.4.11"_s << 3 << false;
    QTest::newRow("tags from 0.4.12") << u"0.4.12"_s << 3 << true;
    QTest::newRow("the last with settings") << u"0.4.24"_s << 3 << true;
    QTest::newRow("the first without them") << u"0.4.25"_s << 4 << true;
    QTest::newRow("the newest seen") << u"0.4.46"_s << 4 << true;
    QTest::newRow("one that is to come") << u"0.6.0"_s << 4 << true;
}

void TestEnvNames::generations()
{
    QFETCH(QString, version);
    const EnvRules rules = envRules(QVersionNumber::fromString(version));
    QTEST(static_cast<int>(rules.generation), "generation");
    QTEST(rules.canBuild, "canBuild");
}

void TestEnvNames::names_data()
{
    QTest::addColumn<QString>("pack");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("name");
    QTest::newRow("the prefix goes")
        << u"ComfyUI-GeometryPack"_s << u"nodes"_s << u"geometrypack-nodes"_s;
    QTest::newRow("runs become one dash, and the last part counts")
        << u"ComfyUI_Foo.Bar (copy)"_s << u"nodes/gpu"_s << u"foo-bar-copy-gpu"_s;
    QTest::newRow("all capitals are no prefix")
        << u"COMFYUI-Foo"_s << u"nodes"_s << u"comfyui-foo-nodes"_s;
    QTest::newRow("small letters are") << u"comfyui-sam3"_s << u"nodes"_s << u"sam3-nodes"_s;
    QTest::newRow("underscores in both") << u"x_y"_s << u"nodes/A_b"_s << u"x-y-a-b"_s;
    QTest::newRow("nothing left of the pack") << u"ComfyUI-"_s << u"nodes"_s << u"nodes"_s;
    QTest::newRow("the pack's own folder") << u"Foo._disabled"_s << QString() << u"foo-disabled"_s;
}

void TestEnvNames::names()
{
    QFETCH(QString, pack);
    QFETCH(QString, folder);
    QTEST(envName(pack, folder), "name");
}

void TestEnvNames::tags_data()
{
    QTest::addColumn<QString>("torch");
    QTest::addColumn<QString>("label");
    QTest::addColumn<Os>("os");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("now");
    const auto row = [](const char *name, const QString &torch, const QString &label, Os os,
                        const QString &before, const QString &now) {
        QTest::newRow(name) << torch << label << os << before << now;
    };
    row("CUDA", u"2.10.0"_s, u"cu128"_s, Os::Linux, u"py313-torch2-10-cu128"_s,
        u"py313-torch2.10-cu128"_s);
    row("CUDA on Windows", u"2.10.0"_s, u"cu130"_s, Os::Windows, u"py313-torch2-10-cu130"_s,
        u"py313-torch2.10-cu130"_s);
    row("CPU by its label", u"2.8.0"_s, u"cpu"_s, Os::Linux, u"py313-torch2-8-cpu"_s,
        u"py313-torch2.8-cpu"_s);
    row("of PyPI, whatever it holds", u"2.9.0"_s, {}, Os::Linux, u"py313-torch2-9-cpu"_s,
        u"py313-torch2.9-cpu"_s);
    row("AMD", u"2.9.0"_s, u"rocm6.4"_s, Os::Linux, u"py313-torch2-9-rocm64"_s,
        u"py313-torch2.9-rocm64"_s);
    row("Intel", u"2.9.0"_s, u"xpu"_s, Os::Windows, u"py313-torch2-9-xpu"_s,
        u"py313-torch2.9-xpu"_s);
    row("Apple", u"2.9.0"_s, {}, Os::MacOS, u"py313-torch2-9-mps"_s, u"py313-torch2.9-mps"_s);
    row("no torch", {}, {}, Os::Linux, u"py313-notorch"_s, u"py313-notorch"_s);
}

void TestEnvNames::tags()
{
    QFETCH(QString, torch);
    QFETCH(QString, label);
    QFETCH(Os, os);
    const HostStack host{.os = os,
                         .python = u"3.13"_s,
                         .torch = torch,
                         .torchLabel = label,
                         .hasMps = os == Os::MacOS};
    QTEST(abiTag(host, rulesOf("0.4.22")), "before");
    QTEST(abiTag(host, rulesOf("0.4.46")), "now");
}

void TestEnvNames::folders()
{
    const QString name = u"mypack-nodes"_s;
    const EnvRules before = rulesOf("0.4.38");
    QCOMPARE(envFolderName(name, u"py313-torch2-10-cu128"_s, before),
             u"mypack-nodes-py313-torch2-10-cu128"_s);
    QVERIFY(formerEnvFolderNames(name, u"py313-torch2-10-cu128"_s, before).isEmpty());
    const EnvRules now = rulesOf("0.4.39");
    QCOMPARE(envFolderName(name, u"py313-torch2.10-cu128"_s, now),
             u"mypack-nodes_py313-torch2.10-cu128"_s);
    const QStringList former{u"mypack-nodes-py313-torch2.10-cu128"_s,
                             u"mypack-nodes-py313-torch2-10-cu128"_s};
    QCOMPARE(formerEnvFolderNames(name, u"py313-torch2.10-cu128"_s, now), former);
    QCOMPARE(envSource(u"ComfyUI-MyPack"_s, u"nodes/a"_s),
             u"ComfyUI-MyPack/nodes/a/comfy-env.toml"_s);
}

void TestEnvNames::hashes()
{
    const QByteArray config = exampleConfig();
    QCOMPARE(configHash(config, u"0.2.19"_s), u"0a1070d6"_s);
    QCOMPARE(linkedEnvName(config, u"0.2.19"_s), u"_env_0a1070"_s);
    QByteArray windows = config;
    windows.replace("\n", "\r\n");
    QCOMPARE(configHash(windows, u"0.2.19"_s), u"b13792fe"_s); // another checkout, another name
    QCOMPARE(configHash(config, u"0.2.20"_s), u"cbc633b9"_s);
    QVERIFY(isLinkedEnvName(u"_env_0a1070"));
    QVERIFY(!isLinkedEnvName(u"_env_0a1070b") && !isLinkedEnvName(u"_env_ABCDEF"));
}

QTEST_GUILESS_MAIN(TestEnvNames)
#include "tst_envnames.moc"
