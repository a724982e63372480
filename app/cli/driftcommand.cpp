// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/addedreport.h"
#include "app/cli/command.h"
#include "app/cli/judgedcommand.h"
#include "app/services.h"
#include "core/installs/installfile.h"
#include "core/repair/drift.h"
#include "core/repair/runrepair.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::DriftCommand)
};

enum class Act { Look, PutBack, Absorb };

int printDrift(Terminal &terminal, const Drift &drift, const QString &name)
{
    terminal.print(toJson(drift));
    if (!drift.isTracked) {
        terminal.print(Text::tr("“%1” is a folder of your own: its files are not listed. "
                                "“porticoctl verify” looks at its packages.")
                           .arg(name));
        return Done;
    }
    if (drift.isClean()) {
        terminal.print(Text::tr("“%1” is as it was installed (%n files).", nullptr,
                                static_cast<int>(drift.files))
                           .arg(name));
        return Done;
    }
    const DriftCard card = driftCard(drift, name);
    terminal.print(card.title);
    terminal.print(u"  "_s + card.message);
    for (const QString &line : card.lines)
        terminal.print(u"  | "_s + line);
    terminal.print(
        u"  → "_s
        + Text::tr("Put it back: porticoctl drift %1 --put-back").arg(drift.install.toString()));
    if (!card.absorb.isEmpty())
        terminal.print(u"  → "_s
                       + Text::tr("Keep what was added, in a layer: porticoctl drift %1 --absorb")
                             .arg(drift.install.toString()));
    return Failed;
}

int printOutcome(Terminal &terminal, const RepairOutcome &outcome)
{
    terminal.print(toJson(outcome));
    terminal.print(outcome.sentence());
    for (const QString &line : outcome.notDone)
        terminal.print(u"  ✗ "_s + line);
    if (outcome.probe)
        terminal.print(u"  "_s + probeLine(*outcome.probe));
    if (!outcome.backup.isEmpty())
        terminal.print(Text::tr("What was replaced is in %1").arg(outcome.backup));
    return outcome.notDone.isEmpty() ? Done : Failed;
}

Result<JudgedCommand::Report> run(const Services &services, const RepairServices &parts,
                                  const QString &wanted, Act act, const JobContext &job)
{
    const Result<Install> install = findInstall(services.library(), wanted);
    if (!install)
        return install.error();
    if (act == Act::Look) {
        const Result<Drift> drift = findDrift(services.library(), *install, job);
        if (!drift)
            return drift.error();
        return JudgedCommand::Report([drift = *drift, name = install->name](Terminal &terminal) {
            return printDrift(terminal, drift, name);
        });
    }
    const Result<RepairOutcome> outcome =
        act == Act::PutBack ? putBack(parts, install->id, job) : absorb(parts, install->id, job);
    if (!outcome)
        return outcome.error();
    return JudgedCommand::Report(
        [outcome = *outcome](Terminal &terminal) { return printOutcome(terminal, outcome); });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    Act act = Act::Look;
    if (parser.isSet(u"put-back"_s))
        act = Act::PutBack;
    else if (parser.isSet(u"absorb"_s))
        act = Act::Absorb;
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(
        context, Text::tr("Compare with what was installed"),
        [services, parts = services->repair(), act,
         wanted = parser.positionalArguments().constFirst()](const JobContext &job) {
            return run(*services, parts, wanted, act, job);
        });
}

} // namespace

Command driftCommand()
{
    return {
        .name = u"drift"_s,
        .summary = Text::tr("Say what changed in an install's Python since it was installed"),
        .syntax = u"<install> [--put-back | --absorb]"_s,
        .description =
            Text::tr("Compares every file of Python, ComfyUI and their packages, and of the "
                     "install's layer, with what was installed; also while ComfyUI runs. Exit "
                     "code 0: nothing changed; 1: something did. --put-back gives back what "
                     "was there; --absorb first makes packages that were added part of the "
                     "install's layer."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                parser.addOption({u"put-back"_s, Text::tr("Put back what was there.")});
                parser.addOption({u"absorb"_s, Text::tr("Make added packages part of the layer.")});
            },
        .minimumArguments = 1,
        .maximumArguments = 1,
        .make = make};
}

} // namespace portico::cli
