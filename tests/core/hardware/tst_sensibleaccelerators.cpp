// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/computer.h"
#include "core/hardware/sensibleaccelerators.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What is offered to go over to, and that each says why. */
class TestSensibleAccelerators : public QObject
{
    Q_OBJECT

private slots:
    void offersWhatRunsHere_data();
    void offersWhatRunsHere();
};

namespace {

Gpu nvidia()
{
    Gpu gpu;
    gpu.vendor = GpuVendor::Nvidia;
    gpu.name = u"NVIDIA 4090"_s;
    gpu.computeCapability = ComputeCapability{8, 9};
    gpu.vramTotal = 24LL << 30;
    gpu.driver = u"581.29"_s;
    return gpu;
}

Gpu amd()
{
    Gpu gpu;
    gpu.vendor = GpuVendor::Amd;
    gpu.name = u"AMD gfx1100"_s;
    gpu.gfx = u"gfx1100"_s;
    gpu.vramTotal = 16LL << 30;
    return gpu;
}

} // namespace

void TestSensibleAccelerators::offersWhatRunsHere_data()
{
    QTest::addColumn<QList<Gpu>>("gpus");
    QTest::addColumn<QStringList>("kinds");
    QTest::newRow("no GPU") << QList<Gpu>() << QStringList{u"cpu"_s};
    QTest::newRow("one") << QList<Gpu>{nvidia()} << QStringList{u"cuda"_s, u"cpu"_s};
    QTest::newRow("two of two makers")
        << QList<Gpu>{amd(), nvidia()} << QStringList{u"cuda"_s, u"rocm"_s, u"cpu"_s};
}

void TestSensibleAccelerators::offersWhatRunsHere()
{
    QFETCH(QList<Gpu>, gpus);
    QFETCH(QStringList, kinds);
    Computer computer;
    computer.os = Os::Linux;
    computer.architecture = Architecture::X64;
    computer.memory.total = 32LL << 30;
    computer.gpus = gpus;
    QStringList offered;
    const QList<AcceleratorChoice> choices = sensibleAccelerators(computer);
    for (const AcceleratorChoice &choice : choices) {
        offered += acceleratorKindName(choice.accelerator.kind);
        QVERIFY2(!choice.reasons.isEmpty() && !choice.reasons.constFirst().isEmpty(),
                 qUtf8Printable(offered.constLast()));
        QVERIFY(!choice.reasons.contains(u"Chosen by hand."_s));
    }
    QCOMPARE(offered, kinds);
}

QTEST_GUILESS_MAIN(TestSensibleAccelerators)
#include "tst_sensibleaccelerators.moc"
