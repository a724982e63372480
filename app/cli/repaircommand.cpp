// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/addedreport.h"
#include "app/cli/command.h"
#include "app/cli/judgedcommand.h"
#include "app/services.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwareprobe.h"
#include "core/installs/installfile.h"
#include "core/repair/runrepair.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::RepairCommand)
};

/** What was asked for. */
struct Wish
{
    QString install;
    bool isDryRun = false;
    bool isConfirmed = false;
    bool isUndo = false;
    RepairRequest request;
};

QString consentOption(RepairAct act)
{
    return act == RepairAct::PutBackEdits ? u"--put-back-edits"_s : u"--clear-pending"_s;
}

void printStep(Terminal &terminal, const RepairStep &step)
{
    terminal.print(u"  • "_s + step.title);
    if (!step.why.isEmpty())
        terminal.print(u"    "_s + step.why);
    for (const QString &line : step.lines)
        terminal.print(u"    | "_s + line);
    if (!step.source.isEmpty())
        terminal.print(Text::tr("    from: %1").arg(step.source)
                       + (step.bytes > 0 ? u" ("_s + sizeText(step.bytes) + u')' : QString()));
    if (step.needsConsent)
        terminal.print(Text::tr("    only with %1").arg(consentOption(step.act)));
    if (step.obstacle)
        terminal.print(u"    ✗ "_s + step.obstacle->message + u' ' + step.obstacle->nextStep);
}

void printPlan(Terminal &terminal, const RepairPlan &plan)
{
    terminal.print(plan.name + u": "_s + plan.sentence());
    for (const RepairStep &step : plan.steps)
        printStep(terminal, step);
    for (const QString &remark : plan.remarks)
        terminal.print(u"  – "_s + remark);
}

int printOutcome(Terminal &terminal, const RepairOutcome &outcome)
{
    terminal.print(toJson(outcome));
    terminal.print(outcome.sentence());
    for (const QString &line : outcome.notDone)
        terminal.print(u"  ✗ "_s + line);
    if (outcome.probe) {
        terminal.print(u"  "_s + probeLine(*outcome.probe));
    }
    if (outcome.startFailure) {
        terminal.print(u"  ✗ "_s + outcome.startFailure->message);
        terminal.print(u"    → "_s + outcome.startFailure->nextStep);
    }
    for (const QString &remark : outcome.plan.remarks)
        terminal.print(u"  – "_s + remark);
    if (!outcome.backup.isEmpty())
        terminal.print(Text::tr("What was replaced is in %1").arg(outcome.backup));
    return outcome.isGood() ? Done : Failed;
}

Result<JudgedCommand::Report> undo(const Services &services, const Install &install,
                                   const JobContext &job)
{
    const Result<QString> undone = undoRepair(services.library(), install.id, job);
    if (!undone)
        return undone.error();
    return JudgedCommand::Report([install](Terminal &terminal) {
        terminal.print(QJsonObject{{u"id"_s, install.id.toString()}, {u"isUndone"_s, true}});
        terminal.print(Text::tr("“%1” is as it was before its repair.").arg(install.name));
        return int(Done);
    });
}

Result<JudgedCommand::Report> repair(const Services &services, const RepairServices &parts,
                                     Wish wish, const JobContext &job)
{
    const Result<Install> install = findInstall(services.library(), wish.install);
    if (!install)
        return install.error();
    if (wish.isUndo)
        return undo(services, *install, job);
    const ComputerSource computer = [&services](const JobContext &context) {
        return detectComputer(makeHardwareProbe(services.host(), services.library().root()),
                              context);
    };
    wish.request.install = install->id;
    if (wish.isConfirmed && !wish.isDryRun) {
        const Result<RepairOutcome> outcome = runRepair(parts, wish.request, computer, job);
        if (!outcome)
            return outcome.error();
        return JudgedCommand::Report(
            [outcome = *outcome](Terminal &terminal) { return printOutcome(terminal, outcome); });
    }
    const Result<RepairPlan> plan = planRepair(parts, *install, computer, job);
    if (!plan)
        return plan.error();
    return JudgedCommand::Report([plan = *plan, isDryRun = wish.isDryRun](Terminal &terminal) {
        terminal.print(toJson(plan));
        printPlan(terminal, plan);
        if (!isDryRun && !plan.isEmpty())
            terminal.say(Text::tr("Nothing was changed. Do it with --yes."));
        return plan.isEmpty() || plan.onlyOffers() ? int(Done) : int(Failed);
    });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    Wish wish{.install = parser.positionalArguments().constFirst(),
              .isDryRun = parser.isSet(u"dry-run"_s),
              .isConfirmed = parser.isSet(u"yes"_s),
              .isUndo = parser.isSet(u"undo"_s),
              .request = {}};
    if (parser.isSet(u"no-start"_s))
        wish.request.start = FinalStart::Skip;
    if (parser.isSet(u"clear-pending"_s))
        wish.request.pending = PendingWork::Clear;
    if (parser.isSet(u"put-back-edits"_s))
        wish.request.edits = HandEdits::PutBack;
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(
        context, Text::tr("Repair an install"),
        [services, parts = services->repair(), wish](const JobContext &job) {
            return repair(*services, parts, wish, job);
        });
}

} // namespace

Command repairCommand()
{
    return {
        .name = u"repair"_s,
        .summary = Text::tr("Put right what broke the Python of an install"),
        .syntax =
            u"<install> [--yes] [--dry-run] [--no-start] [--clear-pending] [--put-back-edits] [--undo]"_s,
        .description = Text::tr(
            "Without --yes it only says what it would do (exit code 1 if there is something). "
            "Puts back files of Python, ComfyUI and their packages from what is on this "
            "computer, and asks the package index only for the rest; builds layers again; puts "
            "back what is gone or damaged in node packs, and installs what they lack; "
            "builds isolated environments that are missing or broken; ends with a real start. In a "
            "folder of your own it puts torch and missing "
            "packages right, with a backup that --undo brings back. May be interrupted at any "
            "time: the next repair goes on."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                parser.addOption({u"yes"_s, Text::tr("Really repair it.")});
                parser.addOption({u"dry-run"_s, Text::tr("Only say what would be done.")});
                parser.addOption({u"no-start"_s, Text::tr("Do not start ComfyUI at the end.")});
                parser.addOption(
                    {u"clear-pending"_s,
                     Text::tr("Also clear what ComfyUI-Manager would do at the next start.")});
                parser.addOption(
                    {u"put-back-edits"_s,
                     Text::tr("Also undo what was changed by hand in node packs; it is kept, "
                              "and “porticoctl nodes restore” takes it back.")});
                parser.addOption(
                    {u"undo"_s,
                     Text::tr("Bring a folder of your own back to before its last repair.")});
            },
        .minimumArguments = 1,
        .maximumArguments = 1,
        .make = make};
}

} // namespace portico::cli
