// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/archive/unpackprotocol.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/linesplitter.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

#include <optional>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Unpack)
};

constexpr qsizetype maxLine = 1 << 20;
constexpr int maxLogLines = 1'000;

/** What the helper has said so far. */
class Hearing
{
public:
    explicit Hearing(const JobContext &job)
        : m_job(job)
        , m_splitter(maxLine)
    { }

    Result<> hear(QByteArrayView output)
    {
        m_splitter.feed(output, [this](const SplitLine &line) { take(line); });
        return m_failure ? Result<>(*m_failure) : Result<>();
    }
    const std::optional<UnpackSummary> &summary() const { return m_summary; }
    const std::optional<Error> &error() const { return m_error; }

private:
    void take(const SplitLine &line)
    {
        if (m_failure || line.bytes.isEmpty())
            return;
        const Result<UnpackMessage> message = unpackMessageFromLine(line.bytes.toByteArray());
        if (!message) {
            m_failure = message.error();
        } else if (const auto *progress = std::get_if<Progress>(&*message)) {
            m_job.report(*progress);
        } else if (const auto *text = std::get_if<UnpackLogLine>(&*message)) {
            if (++m_logLines <= maxLogLines)
                m_job.log(text->text);
        } else if (const auto *summary = std::get_if<UnpackSummary>(&*message)) {
            m_summary = *summary;
        } else {
            m_error = std::get<Error>(*message);
        }
    }

    const JobContext &m_job;
    LineSplitter m_splitter;
    int m_logLines = 0;
    std::optional<UnpackSummary> m_summary;
    std::optional<Error> m_error;
    std::optional<Error> m_failure; ///< nonsense was heard
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
    const Result<QString> helper = helperProgram();
    if (!helper)
        return helper.error();
    Hearing hearing(job);
    const ProcessInput input{
        .command = {.program = *helper,
                    .arguments = {u"unpack"_s},
                    .workingFolder = {},
                    .environment =
                        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs()),
                    .secrets = {}},
        .standardInput = QJsonDocument(toJson(request)).toJson(QJsonDocument::Compact) + '\n',
        .onOutput = [&hearing](QByteArrayView output) { return hearing.hear(output); },
        .onErrorOutput = {}};
    const Result<ExitStatus> exit = processes.run(input, job);
    if (!exit)
        return exit.error();
    if (hearing.error())
        return *hearing.error();
    if (exit->crashed || exit->code != 0 || !hearing.summary())
        return endedBadly(request, *exit);
    return *hearing.summary();
}

} // namespace portico
