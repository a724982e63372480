// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwareprobe.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** The probe of this computer, with scripts for tools: real processes, real time limits. */
class TestSystemProbe : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void runsATool();
    void saysThatThereIsNoSuchTool();
    void tellsAToolsFailure();
    void endsAToolThatHangsAndIgnoresSignals();
    void answersACancelAtOnce();
    void doesNotWaitForWhatIsNotNeeded();
    void readsThisComputer();

private:
    void writeTool(const QString &name, const QByteArray &script);
    Result<Computer> detect(std::chrono::milliseconds limit, const JobContext &job = {}) const;
    bool isGone() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Host> m_host = makeHost();
};

void TestSystemProbe::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("PATH", m_folder->path().toLocal8Bit() + ":/usr/bin:/bin");
    qputenv("LD_LIBRARY_PATH", "/nowhere");
    qputenv("STANDIN_NVML", "");
}

void TestSystemProbe::writeTool(const QString &name, const QByteArray &script)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

Result<Computer> TestSystemProbe::detect(std::chrono::milliseconds limit,
                                         const JobContext &job) const
{
    return detectComputer(makeHardwareProbe(*m_host, m_folder->path()), job, limit);
}

/** Whether the tool that wrote its process id is no more. */
bool TestSystemProbe::isGone() const
{
    QFile file(m_folder->filePath(u"pid"_s));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const qint64 pid = file.readAll().trimmed().toLongLong();
    return pid > 1 && ::kill(static_cast<pid_t>(pid), 0) != 0;
}

void TestSystemProbe::runsATool()
{
    writeTool(u"tool"_s, "echo \"$1 $LC_ALL\"; echo trouble >&2; exit 3\n");
    const auto answer = makeHardwareProbe(*m_host, u"/"_s)
                            ->run({.name = u"t"_s,
                                   .programs = {u"/nowhere/tool"_s, u"tool"_s},
                                   .arguments = {u"a b"_s}},
                                  JobContext());
    QVERIFY(bool(answer));
    QCOMPARE(answer->exitCode, 3);
    QCOMPARE(answer->output, QByteArray("a b C\n"));
    QCOMPARE(answer->errors, QByteArray("trouble\n"));
}

void TestSystemProbe::saysThatThereIsNoSuchTool()
{
    const auto answer =
        makeHardwareProbe(*m_host, u"/"_s)
            ->run({.name = u"t"_s, .programs = {u"no-such-tool-here"_s}, .arguments = {}},
                  JobContext());
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::NotFound);
}

void TestSystemProbe::tellsAToolsFailure()
{
    writeTool(u"nvidia-smi"_s,
              "echo 'Unable to determine the device handle for GPU "
              "0000:01:00.0: GPU is lost.'; exit 15\n");
    const auto computer = detect(5s);
    QVERIFY(bool(computer));
    // A computer without an NVIDIA device does not hear of it.
    const bool hasNvidia =
        std::any_of(computer->gpus.begin(), computer->gpus.end(),
                    [](const Gpu &gpu) { return gpu.vendor == GpuVendor::Nvidia; });
    const bool listsPci = !QDir(u"/sys/bus/pci/devices"_s).isEmpty();
    QCOMPARE(computer->problems.size(), hasNvidia || !listsPci ? 1 : 0);
}

void TestSystemProbe::endsAToolThatHangsAndIgnoresSignals()
{
    writeTool(u"nvidia-smi"_s,
              "echo $$ > " + m_folder->path().toLocal8Bit()
                  + "/pid\ntrap '' INT TERM HUP\nwhile true; do sleep 1; done\n");
    QElapsedTimer timer;
    timer.start();
    const auto computer = detect(700ms);
    QVERIFY(bool(computer));
    QVERIFY2(timer.elapsed() < kAtOnceMs, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY_WITH_TIMEOUT(isGone(), kAtOnceMs);
}

void TestSystemProbe::answersACancelAtOnce()
{
    writeTool(u"nvidia-smi"_s,
              "echo $$ > " + m_folder->path().toLocal8Bit()
                  + "/pid\ntrap '' INT TERM HUP\nwhile true; do sleep 1; done\n");
    CancelSource stop;
    std::thread canceller([&stop] {
        std::this_thread::sleep_for(200ms);
        stop.cancel();
    });
    QElapsedTimer timer;
    timer.start();
    const auto computer = detect(60s, JobContext(stop.token()));
    canceller.join();
    QVERIFY(!computer);
    QCOMPARE(computer.error().code, ErrorCode::Cancelled);
    QVERIFY2(timer.elapsed() < kAtOnceMs, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY_WITH_TIMEOUT(isGone(), kAtOnceMs);
}

void TestSystemProbe::doesNotWaitForWhatIsNotNeeded()
{
    qputenv("LD_LIBRARY_PATH",
            QFileInfo(QStringLiteral(PORTICO_STANDIN_NVML)).absolutePath().toLocal8Bit());
    writeTool(u"nvidia-smi"_s, "sleep 120\n");
    QElapsedTimer timer;
    timer.start();
    const auto computer = detect(60s);
    QVERIFY(bool(computer));
    QVERIFY2(timer.elapsed() < kAtOnceMs, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(computer->problems.isEmpty());
    const auto known =
        std::count_if(computer->gpus.begin(), computer->gpus.end(),
                      [](const Gpu &gpu) { return gpu.sources.contains(u"nvml"_s); });
    QCOMPARE(known, 2);
}

void TestSystemProbe::readsThisComputer()
{
    const auto computer = detect(5s);
    QVERIFY(bool(computer));
    QCOMPARE(computer->os, m_host->os());
    QCOMPARE(computer->architecture, m_host->architecture());
    QVERIFY(computer->memory.total > 0);
    QVERIFY(computer->libraryDisk.has_value());
    QVERIFY(!computer->osTitle.isEmpty());
}

QTEST_GUILESS_MAIN(TestSystemProbe)
#include "tst_systemprobe.moc"
