// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/verifyvendored.h"

#include "core/io/file.h"
#include "core/io/sha256.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::VerifyVendored)
};

constexpr qint64 kMostSums = 64LL << 20;

} // namespace

Result<VendoredVerdict> verifyVendored(const Library &library, const VendoredState &state,
                                       const JobContext &job)
{
    VendoredVerdict verdict{.state = state};
    const qint64 total = state.bytes();
    for (const VendoredFile &file : state.files) {
        const QString path = vendoredPath(library, file);
        if (!QFileInfo(path).isFile()) {
            verdict.damages += VendoredDamage{.file = file, .isMissing = true};
            continue;
        }
        const Result<Sha256> actual = hashFile(path, job);
        if (!actual && actual.error().code == ErrorCode::Cancelled)
            return actual.error();
        if (!actual || *actual != file.sha256)
            verdict.damages += VendoredDamage{.file = file};
        verdict.bytes += QFileInfo(path).size();
        job.report({.step = Text::tr("Compare"),
                    .done = verdict.bytes,
                    .total = std::max(total, verdict.bytes),
                    .unit = ProgressUnit::Bytes});
    }
    const QString sums = vendoredFolder(library, state.id) + "/SHA256SUMS"_L1;
    const Result<QByteArray> written = readFile(sums, kMostSums);
    if (!written || *written != sumsOf(state)) {
        const QString path = u"vendored/"_s + state.id + "/SHA256SUMS"_L1;
        verdict.damages += VendoredDamage{.file = {.name = u"SHA256SUMS"_s, .path = path},
                                          .isMissing = !QFileInfo::exists(sums)};
    }
    return verdict;
}

Error damageError(const VendoredVerdict &verdict)
{
    const QString next =
        Text::tr("See all of it: porticoctl vendor verify %1; with --repair it is put right, as "
                 "far as that can be.")
            .arg(verdict.state.install.id.toString());
    if (!verdict.damages.isEmpty()) {
        const VendoredDamage &first = verdict.damages.constFirst();
        return {.code = first.isMissing ? ErrorCode::NotFound : ErrorCode::HashMismatch,
                .message = first.isMissing
                    ? Text::tr("What is kept for offline of “%1” is not whole: %2 is missing.")
                          .arg(verdict.state.install.name, first.file.path)
                    : Text::tr("What is kept for offline of “%1” is not whole: %2 is damaged.")
                          .arg(verdict.state.install.name, first.file.path),
                .nextStep = next,
                .detail = first.file.sha256.toHex()};
    }
    const QString lack =
        verdict.state.lacks.isEmpty() ? QString() : verdict.state.lacks.constFirst().why.message;
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("Not all of “%1” is kept for offline. %2")
                           .arg(verdict.state.install.name, lack)
                           .trimmed(),
            .nextStep = Text::tr("Keep it again: porticoctl vendor %1 --yes.")
                            .arg(verdict.state.install.id.toString()),
            .detail = {}};
}

Result<VendoredVerdict> repairVendored(const RestoreServices &services,
                                       const VendoredVerdict &verdict, const JobContext &job)
{
    const Result<VendoredState> again =
        keepForOffline(services,
                       {.install = verdict.state.install.id,
                        .snapshot = snapshotId(toJson(verdict.state.content)).toHex()},
                       job);
    if (!again)
        return again.error();
    return verifyVendored(services.nodes.compose.library, *again, job);
}

} // namespace portico
