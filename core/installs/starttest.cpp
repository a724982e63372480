// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/starttest.h"

#include "core/installs/preparelaunch.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::StartTest)
};

constexpr auto kSilence = 5min; ///< torch is read for the first time
constexpr auto kPatience = 350ms;
constexpr qsizetype kMostOutput = 1 << 20;

struct Answer
{
    bool isGood = false;
    QString output;
    QString words; ///< the end of standard error
};

/** One run of main.py. */
class Runs
{
public:
    Runs(QString comfyFolder, QString python, const ProcessRunner &processes, const JobContext &job)
        : m_comfyFolder(std::move(comfyFolder))
        , m_python(std::move(python))
        , m_processes(processes)
        , m_job(job)
    { }

    Result<Answer> run(const QStringList &arguments) const
    {
        QProcessEnvironment environment =
            cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs());
        environment.insert(u"PYTHONUTF8"_s, u"1"_s);
        environment.insert(u"PYTHONNOUSERSITE"_s, u"1"_s);
        QByteArray output;
        const ProcessInput input{
            .command = {.program = m_python,
                        .arguments =
                            QStringList{u"-s"_s, u"-X"_s, u"utf8"_s, u"main.py"_s} + arguments,
                        .workingFolder = m_comfyFolder,
                        .environment = environment,
                        .secrets = {}},
            .standardInput = {},
            .onOutput = [&output](QByteArrayView bytes) -> Result<> {
                output += bytes.first(qMin(bytes.size(), kMostOutput - output.size()));
                return {};
            },
            .onErrorOutput = {},
            .silenceLimit = kSilence,
            .patience = kPatience};
        const Result<ExitStatus> status = m_processes.run(input, m_job);
        if (!status)
            return status.error();
        return Answer{.isGood = !status->crashed && status->code == 0,
                      .output = QString::fromUtf8(output),
                      .words = QString::fromUtf8(status->errorTail)};
    }

private:
    const QString m_comfyFolder;
    const QString m_python;
    const ProcessRunner &m_processes;
    const JobContext &m_job;
};

Error doesNotStart(const Answer &answer)
{
    const QString reason = reasonInTraceback(answer.words + u'\n' + answer.output);
    return {.code = ErrorCode::ProcessFailed,
            .message = reason.isEmpty()
                ? Text::tr("What was put together does not start.")
                : Text::tr("What was put together does not start: %1.").arg(reason),
            .nextStep = Text::tr("Try the packages as of the date of this version of ComfyUI, or "
                                 "another version."),
            .detail = answer.words.trimmed()};
}

} // namespace

QString reasonInTraceback(const QString &words)
{
    static const QRegularExpression line(
        uR"re(^(\w[\w.]*(?:Error|Exception|Warning|Exit): .+)$)re"_s,
        QRegularExpression::MultilineOption);
    QString reason;
    for (auto it = line.globalMatch(words); it.hasNext();)
        reason = it.next().captured(1).trimmed();
    while (reason.endsWith(u'.'))
        reason.chop(1);
    constexpr qsizetype longest = 200;
    return reason.size() > longest ? reason.left(longest) + u'…' : reason;
}

Result<> testStart(const QString &comfyFolder, const QString &python, const QString &scratch,
                   const ProcessRunner &processes, const JobContext &job)
{
    const Runs runs(comfyFolder, python, processes, job);
    const Result<Answer> help = runs.run({u"--help"_s});
    if (!help)
        return help.error();
    if (!help->isGood)
        return doesNotStart(*help);
    const QSet<QString> known = flagsInHelp(help->output);
    if (!known.contains(u"--quick-test-for-ci"_s))
        return {};
    QStringList arguments{u"--quick-test-for-ci"_s, u"--cpu"_s};
    for (const auto flag : {"--disable-all-custom-nodes"_L1, "--disable-auto-launch"_L1}) {
        if (known.contains(flag))
            arguments << flag;
    }
    if (known.contains(u"--base-directory"_s))
        arguments << u"--base-directory"_s << scratch;
    if (known.contains(u"--database-url"_s))
        arguments << u"--database-url"_s << u"sqlite:///:memory:"_s;
    const Result<Answer> start = runs.run(arguments);
    if (!start)
        return start.error();
    return start->isGood ? Result<>() : Result<>(doesNotStart(*start));
}

} // namespace portico
