// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/rootconfig.h"
#include "envsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestEnvConfig : public QObject
{
    Q_OBJECT

private slots:
    void example();
    void emptyFile();
    void refusals_data();
    void refusals();
    void firstGeneration();
    void rootRefusals_data();
    void rootRefusals();
    void rootFile();
};

void TestEnvConfig::example()
{
    const Result<EnvConfig> config =
        parseEnvConfig(exampleConfig(), u"comfy-env.toml"_s, rulesOf("0.4.22"));
    QVERIFY(config);
    QCOMPARE(config->python, u"3.11"_s);
    QCOMPARE(config->cudaPackages, QStringList{u"cumesh"_s});
    QCOMPARE(config->envVars.value(u"OMP_NUM_THREADS"_s), u"4"_s);
    QCOMPARE(config->healthCheckTimeout, 10.0);
    const QStringList tables{u"dependencies"_s, u"pypi-dependencies"_s, u"target"_s,
                             u"workspace"_s};
    QCOMPARE(config->passthrough.keys(), tables);
    QVERIFY(config->remarks.isEmpty());
}

void TestEnvConfig::emptyFile()
{
    const Result<EnvConfig> config = parseEnvConfig({}, u"comfy-env.toml"_s, rulesOf("0.4.22"));
    QVERIFY(config && config->passthrough.isEmpty() && config->python.isEmpty());
}

void TestEnvConfig::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("line"); // 0: taken
    const auto row = [](const char *name, const char *text, const char *version, int line) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(version) << line;
    };
    row("no TOML", "a = 1\nb = [\n", "0.4.22", 2);
    row("a version as a number", "\npython = 3.10\n", "0.4.22", 2);
    row("which the first generation takes", "\npython = 3.10\n", "0.2.19", 0);
    row("an old Python, now", "python = \"3.9\"\n", "0.4.46", 1);
    row("an old Python, before", "python = \"3.9\"\n", "0.4.34", 0);
    row("torch among the CUDA packages", "[cuda]\n# x\npackages = [\"cumesh\", \"torch\"]\n",
        "0.4.22", 3);
    row("which is how the first generation asks for it", "[cuda]\npackages = [\"torch\"]\n",
        "0.2.19", 0);
    row("a format of the future", "schema = 2\n", "0.4.22", 1);
    row("the format that is known", "schema = 1\n", "0.4.22", 0);
    row("sections of comfy-env's own", "[dependencies]\na = \"*\"\n\n[environments]\n", "0.4.22",
        4);
    row("a platform list", "[workspace]\nchannels = [\"x\"]\nplatforms = [\"linux-64\"]\n",
        "0.4.22", 3);
    row("packs in the wrong file", "[node_reqs]\nx = \"a/b\"\n", "0.4.22", 1);
    row("packs under their new name in the wrong file", "[node_packs]\nx = \"a/b\"\n", "0.4.30", 1);
    row("settings in the wrong file", "[settings]\nisolate = true\n", "0.4.22", 1);
    row("serializers of before", "[serializers]\nx = 1\n", "0.4.22", 1);
    row("a number among the packages", "[cuda]\npackages = [1]\n", "0.4.22", 2);
    row("no table", "cuda = 1\n", "0.4.22", 1);
    row("a time that is none", "[options]\nhealth_check_timeout = \"soon\"\n", "0.4.22", 2);
    row("a table that pixi understands", "[tasks]\nx = \"y\"\n", "0.4.22", 0);
}

void TestEnvConfig::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, version);
    QFETCH(int, line);
    const Result<EnvConfig> config =
        parseEnvConfig(text, u"comfy-env.toml"_s, rulesOf(version.constData()));
    QCOMPARE(static_cast<bool>(config), line == 0);
    if (config)
        return;
    QCOMPARE(config.error().code, ErrorCode::InvalidInput);
    QVERIFY2(config.error().message.contains(u"line %1"_s.arg(line)),
             qPrintable(config.error().message));
    QVERIFY(config.error().message.contains("comfy-env.toml"_L1));
    QVERIFY(!config.error().nextStep.isEmpty());
}

