// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/toolenvironment.h"
#include "core/updates/tryworkflows.h"
#include "core/updates/updateparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PassWorkflows)
};

Error staysAsItIs(Error error, const Install &install)
{
    if (error.code == ErrorCode::ProcessFailed || error.code == ErrorCode::Timeout) {
        error.message = Text::tr("The new generation did not start for its test workflows: %1")
                            .arg(error.message);
        error.nextStep =
            Text::tr("“%1” stays as it is. Try another version of ComfyUI.").arg(install.name);
    }
    return error;
}

/** The first that failed in words, all of them as evidence. */
Result<> judged(const QList<TriedWorkflow> &tried, const Install &install)
{
    QStringList evidence;
    const TriedWorkflow *first = nullptr;
    for (const TriedWorkflow &one : tried) {
        if (one.isGood())
            continue;
        first = first ? first : &one;
        evidence += one.name + ": "_L1 + one.failure->message;
    }
    if (!first)
        return {};
    return Error{.code = ErrorCode::ProcessFailed,
                 .message = Text::tr("The test workflow “%1” does not work with the new "
                                     "generation. %2")
                                .arg(first->name, first->failure->message),
                 .nextStep = Text::tr("“%1” stays as it is. Try another version, or remove that "
                                      "test: porticoctl test-workflow remove %2 \"%3\".")
                                 .arg(install.name, install.id.toString(), first->name),
                 .detail = evidence.join(u'\n') + u'\n' + first->failure->detail};
}

} // namespace

Result<> passTestWorkflows(const NodeServices &services, const UpdateParts &parts,
                           const Install &future, const JobContext &job)
{
    const Library &library = services.compose.library;
    const Install &now = parts.plan.install;
    const Result<QList<TestWorkflow>> workflows = readTestWorkflows(library, now.id);
    if (!workflows)
        return workflows.error();
    if (workflows->isEmpty())
        return {};
    const Result<QList<TriedWorkflow>> tried =
        tryWorkflows({.library = library,
                      .install = future,
                      .processes = services.compose.processes,
                      .network = environmentFor(Consumer::ComfyUi, parts.network),
                      .hasDatabase = !parts.plan.goesBack(),
                      .databaseOf = now.currentGeneration},
                     *workflows, job);
    return tried ? judged(*tried, now) : Result<>(staysAsItIs(tried.error(), now));
}

} // namespace portico
