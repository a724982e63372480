// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/processrunner.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ProcessInput shell(const QString &script)
{
    ProcessInput input;
    input.command.program = u"/bin/sh"_s;
    input.command.arguments = {u"-c"_s, script};
    input.command.environment = QProcessEnvironment::systemEnvironment();
    return input;
}

bool lives(const QString &pidFile)
{
    QFile file(pidFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QFile state(u"/proc/%1/stat"_s.arg(QString::fromUtf8(file.readAll().trimmed())));
    return state.open(QIODevice::ReadOnly) && !state.readAll().contains(") Z ");
}

/** Runs on a worker, cancels once `begun` exists, and tells how long the end took. */
std::chrono::milliseconds cancelWhen(const QString &begun, const ProcessInput &input,
                                     std::optional<ErrorCode> &code)
{
    CancelSource source;
    QElapsedTimer timer;
    std::thread worker([&] {
        const Result<ExitStatus> status =
            SystemProcessRunner().run(input, JobContext(source.token()));
        if (!status)
            code = status.error().code;
    });
    const bool hasBegun = QTest::qWaitFor([&] { return QFile::exists(begun); }, 10000);
    timer.start();
    source.cancel();
    worker.join();
    return hasBegun ? std::chrono::milliseconds(timer.elapsed()) : 1h;
}

} // namespace

class TestProcessRunner : public QObject
{
    Q_OBJECT

private slots:
    void givesOutputInputAndCode()
    {
        ProcessInput input = shell(u"read line; echo got $line; echo bad >&2; exit 7"_s);
        input.standardInput = "word\n";
        QByteArray output;
        input.onOutput = [&output](QByteArrayView bytes) {
            output += bytes;
            return Result<>();
        };
        const Result<ExitStatus> status = SystemProcessRunner().run(input, {});
        QVERIFY(status);
        QCOMPARE(status->code, 7);
        QVERIFY(!status->crashed);
        QCOMPARE(output, "got word\n");
        QCOMPARE(status->errorTail, "bad\n");
    }

    void tellsTheSignal()
    {
        const Result<ExitStatus> status = SystemProcessRunner().run(shell(u"kill -9 $$"_s), {});
        QVERIFY(status);
        QVERIFY(status->crashed);
        QCOMPARE(status->code, 9);
    }

    void keepsOnlyTheEndOfTheErrors()
    {
        const Result<ExitStatus> status = SystemProcessRunner().run(
            shell(u"i=0; while [ $i -lt 3000 ]; do echo line $i >&2; i=$((i+1)); done"_s), {});
        QVERIFY(status);
        QCOMPARE(status->errorTail.size(), 16 * 1024);
        QVERIFY(status->errorTail.endsWith("line 2999\n"));
    }

    void saysWhatCouldNotBeStarted()
    {
        ProcessInput input;
        input.command.program = u"/no/such/program"_s;
        const Result<ExitStatus> status = SystemProcessRunner().run(input, {});
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::ProcessFailed);
        QVERIFY(status.error().message.contains(u"/no/such/program"_s));
        QVERIFY(!status.error().nextStep.isEmpty());
    }

    void endsTheWholeGroupOnCancel_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<std::chrono::milliseconds>("limit");
        QTest::newRow("a program that takes the hint")
            << u"sleep 60 & echo $! >child; echo $$ >self; wait"_s << 5'000ms;
        QTest::newRow("one that waits for its stdin to close")
            << u"trap '' INT; sleep 60 & echo $! >child; echo $$ >self; read x; exit 0"_s
            << 5'000ms;
        QTest::newRow("one that ignores the interrupt")
            << u"trap '' INT; sleep 60 & echo $! >child; echo $$ >self; wait"_s << 10'000ms;
        QTest::newRow("one that ignores all but the kill")
            << u"trap '' INT TERM; sleep 60 & echo $! >child; echo $$ >self; while :; do wait; done"_s
            << 20'000ms;
    }
    void endsTheWholeGroupOnCancel()
    {
        QFETCH(QString, script);
        QFETCH(std::chrono::milliseconds, limit);
        const QTemporaryDir folder;
        ProcessInput input = shell(script);
        input.command.workingFolder = folder.path();
        std::optional<ErrorCode> code;
        const std::chrono::milliseconds took = cancelWhen(folder.filePath(u"self"_s), input, code);
        QCOMPARE(code, std::optional(ErrorCode::Cancelled));
        QVERIFY2(took < limit, qPrintable(QString::number(took.count())));
        QTRY_VERIFY(!lives(folder.filePath(u"child"_s)));
        QVERIFY(!lives(folder.filePath(u"self"_s)));
    }

    void endsASilentProgram()
    {
        ProcessInput input = shell(u"echo begun >&2; exec sleep 60"_s);
        input.silenceLimit = 300ms;
        const Result<ExitStatus> status = SystemProcessRunner().run(input, {});
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::Timeout);
        QCOMPARE(status.error().detail, u"begun\n"_s);
    }

    void endsAProgramThatTalksOnAndOn()
    {
        ProcessInput input = shell(u"while :; do echo on; sleep 0.05; done"_s);
        input.silenceLimit = 10s;
        input.timeLimit = 400ms;
        const Result<ExitStatus> status = SystemProcessRunner().run(input, {});
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::Timeout);
        QVERIFY2(status.error().message.contains(u"longer"_s), qPrintable(status.error().message));
    }

    void endsAProgramWhoseOutputIsRefused()
    {
        ProcessInput input = shell(u"echo nonsense; exec sleep 60"_s);
        input.onOutput = [](QByteArrayView) -> Result<> {
            return Error{ErrorCode::InvalidInput, u"no"_s, {}, {}};
        };
        const Result<ExitStatus> status = SystemProcessRunner().run(input, {});
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::InvalidInput);
    }

    void doesNotInheritAnIgnoredInterrupt()
    {
        std::signal(SIGINT, SIG_IGN);
        const Result<ExitStatus> status = SystemProcessRunner().run(shell(u"kill -2 $$"_s), {});
        std::signal(SIGINT, SIG_DFL);
        QVERIFY(status);
        QVERIFY(status->crashed);
        QCOMPARE(status->code, 2);
    }
};

QTEST_GUILESS_MAIN(TestProcessRunner)
#include "tst_processrunner.moc"
