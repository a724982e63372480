// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/computertext.h"

#include "app/models/texts.h"
#include "core/base/lists.h"

#include <QCoreApplication>
#include <QThread>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::ComputerText)
};

QString memoryFact(const Gpu &gpu)
{
    if (!gpu.vramTotal || *gpu.vramTotal <= 0)
        return gpu.isIntegrated ? Text::tr("shared with the computer") : QString();
    const QString total = sizeText(*gpu.vramTotal);
    const QString free =
        gpu.vramFree ? Text::tr("%1, %2 free now").arg(total, sizeText(*gpu.vramFree)) : total;
    return gpu.isIntegrated ? Text::tr("%1 set aside, shared with the computer").arg(free) : free;
}

QString generationFact(const Gpu &gpu)
{
    QStringList words{generationTitle(gpu.generation)};
    if (gpu.computeCapability)
        words += Text::tr("compute capability %1").arg(gpu.computeCapability->text());
    words += gpu.gfx;
    if (gpu.isIntegrated)
        words += Text::tr("part of the processor");
    words.removeAll(QString());
    return listed(words);
}

QString driverFact(const Gpu &gpu)
{
    if (gpu.driver.isEmpty() || gpu.kernelDriver.isEmpty() || gpu.driver == gpu.kernelDriver)
        return gpu.driver + (gpu.driver.isEmpty() ? gpu.kernelDriver : QString());
    return u"%1 (%2)"_s.arg(gpu.driver, gpu.kernelDriver);
}

QString systemFact(const Computer &computer)
{
    QString text = computer.osTitle;
    if (computer.isWsl)
        text += u", "_s + Text::tr("inside Windows (WSL)");
    if (computer.isContainer)
        text += u", "_s + Text::tr("in a container");
    return text;
}

QString processorFact(const Computer &computer)
{
    const QString kind = computer.architecture == Architecture::Arm64 ? u"ARM64"_s : u"x86-64"_s;
    QString text = Text::tr("%1, %n core(s)", nullptr, QThread::idealThreadCount()).arg(kind);
    if (!computer.appleChip.isEmpty())
        text.prepend(computer.appleChip + u", "_s);
    if (computer.isRosetta)
        text += u", "_s + Text::tr("this Portico runs under Rosetta");
    return text;
}

void addLines(QStringList &lines, const QList<Fact> &facts, const QString &indent)
{
    for (const Fact &fact : facts)
        lines += u"%1%2: %3"_s.arg(indent, fact.first, fact.second);
}

} // namespace

QList<Fact> gpuFacts(const Gpu &gpu)
{
    const QList<Fact> all{{Text::tr("Generation"), generationFact(gpu)},
                          {Text::tr("Memory"), memoryFact(gpu)},
                          {Text::tr("Driver"), driverFact(gpu)}};
    QList<Fact> known;
    for (const Fact &fact : all) {
        if (!fact.second.isEmpty())
            known += fact;
    }
    return known;
}

QList<Fact> computerFacts(const Computer &computer)
{
    QList<Fact> facts{
        {Text::tr("System"), systemFact(computer)},
        {Text::tr("Processor"), processorFact(computer)},
        {Text::tr("Memory"),
         Text::tr("%1, %2 free now")
             .arg(sizeText(computer.memory.total), sizeText(computer.memory.available))}};
    if (!computer.board.isEmpty())
        facts.insert(1, {Text::tr("Board"), computer.board});
    if (const auto &disk = computer.libraryDisk)
        facts += {Text::tr("Disk of the library"),
                  Text::tr("%1 free of %2 (%3)", "disk space and kind of file system")
                      .arg(sizeText(disk->available), sizeText(disk->total), disk->fileSystem)};
    else
        facts += {Text::tr("Disk of the library"), Text::tr("Could not be read")};
    return facts;
}

QString computerReport(const Computer &computer, const AcceleratorChoice &choice)
{
    QStringList lines{computerSentence(computer), QString()};
    addLines(lines, computerFacts(computer), {});
    for (const Gpu &gpu : computer.gpus) {
        lines += gpu.name;
        addLines(lines, gpuFacts(gpu), u"  "_s);
    }
    lines += QString();
    lines += Text::tr("Right build: %1").arg(acceleratorText(choice.accelerator.text()));
    for (const QString &reason : choice.reasons)
        lines += u"  "_s + reason;
    for (const QString &change : choice.changes)
        lines += u"→ "_s + change;
    for (const Error &problem : computer.problems)
        lines += u"! "_s + problem.message;
    return lines.join(u'\n') + u'\n';
}

QString gpuChoiceText(const Gpu &gpu)
{
    return Text::tr("%1 (GPU %2)", "name and number").arg(gpu.name).arg(gpu.index);
}

} // namespace portico::app
