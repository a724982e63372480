// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/downloader.h"
#include "core/net/qthttpclient.h"
#include "core/platform/host.h"
#include "core/process/processrunner.h"
#include "core/python/findpython.h"
#include "core/selfcheck/advice.h"
#include "core/selfcheck/selfcheck.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A library of its own with everything that the self-check needs. */
struct Fixture
{
    QTemporaryDir folder{QStringLiteral(PORTICO_BIN_DIR) + u"/../tests/check-XXXXXX"_s};
    Library library{folder.path() + u"/my library ü"_s};
    std::unique_ptr<Host> host = makeHost();
    SystemProcessRunner processes;
    SystemClock clock;
    QtHttpClient http{{}};
    Downloader downloader{http, clock, library.downloads()};

    AddServices services() const { return {library, downloader, processes, *host, clock}; }

    QStringList names() const
    {
        QStringList found;
        QDirIterator all(folder.path(), QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden,
                         QDirIterator::Subdirectories);
        while (all.hasNext())
            found += all.next();
        return found;
    }
};

/** On a worker, as every function with a JobContext. */
template <typename Function>
auto onWorker(Function function)
{
    std::optional<decltype(function())> result;
    const std::unique_ptr<QThread> thread(QThread::create([&] { result.emplace(function()); }));
    thread->start();
    thread->wait();
    return *result;
}

Error error(ErrorCode code)
{
    return {.code = code, .message = u"It failed."_s, .nextStep = u"Do this."_s, .detail = {}};
}

} // namespace

class TestSelfCheck : public QObject
{
    Q_OBJECT

private slots:
    void takesADemoBundleThroughTheWholePath();
    void leavesAnotherInstallsFoldersAlone();
    void saysWhichPythonIsMissing();
    void namesAPythonThatIsNone();
    void stopsWhenAsked();
    void advisesByStepAndSystem_data();
    void advisesByStepAndSystem();
    void looksForPythonByItsNames();
};

void TestSelfCheck::takesADemoBundleThroughTheWholePath()
{
    const Fixture fixture;
    QStringList announced;
    QStringList reported;
    JobReporter reporter;
    reporter.steps = [&](const QStringList &steps) { announced += steps; };
    reporter.progress = [&](const Progress &progress) {
        if (!reported.contains(progress.step))
            reported += progress.step;
    };
    const auto report =
        onWorker([&] { return runSelfCheck(fixture.services(), {}, JobContext({}, reporter)); });
    QVERIFY(bool(report));
    if (const SelfCheckStep *failure = report->failure())
        QFAIL(
            qPrintable(failure->name + u": "_s + failure->error->message + failure->error->detail));
    QVERIFY(report->hasPassed());
    QStringList names;
    for (const SelfCheckStep &step : report->steps) {
        names += step.name;
        qInfo(
            "%s",
            qPrintable(u"%1: %2 ms %3"_s.arg(step.name).arg(step.duration.count()).arg(step.note)));
    }
    QCOMPARE(announced, names);
    QCOMPARE(reported.join(u", "_s), names.join(u", "_s));
    QVERIFY(report->duration() > std::chrono::milliseconds(0));
    QCOMPARE(fixture.names().join(u", "_s), QString());
    QCOMPARE(toJson(*report).value("passed"_L1).toBool(), true);
    QCOMPARE(toJson(*report).value("steps"_L1).toArray().size(), names.size());
}

void TestSelfCheck::leavesAnotherInstallsFoldersAlone()
{
    const Fixture fixture;
    const QString mine = fixture.library.models() + u"/checkpoints/mine.safetensors"_s;
    QVERIFY(QDir().mkpath(QFileInfo(mine).path()));
    QFile file(mine);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const auto report =
        onWorker([&] { return runSelfCheck(fixture.services(), {.python = u"/bin/false"_s}, {}); });
    QVERIFY(bool(report));
    QVERIFY(QFile::exists(mine));
}

