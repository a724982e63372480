// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

Computer on(Os os, const QList<Gpu> &gpus, Architecture architecture = Architecture::X64)
{
    Computer computer;
    computer.os = os;
    computer.architecture = architecture;
    computer.osVersion = os == Os::Windows ? u"10.0.26100"_s : QString();
    computer.memory.total = 32LL << 30;
    computer.gpus = gpus;
    return computer;
}

Gpu nvidia(const ComputeCapability &capability, const QString &driver, qint64 gigabytes = 12)
{
    Gpu gpu;
    gpu.vendor = GpuVendor::Nvidia;
    gpu.name = u"NVIDIA "_s + capability.text();
    gpu.computeCapability = capability;
    gpu.vramTotal = gigabytes << 30;
    gpu.driver = driver;
    return gpu;
}

Gpu amd(const QString &gfx)
{
    Gpu gpu;
    gpu.vendor = GpuVendor::Amd;
    gpu.name = u"AMD "_s + gfx;
    gpu.gfx = gfx;
    gpu.vramTotal = 16LL << 30;
    return gpu;
}

Gpu intel(GpuGeneration generation)
{
    Gpu gpu;
    gpu.vendor = GpuVendor::Intel;
    gpu.name = u"Intel"_s;
    gpu.generation = generation;
    return gpu;
}

Gpu apple()
{
    Gpu gpu;
    gpu.vendor = GpuVendor::Apple;
    gpu.name = u"Apple M4"_s;
    gpu.isIntegrated = true;
    return gpu;
}

const QString kNvidia = u"ComfyUI_windows_portable_nvidia.7z"_s;
const QString kCu126 = u"ComfyUI_windows_portable_nvidia_cu126.7z"_s;
const QString kAmd = u"ComfyUI_windows_portable_amd.7z"_s;
const QString kIntel = u"ComfyUI_windows_portable_intel.7z"_s;

} // namespace

/** Every rule of chooseAccelerator(), each row with the source of the rule. */
class TestChooseAccelerator : public QObject
{
    Q_OBJECT

private slots:
    void choosesByTheRules_data();
    void choosesByTheRules();
    void takesTorchFromTheRightIndex_data();
    void takesTorchFromTheRightIndex();
    void startsWithoutGpuByArgument();
    void picksAmongAmdGpus();
    void asksForMacOs14();
    void followsAPerson_data();
    void followsAPerson();
};

