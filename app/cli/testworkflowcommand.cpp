// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/judgedcommand.h"
#include "app/services.h"
#include "core/installs/installfile.h"
#include "core/net/toolenvironment.h"
#include "core/updates/switchgeneration.h"
#include "core/updates/workflowresults.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::TestWorkflowCommand)
};

using Words = QStringList; ///< behind the verb: the install first
using MakeRun = std::unique_ptr<RunningCommand> (*)(const CommandContext &, const Words &);

struct Verb
{
    QLatin1StringView name;
    QString syntax;
    qsizetype words;
    MakeRun make;
};

/** Short work on one install. */
std::unique_ptr<RunningCommand> working(
    const CommandContext &context, const QString &title, const QString &install,
    const std::function<Result<JobCommand::Report>(const Library &, const Install &)> &work)
{
    return std::make_unique<JobCommand>(context, title,
                                        [library = context.library, install,
                                         work](const JobContext &) -> Result<JobCommand::Report> {
                                            const Result<Install> found =
                                                findInstall(library, install);
                                            return found ? work(library, *found) : found.error();
                                        });
}

std::unique_ptr<RunningCommand> add(const CommandContext &context, const Words &words)
{
    const auto work = [file = words.at(1), name = context.parser.value(u"name"_s)](
                          const Library &library,
                          const Install &install) -> Result<JobCommand::Report> {
        const Result<TestWorkflow> added = addTestWorkflow(library, install, file, name);
        if (!added)
            return added.error();
        return JobCommand::Report([install, name = added->name,
                                   nodes = added->graph.size()](Terminal &terminal) {
            terminal.print(QJsonObject{
                {u"install"_s, install.id.toString()}, {u"added"_s, name}, {u"nodes"_s, nodes}});
            terminal.print(
                Text::tr("“%1” (%n node(s)) is a test of “%2” now: each update shows that it "
                         "works before its switch. Try it at once: porticoctl test-workflow run "
                         "%3.",
                         nullptr, static_cast<int>(nodes))
                    .arg(name, install.name, install.id.toString()));
        });
    };
    return working(context, Text::tr("Save a test workflow"), words.constFirst(), work);
}

std::unique_ptr<RunningCommand> list(const CommandContext &context, const Words &words)
{
    const auto work = [](const Library &library,
                         const Install &install) -> Result<JobCommand::Report> {
        const QStringList names = testWorkflowNames(library, install.id);
        QJsonArray results;
        for (const WorkflowResult &result : readWorkflowResults(library, install.id))
            results.append(QJsonObject{{u"name"_s, result.name},
                                       {u"tried"_s, result.tried.toString(Qt::ISODate)},
                                       {u"generation"_s, result.generation},
                                       {u"milliseconds"_s, result.milliseconds},
                                       {u"isGood"_s, result.problem.isEmpty()},
                                       {u"message"_s, result.problem}});
        return JobCommand::Report([install, names, results](Terminal &terminal) {
            terminal.print(QJsonObject{{u"install"_s, install.id.toString()},
                                       {u"testWorkflows"_s, QJsonArray::fromStringList(names)},
                                       {u"lastResults"_s, results}});
            for (const QString &name : names)
                terminal.print(name);
            if (names.isEmpty())
                terminal.print(Text::tr("“%1” has no test workflow.").arg(install.name));
        });
    };
    return working(context, Text::tr("List the test workflows"), words.constFirst(), work);
}

std::unique_ptr<RunningCommand> remove(const CommandContext &context, const Words &words)
{
    const auto work = [name = words.at(1)](const Library &library,
                                           const Install &install) -> Result<JobCommand::Report> {
        const Result<> removed = removeTestWorkflow(library, install, name);
        if (!removed)
            return removed.error();
        return JobCommand::Report([install, name](Terminal &terminal) {
            terminal.print(
                QJsonObject{{u"install"_s, install.id.toString()}, {u"removed"_s, name}});
            terminal.print(Text::tr("“%1” is no test of “%2” any more.").arg(name, install.name));
        });
    };
    return working(context, Text::tr("Remove a test workflow"), words.constFirst(), work);
}

QJsonObject toJson(const TriedWorkflow &tried)
{
    QJsonObject json{{u"name"_s, tried.name},
                     {u"isGood"_s, tried.isGood()},
                     {u"milliseconds"_s, qint64(tried.took.count())}};
    if (tried.failure)
        json.insert(u"message"_s, tried.failure->message);
    return json;
}

