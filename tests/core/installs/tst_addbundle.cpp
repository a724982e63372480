// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "bundles.h"
#include "core/installs/addbundle.h"
#include "core/installs/installfile.h"
#include "core/installs/preparelaunch.h"
#include "core/installs/recovery.h"
#include "core/io/treemanifest.h"
#include "fixture.h"
#include "trees.h"

#include <QFile>
#include <QTest>
#include <QThread>

#include <vector>

using namespace portico;
using namespace Qt::StringLiterals;

class TestAddBundle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void makesAnInstallOfEachLayout_data();
    void makesAnInstallOfEachLayout();
    void seedsTheDataFolder();
    void preparesALaunch();
    void givesIdsAndPortsOfTheirOwn();
    void addsTwoAtOnce();
    void checksTheHash();
    void refuses_data();
    void refuses();
    void stopsWhenAsked();
    void announcesItsSteps();

private:
    AddRequest request(const QString &name = {}) const
    {
        AddRequest wanted;
        wanted.source = m_bundle.path;
        wanted.name = name;
        return wanted;
    }

    QTemporaryDir m_bundles{QStringLiteral(PORTICO_BIN_DIR) + u"/../tests/bundles-XXXXXX"_s};
    bundles::Bundle m_bundle;
};

void TestAddBundle::initTestCase()
{
    const QString folder = m_bundles.path() + u"/whole"_s;
    QVERIFY(QDir().mkpath(folder));
    m_bundle = bundles::make(u"anymatix"_s, u"zip"_s, folder, {u"--with-pack"_s, u"Shipped"_s});
    QVERIFY2(m_bundle.problem.isEmpty(), qPrintable(m_bundle.problem));
}

void TestAddBundle::makesAnInstallOfEachLayout_data()
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("kind");
    QTest::newRow("Anymatix as zip") << u"anymatix"_s << u"zip"_s;
    QTest::newRow("the official shape as 7z") << u"official"_s << u"7z"_s;
    QTest::newRow("standalone as tar.gz") << u"standalone"_s << u"tar.gz"_s;
}

void TestAddBundle::makesAnInstallOfEachLayout()
{
    QFETCH(QString, layout);
    QFETCH(QString, kind);
    const bundles::Bundle bundle = bundles::make(layout, kind, m_bundles.path());
    QVERIFY2(bundle.problem.isEmpty(), qPrintable(bundle.problem));
    Fixture fixture;
    AddRequest wanted;
    wanted.source = bundle.path;
    wanted.sha256 = Sha256::fromHex(bundle.sha256);
    const auto install = addBundle(fixture.add(), wanted, {});
    QVERIFY2(bool(install),
             install ? "" : qPrintable(install.error().message + install.error().detail));

    const Generation *generation = install->generation();
    QVERIFY(generation);
    QCOMPARE(layoutName(generation->layout), layout);
    QCOMPARE(generation->comfyVersion, u"0.33.0"_s);
    QCOMPARE(generation->torchVersion, u"2.9.1+cu130"_s);
    QCOMPARE(generation->accelerator, u"cuda 13.0"_s);
    QVERIFY(generation->pythonVersion.startsWith(u"3."_s));
    QVERIFY(generation->origin.isVerified);
    QCOMPARE(generation->origin.sha256.toHex(), bundle.sha256);
    QCOMPARE(install->port, quint16(8188));

    const auto loaded = loadInstall(fixture.library, install->id);
    QVERIFY(bool(loaded));
    QCOMPARE(*loaded, *install);
    const QString runtime = fixture.library.runtimeFolder(*install);
    QVERIFY(QFile::exists(runtime + u'/' + generation->python));
    QVERIFY(QFile::exists(runtime + u'/' + generation->comfyFolder + u"/main.py"_s));
    const auto manifest =
        manifestFromBytes(trees::read(fixture.library.manifestFile(install->id, 1)));
    QVERIFY(bool(manifest));
    QVERIFY(manifest->size() > 100);
    QCOMPARE(fixture.leftOvers(), QStringList());
}