void TestChooseAccelerator::choosesByTheRules_data()
{
    QTest::addColumn<Computer>("computer");
    QTest::addColumn<QString>("accelerator");
    QTest::addColumn<Readiness>("readiness");
    QTest::addColumn<QString>("portable");
    QTest::addColumn<QString>("variant");
    const auto row = [](const char *name, const Computer &computer, const QString &accelerator,
                        Readiness readiness, const QString &portable, const QString &variant) {
        QTest::newRow(name) << computer << accelerator << readiness << portable << variant;
    };
    const auto ready = Readiness::Ready;
    const auto update = Readiness::UpdateFirst;

    // ComfyUI README: "_nvidia.7z: 20 series and above", Python 3.13, CUDA 13.0.
    row("Turing and a new driver on Windows: the official portable",
        on(Os::Windows, {nvidia({7, 5}, u"580.88"_s)}), u"cuda 13.0"_s, ready, kNvidia,
        u"win-nvidia"_s);
    row("Ada on Linux: the standalone build", on(Os::Linux, {nvidia({8, 9}, u"580.65.06"_s)}),
        u"cuda 13.0"_s, ready, {}, u"linux-nvidia"_s);
    // ComfyUI README: "_nvidia_cu126.7z: 10 series and older"; PyTorch 2.8 builds (pytorch issue
    // 157517): 12.6 has 5.0 to 9.0; StabilityMatrix: capability below 7.5 takes cu126.
    row("Pascal: CUDA 12.6, however new the driver", on(Os::Windows, {nvidia({6, 1}, u"581.80"_s)}),
        u"cuda 12.6"_s, ready, kCu126, {});
    row("Maxwell: CUDA 12.6", on(Os::Linux, {nvidia({5, 2}, u"535.183.01"_s)}), u"cuda 12.6"_s,
        ready, {}, {});
    row("Volta: CUDA 12.6", on(Os::Linux, {nvidia({7, 0}, u"580.95.05"_s)}), u"cuda 12.6"_s, ready,
        {}, {});
    // PyTorch's builds begin with 5.0 (the same issue).
    row("Kepler: the processor", on(Os::Windows, {nvidia({3, 5}, u"475.14"_s)}), u"cpu"_s, ready,
        kNvidia, u"win-cpu"_s);
    // CUDA Toolkit Release Notes: 12.8 GA wants 570.26 (Linux), 570.65 (Windows).
    row("Ada and the first driver of CUDA 12.8 on Linux",
        on(Os::Linux, {nvidia({8, 9}, u"570.26"_s)}), u"cuda 12.8"_s, ready, {}, {});
    row("Ada and the last driver before it", on(Os::Linux, {nvidia({8, 9}, u"565.77"_s)}),
        u"cuda 12.6"_s, ready, {}, {});
    row("Ada and the first driver of CUDA 12.8 on Windows",
        on(Os::Windows, {nvidia({8, 9}, u"570.65"_s)}), u"cuda 12.8"_s, ready, {}, {});
    row("Ada on Windows, one driver before", on(Os::Windows, {nvidia({8, 9}, u"570.26"_s)}),
        u"cuda 12.6"_s, ready, {}, {});
    row("579 is not yet 580", on(Os::Windows, {nvidia({8, 9}, u"579.99"_s)}), u"cuda 12.8"_s, ready,
        {}, {});
    row("580 is enough for CUDA 13 (CUDA Compatibility, table 1)",
        on(Os::Windows, {nvidia({8, 9}, u"580.88"_s)}), u"cuda 13.0"_s, ready, kNvidia,
        u"win-nvidia"_s);
    // The same notes, minor version compatibility: CUDA 12 runs from 525.60.13 and 528.33 on.
    row("the oldest driver of CUDA 12 on Linux", on(Os::Linux, {nvidia({8, 6}, u"525.60.13"_s)}),
        u"cuda 12.6"_s, ready, {}, {});
    row("a driver before CUDA 12 on Linux", on(Os::Linux, {nvidia({8, 6}, u"515.105.01"_s)}),
        u"cuda 13.0"_s, update, {}, u"linux-nvidia"_s);
    row("a driver before CUDA 12 on Windows", on(Os::Windows, {nvidia({8, 6}, u"527.41"_s)}),
        u"cuda 13.0"_s, update, kNvidia, u"win-nvidia"_s);
    row("Pascal with a driver before CUDA 12", on(Os::Windows, {nvidia({6, 1}, u"474.14"_s)}),
        u"cuda 12.6"_s, update, kCu126, {});
    // Blackwell is in no build before CUDA 12.8 (ComfyUI issues 7127 and 7380).
    row("Blackwell and driver 572: CUDA 12.8", on(Os::Windows, {nvidia({12, 0}, u"572.16"_s)}),
        u"cuda 12.8"_s, ready, {}, {});
    row("Blackwell and driver 566: update first, never CUDA 12.6",
        on(Os::Windows, {nvidia({12, 0}, u"566.36"_s)}), u"cuda 13.0"_s, update, kNvidia,
        u"win-nvidia"_s);
    row("Blackwell of the data centre", on(Os::Linux, {nvidia({10, 0}, u"580.65.06"_s)}),
        u"cuda 13.0"_s, ready, {}, u"linux-nvidia"_s);
    row("Hopper", on(Os::Linux, {nvidia({9, 0}, u"580.65.06"_s)}), u"cuda 13.0"_s, ready, {},
        u"linux-nvidia"_s);
    row("no standalone build for ARM: composed, with PyTorch's aarch64 builds",
        on(Os::Linux, {nvidia({9, 0}, u"580.65.06"_s)}, Architecture::Arm64), u"cuda 13.0"_s, ready,
        {}, {});
    row("no driver told: as if it were new", on(Os::Windows, {nvidia({8, 9}, {})}), u"cuda 13.0"_s,
        ready, kNvidia, u"win-nvidia"_s);
    // krita-ai-diffusion: only when all GPUs are old is the old build taken.
    row("Pascal beside Ada: the build of the newer one",
        on(Os::Linux, {nvidia({6, 1}, u"580.95.05"_s, 24), nvidia({8, 9}, u"580.95.05"_s)}),
        u"cuda 13.0"_s, ready, {}, u"linux-nvidia"_s);
    row("two old generations",
        on(Os::Linux, {nvidia({5, 2}, u"580.95.05"_s), nvidia({6, 1}, u"580.95.05"_s)}),
        u"cuda 12.6"_s, ready, {}, {});
    row("Kepler beside Pascal",
        on(Os::Linux, {nvidia({3, 5}, u"470.256.02"_s), nvidia({6, 1}, u"580.95.05"_s)}),
        u"cuda 12.6"_s, ready, {}, {});

    // PyTorch's rocm7.2 builds: astral-sh/uv pull request 18730.
    for (const char *gfx :
         {"gfx900", "gfx906", "gfx908", "gfx90a", "gfx942", "gfx950", "gfx1030", "gfx1100",
          "gfx1101", "gfx1102", "gfx1150", "gfx1151", "gfx1200", "gfx1201"})
        QTest::addRow("%s on Linux is in PyTorch's builds", gfx)
            << on(Os::Linux, {amd(QString::fromLatin1(gfx))}) << u"rocm 7.2"_s << ready << QString()
            << u"linux-amd"_s;
    // AMD's index: the extras of its ROCm 10.0 install pages.
    for (const char *gfx :
         {"gfx1010", "gfx1031", "gfx1032", "gfx1034", "gfx1035", "gfx1036", "gfx1103", "gfx1152"})
        QTest::addRow("%s on Linux is in AMD's builds only", gfx)
            << on(Os::Linux, {amd(QString::fromLatin1(gfx))}) << u"rocm 10.0"_s << ready
            << QString() << QString();
    // ComfyUI README: device-gfx1201, 1200, 1100, 1101, 1102, 1151 for Windows.
    for (const char *gfx : {"gfx1100", "gfx1101", "gfx1102", "gfx1151", "gfx1200", "gfx1201"})
        QTest::addRow("%s on Windows is in the official portable", gfx)
            << on(Os::Windows, {amd(QString::fromLatin1(gfx))}) << u"rocm 10.0"_s << ready << kAmd
            << u"win-amd"_s;
    for (const char *gfx : {"gfx1030", "gfx1031", "gfx1103", "gfx906"})
        QTest::addRow("%s on Windows is composed from AMD's index", gfx)
            << on(Os::Windows, {amd(QString::fromLatin1(gfx))}) << u"rocm 10.0"_s << ready
            << QString() << QString();
    row("Polaris on Linux: the processor", on(Os::Linux, {amd(u"gfx803"_s)}), u"cpu"_s, ready, {},
        {});
    row("an AMD card that nothing knows", on(Os::Linux, {amd({})}), u"cpu"_s, ready, {}, {});

    // docs.pytorch.org, "Getting Started on Intel GPU": Arc A and B, Core Ultra with Arc, Max.
    row("Arc on Windows", on(Os::Windows, {intel(GpuGeneration::IntelArc)}), u"xpu"_s, ready,
        kIntel, u"win-intel-xpu"_s);
    row("Arc on Linux", on(Os::Linux, {intel(GpuGeneration::IntelArc)}), u"xpu"_s, ready, {},
        u"linux-intel-xpu"_s);
    row("Data Center GPU Max", on(Os::Linux, {intel(GpuGeneration::IntelServer)}), u"xpu"_s, ready,
        {}, u"linux-intel-xpu"_s);
    row("Iris Xe: the processor", on(Os::Windows, {intel(GpuGeneration::IntelXe)}), u"cpu"_s, ready,
        kNvidia, u"win-cpu"_s);
    row("UHD: the processor", on(Os::Linux, {intel(GpuGeneration::IntelOld)}), u"cpu"_s, ready, {},
        {});

    // Comfy-Org standalone environments: mac-mps; Intel Macs are refused (PyTorch ended with 2.2).
    row("Apple Silicon", on(Os::MacOS, {apple()}, Architecture::Arm64), u"mps"_s, ready, {},
        u"mac-mps"_s);
    row("an Intel Mac", on(Os::MacOS, {amd(u"gfx1012"_s)}), u"cpu"_s, Readiness::CannotRun, {}, {});
    row("nothing on Linux", on(Os::Linux, {}), u"cpu"_s, ready, {}, {});
    row("nothing on Windows", on(Os::Windows, {}), u"cpu"_s, ready, kNvidia, u"win-cpu"_s);
    row("Windows on ARM has no build for any GPU",
        on(Os::Windows, {nvidia({12, 1}, u"580.88"_s)}, Architecture::Arm64), u"cpu"_s, ready, {},
        {});
    // Comfy-Org/desktop issue 1611: two vendors; Comfy Desktop's order is NVIDIA, AMD, Intel.
    row("NVIDIA, AMD and Intel in one computer",
        on(Os::Windows,
           {intel(GpuGeneration::IntelArc), amd(u"gfx1100"_s), nvidia({8, 6}, u"581.80"_s)}),
        u"cuda 13.0"_s, ready, kNvidia, u"win-nvidia"_s);
    row("AMD and Intel in one computer",
        on(Os::Windows, {intel(GpuGeneration::IntelArc), amd(u"gfx1100"_s)}), u"rocm 10.0"_s, ready,
        kAmd, u"win-amd"_s);
    row("Kepler beside a good AMD card",
        on(Os::Linux, {nvidia({3, 5}, u"470.256.02"_s), amd(u"gfx1100"_s)}), u"rocm 7.2"_s, ready,
        {}, u"linux-amd"_s);
}

