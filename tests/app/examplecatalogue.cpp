// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/examplecatalogue.h"

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kGiB = qint64(1) << 30;

QDateTime dayAgo(int days)
{
    return QDateTime::currentDateTimeUtc().addDays(-days);
}

enum class Hash { Published, None };

CatalogueEntry entry(const QString &source, const QString &name, const QString &version, Os os,
                     const QString &variant, const QString &accelerator, qint64 size, Hash hash)
{
    CatalogueEntry entry;
    entry.id = u"%1/%2/%3"_s.arg(source, version, variant);
    entry.sourceId = source;
    entry.name = name;
    entry.version = u'v' + version;
    entry.comfyVersion = version;
    entry.date = dayAgo(20);
    entry.page = QUrl(u"https://github.com/example/releases/v%1"_s.arg(version));
    entry.os = os;
    entry.variant = variant;
    entry.accelerator = Accelerator::fromText(accelerator);
    BundleFile file;
    file.name = source == "official"_L1 ? u"ComfyUI_windows_portable_%1.7z"_s.arg(variant)
                                        : u"%1-%2.zip"_s.arg(source, variant);
    file.url = QUrl(u"https://github.com/example/"_s + file.name);
    file.size = size;
    if (hash == Hash::Published)
        file.sha256 = Sha256::fromHex(QString(64, u'a'));
    entry.files = {file};
    return entry;
}

} // namespace

Computer exampleComputer()
{
    Computer computer;
    computer.os = Os::Windows;
    computer.osTitle = u"Windows 11 Version 24H2"_s;
    computer.osVersion = u"10.0.26100"_s;
    computer.memory = {.total = 64 * kGiB, .available = 41 * kGiB};
    computer.libraryDisk = DiskSpace{
        .total = 930 * kGiB, .available = 240 * kGiB, .fileSystem = u"NTFS"_s, .readOnly = false};
    Gpu rtx;
    rtx.vendor = GpuVendor::Nvidia;
    rtx.name = u"NVIDIA GeForce RTX 4090"_s;
    rtx.generation = GpuGeneration::Ada;
    rtx.computeCapability = ComputeCapability{8, 9};
    rtx.vramTotal = 24'564 * (kGiB / 1024);
    rtx.vramFree = 22'310 * (kGiB / 1024);
    rtx.driver = u"581.29"_s;
    rtx.index = 0;
    Gpu radeon;
    radeon.vendor = GpuVendor::Amd;
    radeon.name = u"AMD Radeon(TM) Graphics"_s;
    radeon.generation = GpuGeneration::Rdna2;
    radeon.gfx = u"gfx1036"_s;
    radeon.vramTotal = kGiB / 2;
    radeon.driver = u"32.0.21025.1024"_s;
    radeon.index = 0;
    radeon.isIntegrated = true;
    computer.gpus = {rtx, radeon};
    return computer;
}

Computer plainComputer()
{
    Computer computer;
    computer.osTitle = u"Debian GNU/Linux 12 (bookworm)"_s;
    computer.memory = {.total = 24 * kGiB, .available = 20 * kGiB};
    computer.problems = {{.code = ErrorCode::Timeout,
                          .message = u"nvidia-smi did not answer within 5 seconds."_s,
                          .nextStep = u"Restart the computer; if it goes on, install the NVIDIA "
                                      "driver again."_s,
                          .detail = {}}};
    return computer;
}

