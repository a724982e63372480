// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/bundlename.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

Accelerator cuda(int major, int minor)
{
    return {.kind = AcceleratorKind::Cuda, .version = QVersionNumber(major, minor)};
}

/** What the file without a number had over time (ComfyUI's release workflow; README). */
Accelerator officialCuda(const QDate &released)
{
    if (!released.isValid() || released >= QDate(2025, 10, 28))
        return cuda(13, 0);
    if (released >= QDate(2025, 8, 13))
        return cuda(12, 9);
    return {.kind = AcceleratorKind::Cuda, .version = {}};
}

std::optional<BundleName> official(const QString &name, const QDate &released)
{
    // Since 2024-07 as _nvidia, before as _nvidia_cu121_or_cpu.
    static const QRegularExpression form(
        u"^ComfyUI_windows_portable_((nvidia|amd|intel)(?:_(cu\\d{3}))?)(?:_or_cpu)?\\.7z$"_s);
    const auto match = form.match(name);
    if (!match.hasMatch())
        return std::nullopt;
    BundleName found{.pattern = BundleName::Pattern::Official, .os = Os::Windows};
    found.variant = match.captured(1);
    const QString vendor = match.captured(2);
    if (vendor == "amd"_L1)
        found.accelerator = Accelerator{.kind = AcceleratorKind::Rocm, .version = {}};
    else if (vendor == "intel"_L1)
        found.accelerator = Accelerator{.kind = AcceleratorKind::Xpu, .version = {}};
    else if (match.captured(3).isEmpty())
        found.accelerator = officialCuda(released);
    else
        found.accelerator = Accelerator::fromText(match.captured(3));
    return found;
}

/** torch comes from the plain package index: no CUDA on Windows, the Apple GPU on Apple Silicon; on
 *  Linux the default CUDA build of that day. */
std::optional<Accelerator> acceleratorOfPlainIndex(Os os, Architecture architecture)
{
    switch (os) {
    case Os::Windows:
        return Accelerator{.kind = AcceleratorKind::Cpu, .version = {}};
    case Os::MacOS:
        return Accelerator{.kind = architecture == Architecture::Arm64 ? AcceleratorKind::Mps
                                                                       : AcceleratorKind::Cpu,
                           .version = {}};
    case Os::Linux:
        break;
    }
    return std::nullopt;
}

std::optional<BundleName> anymatix(const QString &name)
{
    static const QRegularExpression form(
        u"^anymatix-portable-comfyui-(darwin|windows|linux)-([A-Za-z0-9_]+)-v(.+)\\.zip$"_s);
    const auto match = form.match(name);
    const auto architecture = architectureFromName(match.captured(2));
    if (!match.hasMatch() || !architecture)
        return std::nullopt;
    BundleName found{.pattern = BundleName::Pattern::Anymatix};
    const QString system = match.captured(1);
    found.os = system == "darwin"_L1 ? Os::MacOS : system == "windows"_L1 ? Os::Windows : Os::Linux;
    found.architecture = *architecture;
    found.variant = osName(found.os) + u'-' + architectureName(*architecture);
    found.version = match.captured(3);
    found.accelerator = acceleratorOfPlainIndex(found.os, *architecture);
    return found;
}

std::optional<BundleName> standalone(const QString &name)
{
    static const QRegularExpression form(
        u"^comfyui-standalone-([a-z0-9-]+?)-(v\\d[A-Za-z0-9._-]*?)\\.(?:7z|tar\\.gz)(?:\\.(\\d{3}))?$"_s);
    const auto match = form.match(name);
    auto found = standaloneVariant(match.captured(1));
    if (!match.hasMatch() || !found)
        return std::nullopt;
    found->version = match.captured(2);
    found->volume = match.captured(3).toInt();
    return found;
}

} // namespace

std::optional<BundleName> standaloneVariant(const QString &variant)
{
    static const QRegularExpression form(
        u"^(win|linux|mac)-(nvidia|amd|intel-xpu|cpu|mps)(-arm64)?$"_s);
    const auto match = form.match(variant);
    if (!match.hasMatch())
        return std::nullopt;
    BundleName found{.pattern = BundleName::Pattern::Standalone};
    const QString system = match.captured(1);
    found.os = system == "mac"_L1 ? Os::MacOS : system == "win"_L1 ? Os::Windows : Os::Linux;
    const bool isArm = found.os == Os::MacOS || !match.captured(3).isEmpty();
    found.architecture = isArm ? Architecture::Arm64 : Architecture::X64;
    found.variant = variant;
    const QString kind = match.captured(2);
    found.accelerator = Accelerator::fromText(kind == "nvidia"_L1          ? u"cuda"_s
                                                  : kind == "amd"_L1       ? u"rocm"_s
                                                  : kind == "intel-xpu"_L1 ? u"xpu"_s
                                                                           : kind);
    return found;
}

std::optional<BundleName> bundleNameFrom(const QString &fileName, const QDate &released)
{
    if (auto found = official(fileName, released))
        return found;
    if (auto found = anymatix(fileName))
        return found;
    return standalone(fileName);
}

std::optional<Accelerator> acceleratorOfLabel(const QString &torchVersion)
{
    const qsizetype plus = torchVersion.indexOf(u'+');
    if (plus < 0)
        return std::nullopt;
    return Accelerator::fromText(QStringView(torchVersion).mid(plus + 1));
}

} // namespace portico
