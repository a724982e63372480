// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/systempackages.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A computer with these programs. */
SystemMeans computer(Os os, const QStringList &programs)
{
    return {.os = os,
            .find =
                [programs](const QString &program) {
                    return programs.contains(program) ? "/usr/bin/"_L1 + program : QString();
                },
            .has = [](const QString &package) { return package == "there"_L1; }};
}

SystemMeans withTerminal(SystemMeans facts)
{
    facts.hasTerminal = true;
    return facts;
}

SystemMeans asRoot(SystemMeans facts)
{
    facts.isSuperuser = true;
    return facts;
}

} // namespace

class TestSystemPackages : public QObject
{
    Q_OBJECT

private slots:
    void oneLineToCopy_data();
    void oneLineToCopy();
    void refuses_data();
    void refuses();
    void whatIsThereIsNotAskedFor();
    void dpkgsListIsRead();
};

void TestSystemPackages::oneLineToCopy_data()
{
    QTest::addColumn<SystemMeans>("facts");
    QTest::addColumn<QString>("line");
    const QStringList debian{u"apt-get"_s, u"sudo"_s, u"pkexec"_s};
    QTest::newRow("in a terminal sudo asks for the password")
        << withTerminal(computer(Os::Linux, debian))
        << u"sudo apt-get install -y libgl1 libstdc++6"_s;
    QTest::newRow("root needs nobody")
        << asRoot(computer(Os::Linux, {u"apt-get"_s})) << u"apt-get install -y libgl1 libstdc++6"_s;
    QTest::newRow("without a terminal a window asks")
        << computer(Os::Linux, debian) << u"pkexec apt-get install -y libgl1 libstdc++6"_s;
    QTest::newRow("without pkexec it is sudo, which may need no password")
        << computer(Os::Linux, {u"apt-get"_s, u"sudo"_s})
        << u"sudo apt-get install -y libgl1 libstdc++6"_s;
    QTest::newRow("in a terminal without sudo")
        << withTerminal(computer(Os::Linux, {u"apt-get"_s, u"pkexec"_s}))
        << u"pkexec apt-get install -y libgl1 libstdc++6"_s;
    QTest::newRow("Homebrew is the person's own")
        << withTerminal(computer(Os::MacOS, {u"brew"_s, u"sudo"_s}))
        << u"brew install libgl1 libstdc++6"_s;
}

void TestSystemPackages::oneLineToCopy()
{
    QFETCH(SystemMeans, facts);
    const auto command = systemPackagesCommand({u"libgl1"_s, u"libstdc++6"_s}, facts);
    QVERIFY(command);
    QTEST(command->shown(), "line");
}

void TestSystemPackages::refuses_data()
{
    QTest::addColumn<SystemMeans>("facts");
    QTest::addColumn<QStringList>("packages");
    QTest::addColumn<ErrorCode>("code");
    const SystemMeans debian = computer(Os::Linux, {u"apt-get"_s, u"sudo"_s});
    QTest::newRow("a second command in a name")
        << debian << QStringList{u"a; rm -rf /"_s} << ErrorCode::InvalidInput;
    QTest::newRow("an option") << debian << QStringList{u"-o=x"_s} << ErrorCode::InvalidInput;
    QTest::newRow("a system without apt-get") << computer(Os::Linux, {u"dnf"_s, u"sudo"_s})
                                              << QStringList{u"a"_s} << ErrorCode::Unsupported;
    QTest::newRow("a Mac without Homebrew")
        << computer(Os::MacOS, {}) << QStringList{u"a"_s} << ErrorCode::Unsupported;
    QTest::newRow("nobody who may") << computer(Os::Linux, {u"apt-get"_s}) << QStringList{u"a"_s}
                                    << ErrorCode::PermissionDenied;
}

void TestSystemPackages::refuses()
{
    QFETCH(SystemMeans, facts);
    QFETCH(QStringList, packages);
    const auto command = systemPackagesCommand(packages, facts);
    QVERIFY(!command);
    QTEST(command.error().code, "code");
    QVERIFY(!command.error().message.isEmpty() && !command.error().nextStep.isEmpty());
}

void TestSystemPackages::whatIsThereIsNotAskedFor()
{
    const SystemWishes wishes{.apt = {u"a"_s, u"there"_s, u"a"_s}, .brew = {u"b"_s, u"there"_s}};
    QCOMPARE(missingSystemPackages(wishes, computer(Os::Linux, {})), QStringList{u"a"_s});
    QCOMPARE(missingSystemPackages(wishes, computer(Os::MacOS, {})), QStringList{u"b"_s});
    QCOMPARE(missingSystemPackages(wishes, computer(Os::Windows, {})), QStringList());
    QVERIFY(systemPackagesCommand({}, computer(Os::Linux, {}))->isEmpty());
}

void TestSystemPackages::dpkgsListIsRead()
{
    // In the form of /var/lib/dpkg/status.
    const QByteArray status = "Package: libgl1\nStatus: install ok installed\nVersion: 1.6.0-1\n"
                              "Provides: libgl1-mesa-glx (= 1.6), other\nDescription: GL\n more\n\n"
                              "Package: gone\nStatus: deinstall ok config-files\nProvides: x\n\n"
                              "Package: half\nStatus: install ok half-configured\n\n"
                              "Package: last\nStatus: hold ok installed";
    QCOMPARE(installedInDpkg(status),
             (QStringList{u"libgl1"_s, u"libgl1-mesa-glx"_s, u"other"_s, u"last"_s}));
}

QTEST_GUILESS_MAIN(TestSystemPackages)
#include "tst_systempackages.moc"
