// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/takein.h"

#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/platform/durable.h"

#include <QFileInfo>

#include <algorithm>

namespace portico {

namespace {

bool isFinishedHere(const Library &library, const QString &id)
{
    const VendoredList list = listVendored(library);
    return std::any_of(list.states.begin(), list.states.end(), [&](const VendoredState &state) {
        return state.id == id && state.isFinished;
    });
}

/** One that cannot be read is as good as none: it is replaced. */
Result<bool> isHere(const QString &path, const Sha256 &sha256, const JobContext &job)
{
    if (!QFileInfo(path).isFile())
        return false;
    const Result<Sha256> actual = hashFile(path, job);
    if (!actual && actual.error().code == ErrorCode::Cancelled)
        return actual.error();
    return actual && *actual == sha256;
}

Result<> takeFile(const Library &library, const VendoredFile &file, const ComparedFile &obtain,
                  const JobContext &job)
{
    const QString target = vendoredPath(library, file);
    const Result<bool> here = isHere(target, file.sha256, job);
    if (!here || *here)
        return here ? Result<>() : Result<>(here.error());
    const Result<QString> copy = obtain(file);
    if (!copy)
        return copy.error();
    const Result<> made = makeFolder(QFileInfo(target).path());
    return made ? renameDurably(*copy, target, IfExists::Replace, job) : made;
}

} // namespace

Result<VendoredState> takeIn(const Library &library, const VendoredState &state,
                             const ComparedFile &obtain, const JobContext &job)
{
    // A record that is not finished keeps what has come by now, whoever cleans meanwhile.
    VendoredState begun = state;
    begun.isFinished = false;
    Result<> done = isFinishedHere(library, state.id) ? Result<>() : writeVendored(library, begun);
    if (done)
        done = keepVendoredRoot(library, state);
    for (const VendoredFile &file : state.files) {
        if (done)
            done = takeFile(library, file, obtain, job);
    }
    if (done)
        done = writeVendored(library, state);
    return done ? Result<VendoredState>(state) : done.error();
}

} // namespace portico
