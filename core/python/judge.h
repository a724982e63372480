// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/environment.h"
#include "core/python/verdict.h"

namespace portico {

/** The rules of the verdict, one function a subject. Private to core/python; judge() is the door.
 */
QList<Finding> judgeTorch(const PythonEnvironment &environment, const VerdictRequest &request);
QList<Finding> judgeFiles(const PythonEnvironment &environment);
QList<Finding> judgeModules(const PythonEnvironment &environment);
QList<Finding> judgeAbi(const PythonEnvironment &environment);
QList<Finding> judgeNeeds(const PythonEnvironment &environment, const VerdictRequest &request);

/** What is put back as a whole: torch's family together, any other package by itself. */
RepairKind reinstallOf(const QString &package);

/** "Repair the install: it puts back … and keeps everything else." */
QString reinstallStep(const QString &package);

} // namespace portico
