// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/plaintext.h"
#include "core/github/watchrun.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RunFailure)
};

constexpr qsizetype kTail = 256 << 10; ///< of the log
constexpr qsizetype kLines = 30;

/** The end of a text that may be long. */
class TailSink final : public ByteSink
{
public:
    QByteArray tail;
    int status = 0;

    Result<Want> begin(const HttpReply &reply) override
    {
        status = reply.status;
        return Want::More;
    }

    Result<Want> write(QByteArrayView part) override
    {
        tail.append(part);
        if (tail.size() > 2 * kTail)
            tail.remove(0, tail.size() - kTail);
        return Want::More;
    }
};

bool isBad(const QString &conclusion)
{
    return conclusion == "failure"_L1 || conclusion == "timed_out"_L1
        || conclusion == "startup_failure"_L1 || conclusion == "cancelled"_L1
        || conclusion == "action_required"_L1;
}

/** "2026-09-14T20:00:00.1234567Z ##[error]words" as people read it; colours gone. */
QString readable(const QByteArray &line)
{
    static const QRegularExpression time(uR"(^\x{feff}?\d{4}-\d\d-\d\dT[\d:.]+Z ?)"_s);
    static const QRegularExpression colours(uR"(\x1b\[[\d;]*[A-Za-z])"_s);
    static const QRegularExpression marks(uR"(^##\[(group|endgroup|section|command|debug)\])"_s);
    QString text = QString::fromUtf8(line).remove(time).remove(colours).remove(marks);
    return plainText(text).trimmed();
}

/** What stands before the last error; what comes after it is clearing up. */
QStringList linesBeforeError(const QByteArray &log)
{
    QList<QByteArray> lines = log.trimmed().split('\n');
    for (qsizetype i = lines.size() - 1; i >= 0; --i) {
        if (lines.at(i).contains("##[error]")) {
            lines = lines.first(i + 1);
            break;
        }
    }
    QStringList texts;
    for (const QByteArray &line : lines.last(std::min(kLines, lines.size()))) {
        const QString text = readable(line);
        if (!text.isEmpty())
            texts += text;
    }
    return texts;
}

/** The log lies elsewhere: an address without our token. Empty where it cannot be had. */
QStringList lastLines(const GithubApi &api, const QString &repository, const WorkflowJob &failed,
                      const JobContext &job)
{
    HttpRequest request;
    request.url =
        api.server().callUrl(u"/repos/%1/actions/jobs/%2/logs"_s.arg(repository).arg(failed.id));
    const Result<QByteArray> authorization = api.authorizationFor(request.url, job);
    if (!authorization)
        return {};
    request.authorization = *authorization;
    request.plainHttpHosts = api.plainHttpHosts();
    TailSink sink;
    const Result<HttpReply> reply = api.http().get(request, sink, job);
    if (!reply || sink.status != 200)
        return {};
    return linesBeforeError(sink.tail);
}

QString stepThatFailed(const WorkflowJob &job)
{
    for (const WorkflowStep &step : job.steps) {
        if (isBad(step.conclusion))
            return step.name;
    }
    return {};
}

} // namespace

std::optional<Error> runFailure(const GithubApi &api, const QString &repository,
                                const WatchedRun &watched, const JobContext &job)
{
    const WorkflowRun &run = watched.run;
    if (!run.isOver() || run.conclusion == "success"_L1)
        return std::nullopt;
    Error error{.code = ErrorCode::ProcessFailed,
                .message = Text::tr("Run %1 of %2: %3.")
                               .arg(run.number)
                               .arg(run.workflow, stateTitle(run.status, run.conclusion)),
                .nextStep = Text::tr("See %1.").arg(run.page.toString()),
                .detail = {}};
    for (const WorkflowJob &each : watched.jobs) {
        if (!isBad(each.conclusion))
            continue;
        const QString step = stepThatFailed(each);
        if (!step.isEmpty())
            error.message =
                Text::tr("Run %1 of %2: the step “%3” of “%4” %5.")
                    .arg(run.number)
                    .arg(run.workflow, step, each.name, stateTitle(each.status, each.conclusion));
        error.detail = lastLines(api, repository, each, job).join(u'\n');
        break;
    }
    return error;
}

} // namespace portico
