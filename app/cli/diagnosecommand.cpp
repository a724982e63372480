// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/diagnosetext.h"
#include "app/cli/fixrun.h"
#include "core/diagnosis/fixsettings.h"
#include "core/installs/installfile.h"
#include "core/platform/openurl.h"

#include <QCoreApplication>
#include <QDir>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::DiagnoseCommand)
};

/** What the worker found. */
struct Found
{
    Install install;
    LastStart start;
};

Error noSuchFix(const QString &number)
{
    return {.code = ErrorCode::Usage,
            .message = Text::tr("There is no fix “%1”.").arg(number),
            .nextStep = Text::tr("Choose one of the numbers that “porticoctl diagnose” prints."),
            .detail = {}};
}

Error nothingToDo(const Diagnosis &diagnosis)
{
    return {.code = ErrorCode::Unsupported,
            .message =
                Text::tr("Nothing can be done about this by a command: %1").arg(diagnosis.message),
            .nextStep = diagnosis.nextStep,
            .detail = {}};
}

/** A page, file or folder to look at. */
std::optional<QUrl> placeOf(const Library &library, const Fix &fix)
{
    const QString argument = fix.arguments.value(0);
    switch (fix.kind) {
    case FixKind::OpenAddress:
        return QUrl(argument);
    case FixKind::OpenFile:
        return QUrl::fromLocalFile(argument);
    case FixKind::OpenFolder:
        return QUrl::fromLocalFile(argument == "models"_L1 ? library.models() : argument);
    default:
        return {};
    }
}

/** Its exit code says whether something keeps ComfyUI from running. */
class DiagnoseRun final : public RunningCommand
{
public:
    using RunningCommand::RunningCommand;

    void begin() override
    {
        const QString file = m_context.parser.value(u"log"_s);
        m_job = &m_context.jobs.start<Found>(
            {.title = Text::tr("Read the log"), .exclusiveKey = {}},
            [library = m_context.library, file,
             wanted = m_context.parser.positionalArguments().constFirst()](
                const JobContext &job) -> Result<Found> {
                const Result<Install> install = findInstall(library, wanted);
                if (!install)
                    return install.error();
                const Result<LastStart> start = file.isEmpty()
                    ? readLastStart(library, install->id, job)
                    : readLogFile(QDir::current().absoluteFilePath(file), job);
                if (!start)
                    return start.error();
                return Found{*install, *start};
            },
            this,
            [this](const Result<Found> &found) {
                if (!found)
                    fail(found.error());
                else if (m_context.parser.isSet(u"fix"_s))
                    fix(*found);
                else
                    tell(*found);
            });
    }

    void interrupt() override
    {
        if (m_other)
            m_other->interrupt();
        else
            m_job->cancel();
    }

private:
    void tell(const Found &found)
    {
        Terminal &terminal = m_context.terminal;
        const QList<Diagnosis> &diagnoses = found.start.diagnoses;
        terminal.print(headline(found));
        printDiagnoses(terminal, found.install, diagnoses);
        terminal.print(lastStartJson(found.install, found.start));
        const bool isBad =
            std::any_of(diagnoses.begin(), diagnoses.end(), [](const Diagnosis &diagnosis) {
                return diagnosis.gravity == Gravity::Stops;
            });
        emit finished(isBad ? Failed : Done);
    }

    QString headline(const Found &found) const
    {
        const QString &name = found.install.name;
        const LastStart &start = found.start;
        const bool isFile = m_context.parser.isSet(u"log"_s);
        if (!start.time.isValid() && !isFile)
            return Text::tr("“%1” was not started yet, so there is no log.").arg(name);
        const QString what = start.diagnoses.isEmpty()
            ? Text::tr("nothing known is wrong")
            : Text::tr("%n finding(s)", nullptr, static_cast<int>(start.diagnoses.size()));
        if (isFile)
            return Text::tr("%1: %2.").arg(m_context.parser.value(u"log"_s), what);
        const QString when = momentText(start.time);
        return start.facts.exit
            ? Text::tr("%1, started %2, ended with %3: %4.")
                  .arg(name, when, exitText(*start.facts.exit, start.facts.os), what)
            : Text::tr("%1, started %2: %3.").arg(name, when, what);
    }

    void fix(const Found &found)
    {
        bool isNumber = false;
        const QString number = m_context.parser.value(u"fix"_s);
        const qsizetype index = number.toInt(&isNumber) - 1;
        if (!isNumber || index < 0 || index >= found.start.diagnoses.size())
            return fail(noSuchFix(number));
        const Diagnosis &diagnosis = found.start.diagnoses.at(index);
        if (const std::optional<QUrl> place = placeOf(m_context.library, diagnosis.fix)) {
            if (!openUrl(*place))
                m_context.terminal.print(place->toDisplayString(QUrl::PreferLocalFile));
            emit finished(Done);
            return;
        }
        if (diagnosis.fix.kind == FixKind::None)
            return fail(nothingToDo(diagnosis));
        if (!canCarryOut(diagnosis.fix.kind))
            return runOther(found.install, diagnosis.fix);
        const Result<> done = carryOutFix(m_context.library, found.install.id, diagnosis.fix);
        if (!done)
            return fail(done.error());
        m_context.terminal.print(Text::tr("Done: %1. Start “%2” again to see whether it helped.")
                                     .arg(fixLabel(diagnosis.fix), found.install.name));
        m_context.terminal.print(
            QJsonObject{{u"fixed"_s, diagnosis.id}, {u"fix"_s, fixKindName(diagnosis.fix.kind)}});
        emit finished(Done);
    }

    void runOther(const Install &install, const Fix &fix)
    {
        const bool isAgreed = m_context.parser.isSet(u"yes"_s);
        m_other = std::make_unique<FixRun>(m_context, install, fix,
                                           isAgreed ? FixConsent::Given : FixConsent::Ask);
        connect(m_other.get(), &RunningCommand::finished, this, &RunningCommand::finished);
        m_other->begin();
    }

    Job *m_job = nullptr;
    std::unique_ptr<FixRun> m_other;
};

} // namespace

Command diagnoseCommand()
{
    return {
        .name = u"diagnose"_s,
        .summary = Text::tr("Say why ComfyUI did not start or what went wrong, and what helps"),
        .syntax = u"<install> [--log FILE] [--fix N [--yes]]"_s,
        .description =
            Text::tr("Reads the log of the last start, also while ComfyUI runs, and prints what "
                     "it knows of it: causes, the lines that tell them, and the command that "
                     "helps. With --fix it does what the finding with that number proposes; "
                     "what changes packages or node packs is only planned without --yes. Exit code "
                     "1: something keeps ComfyUI from "
                     "running; 0: nothing does; 4: there is no such install or file."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                parser.addOption(
                    {u"log"_s, Text::tr("Read this file instead: any log of ComfyUI."), u"FILE"_s});
                parser.addOption(
                    {u"fix"_s, Text::tr("Do what the finding with this number proposes."), u"N"_s});
                parser.addOption({u"yes"_s, Text::tr("Agree to the plan of the fix unseen.")});
            },
        .minimumArguments = 1,
        .maximumArguments = 1,
        .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
            return std::make_unique<DiagnoseRun>(context);
        }};
}

} // namespace portico::cli
