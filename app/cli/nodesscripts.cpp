// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodesscripts.h"

#include "app/cli/terminal.h"
#include "core/base/lists.h"
#include "core/installs/install.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packrecords.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesScripts)
};

} // namespace

QCommandLineOption showScriptsOption()
{
    return {u"show-scripts"_s, Text::tr("Print each install.py that a node pack brings.")};
}

QList<QCommandLineOption> scriptOptions()
{
    return {
        {u"run-scripts"_s,
         Text::tr("Run each install.py that the node packs bring: their authors' own code, with "
                  "your rights, on a throwaway copy of Python and packages.")},
        {u"run-script"_s,
         Text::tr("The same for this node pack alone; may be given several times."), u"pack"_s},
        showScriptsOption()};
}

ScriptConsent scriptConsent(const QCommandLineParser &parser)
{
    const QStringList known = parser.optionNames();
    return {.isAll = known.contains("run-scripts"_L1),
            .packs =
                known.contains("run-script"_L1) ? parser.values(u"run-script"_s) : QStringList()};
}

QStringList agreedScripts(const ScriptConsent &consent, const ChangePlan &plan)
{
    QStringList packs = consent.packs; // a wrong name is an error where they run
    if (consent.isAll)
        packs += runnableScripts(plan);
    packs.removeDuplicates();
    return packs;
}

QString scriptLine(const InstallScript &script)
{
    if (script.hasRun)
        return script.needs.isEmpty()
            ? Text::tr("its install.py ran and added no packages")
            : Text::tr("its install.py ran and added: %1").arg(listed(script.needs));
    if (!script.problem.isEmpty())
        return script.problem;
    const QString size = sizeText(script.size);
    return script.ranBefore
        ? Text::tr("its install.py (%1) is the one that ran before; what it added still counts")
              .arg(size)
        : Text::tr("brings an install.py (%1), which is not run without --run-scripts; see it with "
                   "--show-scripts")
              .arg(size);
}

QStringList scriptCostLines(const ChangePlan &plan)
{
    if (runnableScripts(plan).isEmpty() || plan.scriptCopyBytes <= 0)
        return {};
    return {Text::tr("Running an install.py needs a copy of Python and packages meanwhile: %1 on "
                     "this disk")
                .arg(sizeText(plan.scriptCopyBytes))};
}

QStringList scriptTexts(const QList<InstallScript> &scripts)
{
    QStringList lines;
    for (const InstallScript &script : scripts) {
        lines +=
            Text::tr("%1 (%2):").arg(QDir::toNativeSeparators(script.path), sizeText(script.size));
        for (const QString &line : script.text.split(u'\n'))
            lines += u"  | "_s + line;
    }
    return lines;
}

QList<InstallScript> scriptsOf(const ChangePlan &plan)
{
    QList<InstallScript> scripts;
    for (const PackStep &step : plan.steps) {
        if (step.script)
            scripts += *step.script;
    }
    return scripts;
}

Result<QList<PresentScript>> presentScripts(const Library &library, const Install &install,
                                            const JobContext &job)
{
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (!packs)
        return packs.error();
    const PackRecords records = readPackRecords(library, install.id);
    QList<PresentScript> scripts;
    for (const NodePack &pack : *packs) {
        const PackRecord *const record = records.find(pack.name);
        const auto script = pack.isEnabled ? readInstallScript(pack, record) : std::nullopt;
        if (!script)
            continue;
        scripts += PresentScript{pack.name, *script};
        if (script->ranBefore)
            scripts.last().script.needs = record->scriptNeeds;
    }
    return scripts;
}

QString presentScriptLine(const PresentScript &script, const Install &install)
{
    if (!script.script.problem.isEmpty())
        return script.script.problem;
    const QString size = sizeText(script.script.size);
    if (!script.script.ranBefore)
        return Text::tr("“%1” has an install.py (%2) that Portico has not run: porticoctl nodes "
                        "run-script %3 %1")
            .arg(script.pack, size, install.id.toString());
    return script.script.needs.isEmpty()
        ? Text::tr("The install.py of “%1” (%2) ran and added no packages.").arg(script.pack, size)
        : Text::tr("The install.py of “%1” (%2) ran and added: %3.")
              .arg(script.pack, size, listed(script.script.needs));
}

} // namespace portico::cli