CatalogueAnswer exampleCatalogue()
{
    CatalogueAnswer answer;
    const auto portable = [](const QString &version, const QString &variant,
                             const QString &accelerator, qint64 size) {
        return entry(u"official"_s, u"ComfyUI %1, official portable (%2)"_s.arg(version, variant),
                     version, Os::Windows, variant, accelerator, size, Hash::Published);
    };
    for (const auto *version : {"0.38.1", "0.38.0", "0.37.2"}) {
        const QString text = QString::fromLatin1(version);
        answer.entries += {portable(text, u"nvidia"_s, u"cuda 13.0"_s, 1'934'331'904),
                           portable(text, u"nvidia_cu126"_s, u"cuda 12.6"_s, 1'874'000'000),
                           portable(text, u"amd"_s, u"rocm"_s, 1'604'000'000),
                           portable(text, u"intel"_s, u"xpu"_s, 1'512'000'000)};
    }
    answer.entries +=
        {entry(u"standalone"_s, u"ComfyUI 0.34.0, standalone environment win-nvidia"_s, u"0.34.0"_s,
               Os::Windows, u"win-nvidia"_s, u"cuda 13.0"_s, 2'365'760'769, Hash::Published),
         entry(u"standalone"_s, u"ComfyUI 0.34.0, standalone environment linux-nvidia"_s,
               u"0.34.0"_s, Os::Linux, u"linux-nvidia"_s, u"cuda 13.0"_s, 2'811'000'000,
               Hash::Published),
         entry(u"anymatix"_s,
               u"An Anymatix portable ComfyUI with a name that is far too long for any table, with "
               "every node pack of the studio and the workflows of the last three years"_s,
               u"0.36.0"_s, Os::Windows, u"win32-x64"_s, {}, -1, Hash::None)};
    answer.sources = {{.id = u"official"_s,
                       .title = u"Official portable"_s,
                       .kind = SourceState::Kind::Fresh,
                       .asked = dayAgo(0),
                       .problem = {},
                       .limit = {},
                       .entries = 12},
                      {.id = u"standalone"_s,
                       .title = u"Standalone environments of Comfy-Org"_s,
                       .kind = SourceState::Kind::Kept,
                       .asked = dayAgo(1),
                       .problem = Error{.code = ErrorCode::Network,
                                        .message = u"The server did not answer."_s,
                                        .nextStep = u"Try again later."_s,
                                        .detail = {}},
                       .limit = {},
                       .entries = 2},
                      {.id = u"anymatix"_s,
                       .title = u"Anymatix releases"_s,
                       .kind = SourceState::Kind::Fresh,
                       .asked = dayAgo(0),
                       .problem = {},
                       .limit = {},
                       .entries = 1},
                      {.id = u"team:studio"_s,
                       .title = u"Studio"_s,
                       .kind = SourceState::Kind::Failed,
                       .asked = {},
                       .problem = Error{.code = ErrorCode::NotFound,
                                        .message = u"There is no file studio.json."_s,
                                        .nextStep = u"Check its address in the settings."_s,
                                        .detail = {}},
                       .limit = {},
                       .entries = 0}};
    return answer;
}

CatalogueAnswer failedCatalogue()
{
    CatalogueAnswer answer;
    for (const auto *name : {"Official portable", "Anymatix releases"})
        answer.sources +=
            {.id = QString::fromLatin1(name).toLower(),
             .title = QString::fromLatin1(name),
             .kind = SourceState::Kind::Failed,
             .asked = {},
             .problem = Error{.code = ErrorCode::Busy,
                              .message = u"GitHub answers no more questions from this address "
                                         "before 14:35."_s,
                              .nextStep = u"Wait until then, or give Portico a GitHub token."_s,
                              .detail = {}},
             .limit = {},
             .entries = 0};
    return answer;
}

VersionList exampleVersions()
{
    VersionList list;
    list.asked = dayAgo(0);
    const struct
    {
        const char *version;
        int days;
    } known[] = {{"0.39.0-rc.1", 1}, {"0.38.1", 3},  {"0.38.0", 6},  {"0.37.2", 20},
                 {"0.37.1", 27},     {"0.37.0", 34}, {"0.36.0", 48}, {"0.35.0", 60},
                 {"0.34.0", 75},     {"0.33.0", 90}, {"0.32.1", 104}};
    for (const auto &one : known) {
        const QString version = QString::fromLatin1(one.version);
        list.releases +=
            {.tag = u'v' + version,
             .version = version,
             .date = dayAgo(one.days),
             .notes = u"## What is new in %1\n\n- Samplers are quicker\n- Fixed a leak when a "
                      "preview is closed\n- New nodes for video\n"_s.arg(version),
             .page = QUrl(u"https://github.com/Comfy-Org/ComfyUI/releases/tag/v"_s + version),
             .isPrerelease = version.contains(u'-')};
    }
    return list;
}

} // namespace portico::app