void TestChooseAccelerator::choosesByTheRules()
{
    QFETCH(Computer, computer);
    const AcceleratorChoice choice = chooseAccelerator(computer);
    QTEST(choice.accelerator.text(), "accelerator");
    QTEST(choice.readiness, "readiness");
    QTEST(choice.officialPortable, "portable");
    QTEST(choice.standaloneVariant, "variant");
    QVERIFY(!choice.reasons.isEmpty());
    QCOMPARE(choice.gpu.has_value(), choice.accelerator.kind != AcceleratorKind::Cpu);
    if (choice.readiness == Readiness::UpdateFirst)
        QVERIFY(!choice.changes.isEmpty());
    for (const QString &sentence : choice.reasons + choice.changes)
        QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'%'), qPrintable(sentence));
}

void TestChooseAccelerator::takesTorchFromTheRightIndex_data()
{
    QTest::addColumn<Computer>("computer");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("index");
    QTest::addColumn<QString>("extra");
    const QString pytorch = u"https://download.pytorch.org/whl/"_s;
    const QString amdIndex = u"https://stable.repo.amd.com/rocm/whl-next/"_s;
    QTest::newRow("CUDA 13.0") << on(Os::Linux, {nvidia({8, 9}, u"580.95.05"_s)}) << u"cu130"_s
                               << pytorch + u"cu130"_s << QString();
    QTest::newRow("CUDA 12.8") << on(Os::Linux, {nvidia({8, 9}, u"575.64.03"_s)}) << u"cu128"_s
                               << pytorch + u"cu128"_s << QString();
    QTest::newRow("CUDA 12.6") << on(Os::Linux, {nvidia({6, 1}, u"575.64.03"_s)}) << u"cu126"_s
                               << pytorch + u"cu126"_s << QString();
    QTest::newRow("ROCm from PyTorch") << on(Os::Linux, {amd(u"gfx1100"_s)}) << u"rocm7.2"_s
                                       << pytorch + u"rocm7.2"_s << QString();
    QTest::newRow("ROCm from AMD")
        << on(Os::Windows, {amd(u"gfx1100"_s)}) << QString() << amdIndex << u"device-gfx1100"_s;
    QTest::newRow("XPU") << on(Os::Windows, {intel(GpuGeneration::IntelArc)}) << u"xpu"_s
                         << pytorch + u"xpu"_s << QString();
    QTest::newRow("Metal: the plain package index")
        << on(Os::MacOS, {apple()}, Architecture::Arm64) << QString() << QString() << QString();
    QTest::newRow("the processor")
        << on(Os::Linux, {}) << u"cpu"_s << pytorch + u"cpu"_s << QString();
}

