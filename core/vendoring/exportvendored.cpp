// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/exportvendored.h"

#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/platform/clonefile.h"
#include "core/platform/durable.h"
#include "core/vendoring/verifyvendored.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ExportVendored)
};

Error isNotFinished(const VendoredState &state)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("Keeping “%1” was interrupted, so it is not whole.").arg(state.id),
            .nextStep = Text::tr("Keep it again; what is here already is not fetched twice."),
            .detail = {}};
}

Error isThere(const QString &archive)
{
    return {.code = ErrorCode::AlreadyExists,
            .message = Text::tr("%1 is there already.").arg(QDir::toNativeSeparators(archive)),
            .nextStep = Text::tr("Choose another name, or remove it first."),
            .detail = {}};
}

/** A file a second time, without its bytes where the file system can. */
Result<> giveAlso(const QString &from, const QString &to)
{
    if (const Result<> made = makeFolder(QFileInfo(to).path()); !made)
        return made;
    Result<> given;
    for (const CloneMethod method :
         std::array{CloneMethod::HardLink, CloneMethod::Reflink, CloneMethod::Copy}) {
        given = cloneFile(from, to, method);
        if (given || given.error().code != ErrorCode::Unsupported)
            return given;
    }
    return given;
}

/** The part of the store that is this state, as a folder of its own. */
Result<> gather(const Library &library, const VendoredState &state, const QString &folder)
{
    for (const VendoredFile &file : state.files) {
        const QString target = folder + u'/' + file.path;
        if (QFileInfo::exists(target)) // two names of one content
            continue;
        if (const Result<> given = giveAlso(vendoredPath(library, file), target); !given)
            return given;
    }
    for (const QString &name : {u"vendored.json"_s, u"SHA256SUMS"_s}) {
        const Result<> given = giveAlso(vendoredFolder(library, state.id) + u'/' + name,
                                        folder + u"/vendored/%1/%2"_s.arg(state.id, name));
        if (!given)
            return given;
    }
    return {};
}

} // namespace

Result<PackSummary> exportVendored(const Library &library, const VendoredState &state,
                                   const QString &archive, const JobContext &job)
{
    if (!state.isFinished)
        return isNotFinished(state);
    if (QFileInfo::exists(archive))
        return isThere(archive);
    const QString what = Text::tr("exporting “%1”").arg(state.id);
    const Result<FileLock> lock = lockVendored(library, what, job);
    if (!lock)
        return lock.error();
    const Result<VendoredVerdict> verdict = verifyVendored(library, state, job);
    if (!verdict)
        return verdict.error();
    if (!verdict->damages.isEmpty())
        return damageError(*verdict);
    const Result<StagingDir> staging = StagingDir::create(library.staging(), what);
    if (!staging)
        return staging.error();
    const QString folder = staging->path() + "/store"_L1;
    if (const Result<> gathered = gather(library, state, folder); !gathered)
        return gathered.error();
    const QString part = archive + ".part"_L1;
    if (const Result<> gone = removeDurably(part); !gone) // of one that was interrupted
        return gone.error();
    Result<PackSummary> packed = packFolder(
        {.folder = folder, .archive = part, .format = PackFormat::Tar, .topLevel = {}}, job);
    if (!packed)
        return packed;
    if (const Result<> named = renameDurably(part, archive, IfExists::Refuse, job); !named) {
        (void)removeDurably(part);
        return named.error();
    }
    packed->files = QStringList{archive};
    return packed;
}

} // namespace portico
