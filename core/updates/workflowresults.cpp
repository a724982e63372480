// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/workflowresults.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/updates/switchgeneration.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WorkflowResults)
};

/** Beside the workflows, whose names end otherwise: a duplicate of the install has it, too. */
QString fileOf(const Library &library, const InstallId &id)
{
    return library.testWorkflows(id) + "/last.results"_L1;
}

QJsonObject toJson(const WorkflowResult &result)
{
    return {{u"name"_s, result.name},
            {u"tried"_s, result.tried.toUTC().toString(Qt::ISODate)},
            {u"milliseconds"_s, result.milliseconds},
            {u"generation"_s, result.generation},
            {u"problem"_s, result.problem}};
}

WorkflowResult fromJson(const QJsonObject &object)
{
    return {.name = object.value("name"_L1).toString(),
            .tried = QDateTime::fromString(object.value("tried"_L1).toString(), Qt::ISODate),
            .milliseconds = object.value("milliseconds"_L1).toInteger(),
            .generation = object.value("generation"_L1).toInt(),
            .problem = object.value("problem"_L1).toString()};
}

Result<> keep(const OwnTrial &trial, const Install &install, const QList<TriedWorkflow> &tried,
              const QDateTime &now)
{
    QJsonArray rows;
    for (const TriedWorkflow &one : tried)
        rows.append(toJson({.name = one.name,
                            .tried = now,
                            .milliseconds = qint64(one.took.count()),
                            .generation = install.currentGeneration,
                            .problem = one.failure ? one.failure->message : QString()}));
    return writeFileAtomically(fileOf(trial.library, install.id),
                               jsonToBytes({{u"schema"_s, 1}, {u"results"_s, rows}}));
}

Error hasNone(const Install &install)
{
    return {
        .code = ErrorCode::NotFound,
        .message = Text::tr("“%1” has no test workflow.").arg(install.name),
        .nextStep =
            Text::tr("Save one: porticoctl test-workflow add %1 FILE.").arg(install.id.toString()),
        .detail = {}};
}

} // namespace

QList<WorkflowResult> readWorkflowResults(const Library &library, const InstallId &id)
{
    QList<WorkflowResult> results;
    const Result<QJsonObject> document = readJsonObject(fileOf(library, id));
    if (!document)
        return results;
    const QStringList names = testWorkflowNames(library, id);
    const QJsonArray rows = document->value("results"_L1).toArray();
    for (const QJsonValue row : rows) {
        const WorkflowResult result = fromJson(row.toObject());
        if (names.contains(result.name) && result.tried.isValid())
            results += result;
    }
    return results;
}

Result<QList<TriedWorkflow>> tryOwnWorkflows(const OwnTrial &trial, const Install &install,
                                             const QDateTime &now, const JobContext &job)
{
    if (install.isAdopted() || !install.generation())
        return hasNoGenerations(install);
    const Result<QList<TestWorkflow>> workflows = readTestWorkflows(trial.library, install.id);
    if (!workflows)
        return workflows.error();
    if (workflows->isEmpty())
        return hasNone(install);
    job.announce({workflowStep()});
    Result<QList<TriedWorkflow>> tried =
        tryWorkflows({.library = trial.library,
                      .install = install,
                      .processes = trial.processes,
                      .network = environmentFor(Consumer::ComfyUi, trial.network),
                      .databaseOf = install.currentGeneration},
                     *workflows, job);
    if (!tried)
        return tried;
    if (const Result<> kept = keep(trial, install, *tried, now); !kept)
        job.log(kept.error().message); // what was found counts all the same
    return tried;
}

} // namespace portico