void TestSelfCheck::saysWhichPythonIsMissing()
{
    const Fixture fixture;
    const auto report = onWorker(
        [&] { return runSelfCheck(fixture.services(), {.python = u"/nowhere/python3"_s}, {}); });
    QVERIFY(bool(report));
    QVERIFY(!report->hasPassed());
    const SelfCheckStep *failure = report->failure();
    QVERIFY(failure);
    QCOMPARE(failure, &report->steps.first());
    QVERIFY(failure->error->message.contains(u"/nowhere/python3"_s));
    QVERIFY(!failure->error->nextStep.isEmpty());
    QVERIFY(report->steps.at(1).outcome == CheckOutcome::NotReached);
    QCOMPARE(fixture.names().join(u", "_s), QString());
}

void TestSelfCheck::namesAPythonThatIsNone()
{
    const Fixture fixture;
    const auto report =
        onWorker([&] { return runSelfCheck(fixture.services(), {.python = u"/bin/false"_s}, {}); });
    QVERIFY(bool(report));
    QVERIFY(report->failure());
    QCOMPARE(report->failure()->error->code, ErrorCode::ProcessFailed);
}

void TestSelfCheck::stopsWhenAsked()
{
    const Fixture fixture;
    CancelSource source;
    JobReporter reporter;
    reporter.progress = [&](const Progress &progress) {
        if (progress.step == u"Ready"_s)
            source.cancel();
    };
    const auto report = onWorker(
        [&] { return runSelfCheck(fixture.services(), {}, JobContext(source.token(), reporter)); });
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QCOMPARE(fixture.names().join(u", "_s), QString());
}

void TestSelfCheck::advisesByStepAndSystem_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("check");
    QTest::addColumn<Os>("os");
    QTest::addColumn<QString>("library");
    QTest::addColumn<QString>("said");
    const QString plain = u"/home/ann/Portico"_s;
    const auto check = [](Check value) { return static_cast<int>(value); };
    QTest::newRow("a forbidden folder on Windows")
        << ErrorCode::PermissionDenied << check(Check::Bundle) << Os::Windows << u"C:/P"_s
        << u"Controlled folder access"_s;
    QTest::newRow("a forbidden folder on macOS")
        << ErrorCode::ReadOnly << check(Check::Bundle) << Os::MacOS << plain << u"Privacy"_s;
    QTest::newRow("a Python that does not run on Windows")
        << ErrorCode::ProcessFailed << check(Check::Recognise) << Os::Windows << u"C:/P"_s
        << u"virus scanner"_s;
    QTest::newRow("a Python that does not run on Linux")
        << ErrorCode::ProcessFailed << check(Check::Recognise) << Os::Linux << plain << u"noexec"_s;
    QTest::newRow("a download that fails on loopback")
        << ErrorCode::Network << check(Check::Download) << Os::Linux << plain << u"proxy"_s;
    QTest::newRow("a path that is too long on Windows")
        << ErrorCode::Io << check(Check::Unpack) << Os::Windows
        << u"C:/Users/Ann/"_s + QString(100, u'x') << u"too long"_s;
    QTest::newRow("the same path on Linux is not")
        << ErrorCode::Io << check(Check::Unpack) << Os::Linux
        << u"/home/ann/"_s + QString(100, u'x') << u"noexec"_s;
    QTest::newRow("a full disk says all itself")
        << ErrorCode::DiskFull << check(Check::Unpack) << Os::Linux << plain << u"Do this."_s;
}

void TestSelfCheck::advisesByStepAndSystem()
{
    QFETCH(ErrorCode, code);
    QFETCH(int, check);
    QFETCH(Os, os);
    QFETCH(QString, library);
    QFETCH(QString, said);
    const Error advised = withAdvice(error(code), static_cast<Check>(check), os, library);
    QVERIFY2(advised.nextStep.contains(said), qPrintable(advised.nextStep));
    QVERIFY(advised.nextStep.startsWith(u"Do this."_s));
}

void TestSelfCheck::looksForPythonByItsNames()
{
    QCOMPARE(pythonNames(Os::Windows).first(), u"py"_s);
    QCOMPARE(pythonNames(Os::Linux).first(), u"python3"_s);
    QVERIFY(pythonNames(Os::Linux).contains(u"python3.10"_s));
    QVERIFY(!pythonNames(Os::Linux).contains(u"python3.9"_s));
    QVERIFY(pythonNames(Os::MacOS).contains(u"/opt/homebrew/bin/python3"_s));
}

QTEST_GUILESS_MAIN(TestSelfCheck)
#include "tst_selfcheck.moc"
