// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What manifests and configs hash to. Every expected text was printed by that version of comfy-env.
#include "core/isolation/envidentity.h"
#include "manifestsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestEnvIdentity : public QObject
{
    Q_OBJECT

private slots:
    void identities_data();
    void identities();
    void oddValues();
    void fastKeys_data();
    void fastKeys();
    void hashFiles();
};

void TestEnvIdentity::identities_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QString>("bare");
    QTest::addColumn<QString>("withWheel");
    QTest::newRow("0.4.22")
        << QByteArray("0.4.22")
        << u"v2:e0105c03faca8011de88c22fbfbe408589627bf636b4a9411612c58de6af0de0"_s
        << u"v2:f7a0b3c330e531873eea3e87a335b1470caca3866596e70f4c458cc2c5c65f04"_s;
    QTest::newRow("0.4.31")
        << QByteArray("0.4.31")
        << u"v3:e0105c03faca8011de88c22fbfbe408589627bf636b4a9411612c58de6af0de0"_s
        << u"v3:f7a0b3c330e531873eea3e87a335b1470caca3866596e70f4c458cc2c5c65f04"_s;
    QTest::newRow("0.4.46")
        << QByteArray("0.4.46")
        << u"v3:cc42ef717fbbf82396d2147ee06a08b1486d616174d7c0b6f86dd3d30a20d6eb"_s
        << u"v3:50977c5e854e4fc6a181d523c9cda416cc880fbe4b5cd29c2040695930ea7359"_s;
}

void TestEnvIdentity::identities()
{
    QFETCH(QByteArray, version);
    const Result<QVariantMap> manifest = manifestOf(exampleConfig(), exampleHost(), fallback(),
                                                    version.constData(), u"mypack-nodes"_s);
    QVERIFY(manifest);
    const EnvRules rules = rulesOf(version.constData());
    QTEST(envIdentity(*manifest, {}, rules), "bare");
    QTEST(envIdentity(*manifest, {wheel()}, rules), "withWheel");
}

// Below the class: moc stumbles over the text.
static QByteArray oddConfig()
{
    return R"(python = "3.12"
[pypi-dependencies]
"ünï" = ">=1"
trimesh = { version = "*", extras = ["easy"] }
[tasks]
n = 3
f = 4.0
g = 1e20
h = 0.1
b = true
d = 2024-01-02
t = 2024-01-02T03:04:05Z
s = "tab\there \"q\" \\ é 😀"
e = []
[activation.env]
A = "1"
)";
}

void TestEnvIdentity::oddValues()
{
    const HostStack host{.python = u"3.13"_s,
                         .torch = u"2.9.1"_s,
                         .torchLabel = u"cpu"_s,
                         .torchvision = u"0.24.1"_s,
                         .torchaudio = u"2.9.1"_s,
                         .glibc = u"2.35"_s};
    const TorchPin pin = hostTorchPin(host, {});
    const auto before = manifestOf(oddConfig(), host, pin, "0.4.22", u"x"_s);
    QVERIFY(before);
    QCOMPARE(envIdentity(*before, {}, rulesOf("0.4.22")),
             u"v2:b3c10fcce65e4d26478c7871039e2240d0fecb51baac54325246d6f9ba48bf71"_s);
    const auto now = manifestOf(oddConfig(), host, pin, "0.4.46", u"x"_s);
    QVERIFY(now);
    QCOMPARE(envIdentity(*now, {}, rulesOf("0.4.46")),
             u"v3:59dead9e0148af05c52ff8afe467c02e5ac872ed3914185b78bb8572453536ab"_s);
}

void TestEnvIdentity::fastKeys_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QString>("key");
    QTest::newRow("0.4.22") << QByteArray(
        "0.4.22") << u"c4a73400a56423521f860423c73d94d5ecb8fb4d1e09036fa3c5ad3c9c12fabf"_s;
    QTest::newRow("0.4.31") << QByteArray(
        "0.4.31") << u"28a99869717d5c805e4e78e17ab8750751be70d298348f60157f24414a007556"_s;
    QTest::newRow("0.4.46") << QByteArray(
        "0.4.46") << u"3e4e37ea927cc1275270f1be8d90063d6cf4988bfd8ff928fc94e47277695a15"_s;
}

void TestEnvIdentity::fastKeys()
{
    QFETCH(QByteArray, version);
    const EnvRules rules = rulesOf(version.constData());
    const auto one = parseEnvConfig(exampleConfig(), u"x"_s, rules);
    const auto other = parseEnvConfig("[cuda]\npackages=[\"b\",\"A\"]\n", u"x"_s, rules);
    QVERIFY(one && other);
    const HostStack host = exampleHost();
    QTEST(envFastKey({.config = one->bytes, .all = {*one, *other}, .host = host, .rules = rules}),
          "key");
}

void TestEnvIdentity::hashFiles()
{
    const InstallHash hash{.identity = u"v2:abc"_s, .fastKey = u"def"_s};
    QCOMPARE(installHashBytes(hash), QByteArray("v2:abc\nfastkey:def\n"));
    QCOMPARE(installHashFrom(installHashBytes(hash)), hash);
    QCOMPARE(installHashFrom("0123456789\n"), InstallHash{}); // of the old kind
    QVERIFY(!installHashFrom("\n"));
    const EnvStamp stamp{.comfyEnvVersion = u"0.4.22"_s,
                         .abiTag = u"py312-notorch"_s,
                         .source = u"P/nodes/comfy-env.toml"_s,
                         .provenance = u"install_workspace"_s};
    QCOMPARE(
        envStampBytes(stamp, rulesOf("0.4.22")),
        QByteArray("{\n  \"comfy_env_version\": \"0.4.22\",\n  \"abi_tag\": \"py312-notorch\",\n"
                   "  \"torch_pin\": null,\n  \"provenance\": \"install_workspace\",\n"
                   "  \"pixi_lock_sha256\": null\n}\n"));
    QVERIFY(envStampBytes(stamp, rulesOf("0.4.46")).contains("\"source\": \"P/nodes/"));
}

QTEST_GUILESS_MAIN(TestEnvIdentity)
#include "tst_envidentity.moc"
