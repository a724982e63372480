// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/accelerator.h"
#include "core/hardware/computer.h"
#include "core/hardware/gputables.h"
#include "core/hardware/nvidiasmi.h"
#include "core/hardware/rocmtools.h"
#include "core/hardware/windowstools.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Names, numbers and words: small readers and writers of core/hardware. */
class TestHardwareTexts : public QObject
{
    Q_OBJECT

private slots:
    void readsAccelerators_data();
    void readsAccelerators();
    void refusesWhatIsNoAccelerator_data();
    void refusesWhatIsNoAccelerator();
    void saysMemoryAsItIsSold_data();
    void saysMemoryAsItIsSold();
    void knowsGenerations_data();
    void knowsGenerations();
    void readsPciAddresses_data();
    void readsPciAddresses();
    void namesGfxByTheKernelsNumber_data();
    void namesGfxByTheKernelsNumber();
    void readsNvidiasDriverOutOfWindows_data();
    void readsNvidiasDriverOutOfWindows();
    void survivesHostileToolOutput_data();
    void survivesHostileToolOutput();
};

void TestHardwareTexts::readsAccelerators_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tag");
    QTest::newRow("CUDA as install.json keeps it")
        << u"cuda 13.0"_s << u"cuda 13.0"_s << u"cu130"_s;
    QTest::newRow("CUDA as a tag") << u"cu126"_s << u"cuda 12.6"_s << u"cu126"_s;
    QTest::newRow("an old tag") << u"cu92"_s << QString() << QString();
    QTest::newRow("CUDA without a version") << u"cuda"_s << u"cuda"_s << QString();
    QTest::newRow("ROCm as a tag") << u"rocm7.2"_s << u"rocm 7.2"_s << u"rocm7.2"_s;
    QTest::newRow("ROCm with three numbers")
        << u"ROCm 7.2.1"_s << u"rocm 7.2.1"_s << u"rocm7.2.1"_s;
    QTest::newRow("XPU") << u"xpu"_s << u"xpu"_s << u"xpu"_s;
    QTest::newRow("Metal") << u"mps"_s << u"mps"_s << QString();
    QTest::newRow("the processor") << u" CPU "_s << u"cpu"_s << u"cpu"_s;
}

void TestHardwareTexts::readsAccelerators()
{
    QFETCH(QString, written);
    QFETCH(QString, text);
    const auto accelerator = Accelerator::fromText(written);
    QCOMPARE(accelerator.has_value(), !text.isEmpty());
    if (!accelerator)
        return;
    QCOMPARE(accelerator->text(), text);
    QTEST(accelerator->torchTag(), "tag");
    QCOMPARE(Accelerator::fromText(accelerator->text()), accelerator);
}

void TestHardwareTexts::refusesWhatIsNoAccelerator_data()
{
    QTest::addColumn<QString>("written");
    for (const char *text : {"", "cuda 13.0.0.0", "gpu", "cu", "cu1", "cu13000", "xpu 1", "cpu 2",
                             "rocm x", "../cu130", "cu130/evil", "cuda\n13"})
        QTest::addRow("\"%s\"", text) << QString::fromLatin1(text);
}

void TestHardwareTexts::refusesWhatIsNoAccelerator()
{
    QFETCH(QString, written);
    QVERIFY(!Accelerator::fromText(written));
}

