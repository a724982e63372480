// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/testworkflows.h"

#include "core/base/lists.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/platform/filerules.h"
#include "core/updates/switchgeneration.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TestWorkflows)
};

constexpr QLatin1StringView kEnding{".json"};

QString fileOf(const Library &library, const InstallId &id, const QString &name)
{
    return library.testWorkflows(id) + u'/' + name + kEnding;
}

Error noGraph(const QJsonObject &document)
{
    const bool isOfTheCanvas = document.value("nodes"_L1).isArray();
    return {.code = ErrorCode::InvalidInput,
            .message = isOfTheCanvas
                ? Text::tr("This workflow is in the form that ComfyUI's window keeps, which its "
                           "server does not run.")
                : Text::tr("This is no workflow of ComfyUI."),
            .nextStep = Text::tr("In ComfyUI, open it and choose File, Export (API)."),
            .detail = {}};
}

Result<QString> nameOf(const QString &file, const QString &name)
{
    const QString wanted = name.isEmpty() ? QFileInfo(file).completeBaseName() : name.simplified();
    if (isPortableName(QString(wanted + kEnding)) && !wanted.contains(u'/')
        && !wanted.startsWith(u'.'))
        return wanted;
    return Error{.code = ErrorCode::InvalidInput,
                 .message = Text::tr("“%1” cannot be the name of a test workflow.").arg(wanted),
                 .nextStep = Text::tr("Choose a short one without / \\ : * ? and the like."),
                 .detail = {}};
}

Result<TestWorkflow> readOne(const QString &file, const QString &name)
{
    const Result<QJsonObject> document = readJsonObject(file);
    if (!document)
        return document.error();
    const Result<QJsonObject> graph = workflowGraph(*document);
    if (!graph)
        return graph.error().inContext(
            Text::tr("%1 cannot be used.").arg(QDir::toNativeSeparators(file)));
    return TestWorkflow{.name = name, .graph = *graph};
}

} // namespace

Result<QJsonObject> workflowGraph(const QJsonObject &document)
{
    const QJsonValue inside = document.value("prompt"_L1);
    const QJsonObject graph = inside.isObject() && !inside.toObject().contains("class_type"_L1)
        ? inside.toObject()
        : document;
    const bool isGraph = std::all_of(graph.begin(), graph.end(), [](const QJsonValue &node) {
        return node.toObject().value("class_type"_L1).isString();
    });
    return graph.isEmpty() || !isGraph ? noGraph(document) : Result<QJsonObject>(graph);
}

QStringList testWorkflowNames(const Library &library, const InstallId &id)
{
    QStringList names;
    for (const QString &file :
         QDir(library.testWorkflows(id)).entryList({u'*' + kEnding}, QDir::Files, QDir::Name))
        names += file.chopped(kEnding.size());
    return names;
}

Result<QList<TestWorkflow>> readTestWorkflows(const Library &library, const InstallId &id)
{
    QList<TestWorkflow> workflows;
    for (const QString &name : testWorkflowNames(library, id)) {
        const Result<TestWorkflow> workflow = readOne(fileOf(library, id, name), name);
        if (!workflow)
            return workflow.error();
        workflows += *workflow;
    }
    return workflows;
}

Result<TestWorkflow> addTestWorkflow(const Library &library, const Install &install,
                                     const QString &file, const QString &name)
{
    if (install.isAdopted())
        return hasNoGenerations(install);
    const Result<QString> wanted = nameOf(file, name);
    if (!wanted)
        return wanted.error();
    const Result<TestWorkflow> workflow = readOne(QFileInfo(file).absoluteFilePath(), *wanted);
    if (!workflow)
        return workflow;
    if (const Result<> made = makeFolder(library.testWorkflows(install.id)); !made)
        return made.error();
    const Result<> written =
        writeFileAtomically(fileOf(library, install.id, *wanted), jsonToBytes(workflow->graph));
    return written ? workflow : written.error();
}

Result<> removeTestWorkflow(const Library &library, const Install &install, const QString &name)
{
    const QStringList names = testWorkflowNames(library, install.id);
    if (!names.contains(name))
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("“%1” has no test workflow “%2”.").arg(install.name, name),
                     .nextStep = names.isEmpty()
                         ? Text::tr("It has none.")
                         : Text::tr("It has: %1.").arg(listedWithAnd(names)),
                     .detail = {}};
    QFile file(fileOf(library, install.id, name));
    if (file.remove())
        return {};
    return Error{.code = ErrorCode::ReadOnly,
                 .message = Text::tr("%1 cannot be removed: %2.")
                                .arg(QDir::toNativeSeparators(file.fileName()), file.errorString()),
                 .nextStep = Text::tr("Check that you may write in the library."),
                 .detail = {}};
}

} // namespace portico
