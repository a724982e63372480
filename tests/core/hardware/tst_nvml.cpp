// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/hardwareprobe.h"
#include "core/hardware/nvml.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>

#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** The real helper with the stand-in library on the loader's path. */
SourceReport ask(const QString &mode)
{
    qputenv("STANDIN_NVML", mode.toLatin1());
    qputenv("LD_LIBRARY_PATH",
            QFileInfo(QStringLiteral(PORTICO_STANDIN_NVML)).absolutePath().toLocal8Bit());
    const auto host = makeHost();
    const auto probe = makeHardwareProbe(*host, u"/"_s);
    return readNvml(*probe, JobContext());
}

} // namespace

/** NVML, loaded for real from a stand-in library, in the real helper. */
class TestNvml : public QObject
{
    Q_OBJECT

private slots:
    void readsAllThatTheLibraryKnows();
    void readsMigDevices();
    void saysThatTheDriverWasUpdated();
    void isQuietWithoutADriver();
    void namesALostGpuAndKeepsTheOther();
    void outlivesACrash();
    void isKilledWhenItHangs();
    void understandsNoNonsense_data();
    void understandsNoNonsense();
    void saysThatThereIsNoLibrary();
};

void TestNvml::readsAllThatTheLibraryKnows()
{
    const SourceReport report = ask({});
    QVERIFY(report.problems.isEmpty());
    QVERIFY(report.isComplete);
    QCOMPARE(report.gpus.size(), 2);
    const Gpu &gpu = report.gpus.at(0);
    QCOMPARE(gpu.name, u"NVIDIA GeForce RTX 5090"_s);
    QCOMPARE(gpu.pciAddress, u"0000:01:00.0"_s);
    QCOMPARE(gpu.pciId, u"10de:2b85"_s);
    QCOMPARE(gpu.uuid, u"GPU-00000000-1111-2222-3333-444455556666"_s);
    QCOMPARE(gpu.computeCapability->text(), u"12.0"_s);
    QCOMPARE(*gpu.vramTotal, 32LL << 30);
    QCOMPARE(*gpu.vramFree, 30LL << 30);
    QCOMPARE(gpu.driver, u"580.95.05"_s);
    QCOMPARE(gpu.index, 0);
    QCOMPARE(report.gpus.at(1).name, u"NVIDIA A100, 40GB"_s);
    QVERIFY(report.gpus.at(1).partitions.isEmpty());
}

void TestNvml::readsMigDevices()
{
    const SourceReport report = ask(u"mig"_s);
    QCOMPARE(report.gpus.size(), 2);
    QVERIFY(report.gpus.at(0).partitions.isEmpty());
    QCOMPARE(report.gpus.at(1).partitions,
             QStringList{u"MIG-63feeb45-94c6-5df9-9f5c-3ee9c2a8d0e5"_s});
}

void TestNvml::saysThatTheDriverWasUpdated()
{
    const SourceReport report = ask(u"mismatch"_s);
    QCOMPARE(report.problems.size(), 1);
    QVERIFY(report.problems.first().message.contains(u"updated while it was running"_s));
    QCOMPARE(report.problems.first().nextStep, u"Restart the computer."_s);
}

void TestNvml::isQuietWithoutADriver()
{
    const SourceReport report = ask(u"not-loaded"_s);
    QVERIFY(report.gpus.isEmpty());
    QVERIFY(report.problems.isEmpty());
    QVERIFY(!report.isComplete);
}

void TestNvml::namesALostGpuAndKeepsTheOther()
{
    const SourceReport report = ask(u"lost"_s);
    QCOMPARE(report.gpus.size(), 1);
    QCOMPARE(report.problems.size(), 1);
    QVERIFY(report.problems.first().message.contains(u"GPU is lost"_s));
}

void TestNvml::outlivesACrash()
{
    const SourceReport report = ask(u"crash"_s);
    QVERIFY(report.gpus.isEmpty());
    QCOMPARE(report.problems.size(), 1);
}

void TestNvml::isKilledWhenItHangs()
{
    qputenv("STANDIN_NVML", "hang");
    const auto host = makeHost();
    const auto probe = makeHardwareProbe(*host, u"/"_s);
    CancelSource stop;
    QElapsedTimer timer;
    std::thread canceller([&stop] {
        std::this_thread::sleep_for(300ms);
        stop.cancel();
    });
    timer.start();
    const SourceReport report = readNvml(*probe, JobContext(stop.token()));
    canceller.join();
    QVERIFY2(timer.elapsed() < kAtOnceMs, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(report.gpus.isEmpty());
    QVERIFY(report.problems.isEmpty());
}

void TestNvml::understandsNoNonsense_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html></html>");
    QTest::newRow("a list") << QByteArray("[1,2,3]");
    QTest::newRow("cut off") << QByteArray("{\"library\":true,\"gpus\":[{\"na");
    QTest::newRow("of other types") << QByteArray("{\"library\":\"yes\",\"gpus\":7}");
}

void TestNvml::understandsNoNonsense()
{
    QFETCH(QByteArray, output);
    const SourceReport report = parseNvml(output);
    QVERIFY(report.gpus.isEmpty());
    QCOMPARE(report.problems.size(), 1);
    QCOMPARE(report.problems.first().code, ErrorCode::Corrupt);
}

void TestNvml::saysThatThereIsNoLibrary()
{
    QCOMPARE(askNvml({u"/nowhere/libnvidia-ml.so.1"_s}), QJsonObject({{u"library"_s, false}}));
    QVERIFY(parseNvml("{\"library\":false}").problems.isEmpty());
}

QTEST_GUILESS_MAIN(TestNvml)
#include "tst_nvml.moc"
