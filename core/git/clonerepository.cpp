// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/clonerepository.h"

#include "core/process/askhelper.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CloneRepository)
};

/** A server that says nothing for so long is left; copying a folder is silent by nature. */
constexpr auto kServerSilence = 60s;
constexpr auto kFolderSilence = 15min;

Error endedBadly(const GitCloneRequest &request, const ExitStatus &exit)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("Fetching %1 ended without a result: the git program was stopped "
                                "or failed.")
                           .arg(request.address.shown()),
            .nextStep = Text::tr("Try again; if it happens again, use another address."),
            .detail = u"%1 %2 %3"_s.arg(exit.crashed ? u"signal"_s : u"exit code"_s)
                          .arg(exit.code)
                          .arg(QString::fromUtf8(exit.errorTail).trimmed())};
}

Error silent(const GitCloneRequest &request)
{
    return {.code = ErrorCode::Timeout,
            .message = Text::tr("%1 said nothing for a minute.").arg(request.address.shown()),
            .nextStep = Text::tr("Try again later; check the address and the network settings."),
            .detail = {}};
}

} // namespace

Result<ClonedRepository> cloneRepository(const GitCloneRequest &request,
                                         const ProcessRunner &processes, const JobContext &job)
{
    const Result<QJsonObject> result = askHelper(
        {.part = u"git"_s,
         .request = toJson(request),
         .endedBadly = [&request](const ExitStatus &exit) { return endedBadly(request, exit); },
         .silenceLimit = request.address.isLocal() ? kFolderSilence
                                                   : std::chrono::milliseconds(kServerSilence)},
        processes, job);
    if (result)
        return clonedRepositoryFromJson(*result);
    if (result.error().code == ErrorCode::Timeout && !request.address.isLocal())
        return silent(request);
    return result.error();
}

} // namespace portico
