// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/githubverb.h"
#include "core/github/artifacts.h"
#include "core/github/repository.h"
#include "core/github/triggerworkflow.h"
#include "core/github/watchrun.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::GithubCommand)
};

/** What all these verbs are told. */
struct RunWish
{
    QString repository;
    qint64 run = 0;
    QString folder{}; ///< empty: nothing is fetched
    QString name{};
    std::chrono::milliseconds every{2000};
};

std::optional<RunWish> readWish(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    RunWish wish{.repository = githubRepository(context)};
    bool isNumber = true;
    if (!githubArguments(context).isEmpty())
        wish.run = githubArguments(context).constFirst().toLongLong(&isNumber);
    const double every = parser.value(u"every"_s).toDouble();
    if (!isNumber || wish.run < 0 || every < 0.05 || every > 3600)
        return std::nullopt;
    wish.every = std::chrono::milliseconds(static_cast<qint64>(every * 1000));
    wish.name = parser.value(u"name"_s);
    if (parser.isSet(u"output-dir"_s))
        wish.folder = QDir::current().absoluteFilePath(parser.value(u"output-dir"_s));
    return wish;
}

std::unique_ptr<RunningCommand> wrongWish(const CommandContext &context)
{
    return githubUsage(context,
                       Text::tr("A run is named by its number, such as 30433642; --every "
                                "takes seconds."));
}

QString runLine(const WorkflowRun &run)
{
    return u"%1  #%2  %3  %4  %5  %6"_s.arg(QString::number(run.id), QString::number(run.number),
                                            stateTitle(run.status, run.conclusion), run.branch,
                                            momentText(run.created), run.title);
}

JobCommand::Report runReport(const QJsonObject &document, const WorkflowRun &run,
                             const QList<FetchedArtifact> &fetched)
{
    return [document, run, fetched](Terminal &terminal) {
        QJsonArray artifacts;
        for (const FetchedArtifact &each : fetched)
            artifacts.append(toJson(each));
        QJsonObject whole = document;
        whole.insert(u"artifacts"_s, artifacts);
        terminal.print(whole);
        terminal.print(runLine(run));
        terminal.print(u"  "_s + run.page.toString());
        for (const FetchedArtifact &each : fetched)
            terminal.print(u"  "_s + QDir::toNativeSeparators(each.folder) + u"  "_s
                           + (each.isVerified ? Text::tr("compared with GitHub's digest")
                                              : Text::tr("GitHub named no digest")));
    };
}

Result<QList<FetchedArtifact>> fetched(const GithubWork &work, const RunWish &wish, qint64 run)
{
    if (wish.folder.isEmpty())
        return QList<FetchedArtifact>();
    return fetchArtifacts(
        {.api = work.api,
         .downloader = work.services.downloader(),
         .downloads = work.services.library().downloads(),
         .processes = work.services.processes()},
        {.repository = wish.repository, .run = run, .folder = wish.folder, .name = wish.name},
        work.job);
}

/** To its end; a run that failed is an error with the last lines of its log. */
Result<JobCommand::Report> watched(const GithubWork &work, const RunWish &wish, qint64 run)
{
    const Result<WatchedRun> end = watchRun(
        work.api, {.repository = wish.repository, .run = run, .first = wish.every, .changed = {}},
        work.job);
    if (!end)
        return end.error();
    if (const auto failure = runFailure(work.api, wish.repository, *end, work.job))
        return *failure;
    const auto artifacts = fetched(work, wish, run);
    if (!artifacts)
        return artifacts.error();
    return runReport(toJson(*end), end->run, *artifacts);
}

std::optional<QMap<QString, QString>> readInputs(const QStringList &words)
{
    QMap<QString, QString> inputs;
    for (const QString &word : words) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals < 1)
            return std::nullopt;
        inputs.insert(word.left(equals), word.mid(equals + 1));
    }
    return inputs;
}

} // namespace

