// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/askhelper.h"

#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/linesplitter.h"

#include <QJsonDocument>

#include <optional>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

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
    const std::optional<QJsonObject> &result() const { return m_result; }
    const std::optional<Error> &error() const { return m_error; }

private:
    void take(const SplitLine &line)
    {
        if (m_failure || line.bytes.isEmpty())
            return;
        const Result<HelperMessage> message = helperMessageFromLine(line.bytes.toByteArray());
        if (!message) {
            m_failure = message.error();
        } else if (const auto *progress = std::get_if<Progress>(&*message)) {
            m_job.report(*progress);
        } else if (const auto *text = std::get_if<HelperLogLine>(&*message)) {
            if (++m_logLines <= maxLogLines)
                m_job.log(text->text);
        } else if (const auto *result = std::get_if<HelperResult>(&*message)) {
            m_result = result->body;
        } else {
            m_error = std::get<Error>(*message);
        }
    }

    const JobContext &m_job;
    LineSplitter m_splitter;
    int m_logLines = 0;
    std::optional<QJsonObject> m_result;
    std::optional<Error> m_error;
    std::optional<Error> m_failure; ///< nonsense was heard
};

} // namespace

Result<QJsonObject> askHelper(const HelperTask &task, const ProcessRunner &processes,
                              const JobContext &job)
{
    const Result<QString> helper = helperProgram();
    if (!helper)
        return helper.error();
    Hearing hearing(job);
    const ProcessInput input{
        .command = {.program = *helper,
                    .arguments = {task.part},
                    .workingFolder = {},
                    .environment = withLanguage(
                        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs())),
                    .secrets = {}},
        .standardInput = QJsonDocument(task.request).toJson(QJsonDocument::Compact) + '\n',
        .onOutput = [&hearing](QByteArrayView output) { return hearing.hear(output); },
        .onErrorOutput = {},
        .silenceLimit = task.silenceLimit};
    const Result<ExitStatus> exit = processes.run(input, job);
    if (!exit)
        return exit.error();
    if (hearing.error())
        return *hearing.error();
    if (exit->crashed || exit->code != 0 || !hearing.result())
        return task.endedBadly(*exit);
    return *hearing.result();
}

} // namespace portico