void TestHardwareTexts::saysMemoryAsItIsSold_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("24564 MiB of an RTX 4090") << (24'564LL << 20) << u"24 GB"_s;
    QTest::newRow("8188 MiB") << (8'188LL << 20) << u"8 GB"_s;
    QTest::newRow("11264 MiB") << (11'264LL << 20) << u"11 GB"_s;
    QTest::newRow("143771 MiB of an H200") << (143'771LL << 20) << u"141 GB"_s;
    QTest::newRow("15.6 GiB of memory") << (15'974LL << 20) << u"16 GB"_s;
    QTest::newRow("62.7 GiB of memory") << (64'205LL << 20) << u"64 GB"_s;
    QTest::newRow("7 GiB are not 8") << (7LL << 30) << u"7.0 GB"_s;
    QTest::newRow("512 MiB") << (512LL << 20) << u"512 MB"_s;
}

void TestHardwareTexts::saysMemoryAsItIsSold()
{
    QFETCH(qint64, bytes);
    QTEST(memoryText(bytes), "text");
}

void TestHardwareTexts::knowsGenerations_data()
{
    QTest::addColumn<ushort>("device");
    QTest::addColumn<GpuGeneration>("generation");
    const auto row = [](const char *name, ushort device, GpuGeneration generation) {
        QTest::newRow(name) << device << generation;
    };
    row("GT 710", 0x128b, GpuGeneration::NvidiaOld);
    row("GTX 750 Ti", 0x1380, GpuGeneration::Maxwell);
    row("GTX 970", 0x13c2, GpuGeneration::Maxwell);
    row("GTX TITAN X", 0x17c2, GpuGeneration::Maxwell);
    row("Tesla P100", 0x15f8, GpuGeneration::Pascal);
    row("GTX 1080 Ti", 0x1b06, GpuGeneration::Pascal);
    row("GT 1030", 0x1d01, GpuGeneration::Pascal);
    row("Tesla V100", 0x1db4, GpuGeneration::Volta);
    row("RTX 2060", 0x1f08, GpuGeneration::Turing);
    row("GTX 1660", 0x2184, GpuGeneration::Turing);
    row("A100", 0x20b0, GpuGeneration::Ampere);
    row("RTX 3090", 0x2204, GpuGeneration::Ampere);
    row("RTX 3050", 0x2507, GpuGeneration::Ampere);
    row("H100", 0x2330, GpuGeneration::Hopper);
    row("RTX 4090", 0x2684, GpuGeneration::Ada);
    row("RTX 4060 Laptop", 0x28e0, GpuGeneration::Ada);
    row("RTX 5090", 0x2b85, GpuGeneration::Blackwell);
    row("GB10", 0x2e12, GpuGeneration::Blackwell);
    row("one of tomorrow", 0x4000, GpuGeneration::Unknown);
}

void TestHardwareTexts::knowsGenerations()
{
    QFETCH(ushort, device);
    QTEST(nvidiaGenerationOfPci(device), "generation");
}

void TestHardwareTexts::readsPciAddresses_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("normal");
    QTest::newRow("nvidia-smi's") << u"00000000:0A:00.0"_s << u"0000:0a:00.0"_s;
    QTest::newRow("the kernel's") << u"0000:01:00.0"_s << u"0000:01:00.0"_s;
    QTest::newRow("short") << u"01:00.0"_s << u"0000:01:00.0"_s;
    QTest::newRow("another domain") << u"0000000F:01:00.0"_s << u"000f:01:00.0"_s;
    QTest::newRow("none") << u"gpu0"_s << QString();
}

void TestHardwareTexts::readsPciAddresses()
{
    QFETCH(QString, written);
    QTEST(normalPciAddress(written), "normal");
}

void TestHardwareTexts::namesGfxByTheKernelsNumber_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("gfx");
    QTest::newRow("MI200") << 90'010 << u"gfx90a"_s;
    QTest::newRow("MI300") << 90'402 << u"gfx942"_s;
    QTest::newRow("Renoir") << 90'012 << u"gfx90c"_s;
    QTest::newRow("RX 7900") << 110'000 << u"gfx1100"_s;
    QTest::newRow("Strix Halo") << 110'501 << u"gfx1151"_s;
    QTest::newRow("RX 9070") << 120'001 << u"gfx1201"_s;
    QTest::newRow("a processor") << 0 << QString();
    QTest::newRow("nonsense") << -5 << QString();
}

void TestHardwareTexts::namesGfxByTheKernelsNumber()
{
    QFETCH(int, version);
    QTEST(gfxOfTargetVersion(version), "gfx");
}

void TestHardwareTexts::readsNvidiasDriverOutOfWindows_data()
{
    QTest::addColumn<QString>("windows");
    QTest::addColumn<QString>("vendors");
    QTest::newRow("581.29") << u"32.0.15.8129"_s << u"581.29"_s;
    QTest::newRow("566.36") << u"32.0.15.6636"_s << u"566.36"_s;
    QTest::newRow("512.95") << u"30.0.15.1295"_s << u"512.95"_s;
    QTest::newRow("anything else stays") << u"581.29"_s << u"581.29"_s;
}

void TestHardwareTexts::readsNvidiasDriverOutOfWindows()
{
    QFETCH(QString, windows);
    QTEST(vendorDriverVersion(GpuVendor::Nvidia, windows), "vendors");
    QCOMPARE(vendorDriverVersion(GpuVendor::Amd, windows), windows);
}

void TestHardwareTexts::survivesHostileToolOutput_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("a megabyte of commas") << QByteArray(1 << 20, ',');
    QTest::newRow("a megabyte of lines") << QByteArray("0, x\n").repeated(200'000);
    QTest::newRow("a megabyte of brackets") << QByteArray(1 << 20, '[');
    QTest::newRow("broken UTF-8") << QByteArray("\xff\xfe\xc3\x28, NVIDIA");
    QTest::newRow("deep JSON") << QByteArray("{\"a\":").repeated(100'000);
}

void TestHardwareTexts::survivesHostileToolOutput()
{
    QFETCH(QByteArray, output);
    for (const SourceReport &report :
         {parseNvidiaSmi(output), parseRocmInfo(output), parseRocmSmi(output),
          parseAdapters(output), parseCim(output), parseRegistry(output)}) {
        QVERIFY(report.gpus.isEmpty());
        QVERIFY(report.problems.size() <= 1);
        for (const Error &problem : report.problems)
            QVERIFY(problem.detail.size() <= 600);
    }
}

QTEST_GUILESS_MAIN(TestHardwareTexts)
#include "tst_hardwaretexts.moc"
