// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/hardware/computer.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ComputerSentence)
};

/** The GPUs worth naming: those of their own, else whatever there is. */
QList<Gpu> namedGpus(const Computer &computer)
{
    QList<Gpu> own;
    std::copy_if(computer.gpus.begin(), computer.gpus.end(), std::back_inserter(own),
                 [](const Gpu &gpu) { return !gpu.isIntegrated; });
    return own.isEmpty() ? computer.gpus : own;
}

QString named(const Gpu &gpu)
{
    const bool hasMemory = gpu.vramTotal && *gpu.vramTotal > 0 && !gpu.isIntegrated;
    return hasMemory
        ? Text::tr("%1 (%2)", "GPU and its memory").arg(gpu.name, memoryText(*gpu.vramTotal))
        : gpu.name;
}

/** "A, 2 × B": equal GPUs are counted. */
QString gpuList(const QList<Gpu> &gpus)
{
    QStringList names;
    QMap<QString, int> counts;
    for (const Gpu &gpu : gpus) {
        const QString name = named(gpu);
        if (counts[name]++ == 0)
            names += name;
    }
    for (QString &name : names) {
        if (const int count = counts.value(name); count > 1)
            name = Text::tr("%1 × %2", "number of equal GPUs").arg(count).arg(name);
    }
    if (names.size() == 1)
        return names.constFirst();
    const QString last = names.takeLast();
    return Text::tr("%1 and %2", "list of GPUs").arg(listed(names), last);
}

QString system(const Computer &computer)
{
    const QString title = computer.osTitle.isEmpty() ? osTitle(computer.os) : computer.osTitle;
    return computer.isWsl ? Text::tr("%1 inside Windows (WSL)").arg(title) : title;
}

} // namespace

QString computerSentence(const Computer &computer)
{
    const QString memory = memoryText(computer.memory.total);
    if (!computer.appleChip.isEmpty() && computer.os == Os::MacOS)
        return Text::tr("This Mac runs %1, with %2 of memory and the chip %3.")
            .arg(system(computer), memory, computer.appleChip);
    const QList<Gpu> gpus = namedGpus(computer);
    if (gpus.isEmpty())
        return Text::tr("This computer runs %1, with %2 of memory and no GPU that Portico can see.")
            .arg(system(computer), memory);
    if (gpus.size() == 1)
        return Text::tr("This computer runs %1, with %2 of memory and the GPU %3.")
            .arg(system(computer), memory, gpuList(gpus));
    return Text::tr("This computer runs %1, with %2 of memory and the GPUs %3.")
        .arg(system(computer), memory, gpuList(gpus));
}

} // namespace portico