JudgedCommand::Report reportOf(const Install &install, const QList<TriedWorkflow> &tried)
{
    return [install, tried](Terminal &terminal) -> int {
        QJsonArray rows;
        for (const TriedWorkflow &one : tried) {
            rows.append(toJson(one));
            const double seconds = double(one.took.count()) / 1000;
            terminal.print(
                one.isGood()
                    ? Text::tr("%1: works, %2 s").arg(one.name, QLocale().toString(seconds, 'f', 1))
                    : u"%1: %2"_s.arg(one.name, one.failure->message));
        }
        const bool isGood = std::all_of(tried.begin(), tried.end(),
                                        [](const TriedWorkflow &one) { return one.isGood(); });
        terminal.print(QJsonObject{
            {u"install"_s, install.id.toString()}, {u"isGood"_s, isGood}, {u"results"_s, rows}});
        return isGood ? Done : Failed;
    };
}

Result<JudgedCommand::Report> tryAll(const Services &services, const QString &wanted,
                                     const JobContext &job)
{
    const Library &library = services.library();
    const Result<Install> install = findInstall(library, wanted);
    if (!install)
        return install.error();
    const Result<NetworkChain> network = services.network().chain(job);
    if (!network)
        return network.error();
    const Result<QList<TriedWorkflow>> tried = tryOwnWorkflows(
        {library, services.processes(), *network}, *install, QDateTime::currentDateTimeUtc(), job);
    return tried ? Result<JudgedCommand::Report>(reportOf(*install, *tried)) : tried.error();
}

std::unique_ptr<RunningCommand> run(const CommandContext &context, const Words &words)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(
        context, Text::tr("Try the test workflows"),
        [services, install = words.constFirst()](const JobContext &job) {
            return tryAll(*services, install, job);
        });
}

QList<Verb> verbs()
{
    return {{"add"_L1, u"<install> FILE [--name NAME]"_s, 2, add},
            {"list"_L1, u"<install>"_s, 1, list},
            {"run"_L1, u"<install>"_s, 1, run},
            {"remove"_L1, u"<install> NAME"_s, 2, remove}};
}

QString verbNames(const QString &between)
{
    QStringList names;
    for (const Verb &verb : verbs())
        names += verb.name;
    return names.join(between);
}

std::unique_ptr<RunningCommand> wrong(const CommandContext &context, const QString &message,
                                      const QString &nextStep)
{
    const Error error{
        .code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
    return std::make_unique<InstantCommand>(context, [error]() -> Result<int> { return error; });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    QStringList words = context.parser.positionalArguments();
    const QString name = words.takeFirst();
    const QList<Verb> all = verbs();
    const auto verb =
        std::find_if(all.begin(), all.end(), [&](const Verb &one) { return name == one.name; });
    if (verb == all.end())
        return wrong(context, Text::tr("“test-workflow” cannot “%1”.").arg(name),
                     Text::tr("Choose one of: %1.").arg(verbNames(u", "_s)));
    const bool isNamed = context.parser.isSet(u"name"_s);
    if (words.size() != verb->words || (isNamed && verb->name != "add"_L1))
        return wrong(context,
                     Text::tr("“test-workflow %1” does not go with these words.").arg(name),
                     Text::tr("Usage: porticoctl test-workflow %1 %2").arg(name, verb->syntax));
    return verb->make(context, words);
}

QString description()
{
    QString text;
    for (const Verb &verb : verbs())
        text += u"  test-workflow %1 %2\n"_s.arg(verb.name, verb.syntax);
    return text
        + Text::tr("A test workflow is a file of ComfyUI's “File, Export (API)”, of which the "
                   "install keeps a copy. “update” starts the new generation for real, with node "
                   "packs and models, on a port, user folder, output and database of its own, and "
                   "switches to it only when it works off all of them; else it says which one "
                   "failed, at which node and why. “run” does the same with the generation of "
                   "now, also while ComfyUI runs, and ends with 1 where one fails.");
}

} // namespace

Command testWorkflowCommand()
{
    return {.name = u"test-workflow"_s,
            .summary = Text::tr("Save workflows that an update must work off before its switch"),
            .syntax = u"<what> <install> …"_s,
            .description = description(),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(verbNames(u"|"_s), Text::tr("What to do."));
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption({u"name"_s,
                                      Text::tr("What to call it (default: the file's name)."),
                                      u"NAME"_s});
                },
            .minimumArguments = 2,
            .maximumArguments = 3,
            .make = make};
}

} // namespace portico::cli
