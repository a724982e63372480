// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envplan.h"
#include "core/isolation/pixiengine.h"
#include "envsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

EnvHome exampleHome(const char *version)
{
    EnvHome home{.rules = rulesOf(version), .host = exampleHost()};
    home.tag = abiTag(home.host, home.rules);
    home.gpus = {u"8.9"_s};
    return home;
}

IsolatedEnv envOf(const QByteArray &text, const EnvRules &rules, const QString &name)
{
    IsolatedEnv env{.name = name, .pack = u"P"_s, .folder = u"nodes"_s};
    const Result<EnvConfig> config = parseEnvConfig(text, u"comfy-env.toml"_s, rules);
    if (config)
        env.config = *config;
    else
        env.problem = config.error();
    return env;
}

/** Offers every package for these combinations, in these Pythons. */
CudaWheelSource offering(const QList<WheelCombo> &combos, const QString &exceptPython = {})
{
    return [combos, exceptPython](const QStringList &packages, const WheelCombo &combo,
                                  const QString &python,
                                  const JobContext &) -> Result<CudaWheelAnswer> {
        CudaWheelAnswer answer;
        if (!combos.contains(combo) || python == exceptPython) {
            answer.missing = packages.constFirst();
            return answer;
        }
        for (const QString &package : packages)
            answer.wheels += CudaWheel{.package = package,
                                       .fileName = package + ".whl"_L1,
                                       .url = QUrl("https://example.invalid/"_L1 + package + u'-'
                                                   + combo.cuda + ".whl"_L1)};
        return answer;
    };
}

QVariantMap familyIn(const EnvPlan &plan)
{
    return plan.manifest.value(u"feature"_s)
        .toMap()
        .value(u"node"_s)
        .toMap()
        .value(u"pypi-dependencies"_s)
        .toMap();
}

const QByteArray kCuda = "[cuda]\npackages = [\"cumesh\"]\n";

} // namespace

class TestEnvPlan : public QObject
{
    Q_OBJECT

private slots:
    void hostsCombination();
    void fallbackForAll();
    void nothingFits();
    void noGpuNoWheels();
    void byHand();
    void refusals_data();
    void refusals();
    void engines_data();
    void engines();
    void needsOfUv();
    void windowsRoots_data();
    void windowsRoots();
    void pixiWords_data();
    void pixiWords();
    void pins_data();
    void pins();
};

void TestEnvPlan::hostsCombination()
{
    const EnvHome home = exampleHome("0.4.22");
    const QList<IsolatedEnv> all{envOf(kCuda, home.rules, u"a"_s)};
    const auto plan = planEnv({.home = home,
                               .all = all,
                               .env = all.at(0),
                               .wheels = offering({{.cuda = u"12.8"_s, .torch = u"2.10"_s}})},
                              {});
    QVERIFY(plan);
    QVERIFY(!plan->isFallback);
    QCOMPARE(plan->torch.pin, u"==2.10.*"_s);
    QCOMPARE(plan->wheels.size(), 1);
    QCOMPARE(plan->stamp.provenance, u"install_workspace:bootstrap"_s);
    QVERIFY(plan->hash.identity.startsWith("v2:"_L1));
}

void TestEnvPlan::fallbackForAll()
{
    // One hole moves all environments with CUDA wheels, and only those.
    const EnvHome home = exampleHome("0.4.22");
    const QList<IsolatedEnv> all{envOf(kCuda, home.rules, u"a"_s),
                                 envOf(kCuda + "[workspace]\n", home.rules, u"b"_s),
                                 envOf({}, home.rules, u"c"_s)};
    const CudaWheelSource wheels = offering({{.cuda = u"12.8"_s, .torch = u"2.8"_s}});
    for (int position = 0; position < 3; ++position) {
        const auto plan =
            planEnv({.home = home, .all = all, .env = all.at(position), .wheels = wheels}, {});
        QVERIFY(plan);
        QCOMPARE(plan->isFallback, position < 2);
        const QString pin = position < 2 ? u"==2.8.*"_s : u"==2.10.*"_s;
        QCOMPARE(familyIn(*plan).value(u"torch"_s).toMap().value(u"version"_s).toString(), pin);
    }
}

void TestEnvPlan::nothingFits()
{
    const EnvHome home = exampleHome("0.4.22");
    const QList<IsolatedEnv> all{envOf("python = \"3.10\"\n" + kCuda, home.rules, u"a"_s)};
    const auto plan = planEnv({.home = home,
                               .all = all,
                               .env = all.at(0),
                               .wheels = offering({{.cuda = u"12.8"_s, .torch = u"2.10"_s},
                                                   {.cuda = u"12.8"_s, .torch = u"2.8"_s}},
                                                  u"3.10"_s)},
                              {});
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::NotFound);
    QVERIFY(plan.error().message.contains("cumesh"_L1));
    QVERIFY(plan.error().message.contains("12.8"_L1));
}

