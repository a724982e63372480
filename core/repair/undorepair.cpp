// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/io/filelock.h"
#include "core/repair/backup.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UndoRepair)
};

} // namespace

Result<QString> undoRepair(const Library &library, const InstallId &install, const JobContext &job)
{
    const Result<Install> found = loadInstall(library, install);
    if (!found)
        return found.error();
    const auto lock =
        FileLock::tryLock(library.sessionLock(install), Text::tr("undoing its repair"));
    if (!lock)
        return lock.error();
    const Result<> apart = setFoldersApart(library, *found, job);
    if (!apart)
        return apart.error();
    std::optional<Backup> backup = Backup::newest(library, install);
    if (!backup)
        return Error{
            .code = ErrorCode::NotFound,
            .message =
                Text::tr("There is no repair of “%1” that could be undone.").arg(found->name),
            .nextStep = found->isAdopted()
                ? Text::tr("Nothing to do.")
                : Text::tr("Files that a repair replaced are kept in the folder "
                           "kept-files of the install."),
            .detail = {}};
    const QString folder = backup->folder();
    const Result<> undone = backup->undo(job);
    if (!undone)
        return undone.error();
    forgetUnfinishedRepairs(library, install, job);
    return folder;
}

} // namespace portico
