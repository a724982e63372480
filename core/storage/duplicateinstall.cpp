// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/storage/duplicateinstall.h"

#include "core/installs/commitinstall.h"
#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/nodes/packrecords.h"
#include "core/storage/copyparts.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DuplicateInstall)
};

Result<> canBeDuplicated(const Install &install)
{
    if (install.isAdopted())
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("“%1” is a folder of your own, which Portico only starts: "
                                         "it is not duplicated.")
                                    .arg(install.name),
                     .nextStep = Text::tr("Copy the folder yourself and add the copy."),
                     .detail = {}};
    if (install.isReadOnly() || !install.generation())
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("“%1” was written by a newer Portico: it is not "
                                         "duplicated by this one.")
                                    .arg(install.name),
                     .nextStep = Text::tr("Update Portico."),
                     .detail = {}};
    return {};
}

Error isAtWork(const QString &name, const Error &cause)
{
    if (cause.code != ErrorCode::Busy)
        return cause;
    return {
        .code = ErrorCode::Busy,
        .message =
            Text::tr("“%1” is running or being changed and cannot be duplicated now.").arg(name),
        .nextStep = Text::tr("Stop it, then duplicate it."),
        .detail = cause.message};
}

/** The record of the new install; commitInstall() gives it id and port. */
Install recordOf(const Install &first, const QString &name, const Clock &clock)
{
    Install install = first;
    install.name = name;
    install.created = clock.now().toUTC();
    install.lastStart = {};
    install.generations = {*first.generation()};
    Generation &generation = install.generations.first();
    generation.view = generation.layer.isEmpty() ? 0 : 1;
    return install;
}

Result<> copyAll(const Duplication &work)
{
    for (const auto copy : {copyRuntime, copyView, copyData, copyRecords}) {
        const Result<> copied = copy(work);
        if (!copied)
            return copied;
    }
    return makeFolder(work.target + "/logs"_L1);
}

} // namespace

QString unusedName(const Library &library, const QString &wanted)
{
    const InstallList list = listInstalls(library);
    const auto isTaken = [&](const QString &name) {
        return std::any_of(list.installs.begin(), list.installs.end(), [&](const Install &other) {
            return other.name.compare(name, Qt::CaseInsensitive) == 0;
        });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = wanted + u' ' + QString::number(number);
    return name;
}

QStringList duplicateSteps()
{
    return {Text::tr("Duplicate")};
}

Result<Duplicate> duplicateInstall(const Library &library, const Clock &clock,
                                   const DuplicateRequest &request, const JobContext &job)
{
    job.announce(duplicateSteps());
    const Result<Install> before = loadInstall(library, request.id);
    if (!before)
        return before.error();
    if (const Result<> can = canBeDuplicated(*before); !can)
        return can.error();
    const QString what = Text::tr("duplicating “%1”").arg(before->name);
    const Result<FileLock> session = FileLock::tryLock(library.sessionLock(request.id), what);
    if (!session)
        return isAtWork(before->name, session.error());
    const Result<FileLock> packs = FileLock::tryLock(packsLock(library, request.id), what);
    if (!packs)
        return isAtWork(before->name, packs.error());
    // Again, now that nobody changes it.
    const Result<Install> first = loadInstall(library, request.id);
    if (!first)
        return first.error();
    if (const Result<> apart = setFoldersApart(library, *first, job); !apart)
        return apart.error();
    Result<StagingDir> staging = StagingDir::create(library.staging(), what);
    if (!staging)
        return staging.error();
    const QString name = request.name.simplified();
    const QString copy = Text::tr("%1 copy", "name of a duplicated install").arg(first->name);
    Duplicate done{.install =
                       recordOf(*first, name.isEmpty() ? unusedName(library, copy) : name, clock)};
    const Result<> copied = copyAll({.library = library,
                                     .install = *first,
                                     .target = staging->path(),
                                     .outputs = request.outputs,
                                     .done = done,
                                     .job = job});
    if (!copied)
        return copied.error();
    const Result<Install> committed =
        commitInstall(library, *staging, done.install, request.port, job);
    if (!committed)
        return committed.error();
    done.install = *committed;
    return done;
}

} // namespace portico
