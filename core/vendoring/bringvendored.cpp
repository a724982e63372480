// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/bringvendored.h"

#include "core/base/lists.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"
#include "core/vendoring/takein.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BringVendored)
};

Error isUnfinished(const QString &id, const Library &from)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("Keeping “%1” was interrupted in %2, so it is not whole.")
                           .arg(id, QDir::toNativeSeparators(from.root())),
            .nextStep = Text::tr("Keep it again there: porticoctl vendor."),
            .detail = {}};
}

Error isNotKept(const QString &id, const Library &from)
{
    QStringList names;
    for (const VendoredState &state : listVendored(from).states)
        names += state.id;
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("Nothing called “%1” is kept for offline in %2.")
                           .arg(id, QDir::toNativeSeparators(from.root())),
            .nextStep = names.isEmpty()
                ? Text::tr("Keep an install for offline: porticoctl vendor INSTALL --yes.")
                : Text::tr("There are: %1.").arg(listed(names)),
            .detail = {}};
}

Error isGone(const QString &file)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("%1 is missing, without which nothing can be rebuilt.")
                           .arg(QDir::toNativeSeparators(file)),
            .nextStep = Text::tr("Copy the whole store of the library that keeps it."),
            .detail = {}};
}

Error isDamaged(const QString &file, const Sha256 &actual)
{
    return {.code = ErrorCode::HashMismatch,
            .message = Text::tr("%1 is not the file that was kept: it is damaged.")
                           .arg(QDir::toNativeSeparators(file)),
            .nextStep = Text::tr("Copy the store again from the library that keeps it."),
            .detail = actual.toHex()};
}

/** The one of exactly that id: a name or a beginning may mean another one tomorrow. */
Result<std::optional<VendoredState>> stateOf(const Library &library, const QString &id)
{
    const VendoredList list = listVendored(library);
    for (const BrokenVendored &broken : list.broken) {
        if (broken.id == id)
            return broken.error;
    }
    const auto found = std::find_if(list.states.begin(), list.states.end(),
                                    [&](const VendoredState &state) { return state.id == id; });
    return found == list.states.end() ? std::optional<VendoredState>() : *found;
}

/** Cloned into staging where it is hashed, so that what was compared is what comes into place. */
Result<QString> comparedCopy(const Library &from, const VendoredFile &file, const QString &staging,
                             const JobContext &job)
{
    const QFileInfo source(vendoredPath(from, file));
    if (!source.isFile())
        return isGone(source.filePath());
    const QString folder = staging + u'/' + file.sha256.toHex();
    const Result<CloneSummary> cloned =
        cloneTree({.from = source.path(),
                   .to = folder,
                   .sharing = Sharing::Reflink,
                   .wants = [&](QStringView path) { return path == source.fileName(); },
                   .step = Text::tr("Bring what is kept")},
                  job);
    if (!cloned)
        return cloned.error();
    const QString copy = folder + u'/' + source.fileName();
    const Result<Sha256> actual = hashFile(copy, job);
    if (!actual)
        return actual.error();
    if (*actual != file.sha256)
        return isDamaged(source.filePath(), *actual);
    const Result<> synced = syncTree(folder, job);
    return synced ? Result<QString>(copy) : synced.error();
}

} // namespace

Result<VendoredState> bringVendored(const Library &from, const Library &to, const QString &id,
                                    const JobContext &job)
{
    const Result<std::optional<VendoredState>> there = stateOf(to, id);
    if (!there)
        return there.error();
    if (*there && (*there)->isFinished)
        return **there;
    const Result<std::optional<VendoredState>> state = stateOf(from, id);
    if (!state)
        return state.error();
    if (!*state)
        return isNotKept(id, from);
    if (!(*state)->isFinished)
        return isUnfinished(id, from);
    const QString what = Text::tr("bringing “%1”").arg(id);
    const Result<FileLock> lock = lockVendored(to, what, job);
    if (!lock)
        return lock.error();
    const Result<StagingDir> staging = StagingDir::create(to.staging(), what);
    if (!staging)
        return staging.error();
    return takeIn(
        to, **state,
        [&](const VendoredFile &file) { return comparedCopy(from, file, staging->path(), job); },
        job);
}

} // namespace portico
