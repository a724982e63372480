// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/rocmtools.h"

#include "core/hardware/gputables.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString amdPciId(const QString &device)
{
    bool isNumber = false;
    const uint id = device.section(u'(', 0, 0).trimmed().toUInt(&isNumber, 0);
    return isNumber && id != 0 && id <= 0xffff ? pciIdText(0x1002, static_cast<quint16>(id))
                                               : QString();
}

/** "BDFID: 768" is bus, device and function as one number. */
QString addressOfBdf(const QString &text, const QString &domain)
{
    bool isNumber = false;
    const uint bdf = text.toUInt(&isNumber);
    if (!isNumber)
        return {};
    return u"%1:%2:%3.%4"_s.arg(domain.toUInt() & 0xffff, 4, 16, QChar(u'0'))
        .arg(bdf >> 8 & 0xff, 2, 16, QChar(u'0'))
        .arg(bdf >> 3 & 0x1f, 2, 16, QChar(u'0'))
        .arg(bdf & 7);
}

QString valueOf(const QString &block, QLatin1StringView key)
{
    const QRegularExpression form(u"^ *%1: *([^\\n]*?) *$"_s.arg(QRegularExpression::escape(key)),
                                  QRegularExpression::MultilineOption);
    return form.match(block).captured(1);
}

/** Programs print what they like before their JSON: from the first brace on. */
QJsonObject objectIn(const QByteArray &output)
{
    const qsizetype first = output.indexOf('{');
    const qsizetype last = output.lastIndexOf('}');
    if (first < 0 || last < first)
        return {};
    return QJsonDocument::fromJson(output.mid(first, last - first + 1)).object();
}

/** The first of these keys that is there; versions write them in different cases. */
QString anyOf(const QJsonObject &card, std::initializer_list<QLatin1StringView> keys)
{
    for (auto it = card.begin(); it != card.end(); ++it) {
        for (const QLatin1StringView key : keys) {
            if (it.key().compare(key, Qt::CaseInsensitive) == 0 && it->isString()
                && it->toString() != "N/A"_L1)
                return it->toString();
        }
    }
    return {};
}

} // namespace

ToolCall rocmInfoCall()
{
    return {.name = u"rocminfo"_s,
            .programs = {u"rocminfo"_s, u"/opt/rocm/bin/rocminfo"_s},
            .arguments = {}};
}

ToolCall rocmSmiCall()
{
    return {.name = u"rocm-smi"_s,
            .programs = {u"rocm-smi"_s, u"/opt/rocm/bin/rocm-smi"_s},
            .arguments = {u"--showproductname"_s, u"--showmeminfo"_s, u"vram"_s, u"--showid"_s,
                          u"--showbus"_s, u"--showdriverversion"_s, u"--json"_s}};
}

SourceReport parseRocmInfo(const QByteArray &output)
{
    SourceReport report{.source = u"rocminfo"_s};
    static const QRegularExpression agent(u"^Agent \\d+ *$"_s, QRegularExpression::MultilineOption);
    const QStringList blocks = QString::fromUtf8(output).split(agent).mid(1);
    for (const QString &block : blocks) {
        if (valueOf(block, "Device Type"_L1) != "GPU"_L1)
            continue;
        Gpu gpu;
        gpu.vendor = GpuVendor::Amd;
        gpu.gfx = valueOf(block, "Name"_L1);
        if (!gpu.gfx.startsWith("gfx"_L1))
            gpu.gfx.clear();
        gpu.name = valueOf(block, "Marketing Name"_L1);
        gpu.pciId = amdPciId(valueOf(block, "Chip ID"_L1));
        gpu.pciAddress = addressOfBdf(valueOf(block, "BDFID"_L1), valueOf(block, "Domain"_L1));
        gpu.sources = {u"rocminfo"_s};
        report.gpus += gpu;
    }
    if (blocks.isEmpty())
        report.problems += toolSaidNonsense(u"rocminfo"_s, output);
    return report;
}

SourceReport parseRocmSmi(const QByteArray &output)
{
    SourceReport report{.source = u"rocm-smi"_s};
    const QJsonObject cards = objectIn(output);
    const QString driver = anyOf(cards.value("system"_L1).toObject(), {"Driver version"_L1});
    for (auto it = cards.begin(); it != cards.end(); ++it) {
        if (!it.key().startsWith("card"_L1))
            continue;
        const QJsonObject card = it->toObject();
        Gpu gpu;
        gpu.vendor = GpuVendor::Amd;
        gpu.name = anyOf(card, {"Card series"_L1, "Device Name"_L1});
        gpu.gfx = anyOf(card, {"GFX Version"_L1});
        gpu.pciId = amdPciId(anyOf(card, {"GPU ID"_L1, "Device ID"_L1, "Card model"_L1}));
        gpu.pciAddress = normalPciAddress(anyOf(card, {"PCI Bus"_L1}));
        bool hasTotal = false;
        const qint64 total = anyOf(card, {"VRAM Total Memory (B)"_L1}).toLongLong(&hasTotal);
        const qint64 used = anyOf(card, {"VRAM Total Used Memory (B)"_L1}).toLongLong();
        if (hasTotal && total >= 0) {
            gpu.vramTotal = total;
            gpu.vramFree = std::max<qint64>(0, total - used);
        }
        gpu.driver = driver;
        gpu.sources = {u"rocm-smi"_s};
        report.gpus += gpu;
    }
    if (report.gpus.isEmpty())
        report.problems += toolSaidNonsense(u"rocm-smi"_s, output);
    return report;
}

SourceReport readRocmInfo(const HardwareProbe &probe, const JobContext &job)
{
    return readTool(probe, rocmInfoCall(), parseRocmInfo, job);
}

SourceReport readRocmSmi(const HardwareProbe &probe, const JobContext &job)
{
    return readTool(probe, rocmSmiCall(), parseRocmSmi, job);
}

} // namespace portico