void TestAddBundle::seedsTheDataFolder()
{
    Fixture fixture;
    const auto install = addBundle(fixture.add(), request(), {});
    QVERIFY(bool(install));
    const QString data = fixture.library.dataFolder(install->id);
    QVERIFY(QFile::exists(data + u"/custom_nodes/websocket_image_save.py"_s));
    QVERIFY(QFile::exists(data + u"/custom_nodes/Shipped/__init__.py"_s));
    QVERIFY(QFile::exists(data + u"/models/configs/v1-inference.yaml"_s));
    QVERIFY(QFile::exists(data + u"/input/example.png"_s));
    QVERIFY(QDir(data + u"/output"_s).isEmpty());

    // The generation keeps its own: a change of one is no change of the other.
    const QString shipped = fixture.library.runtimeFolder(*install) + u'/'
        + install->generation()->comfyFolder + u"/custom_nodes/Shipped/__init__.py"_s;
    const QByteArray before = trees::read(shipped);
    QVERIFY(trees::write(data + u"/custom_nodes/Shipped/__init__.py"_s, "changed"));
    QCOMPARE(trees::read(shipped), before);
}

void TestAddBundle::preparesALaunch()
{
    Fixture fixture;
    const auto install = addBundle(fixture.add(), request(), {});
    QVERIFY(bool(install));
    const auto prepared = prepareLaunch(fixture.library, *install, fixture.processes, {});
    QVERIFY2(bool(prepared), prepared ? "" : qPrintable(prepared.error().message));
    QVERIFY(prepared->knownFlags.contains(u"--base-directory"_s));
    QVERIFY(prepared->knownFlags.size() > 90);
    const QByteArray yaml = trees::read(fixture.library.modelPathsFile(install->id));
    QVERIFY(yaml.contains(fixture.library.models().toUtf8()));
    QVERIFY(QDir(fixture.library.dataFolder(install->id) + u"/db/gen-0001"_s).exists());

    // Asked once for a generation: the second answer comes from flags.json.
    const QString python =
        fixture.library.runtimeFolder(*install) + u'/' + install->generation()->python;
    QVERIFY(QFile::rename(python, python + u"-away"_s));
    QVERIFY(trees::write(python, "#!/bin/false\n"));
    const auto again = prepareLaunch(fixture.library, *install, fixture.processes, {});
    QVERIFY(bool(again));
    QCOMPARE(again->knownFlags, prepared->knownFlags);

    Install elsewhere = *install;
    elsewhere.settings.outputFolder = u"/nowhere/at/all"_s;
    const auto missing = prepareLaunch(fixture.library, elsewhere, fixture.processes, {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(missing.error().message.contains(u"/nowhere/at/all"_s));
}

void TestAddBundle::givesIdsAndPortsOfTheirOwn()
{
    Fixture fixture;
    const auto first = addBundle(fixture.add(), request(u"My Studio"_s), {});
    const auto second = addBundle(fixture.add(), request(u"My Studio"_s), {});
    AddRequest third = request(u"Other"_s);
    third.port = 8300;
    const auto other = addBundle(fixture.add(), third, {});
    QVERIFY(first && second && other);
    QCOMPARE(first->id.toString(), u"my-studio"_s);
    QCOMPARE(second->id.toString(), u"my-studio-2"_s);
    QCOMPARE(first->port, quint16(8188));
    QCOMPARE(second->port, quint16(8189));
    QCOMPARE(other->port, quint16(8300));
}

void TestAddBundle::addsTwoAtOnce()
{
    Fixture fixture;
    std::vector<std::unique_ptr<QThread>> threads;
    QAtomicInt successes;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back(QThread::create([&] {
            if (addBundle(fixture.add(), request(u"Same"_s), {}))
                successes.ref();
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait(100'000));
    QCOMPARE(successes.loadRelaxed(), 2);
    const InstallList list = listInstalls(fixture.library);
    QCOMPARE(list.installs.size(), 2);
    QVERIFY(list.installs[0].port != list.installs[1].port);
    QVERIFY(list.broken.isEmpty());
    QCOMPARE(fixture.leftOvers(), QStringList());
}

void TestAddBundle::checksTheHash()
{
    Fixture fixture;
    AddRequest wanted = request();
    wanted.hashPolicy = HashPolicy::Require;
    const auto unverified = addBundle(fixture.add(), wanted, {});
    QVERIFY(!unverified);
    QCOMPARE(unverified.error().code, ErrorCode::Unverified);

    wanted.sha256 = Sha256::fromHex(QString(64, u'0'));
    const auto mismatch = addBundle(fixture.add(), wanted, {});
    QVERIFY(!mismatch);
    QCOMPARE(mismatch.error().code, ErrorCode::HashMismatch);
    QVERIFY(listInstalls(fixture.library).installs.isEmpty());
    QCOMPARE(fixture.leftOvers(), QStringList());

    const auto accepted = addBundle(fixture.add(), request(), {});
    QVERIFY(bool(accepted));
    QVERIFY(!accepted->generation()->origin.isVerified);
    QCOMPARE(accepted->generation()->origin.sha256.toHex(), m_bundle.sha256);
}

void TestAddBundle::refuses_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<ErrorCode>("code");
    const QString folder = m_bundles.path();
    const bundles::Bundle foreign =
        bundles::make(u"official"_s, u"zip"_s, folder, {u"--foreign"_s, u"windows-x64"_s});
    QVERIFY2(foreign.problem.isEmpty(), qPrintable(foreign.problem));
    QTest::newRow("a bundle for Windows") << foreign.path << ErrorCode::Unsupported;

    QFile whole(m_bundle.path);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    QVERIFY(trees::write(folder + u"/half.zip"_s, whole.read(whole.size() / 2)));
    QTest::newRow("half an archive") << folder + u"/half.zip"_s << ErrorCode::Corrupt;
    QVERIFY(trees::write(folder + u"/page.zip"_s, "<!DOCTYPE html><p>Sign in</p>"));
    QTest::newRow("a page that is called zip") << folder + u"/page.zip"_s << ErrorCode::Unsupported;
    QTest::newRow("a file that is not there") << u"/nowhere/x.zip"_s << ErrorCode::NotFound;
    QTest::newRow("a folder") << folder << ErrorCode::InvalidInput;
    QTest::newRow("an address of another kind")
        << u"ftp://example.org/x.zip"_s << ErrorCode::InvalidInput;
    QTest::newRow("an address that git would run") << u"ext::sh -c touch"_s << ErrorCode::NotFound;
    QTest::newRow("nothing") << QString() << ErrorCode::InvalidInput;
}

void TestAddBundle::refuses()
{
    QFETCH(QString, source);
    QFETCH(ErrorCode, code);
    Fixture fixture;
    AddRequest wanted;
    wanted.source = source;
    const auto install = addBundle(fixture.add(), wanted, {});
    QVERIFY(!install);
    QVERIFY2(install.error().code == code,
             qPrintable(errorCodeName(install.error().code) + u": "_s + install.error().message));
    QVERIFY(!install.error().message.isEmpty());
    QVERIFY(!install.error().nextStep.isEmpty());
    QVERIFY(listInstalls(fixture.library).installs.isEmpty());
    QCOMPARE(fixture.leftOvers(), QStringList());
}

void TestAddBundle::stopsWhenAsked()
{
    Fixture fixture;
    CancelSource source;
    JobReporter reporter;
    reporter.progress = [&source](const Progress &progress) {
        if (progress.step == addSteps().at(2) && progress.done > 0)
            source.cancel();
    };
    const auto install = addBundle(fixture.add(), request(), JobContext(source.token(), reporter));
    QVERIFY(!install);
    QCOMPARE(install.error().code, ErrorCode::Cancelled);
    QVERIFY(listInstalls(fixture.library).installs.isEmpty());
    QCOMPARE(fixture.leftOvers(), QStringList());
}

void TestAddBundle::announcesItsSteps()
{
    Fixture fixture;
    QList<QStringList> announced;
    QStringList seen;
    JobReporter reporter;
    reporter.steps = [&](const QStringList &steps) { announced += steps; };
    reporter.progress = [&](const Progress &progress) {
        if (!seen.contains(progress.step))
            seen += progress.step;
    };
    QVERIFY(bool(addBundle(fixture.add(), request(), JobContext({}, reporter))));
    QCOMPARE(announced, QList<QStringList>{addSteps()});
    QCOMPARE(seen, addSteps().sliced(1)); // a local file is not downloaded
}

QTEST_GUILESS_MAIN(TestAddBundle)
#include "tst_addbundle.moc"
