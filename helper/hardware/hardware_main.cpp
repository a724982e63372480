// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/hardware/hardware_main.h"

#include "core/hardware/nvml.h"
#include "core/platform/displayadapters.h"
#include "core/platform/hostos.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace portico::helper {

namespace {

void print(const QJsonObject &answer)
{
    std::fputs(QJsonDocument(answer).toJson(QJsonDocument::Compact).constData(), stdout);
    std::fputc('\n', stdout);
}

int printAdapters()
{
    const auto adapters = displayAdapters();
    if (!adapters) {
        std::fputs(qPrintable(adapters.error().detail + u'\n'), stderr);
        return 1;
    }
    QJsonArray array;
    for (const DisplayAdapter &adapter : *adapters)
        array += QJsonObject{
            {u"name"_s, adapter.name},         {u"vendorId"_s, adapter.vendorId},
            {u"deviceId"_s, adapter.deviceId}, {u"dedicatedMemory"_s, adapter.dedicatedMemory},
            {u"driver"_s, adapter.driver},     {u"isSoftware"_s, adapter.isSoftware}};
    print({{u"adapters"_s, array}});
    return 0;
}

} // namespace

int runHardware(const QStringList &arguments)
{
    if (arguments == QStringList{u"nvml"_s}) {
        print(askNvml(nvmlLibraries(hostOs())));
        return 0;
    }
    if (arguments == QStringList{u"adapters"_s})
        return printAdapters();
    std::fputs("usage: portico-helper hardware nvml|adapters\n", stderr);
    return 2;
}

} // namespace portico::helper
