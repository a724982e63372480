// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "core/base/lists.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwarejson.h"
#include "core/hardware/hardwareprobe.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::HardwareCommand)
};

void printGpus(Terminal &terminal, const Computer &computer)
{
    for (const Gpu &gpu : computer.gpus) {
        QStringList words{generationTitle(gpu.generation)};
        if (gpu.computeCapability)
            words += Text::tr("compute capability %1").arg(gpu.computeCapability->text());
        words += gpu.gfx;
        if (gpu.isIntegrated)
            words += Text::tr("part of the processor");
        words.removeAll(QString());
        const QString detail = words.isEmpty() ? QString() : u" – "_s + listed(words);
        terminal.print(u"  %1 %2: %3%4"_s.arg(vendorTitle(gpu.vendor))
                           .arg(gpu.index)
                           .arg(gpuText(gpu), detail));
        if (!gpu.partitions.isEmpty())
            terminal.print(Text::tr("    split into %n part(s): %1", nullptr,
                                    static_cast<int>(gpu.partitions.size()))
                               .arg(listed(gpu.partitions)));
    }
}

void printChoice(Terminal &terminal, const AcceleratorChoice &choice)
{
    terminal.print(QString());
    terminal.print(Text::tr("Right build: %1").arg(choice.accelerator.title()));
    for (const QString &reason : choice.reasons)
        terminal.print(u"  "_s + reason);
    for (const QString &change : choice.changes)
        terminal.print(u"→ "_s + change);
    QStringList bundles{choice.officialPortable, choice.standaloneVariant};
    bundles.removeAll(QString());
    if (!bundles.isEmpty())
        terminal.print(Text::tr("Ready bundles: %1").arg(listed(bundles)));
    if (!choice.torchIndex.isEmpty())
        terminal.print(Text::tr("torch comes from: %1").arg(choice.torchIndex.toString()));
}

void print(Terminal &terminal, const Computer &computer)
{
    const AcceleratorChoice choice = chooseAccelerator(computer);
    terminal.print(QJsonObject{{u"sentence"_s, computerSentence(computer)},
                               {u"computer"_s, toJson(computer)},
                               {u"choice"_s, toJson(choice)}});
    terminal.print(computerSentence(computer));
    printGpus(terminal, computer);
    if (computer.libraryDisk)
        terminal.print(Text::tr("Free disk of the library: %1 of %2")
                           .arg(sizeText(computer.libraryDisk->available),
                                sizeText(computer.libraryDisk->total)));
    printChoice(terminal, choice);
    for (const Error &problem : computer.problems)
        terminal.say(problem.message + u' ' + problem.nextStep);
}

/** The host lives as long as the command, so also as long as the probe is asked. */
Result<JobCommand::Report> detect(const Host &host, const Library &library, const JobContext &job)
{
    const auto computer = detectComputer(makeHardwareProbe(host, library.root()), job);
    if (!computer)
        return computer.error();
    return JobCommand::Report(
        [computer = *computer](Terminal &terminal) { print(terminal, computer); });
}

} // namespace

Command hardwareCommand()
{
    return {.name = u"hardware"_s,
            .summary = Text::tr("Show the GPUs of this computer and the build that suits them"),
            .syntax = {},
            .description = Text::tr("Says why this build is right and what would change it."),
            .declare = [](QCommandLineParser &) {},
            .minimumArguments = 0,
            .maximumArguments = 0,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                const std::shared_ptr<const Host> host = makeHost();
                return std::make_unique<JobCommand>(
                    context, Text::tr("Look at this computer"),
                    [host, library = context.library](const JobContext &job) {
                        return detect(*host, library, job);
                    });
            }};
}

} // namespace portico::cli