void TestEnvConfig::firstGeneration()
{
    const QByteArray text =
        "python = 3.10\n[apt]\npackages = \"libgl1\"\n[brew]\npackages = [\"a\", "
        "\"b\"]\n[cuda]\npakages = [\"x\"]\n[env_vars]\nA = 1\nB = 1.50\nC = true\n";
    const Result<EnvConfig> config = parseEnvConfig(text, u"comfy-env.toml"_s, rulesOf("0.2.19"));
    QVERIFY(config);
    QCOMPARE(config->python, u"3.1"_s); // what the author did not mean, and what it does
    QCOMPARE(config->aptPackages, QStringList{u"libgl1"_s});
    QCOMPARE(config->brewPackages, (QStringList{u"a"_s, u"b"_s}));
    const QMap<QString, QString> variables{
        {u"A"_s, u"1"_s}, {u"B"_s, u"1.5"_s}, {u"C"_s, u"True"_s}};
    QCOMPARE(config->envVars, variables);
    QCOMPARE(config->remarks.size(), 1);
    QCOMPARE(config->remarks.constFirst().line, 7);
    QVERIFY(config->remarks.constFirst().message.contains("pakages"_L1));
    QVERIFY(config->passthrough.isEmpty());
}

void TestEnvConfig::rootRefusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("line");
    const auto row = [](const char *name, const char *text, const char *version, int line) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(version) << line;
    };
    row("dependencies", "[types]\n\n[dependencies]\n", "0.4.22", 3);
    row("which the first generation passes over", "[dependencies]\n", "0.2.19", 0);
    row("apt, later", "[apt]\npackages = [\"x\"]\n", "0.4.22", 1);
    row("settings, later", "[settings]\nisolate = true\n", "0.4.25", 1);
    row("packs by their old name", "[node_reqs]\nx = \"a/b\"\n", "0.4.27", 1);
    row("packs by their new name, too early", "[node_packs]\nx = \"a/b\"\n", "0.4.26", 1);
    row("a socket that is carried in no known way", "[types]\nMESH = \"pickle\"\n", "0.4.22", 2);
    row("a pack without a source", "[node_packs]\nx = 1\n", "0.4.30", 2);
    row("sockets", "[types]\nMESH = \"custom\"\n", "0.4.22", 0);
}

void TestEnvConfig::rootRefusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, version);
    QFETCH(int, line);
    const Result<RootConfig> config =
        parseRootConfig(text, rootConfigName(), rulesOf(version.constData()));
    QCOMPARE(static_cast<bool>(config), line == 0);
    if (!config)
        QVERIFY2(config.error().message.contains(u"line %1"_s.arg(line)),
                 qPrintable(config.error().message));
}

void TestEnvConfig::rootFile()
{
    const QByteArray text = R"([node_reqs]
short = "owner/repository"
long = { repo = "https://example.invalid/x.git", tag = "v1", commit = "abc" }
registered = { registry = "its-id", version = "1.2.3", tga = "v1" }
nowhere = {}
[settings]
isolate = true
colour = "red"
)";
    const Result<RootConfig> config = parseRootConfig(text, rootConfigName(), rulesOf("0.4.22"));
    QVERIFY(config);
    QCOMPARE(config->packs.size(), 4);
    const WantedPack lengthy{.name = u"long"_s,
                             .github = u"https://example.invalid/x.git"_s,
                             .tag = u"v1"_s,
                             .commit = u"abc"_s};
    QCOMPARE(config->packs.at(0), lengthy);
    QCOMPARE(config->packs.at(2).registry, u"its-id"_s);
    QCOMPARE(config->packs.at(3).github, u"owner/repository"_s);
    QCOMPARE(config->settings.value(u"isolate"_s), QVariant(true));
    QList<int> lines;
    for (const ConfigRemark &remark : config->remarks)
        lines += remark.line;
    std::sort(lines.begin(), lines.end());
    QCOMPARE(lines, (QList<int>{4, 5, 8}));
}

QTEST_GUILESS_MAIN(TestEnvConfig)
#include "tst_envconfig.moc"
