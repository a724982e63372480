// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/linuxfiles.h"

#include "core/hardware/gputables.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr auto kPci = "/sys/bus/pci/devices"_L1;
constexpr auto kTopology = "/sys/class/kfd/kfd/topology/nodes"_L1;
constexpr auto kNvidiaGpus = "/proc/driver/nvidia/gpus"_L1;
constexpr auto kAmdNames = "/usr/share/libdrm/amdgpu.ids"_L1;

QString text(const HardwareProbe &probe, const QString &path)
{
    return QString::fromUtf8(probe.readFile(path)).trimmed();
}

uint number(const HardwareProbe &probe, const QString &path)
{
    return text(probe, path).toUInt(nullptr, 0);
}

std::optional<qint64> size(const HardwareProbe &probe, const QString &path)
{
    bool isNumber = false;
    const qint64 bytes = text(probe, path).toLongLong(&isNumber);
    return isNumber && bytes >= 0 ? std::optional(bytes) : std::nullopt;
}

/** VGA, 3D and other display controllers; processing accelerators (Instinct MI300). */
bool isGpuClass(uint pciClass)
{
    return pciClass >> 16 == 0x03 || pciClass >> 16 == 0x12;
}

/** A line of libdrm's table: "744C,	C8,	AMD Radeon RX 7900 XTX". */
QString amdName(const HardwareProbe &probe, quint16 device, uint revision)
{
    const QString key = u"%1,"_s.arg(device, 4, 16, QChar(u'0')).toUpper();
    const QString second = u"%1"_s.arg(revision, 2, 16, QChar(u'0')).toUpper();
    const QString table = QString::fromUtf8(probe.readFile(kAmdNames));
    for (const QStringView line : QStringView(table).split(u'\n')) {
        if (!line.startsWith(key))
            continue;
        const QStringList parts = line.toString().split(u',');
        if (parts.size() == 3 && parts.at(1).trimmed() == second)
            return parts.at(2).trimmed();
    }
    return {};
}

void readAmd(const HardwareProbe &probe, const QString &folder, Gpu &gpu)
{
    gpu.vramTotal = size(probe, folder + "/mem_info_vram_total"_L1);
    const auto used = size(probe, folder + "/mem_info_vram_used"_L1);
    if (gpu.vramTotal && used)
        gpu.vramFree = std::max<qint64>(0, *gpu.vramTotal - *used);
    gpu.name = text(probe, folder + "/product_name"_L1);
    if (gpu.name.isEmpty())
        gpu.name = amdName(probe, pciDeviceOf(gpu), number(probe, folder + "/revision"_L1));
    gpu.driver = text(probe, u"/sys/module/amdgpu/version"_s);
}

std::optional<Gpu> readPciDevice(const HardwareProbe &probe, const QString &address)
{
    const QString folder = kPci + u'/' + address;
    if (!isGpuClass(number(probe, folder + "/class"_L1)))
        return std::nullopt;
    const auto vendor = static_cast<quint16>(number(probe, folder + "/vendor"_L1));
    Gpu gpu;
    gpu.vendor = vendorOfPci(vendor);
    if (gpu.vendor == GpuVendor::Other || gpu.vendor == GpuVendor::Apple)
        return std::nullopt;
    gpu.pciAddress = normalPciAddress(address);
    gpu.pciId = pciIdText(vendor, static_cast<quint16>(number(probe, folder + "/device"_L1)));
    gpu.kernelDriver = probe.linkTarget(folder + "/driver"_L1);
    gpu.sources = {u"sysfs"_s};
    if (gpu.vendor == GpuVendor::Amd)
        readAmd(probe, folder, gpu);
    return gpu;
}

QMap<QString, qint64> properties(const QByteArray &file)
{
    QMap<QString, qint64> values;
    for (const QByteArray &line : file.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() == 2)
            values.insert(QString::fromLatin1(words.at(0)), words.at(1).toLongLong());
    }
    return values;
}

/** The compute topology knows the gfx name; its location names the PCI device. */
void readTopology(const HardwareProbe &probe, QList<Gpu> &gpus)
{
    for (const QString &node : probe.list(kTopology)) {
        const auto values = properties(probe.readFile(kTopology + u'/' + node + "/properties"_L1));
        const QString gfx =
            gfxOfTargetVersion(static_cast<int>(values.value(u"gfx_target_version"_s)));
        const qint64 location = values.value(u"location_id"_s);
        const QString address =
            u"%1:%2:%3.%4"_s.arg(values.value(u"domain"_s) & 0xffff, 4, 16, QChar(u'0'))
                .arg(location >> 8 & 0xff, 2, 16, QChar(u'0'))
                .arg(location >> 3 & 0x1f, 2, 16, QChar(u'0'))
                .arg(location & 0x7);
        for (Gpu &gpu : gpus) {
            if (!gfx.isEmpty() && gpu.vendor == GpuVendor::Amd && gpu.pciAddress == address) {
                gpu.gfx = gfx;
                gpu.sources += u"kfd"_s;
            }
        }
    }
}

QString nvidiaKernelVersion(const HardwareProbe &probe)
{
    static const QRegularExpression form(u"Module\\b.*?\\s(\\d{3,4}\\.\\d+(?:\\.\\d+)?)\\s"_s);
    return form.match(QString::fromUtf8(probe.readFile(u"/proc/driver/nvidia/version"_s)))
        .captured(1);
}

QString field(const QString &information, QLatin1StringView name)
{
    for (const QString &line : information.split(u'\n')) {
        if (line.startsWith(name))
            return line.section(u':', 1).trimmed();
    }
    return {};
}

void readNvidia(const HardwareProbe &probe, QList<Gpu> &gpus)
{
    const QString version = nvidiaKernelVersion(probe);
    if (version.isEmpty())
        return;
    for (Gpu &gpu : gpus) {
        if (gpu.vendor != GpuVendor::Nvidia)
            continue;
        if (gpu.kernelDriver.isEmpty() || gpu.kernelDriver == "nvidia"_L1)
            gpu.driver = version;
        const QString information =
            text(probe, kNvidiaGpus + u'/' + gpu.pciAddress + "/information"_L1);
        const QString model = field(information, "Model:"_L1);
        if (!model.isEmpty() && model != "Unknown"_L1)
            gpu.name = model;
        const QString uuid = field(information, "GPU UUID:"_L1);
        if (uuid.startsWith("GPU-"_L1) && !uuid.contains(u'?'))
            gpu.uuid = uuid;
    }
}

} // namespace

SourceReport readLinuxFiles(const HardwareProbe &probe)
{
    SourceReport report{.source = u"sysfs"_s};
    const QStringList addresses = probe.list(kPci);
    report.isComplete = !addresses.isEmpty();
    for (const QString &address : addresses) {
        if (const auto gpu = readPciDevice(probe, address))
            report.gpus += *gpu;
    }
    readTopology(probe, report.gpus);
    readNvidia(probe, report.gpus);
    report.isWsl = probe.readFile(u"/proc/version"_s).toLower().contains("microsoft");
    report.isContainer = !probe.readFile(u"/run/.containerenv"_s).isEmpty()
        || probe.list(u"/"_s).contains(u".dockerenv"_s);
    report.board = text(probe, u"/proc/device-tree/model"_s).remove(QChar(u'\0'));
    return report;
}

} // namespace portico