void TestEnvPlan::noGpuNoWheels()
{
    EnvHome home = exampleHome("0.4.22");
    home.host.torchLabel = u"cpu"_s;
    home.host.hasGpu = false;
    home.gpus.clear();
    const QList<IsolatedEnv> all{envOf(kCuda, home.rules, u"a"_s)};
    const auto plan =
        planEnv({.home = home, .all = all, .env = all.at(0), .wheels = offering({})}, {});
    QVERIFY(plan);
    QVERIFY(plan->wheels.isEmpty());
    QCOMPARE(plan->torch.index, u"https://download.pytorch.org/whl/cpu"_s);
}

void TestEnvPlan::byHand()
{
    EnvHome home = exampleHome("0.2.19");
    home.cudaByHand = u"12.4"_s; // what COMFY_ENV_CUDA_VERSION did
    const QByteArray text = "[cuda]\npackages = [\"torch\", \"cumesh\"]\n";
    const QList<IsolatedEnv> all{envOf(text, home.rules, u"a"_s)};
    const auto plan = planEnv({.home = home,
                               .all = all,
                               .env = all.at(0),
                               .wheels = offering({{.cuda = u"12.4"_s, .torch = u"2.4"_s}})},
                              {});
    QVERIFY(plan);
    QCOMPARE(plan->manifest.value(u"system-requirements"_s).toMap().value(u"cuda"_s).toString(),
             u"12"_s);
    QCOMPARE(plan->needs.torch, QStringList{u"torch==2.4.*"_s});
    QCOMPARE(plan->wheels.size(), 1);
}

void TestEnvPlan::refusals_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a comfy-env of one workspace")
        << QByteArray("0.3.40") << QByteArray() << ErrorCode::Unsupported;
    QTest::newRow("a file that cannot be used")
        << QByteArray("0.4.22") << QByteArray("python = 3.1") << ErrorCode::InvalidInput;
    QTest::newRow("a newer C library than there is")
        << QByteArray("0.4.22")
        << QByteArray("[system-requirements]\nlibc = { family = \"glibc\", version = \"2.39\" }\n")
        << ErrorCode::Unsupported;
}

void TestEnvPlan::refusals()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, text);
    const EnvHome home = exampleHome(version.constData());
    const QList<IsolatedEnv> all{envOf(text, home.rules, u"a"_s)};
    const auto plan =
        planEnv({.home = home, .all = all, .env = all.at(0), .wheels = offering({})}, {});
    QVERIFY(!plan);
    QTEST(plan.error().code, "code");
    QVERIFY(!plan.error().nextStep.isEmpty());
}

void TestEnvPlan::engines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<EnvEngine>("engine");
    const auto row = [](const char *name, const char *text, EnvEngine engine) {
        QTest::newRow(name) << QByteArray(text) << engine;
    };
    row("an empty file", "", EnvEngine::Uv);
    row("packages with versions and extras",
        "[pypi-dependencies]\na = \"*\"\nb = { version = \">=1\", extras = [\"x\"] }\n",
        EnvEngine::Uv);
    row("conda's own channel by name", "[workspace]\nchannels = [\"conda-forge\"]\n",
        EnvEngine::Uv);
    row("what every Python has", "[dependencies]\npip = \"*\"\ntorch = \"*\"\n", EnvEngine::Uv);
    row("variables on activation", "[activation.env]\nA = \"1\"\n", EnvEngine::Uv);
    row("another system's conda packages", "[target.win-64.dependencies]\ncgal = \"*\"\n",
        EnvEngine::Uv);
    row("conda packages", "[dependencies]\ncgal = \"*\"\n", EnvEngine::Pixi);
    row("conda packages of this system", "[target.linux-64.dependencies]\ncgal = \"*\"\n",
        EnvEngine::Pixi);
    row("another channel", "[workspace]\nchannels = [\"x\"]\n", EnvEngine::Pixi);
    row("a repository", "[pypi-dependencies]\na = { git = \"https://x.invalid/a.git\" }\n",
        EnvEngine::Pixi);
    row("an index of its own",
        "[pypi-dependencies]\na = { version = \"*\", index = \"https://x\" }\n", EnvEngine::Pixi);
    row("options of its own", "[pypi-options.dependency-overrides]\na = \"==1\"\n",
        EnvEngine::Pixi);
    row("tasks", "[tasks]\nx = \"y\"\n", EnvEngine::Pixi);
    row("scripts on activation", "[activation]\nscripts = [\"a.sh\"]\n", EnvEngine::Pixi);
}

void TestEnvPlan::engines()
{
    QFETCH(QByteArray, text);
    const auto config = parseEnvConfig(text, u"x"_s, rulesOf("0.4.22"));
    QVERIFY(config);
    const EngineChoice choice = chooseEngine(*config, u"linux-64"_s);
    QTEST(choice.engine, "engine");
    QVERIFY(choice.reason.startsWith(engineName(choice.engine)));
}

