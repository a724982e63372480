// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/uv.h"

#include "core/io/file.h"
#include "core/net/networkchain.h"
#include "core/net/toolenvironment.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/linesplitter.h"
#include "core/process/processrunner.h"
#include "core/python/uvfailure.h"
#include "core/python/uvprogress.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qsizetype kMostOutput = 32 << 20;
constexpr int kMostLogLines = 2'000;
/** uv may be ended at any time: what it had begun in its cache is no entry of it yet. */
constexpr std::chrono::milliseconds kPatience{350};

QString masked(QString text, const QStringList &secrets)
{
    for (const QString &secret : secrets) {
        if (!secret.isEmpty())
            text.replace(secret, "***"_L1);
    }
    return text;
}

/** Addresses may carry a user and a password. */
QStringList secretsIn(const QMap<QString, QString> &variables)
{
    QStringList secrets;
    for (const QString &value : variables) {
        const QUrl url(value);
        if (!url.password().isEmpty())
            secrets += {url.password(QUrl::FullyDecoded), url.password(QUrl::FullyEncoded)};
    }
    return secrets;
}

/** What one run of uv says on its standard error: lines for the log, and progress. */
class Listener
{
public:
    Listener(const UvCall &call, QStringList secrets, const JobContext &job)
        : m_call(call)
        , m_secrets(std::move(secrets))
        , m_job(job)
    { }

    void hear(QByteArrayView bytes)
    {
        m_splitter.feed(bytes, [this](const SplitLine &line) {
            take(QString::fromUtf8(line.bytes).trimmed());
        });
    }

private:
    void take(const QString &line)
    {
        if (line.isEmpty())
            return;
        if (m_call.words == UvWords::Log && ++m_lines <= kMostLogLines)
            m_job.log(masked(line, m_secrets));
        m_progress.take(line);
        if (!m_call.step.isEmpty() && m_progress.hasChanged())
            m_job.report(m_progress.progress(m_call.step));
    }

    const UvCall &m_call;
    const QStringList m_secrets;
    const JobContext &m_job;
    LineSplitter m_splitter;
    UvProgress m_progress;
    int m_lines = 0;
};

} // namespace

Uv::Uv(UvProgram program, QString cacheFolder, const NetworkChain &network,
       const ProcessRunner &processes)
    : m_program(std::move(program))
    , m_cacheFolder(std::move(cacheFolder))
    , m_environment(cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs()))
    , m_packageIndex(network.packageIndex)
    , m_processes(processes)
{
    const ToolEnvironment tool = environmentFor(Consumer::Uv, network);
    tool.applyTo(m_environment, hostOs());
    m_secrets = tool.secrets;
    m_environment.insert(u"UV_NO_CONFIG"_s, u"1"_s);
    m_environment.insert(u"UV_NO_ENV_FILE"_s, u"1"_s);
    m_environment.insert(u"UV_CACHE_DIR"_s, m_cacheFolder);
    m_environment.insert(u"UV_PYTHON_CACHE_DIR"_s, m_cacheFolder + "/python"_L1);
    m_environment.insert(u"UV_SYSTEM_CERTS"_s, u"1"_s); // the system's authorities, as for all else
    m_environment.insert(u"UV_NATIVE_TLS"_s, u"1"_s);   // its name before uv 0.11.26
    m_environment.insert(u"NO_COLOR"_s, u"1"_s);
}

Result<UvOutput> Uv::run(const UvCall &call, const JobContext &job) const
{
    const Result<> made = makeFolder(m_cacheFolder);
    if (!made)
        return made.error();
    QProcessEnvironment environment = m_environment;
    for (auto it = call.variables.begin(); it != call.variables.end(); ++it)
        environment.insert(it.key(), it.value());
    const QStringList secrets = m_secrets + secretsIn(call.variables);
    UvOutput output;
    Listener listener(call, secrets, job);
    const ProcessInput input{
        .command = {.program = m_program.path,
                    .arguments = call.arguments + QStringList{u"--no-progress"_s},
                    .workingFolder = call.workingFolder.isEmpty()
                        ? QFileInfo(m_cacheFolder).path() // uv refuses to work inside its cache
                        : call.workingFolder,
                    .environment = environment,
                    .secrets = secrets},
        .standardInput = {},
        .onOutput = [&output](QByteArrayView bytes) -> Result<> {
            output.text += bytes.first(qMin(bytes.size(), kMostOutput - output.text.size()));
            return {};
        },
        .onErrorOutput = [&listener](QByteArrayView bytes) { listener.hear(bytes); },
        .silenceLimit = {},
        .patience = kPatience};
    const Result<ExitStatus> status = m_processes.run(input, job);
    if (!status)
        return status.error();
    output.code = status->crashed ? -1 : status->code;
    output.words = masked(QString::fromUtf8(status->errorTail), secrets);
    if (output.code != 0 && call.failure == UvFailure::IsError)
        return uvFailure(output.words);
    return output;
}

} // namespace portico
