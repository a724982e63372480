// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changepacks.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace portico::cli {

/** Which install.py a person agreed to. */
struct ScriptConsent
{
    bool isAll = false;
    QStringList packs{};
};

QCommandLineOption showScriptsOption();    ///< --show-scripts
QList<QCommandLineOption> scriptOptions(); ///< --run-scripts, --run-script, --show-scripts
ScriptConsent scriptConsent(const QCommandLineParser &parser);
/** The packs of this plan whose script may run by it. */
QStringList agreedScripts(const ScriptConsent &consent, const ChangePlan &plan);

/** What a plan says of a script: one line. */
QString scriptLine(const InstallScript &script);
/** What running takes; nothing where no script could run. */
QStringList scriptCostLines(const ChangePlan &plan);
/** The whole text of the scripts, each under its path. */
QStringList scriptTexts(const QList<InstallScript> &scripts);
QList<InstallScript> scriptsOf(const ChangePlan &plan);

/** The scripts of the enabled packs that are there. */
struct PresentScript
{
    QString pack;
    InstallScript script;
};
Result<QList<PresentScript>> presentScripts(const Library &library, const Install &install,
                                            const JobContext &job);
QString presentScriptLine(const PresentScript &script, const Install &install);

} // namespace portico::cli
