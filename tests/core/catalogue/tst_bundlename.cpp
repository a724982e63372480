// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/bundlename.h"
#include "core/catalogue/givenentry.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestBundleName final : public QObject
{
    Q_OBJECT

private slots:
    void readsNames_data();
    void readsNames();
    void readsGivenAddresses_data();
    void readsGivenAddresses();
    void refusesWhatIsNoAddress();
};

void TestBundleName::readsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QDate>("released");
    QTest::addColumn<QString>("facts"); // system processor variant accelerator
    const QDate now(2026, 9, 29);
    QTest::newRow("official for NVIDIA")
        << u"ComfyUI_windows_portable_nvidia.7z"_s << now << u"windows x64 nvidia cuda 13.0"_s;
    QTest::newRow("official for NVIDIA of September 2025")
        << u"ComfyUI_windows_portable_nvidia.7z"_s << QDate(2025, 9, 1)
        << u"windows x64 nvidia cuda 12.9"_s;
    QTest::newRow("official for NVIDIA of 2024 has an unknown CUDA")
        << u"ComfyUI_windows_portable_nvidia.7z"_s << QDate(2024, 9, 1)
        << u"windows x64 nvidia cuda"_s;
    QTest::newRow("official for old NVIDIA") << u"ComfyUI_windows_portable_nvidia_cu126.7z"_s << now
                                             << u"windows x64 nvidia_cu126 cuda 12.6"_s;
    QTest::newRow("official for AMD")
        << u"ComfyUI_windows_portable_amd.7z"_s << now << u"windows x64 amd rocm"_s;
    QTest::newRow("official for Intel")
        << u"ComfyUI_windows_portable_intel.7z"_s << now << u"windows x64 intel xpu"_s;
    QTest::newRow("official of 2023 said what it is for")
        << u"ComfyUI_windows_portable_nvidia_cu121_or_cpu.7z"_s << QDate(2023, 10, 1)
        << u"windows x64 nvidia_cu121 cuda 12.1"_s;
    QTest::newRow("nightly builds are none")
        << u"ComfyUI_windows_portable_nvidia_or_cpu_nightly_pytorch.7z"_s << now << QString();
    QTest::newRow("Anymatix for Apple Silicon")
        << u"anymatix-portable-comfyui-darwin-arm64-v1.2.0.zip"_s << now
        << u"macos arm64 macos-arm64 mps"_s;
    QTest::newRow("Anymatix for Windows computes on the processor")
        << u"anymatix-portable-comfyui-windows-x64-v1.2.0.zip"_s << now
        << u"windows x64 windows-x64 cpu"_s;
    QTest::newRow("Anymatix for Linux does not tell")
        << u"anymatix-portable-comfyui-linux-x64-v1.2.0.zip"_s << now << u"linux x64 linux-x64 "_s;
    QTest::newRow("Anymatix for a processor that Portico does not know")
        << u"anymatix-portable-comfyui-linux-ppc64le-v1.2.0.zip"_s << now << QString();
    QTest::newRow("standalone in one piece") << u"comfyui-standalone-linux-nvidia-v0.34.0-env1.7z"_s
                                             << now << u"linux x64 linux-nvidia cuda"_s;
    QTest::newRow("standalone, a volume")
        << u"comfyui-standalone-win-intel-xpu-v0.34.0-env1.7z.002"_s << now
        << u"windows x64 win-intel-xpu xpu"_s;
    QTest::newRow("standalone for Windows on ARM")
        << u"comfyui-standalone-win-nvidia-arm64-v0.34.0-env1.7z"_s << now
        << u"windows arm64 win-nvidia-arm64 cuda"_s;
    QTest::newRow("standalone for macOS") << u"comfyui-standalone-mac-mps-v0.34.0-env1.tar.gz"_s
                                          << now << u"macos arm64 mac-mps mps"_s;
    QTest::newRow("a variant that Portico does not know")
        << u"comfyui-standalone-win-npu-v0.34.0-env1.7z"_s << now << QString();
    QTest::newRow("something else") << u"setup.exe"_s << now << QString();
}

void TestBundleName::readsNames()
{
    QFETCH(QString, name);
    QFETCH(QDate, released);
    QFETCH(QString, facts);
    const auto found = bundleNameFrom(name, released);
    QCOMPARE(found ? u"%1 %2 %3 %4"_s.arg(
                 osName(found->os), architectureName(found->architecture), found->variant,
                 found->accelerator ? found->accelerator->text() : QString())
                   : QString(),
             facts);
}

void TestBundleName::readsGivenAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("variant");
    QTest::newRow("a release of GitHub")
        << u"https://github.com/Comfy-Org/ComfyUI/releases/download/v0.38.0/ComfyUI_windows_portable_amd.7z"_s
        << u"0.38.0"_s << u"amd"_s;
    QTest::newRow("a file of this computer")
        << u"/home/ann/comfyui-standalone-linux-nvidia-v0.34.0-env1.7z"_s << u"0.34.0"_s
        << u"linux-nvidia"_s;
    QTest::newRow("Anymatix has a version of its own")
        << u"https://x.example/anymatix-portable-comfyui-linux-x64-v1.2.0.zip"_s << QString()
        << u"linux-x64"_s;
    QTest::newRow("a name that says nothing")
        << u"https://x.example/files/bundle.zip?token=s"_s << QString() << QString();
}

void TestBundleName::readsGivenAddresses()
{
    QFETCH(QString, address);
    QFETCH(QString, version);
    QFETCH(QString, variant);
    const auto entry = givenEntry(address, Sha256::fromHex(QString(64, u'a')));
    QVERIFY(entry);
    QCOMPARE(entry->comfyVersion, version);
    QCOMPARE(entry->variant, variant);
    QVERIFY(entry->hasPublishedHash());
    QVERIFY(!givenEntry(address)->hasPublishedHash());
    QVERIFY(!entry->name.isEmpty());
}

void TestBundleName::refusesWhatIsNoAddress()
{
    const auto entry = givenEntry(u"ftp://x.example/a.zip"_s);
    QVERIFY(!entry);
    QCOMPARE(entry.error().code, ErrorCode::InvalidInput);
}

QTEST_GUILESS_MAIN(TestBundleName)
#include "tst_bundlename.moc"
