// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envfloors.h"
#include "manifestsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

HostStack computer(Os os, const QString &version, bool hasGpu = false)
{
    HostStack host{.os = os, .hasGpu = hasGpu};
    if (os == Os::Linux)
        host.glibc = version;
    else if (os == Os::MacOS)
        host.macos = version;
    return host;
}

} // namespace

class TestEnvFloors : public QObject
{
    Q_OBJECT

private slots:
    void authorsDemands_data();
    void authorsDemands();
    void pixisDemands_data();
    void pixisDemands();
};

void TestEnvFloors::authorsDemands_data()
{
    QTest::addColumn<QByteArray>("system");
    QTest::addColumn<HostStack>("host");
    QTest::addColumn<bool>("isEnough");
    const auto row = [](const char *name, const char *system, const HostStack &host, bool enough) {
        QTest::newRow(name) << "[system-requirements]\n" + QByteArray(system) << host << enough;
    };
    const char *table = "libc = { family = \"glibc\", version = \"2.31\" }\n";
    row("a C library that is new enough", table, computer(Os::Linux, u"2.31"_s), true);
    row("one that is too old", table, computer(Os::Linux, u"2.28"_s), false);
    row("2.9 is older than 2.31", table, computer(Os::Linux, u"2.9"_s), false);
    row("as a text", "libc = \"2.31\"\n", computer(Os::Linux, u"2.28"_s), false);
    row("no glibc at all", table, computer(Os::Linux, {}), false);
    row("which concerns Linux alone", table, computer(Os::MacOS, u"14.0"_s), true);
    row("a macOS that is new enough", "macos = \"13.0\"\n", computer(Os::MacOS, u"14.5"_s), true);
    row("one that is too old", "macos = \"13.0\"\n", computer(Os::MacOS, u"12.7"_s), false);
    row("which concerns macOS alone", "macos = \"13.0\"\n", computer(Os::Windows, {}), true);
    row("CUDA with a GPU", "cuda = \"12\"\n", computer(Os::Linux, u"2.31"_s, true), true);
    row("CUDA without one", "cuda = \"12\"\n", computer(Os::Windows, {}), false);
    row("nothing", "", computer(Os::Linux, u"2.17"_s), true);
}

void TestEnvFloors::authorsDemands()
{
    QFETCH(QByteArray, system);
    QFETCH(HostStack, host);
    QFETCH(bool, isEnough);
    for (const char *version : {"0.2.19", "0.4.22", "0.4.46"}) {
        const auto config = parseEnvConfig(system, u"x"_s, rulesOf(version));
        QVERIFY(config);
        const Result<> checked =
            checkFloors(floorsOf(*config), host, {.name = u"a"_s, .pack = u"P"_s});
        QCOMPARE(static_cast<bool>(checked), isEnough);
        if (!checked)
            QCOMPARE(checked.error().code, ErrorCode::Unsupported);
    }
}

void TestEnvFloors::pixisDemands_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<HostStack>("host");
    QTest::addColumn<EnvFloors>("floors");
    HostStack apple = exampleHost();
    apple.os = Os::MacOS;
    apple.glibc.clear();
    apple.macosFloor = u"14.0"_s;
    QTest::newRow("the first generation always wants glibc 2.35")
        << QByteArray("0.2.19") << computer(Os::Linux, u"2.28"_s)
        << EnvFloors{.glibc = u"2.35"_s, .macos = {}, .cuda = {}};
    QTest::newRow("the third what is here")
        << QByteArray("0.4.22") << computer(Os::Linux, u"2.28"_s)
        << EnvFloors{.glibc = u"2.28"_s, .macos = {}, .cuda = {}};
    QTest::newRow("the fourth beside the platform")
        << QByteArray("0.4.46") << computer(Os::Linux, u"2.28"_s)
        << EnvFloors{.glibc = u"2.28"_s, .macos = {}, .cuda = {}};
    QTest::newRow("torch's macOS, the third")
        << QByteArray("0.4.22") << apple << EnvFloors{.glibc = {}, .macos = u"14.0"_s, .cuda = {}};
    QTest::newRow("torch's macOS, the fourth")
        << QByteArray("0.4.46") << apple << EnvFloors{.glibc = {}, .macos = u"14.0"_s, .cuda = {}};
}

void TestEnvFloors::pixisDemands()
{
    QFETCH(QByteArray, version);
    QFETCH(HostStack, host);
    const auto manifest =
        manifestOf("[dependencies]\ncgal = \"*\"\n", host, {}, version.constData(), u"x"_s);
    QVERIFY(manifest);
    QTEST(floorsIn(*manifest), "floors");
}

QTEST_GUILESS_MAIN(TestEnvFloors)
#include "tst_envfloors.moc"
