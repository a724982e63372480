// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/process/askhelper.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Unpack)
};

Error endedBadly(const UnpackRequest &request, const ExitStatus &exit)
{
    const QString name = QFileInfo(request.archive).fileName();
    const QString how = exit.crashed ? u"signal"_s : u"exit code"_s;
    return {
        ErrorCode::ProcessFailed,
        Text::tr("Unpacking %1 ended without a result: the unpacking program was stopped or "
                 "failed. Nothing was installed.")
            .arg(name),
        Text::tr("Check that enough memory is free and try again; if it happens again, download "
                 "the file again."),
        u"%1 %2 %3"_s.arg(how).arg(exit.code).arg(QString::fromUtf8(exit.errorTail).trimmed())};
}

} // namespace

Result<UnpackSummary> unpackArchive(const UnpackRequest &request, const ProcessRunner &processes,
                                    const JobContext &job)
{
    const JobContext named(job.cancel,
                           {.steps = {},
                            .progress =
                                [&job](const Progress &progress) {
                                    Progress ours = progress;
                                    ours.step = Text::tr("Unpack");
                                    job.report(ours);
                                },
                            .log = [&job](const QString &line) { job.log(line); }});
    const Result<QJsonObject> result = askHelper(
        {.part = u"unpack"_s,
         .request = toJson(request),
         .endedBadly = [&request](const ExitStatus &exit) { return endedBadly(request, exit); }},
        processes, named);
    if (!result)
        return result.error();
    return unpackSummaryFromJson(*result);
}

} // namespace portico