void TestEnvPlan::needsOfUv()
{
    const EnvHome home = exampleHome("0.4.22");
    const QByteArray text = "[pypi-dependencies]\na = \"*\"\nb = { version = \">=1,<2\", extras = "
                            "[\"x\", \"y\"] }\nc = \"1.5\"\nnumpy = \"<2\"\n"
                            "[target.linux-64.pypi-dependencies]\nd = \"~=1.0\"\n";
    const QList<IsolatedEnv> all{envOf(text, home.rules, u"a"_s)};
    const auto plan =
        planEnv({.home = home, .all = all, .env = all.at(0), .wheels = offering({})}, {});
    QVERIFY(plan);
    const QStringList others{
        u"a"_s,   u"b[x,y]>=1,<2"_s,        u"c==1.5"_s, u"d~=1.0"_s, u"numpy<2"_s,
        u"pip"_s, u"setuptools>=75.0,<82"_s};
    QCOMPARE(plan->needs.others, others);
    const QStringList torch{u"torch==2.10.*"_s, u"torchaudio==2.10.*"_s, u"torchvision==0.25.*"_s};
    QCOMPARE(plan->needs.torch, torch);
}

void TestEnvPlan::windowsRoots_data()
{
    QTest::addColumn<QString>("local");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("root");
    const QString system = uR"(C:\Windows\System32\config\systemprofile\AppData\Local)"_s;
    const QString mine = u"C:/Users/me/AppData/Local/Programs/comfy-env"_s;
    QTest::newRow("the person's own")
        << uR"(C:\Users\me\AppData\Local)"_s << QString() << QString() << mine;
    QTest::newRow("a service that knows the profile")
        << system << uR"(C:\Users\me)"_s << QString() << mine;
    QTest::newRow("a service that knows the name") << system << QString() << u"me"_s << mine;
    QTest::newRow("the computer's own account")
        << system << QString() << u"PC$"_s << u"C:/Users/first/AppData/Local/Programs/comfy-env"_s;
    QTest::newRow("the system itself") << QString() << QString() << u"SYSTEM"_s
                                       << u"C:/Users/first/AppData/Local/Programs/comfy-env"_s;
}

void TestEnvPlan::windowsRoots()
{
    QFETCH(QString, local);
    QFETCH(QString, profile);
    QFETCH(QString, user);
    EnvPlaceFacts facts{.os = Os::Windows, .home = u"C:/Users/me"_s};
    facts.variables.insert(u"LOCALAPPDATA"_s, local);
    facts.variables.insert(u"USERPROFILE"_s, profile);
    facts.variables.insert(u"USERNAME"_s, user);
    facts.windowsUsers = [] { return QStringList{u"Default"_s, u"Public"_s, u"first"_s}; };
    QTEST(defaultEnvRoot(facts), "root");
    QCOMPARE(firstEnvRoot(facts), u"C:/ce"_s);
    QCOMPARE(defaultEnvRoot({.os = Os::Linux, .home = u"/home/me"_s}), u"/home/me/.ce"_s);
    QCOMPARE(pixiProgram(facts), u"C:/Users/me/.comfy-env/pixi/0.75.0/pixi.exe"_s);
    QCOMPARE(envPython(u"/p"_s, Os::Windows), u"/p/.pixi/envs/default/python.exe"_s);
    QCOMPARE(envPython(u"/p"_s, Os::MacOS), u"/p/.pixi/envs/default/bin/python"_s);
}

void TestEnvPlan::pixiWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("disk") << u"failed to link: No space left on device (os error 28)"_s
                          << ErrorCode::DiskFull;
    QTest::newRow("network") << u"error sending request for url (https://conda.invalid/)"_s
                             << ErrorCode::Network;
    QTest::newRow("versions") << u"Cannot solve the request because of: No candidates were found"_s
                              << ErrorCode::Unsupported;
    QTest::newRow("computer") << u"Virtual package '__cuda' does not match"_s
                              << ErrorCode::Unsupported;
    QTest::newRow("file") << u"failed to parse manifest: unexpected key"_s
                          << ErrorCode::InvalidInput;
    QTest::newRow("else") << u"thread 'main' panicked"_s << ErrorCode::ProcessFailed;
}

void TestEnvPlan::pixiWords()
{
    QFETCH(QString, words);
    const Error error = pixiFailure(words, 1);
    QTEST(error.code, "code");
    QVERIFY(!error.nextStep.isEmpty());
    QCOMPARE(error.detail, words);
    QVERIFY(!pixiAsset(Os::Windows, Architecture::Arm64));
    for (const Os os : {Os::Linux, Os::MacOS, Os::Windows})
        QCOMPARE(pixiAsset(os, Architecture::X64)->sha256.size(), 64);
}

void TestEnvPlan::pins_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pin");
    QTest::newRow("a pin") << QByteArray("numpy\ncomfy-env==0.4.22\n") << u"0.4.22"_s;
    QTest::newRow("another spelling") << QByteArray("Comfy_Env == 0.2.19 ; x") << u"0.2.19"_s;
    QTest::newRow("no exact one") << QByteArray("comfy-env>=0.4\n") << QString();
    QTest::newRow("another package")
        << QByteArray("comfy-env-extra==1\n# comfy-env==2") << QString();
}

void TestEnvPlan::pins()
{
    QFETCH(QByteArray, text);
    QTEST(comfyEnvPinIn(text), "pin");
}

QTEST_GUILESS_MAIN(TestEnvPlan)
#include "tst_envplan.moc"