void TestChooseAccelerator::takesTorchFromTheRightIndex()
{
    QFETCH(Computer, computer);
    const AcceleratorChoice choice = chooseAccelerator(computer);
    QTEST(choice.torchTag, "tag");
    QTEST(choice.torchIndex.toString(), "index");
    QTEST(choice.torchExtra, "extra");
}

void TestChooseAccelerator::startsWithoutGpuByArgument()
{
    QCOMPARE(chooseAccelerator(on(Os::Linux, {})).arguments, QStringList{u"--cpu"_s});
    QVERIFY(chooseAccelerator(on(Os::Linux, {amd(u"gfx1100"_s)})).arguments.isEmpty());
}

void TestChooseAccelerator::picksAmongAmdGpus()
{
    Gpu inside = amd(u"gfx1036"_s);
    inside.isIntegrated = true;
    inside.index = 0;
    Gpu card = amd(u"gfx1100"_s);
    card.index = 1;
    QCOMPARE(chooseAccelerator(on(Os::Linux, {inside, card})).gpuPick, u"1"_s);
    QCOMPARE(chooseAccelerator(on(Os::Linux, {card})).gpuPick, QString());
    Gpu second = card;
    second.index = 2;
    QCOMPARE(chooseAccelerator(on(Os::Linux, {card, second})).gpuPick, QString());
}

