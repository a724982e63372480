// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/composeparts.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/steps.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/net/network.h"
#include "core/platform/host.h"
#include "core/python/copypython.h"
#include "core/python/interpretercheck.h"
#include "core/python/pythonprovider.h"
#include "core/python/relocatescripts.h"
#include "core/python/uv.h"
#include "core/storage/migrateparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::MigratePython)
};

bool isNoBytecode(QStringView path)
{
    return !path.endsWith("/__pycache__"_L1) && path != "__pycache__"_L1;
}

Result<> clone(const Migration &work, const QString &from, const QString &to)
{
    const Result<> made = makeFolder(QFileInfo(to).path());
    if (!made)
        return made;
    const Result<CloneSummary> cloned = cloneTree({.from = from,
                                                   .to = to,
                                                   .sharing = Sharing::ReflinkOrHardLink,
                                                   .wants = isNoBytecode,
                                                   .step = migrateStep()},
                                                  work.job);
    return cloned ? Result<>() : Result<>(cloned.error());
}

/** It must find itself in its new place, whatever it was made for. */
Result<> checkItTravels(const Migration &work, const QString &python)
{
    const Result<InterpreterFacts> facts =
        checkInterpreter(python, work.services.processes, work.job);
    if (!facts)
        return facts.error();
    const QString inside = QFileInfo(work.generation()).canonicalFilePath() + u'/';
    if ((QFileInfo(facts->prefix).canonicalFilePath() + u'/').startsWith(inside))
        return {};
    return Error{.code = ErrorCode::Refused,
                 .message =
                     Text::tr("The Python in %1 only works there: a copy of it still uses %2.")
                         .arg(QDir::toNativeSeparators(work.plan.pythonFolder),
                              QDir::toNativeSeparators(facts->prefix)),
                 .nextStep = Text::tr("Put a ComfyUI together with “porticoctl install”, and give "
                                      "it the model folder of this one."),
                 .detail = {}};
}

/** A Python as composing has one, in the version of the environment; it lies at the same place. */
Result<QString> providedPython(const Migration &work)
{
    const ComposeServices &services = work.services;
    const Result<NetworkChain> network = services.network.chain(work.job);
    if (!network)
        return network.error();
    ComposeRequest request;
    request.python = work.plan.pythonVersion.section(u'.', 0, 1);
    const GitAddress address;
    const ComposeWork composing{services, request, address, *network, work.generation(), work.job};
    const Result<Uv> uv = composeTools(composing);
    if (!uv)
        return uv.error();
    const Result<ProvidedPython> python = composePython(composing, *uv);
    if (!python)
        return python.error();
    return python->interpreter;
}

/** The interpreter of a Python without packages; absolute. */
Result<QString> barePython(const Migration &work, const QString &target)
{
    const Os os = work.services.host.os();
    const Result<PythonFacts> facts =
        pythonFacts(work.plan.python, work.services.processes, work.job);
    if (!facts)
        return facts.error();
    const Result<> copied = copyPython(*facts, target, os, work.services.processes, work.job);
    if (copied)
        return QString(target + (os == Os::Windows ? "/python.exe"_L1 : "/bin/python3"_L1));
    if (copied.error().code == ErrorCode::Cancelled || copied.error().code == ErrorCode::DiskFull)
        return copied.error();
    work.job.log(copied.error().message);
    const Result<> cleared = removeTree(target, JobContext());
    return cleared ? providedPython(work) : cleared.error();
}

Result<> bringPackages(const Migration &work, const QString &python, const QString &target)
{
    const QString site =
        ownSitePackages(readRuntimeFacts({}, python, work.services.host.os()).sitePackages,
                        work.plan.pythonVersion);
    if (site.isEmpty())
        return Error{.code = ErrorCode::Internal,
                     .message = Text::tr("The new Python has no folder for packages."),
                     .nextStep = Text::tr("Please report this."),
                     .detail = target};
    Result<> done = removeTree(site, work.job);
    if (done)
        done = clone(work, work.plan.packages, site);
    if (done && work.services.host.os() != Os::Windows)
        done = bringScripts(work.plan.pythonFolder, target);
    return done;
}

} // namespace

Result<QString> migratePython(const Migration &work)
{
    const MigratedPlaces places = migratedPlaces(work.plan);
    const QString target = work.generation() + u'/' + places.pythonFolder;
    if (work.plan.way == MigratedPython::Whole) {
        Result<> done = clone(work, work.plan.pythonFolder, target);
        if (done)
            done = checkItTravels(work, work.generation() + u'/' + places.python);
        return done ? Result<QString>(places.python) : done.error();
    }
    const Result<QString> python = barePython(work, target);
    if (!python)
        return python;
    const Result<> brought = bringPackages(work, *python, target);
    if (!brought)
        return brought.error();
    return QDir(work.generation()).relativeFilePath(*python);
}

} // namespace portico
