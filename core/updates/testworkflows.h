// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QJsonObject>

namespace portico {

/**
 * Test workflows: what a person saved with an install so that each update shows, before its switch,
 * that it still works. One file each in the install's folder (Library::testWorkflows), in the form
 * that ComfyUI's "Export (API)" writes. A duplicate of the install has them, too.
 */
struct TestWorkflow
{
    QString name;
    QJsonObject graph{}; ///< {"3": {"class_type": "KSampler", "inputs": {…}}, …}
};

/** A document as a graph for ComfyUI's API, also one that holds it under "prompt". Pure. Errors:
 *  InvalidInput, naming ComfyUI's own form and how to get the right one. */
Result<QJsonObject> workflowGraph(const QJsonObject &document);

/** Those of an install, by name. Errors: the first that cannot be read, named. */
Result<QList<TestWorkflow>> readTestWorkflows(const Library &library, const InstallId &id);

/** Their names alone. */
QStringList testWorkflowNames(const Library &library, const InstallId &id);

/**
 * Saves a copy of that file as one, under `name` or the file's own. One of that name is replaced.
 * Errors: Unsupported (someone's own folder is not updated), NotFound, InvalidInput (no workflow of
 * the API form; a name that no file can have), ReadOnly, DiskFull.
 */
Result<TestWorkflow> addTestWorkflow(const Library &library, const Install &install,
                                     const QString &file, const QString &name = {});

/** Errors: NotFound naming those that are there, ReadOnly. */
Result<> removeTestWorkflow(const Library &library, const Install &install, const QString &name);

} // namespace portico