std::unique_ptr<RunningCommand> githubTrigger(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const auto wish = readWish(context);
    if (!wish)
        return wrongWish(context);
    const auto inputs = readInputs(parser.values(u"input"_s));
    if (!inputs)
        return githubUsage(context, Text::tr("An input is written as name=value."));
    const TriggerRequest request{.repository = wish->repository,
                                 .workflow = parser.value(u"workflow"_s),
                                 .branch = parser.value(u"branch"_s),
                                 .inputs = *inputs};
    const bool watches = parser.isSet(u"watch"_s) || !wish->folder.isEmpty();
    return githubJob(
        context, Text::tr("Start a workflow"),
        [wish = *wish, request, watches](const GithubWork &work) -> Result<JobCommand::Report> {
            const auto run = triggerWorkflow(work.api, request, work.job);
            if (!run)
                return run.error();
            work.job.log(Text::tr("Run %1: %2").arg(run->id).arg(run->page.toString()));
            if (watches)
                return watched(work, wish, run->id);
            return runReport(toJson(*run), *run, {});
        });
}

std::unique_ptr<RunningCommand> githubWatch(const CommandContext &context)
{
    const auto wish = readWish(context);
    if (!wish)
        return wrongWish(context);
    return githubJob(context, Text::tr("Watch a workflow"), [wish = *wish](const GithubWork &work) {
        return watched(work, wish, wish.run);
    });
}

std::unique_ptr<RunningCommand> githubCancel(const CommandContext &context)
{
    const auto wish = readWish(context);
    if (!wish)
        return wrongWish(context);
    return githubJob(context, Text::tr("Cancel a workflow"),
                     [wish = *wish](const GithubWork &work) -> Result<JobCommand::Report> {
                         const Result<> cancelled =
                             cancelRun(work.api, wish.repository, wish.run, work.job);
                         if (!cancelled)
                             return cancelled.error();
                         return JobCommand::Report([run = wish.run](Terminal &terminal) {
                             terminal.print(QJsonObject{{u"id"_s, run}, {u"cancelled"_s, true}});
                             terminal.print(Text::tr("Run %1 was asked to end.").arg(run));
                         });
                     });
}

std::unique_ptr<RunningCommand> githubRuns(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const RunQuery query{.repository = githubRepository(context),
                         .workflow =
                             parser.isSet(u"workflow"_s) ? parser.value(u"workflow"_s) : QString(),
                         .branch = parser.value(u"branch"_s)};
    return githubJob(context, Text::tr("List workflows' runs"),
                     [query](const GithubWork &work) -> Result<JobCommand::Report> {
                         const auto repository =
                             findRepository(work.api, query.repository, work.job);
                         if (!repository)
                             return repository.error();
                         const auto runs = listRuns(work.api, query, work.job);
                         if (!runs)
                             return runs.error();
                         return JobCommand::Report([runs = *runs](Terminal &terminal) {
                             QJsonArray list;
                             for (const WorkflowRun &run : runs)
                                 list.append(toJson(run));
                             terminal.print(QJsonObject{{u"runs"_s, list}});
                             for (const WorkflowRun &run : runs)
                                 terminal.print(runLine(run));
                             if (runs.isEmpty())
                                 terminal.print(Text::tr("No runs."));
                         });
                     });
}

std::unique_ptr<RunningCommand> githubDownload(const CommandContext &context)
{
    const auto wish = readWish(context);
    if (!wish)
        return wrongWish(context);
    if (wish->folder.isEmpty())
        return githubUsage(context, Text::tr("Where to was not said: --output-dir DIR."));
    return githubJob(context, Text::tr("Download artifacts"),
                     [wish = *wish](const GithubWork &work) -> Result<JobCommand::Report> {
                         const auto run = findRun(work.api, wish.repository, wish.run, work.job);
                         if (!run)
                             return run.error();
                         const auto artifacts = fetched(work, wish, wish.run);
                         if (!artifacts)
                             return artifacts.error();
                         return runReport(toJson(*run), *run, *artifacts);
                     });
}

} // namespace portico::cli