void TestChooseAccelerator::asksForMacOs14()
{
    Computer mac = on(Os::MacOS, {apple()}, Architecture::Arm64);
    mac.osVersion = u"13.7"_s;
    QCOMPARE(chooseAccelerator(mac).readiness, Readiness::UpdateFirst);
    mac.osVersion = u"14.0"_s;
    QCOMPARE(chooseAccelerator(mac).readiness, Readiness::Ready);
}

void TestChooseAccelerator::followsAPerson_data()
{
    QTest::addColumn<Computer>("computer");
    QTest::addColumn<QString>("wish");
    QTest::addColumn<QString>("accelerator");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<bool>("warns");
    const Computer ada = on(Os::Linux, {nvidia({8, 9}, u"580.95.05"_s)});
    QTest::newRow("the same as Portico's")
        << ada << u"cuda 13.0"_s << u"cuda 13.0"_s << u"cu130"_s << false;
    QTest::newRow("only the kind: Portico's version")
        << ada << u"cuda"_s << u"cuda 13.0"_s << u"cu130"_s << false;
    QTest::newRow("another CUDA") << ada << u"cu126"_s << u"cuda 12.6"_s << u"cu126"_s << false;
    QTest::newRow("the processor") << ada << u"cpu"_s << u"cpu"_s << u"cpu"_s << false;
    QTest::newRow("what the computer does not have")
        << ada << u"rocm7.2"_s << u"rocm 7.2"_s << u"rocm7.2"_s << true;
    QTest::newRow("AMD's index for the card that is there")
        << on(Os::Windows, {amd(u"gfx1201"_s)}) << u"rocm"_s << u"rocm 10.0"_s << QString()
        << false;
}

void TestChooseAccelerator::followsAPerson()
{
    QFETCH(Computer, computer);
    QFETCH(QString, wish);
    QFETCH(bool, warns);
    const AcceleratorChoice choice = choiceByHand(computer, *Accelerator::fromText(wish));
    QTEST(choice.accelerator.text(), "accelerator");
    QTEST(choice.torchTag, "tag");
    QCOMPARE(choice.reasons.constFirst(), u"Chosen by hand."_s);
    QCOMPARE(choice.reasons.join(u' ').contains(u"sees no GPU"_s), warns);
}

QTEST_GUILESS_MAIN(TestChooseAccelerator)
#include "tst_chooseaccelerator.moc"
