// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/gputables.h"
#include "core/hardware/nvml.h"

#include <QJsonArray>
#include <QLibrary>
#include <QScopeGuard>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

// The part of NVML's C interface that is used, as its documentation gives it (NVML API Reference,
// "Device Queries"). All of it is there since driver 410, the MIG part since 450.
using Device = void *;
constexpr int kSuccess = 0;

struct PciInfo
{
    std::array<char, 16> busIdLegacy;
    unsigned int domain;
    unsigned int bus;
    unsigned int device;
    unsigned int pciDeviceId; ///< device in the upper half, vendor in the lower
    unsigned int pciSubSystemId;
    std::array<char, 32> busId;
};

struct MemoryInfo
{
    unsigned long long total;
    unsigned long long free;
    unsigned long long used;
};

/** The library's functions, by name and type; null where this version lacks it. */
class Nvml
{
public:
    explicit Nvml(QLibrary &library)
        : m_library(library)
    { }

    /** Calls a function that returns NVML's code; -1 if the library lacks it. */
    template <typename... Arguments>
    int call(const char *name, Arguments... arguments) const
    {
        const auto function = reinterpret_cast<int (*)(Arguments...)>(m_library.resolve(name));
        return function ? function(arguments...) : -1;
    }

    QString errorText(int code) const
    {
        const auto function =
            reinterpret_cast<const char *(*)(int)>(m_library.resolve("nvmlErrorString"));
        return function ? QString::fromUtf8(function(code)) : u"code %1"_s.arg(code);
    }

    /** A text that a function writes into a buffer. */
    template <typename... Arguments>
    QString text(const char *name, Arguments... arguments) const
    {
        std::array<char, 128> buffer{};
        const int code =
            call(name, arguments..., buffer.data(), static_cast<unsigned int>(buffer.size() - 1));
        return code == kSuccess ? QString::fromUtf8(buffer.data()) : QString();
    }

private:
    QLibrary &m_library;
};

QJsonArray partitionsOf(const Nvml &nvml, Device device)
{
    unsigned int current = 0;
    unsigned int pending = 0;
    unsigned int count = 0;
    QJsonArray partitions;
    if (nvml.call("nvmlDeviceGetMigMode", device, &current, &pending) != kSuccess || current == 0
        || nvml.call("nvmlDeviceGetMaxMigDeviceCount", device, &count) != kSuccess)
        return partitions;
    for (unsigned int i = 0; i < std::min(count, 16U); ++i) {
        Device partition = nullptr;
        if (nvml.call("nvmlDeviceGetMigDeviceHandleByIndex", device, i, &partition) == kSuccess)
            partitions += nvml.text("nvmlDeviceGetUUID", partition);
    }
    return partitions;
}

QJsonObject describe(const Nvml &nvml, Device device, unsigned int index)
{
    QJsonObject gpu{{u"index"_s, static_cast<int>(index)},
                    {u"name"_s, nvml.text("nvmlDeviceGetName", device)},
                    {u"uuid"_s, nvml.text("nvmlDeviceGetUUID", device)}};
    PciInfo pci{};
    if (nvml.call("nvmlDeviceGetPciInfo_v3", device, &pci) == kSuccess) {
        gpu.insert(u"pciAddress"_s,
                   QString::fromLatin1(pci.busId.data(),
                                       static_cast<qsizetype>(qstrnlen(pci.busId.data(), 32))));
        gpu.insert(u"pciId"_s,
                   pciIdText(static_cast<quint16>(pci.pciDeviceId & 0xffff),
                             static_cast<quint16>(pci.pciDeviceId >> 16)));
    }
    MemoryInfo memory{};
    if (nvml.call("nvmlDeviceGetMemoryInfo", device, &memory) == kSuccess) {
        gpu.insert(u"vramTotal"_s, static_cast<qint64>(memory.total));
        gpu.insert(u"vramFree"_s, static_cast<qint64>(memory.free));
    }
    int major = 0;
    int minor = 0;
    if (nvml.call("nvmlDeviceGetCudaComputeCapability", device, &major, &minor) == kSuccess)
        gpu.insert(u"computeCapability"_s, ComputeCapability{major, minor}.text());
    if (const QJsonArray partitions = partitionsOf(nvml, device); !partitions.isEmpty())
        gpu.insert(u"partitions"_s, partitions);
    return gpu;
}

QJsonObject failure(const Nvml &nvml, int code)
{
    return {{u"library"_s, true}, {u"error"_s, nvml.errorText(code)}, {u"code"_s, code}};
}

QJsonObject ask(const Nvml &nvml)
{
    if (const int code = nvml.call("nvmlInit_v2"); code != kSuccess)
        return failure(nvml, code);
    const auto end = qScopeGuard([&nvml] { nvml.call("nvmlShutdown"); });
    unsigned int count = 0;
    if (const int code = nvml.call("nvmlDeviceGetCount_v2", &count); code != kSuccess)
        return failure(nvml, code);
    QJsonArray gpus;
    QJsonArray lost;
    for (unsigned int i = 0; i < std::min(count, 64U); ++i) {
        Device device = nullptr;
        const int code = nvml.call("nvmlDeviceGetHandleByIndex_v2", i, &device);
        if (code == kSuccess)
            gpus += describe(nvml, device, i);
        else
            lost += nvml.errorText(code);
    }
    QJsonObject answer{{u"library"_s, true},
                       {u"driver"_s, nvml.text("nvmlSystemGetDriverVersion")},
                       {u"gpus"_s, gpus}};
    if (!lost.isEmpty())
        answer.insert(u"lost"_s, lost);
    return answer;
}

} // namespace

QStringList nvmlLibraries(Os os)
{
    switch (os) {
    case Os::Linux:
        return {u"libnvidia-ml.so.1"_s, u"/usr/lib/wsl/lib/libnvidia-ml.so.1"_s,
                u"/usr/lib64/libnvidia-ml.so.1"_s,
                u"/usr/lib/x86_64-linux-gnu/nvidia/current/libnvidia-ml.so.1"_s};
    case Os::Windows: // whole paths, so that no nvml.dll in another folder is loaded
        return {u"C:\\Windows\\System32\\nvml.dll"_s,
                u"C:\\Program Files\\NVIDIA Corporation\\NVSMI\\nvml.dll"_s};
    case Os::MacOS:
        return {};
    }
    Q_UNREACHABLE();
}

QJsonObject askNvml(const QStringList &libraries)
{
    for (const QString &name : libraries) {
        QLibrary library(name);
        if (library.load())
            return ask(Nvml(library));
    }
    return {{u"library"_s, false}};
}

} // namespace portico
