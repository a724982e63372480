// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/uvprogram.h"

#include "core/platform/filerules.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"
#include "core/python/fetchuv.h"
#include "core/python/uvpins.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UvProgram)
};

constexpr auto kLimit = 20s;
constexpr qsizetype kMostOutput = 4'096;

/** What the program says of itself; null when it does not run or is not uv. */
QVersionNumber versionOf(const QString &program, Os os, const ProcessRunner &processes,
                         const JobContext &job)
{
    QByteArray output;
    const ProcessInput input{
        .command = {.program = program,
                    .arguments = {u"--version"_s},
                    .workingFolder = {},
                    .environment = cleanEnvironment(QProcessEnvironment::systemEnvironment(), os),
                    .secrets = {}},
        .standardInput = {},
        .onOutput = [&output](QByteArrayView bytes) -> Result<> {
            output += bytes.first(qMin(bytes.size(), kMostOutput - output.size()));
            return {};
        },
        .onErrorOutput = {},
        .silenceLimit = kLimit};
    const Result<ExitStatus> status = processes.run(input, job);
    if (!status || status->crashed || status->code != 0)
        return {};
    return uvVersionIn(QString::fromUtf8(output));
}

Error tooOld(const QString &program, const QVersionNumber &version)
{
    return {.code = ErrorCode::Unsupported,
            .message = version.isNull()
                ? Text::tr("%1 is no uv that runs here.").arg(program)
                : Text::tr("%1 is uv %2, and %3 or newer is needed.")
                      .arg(program, version.toString(), leastUvVersion().toString()),
            .nextStep = Text::tr("Choose another uv in the settings, or leave the choice to "
                                 "Portico."),
            .detail = {}};
}

/** The search, one place after the other. */
class Search
{
public:
    Search(const UvRequest &request, const UvServices &services, const JobContext &job)
        : m_request(request)
        , m_services(services)
        , m_job(job)
    { }

    Result<UvProgram> run();

private:
    std::optional<UvProgram> look(const QString &program, UvProgram::Origin origin);
    Result<UvProgram> chosen();
    QString fetchedProgram() const;

    const UvRequest &m_request;
    const UvServices &m_services;
    const JobContext &m_job;
    QStringList m_tried;
};

std::optional<UvProgram> Search::look(const QString &program, UvProgram::Origin origin)
{
    if (program.isEmpty() || !QFileInfo(program).isFile())
        return std::nullopt;
    const QVersionNumber version = versionOf(program, m_request.os, m_services.processes, m_job);
    if (version < leastUvVersion()) {
        m_tried += tooOld(program, version).message;
        return std::nullopt;
    }
    m_job.log(Text::tr("uv %1: %2").arg(version.toString(), QDir::toNativeSeparators(program)));
    return UvProgram{.path = program, .version = version, .origin = origin};
}

Result<UvProgram> Search::chosen()
{
    const QString program = QFileInfo(m_request.chosen).isFile()
        ? QFileInfo(m_request.chosen).absoluteFilePath()
        : QStandardPaths::findExecutable(m_request.chosen);
    if (program.isEmpty())
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("There is no program %1, which the settings name as uv.")
                                    .arg(m_request.chosen),
                     .nextStep = Text::tr("Correct the setting, or clear it."),
                     .detail = {}};
    const auto found = look(program, UvProgram::Origin::Chosen);
    if (found)
        return *found;
    return tooOld(program, versionOf(program, m_request.os, m_services.processes, m_job));
}

QString Search::fetchedProgram() const
{
    return m_request.folder + "/uv-"_L1 + pinnedUvVersion() + "/uv"_L1
        + executableSuffix(m_request.os);
}

Result<UvProgram> Search::run()
{
    if (!m_request.chosen.isEmpty())
        return chosen();
    const QString beside =
        QStandardPaths::findExecutable(u"uv"_s, {QCoreApplication::applicationDirPath()});
    if (const auto found = look(beside, UvProgram::Origin::Beside))
        return *found;
    if (const auto found = look(QStandardPaths::findExecutable(u"uv"_s), UvProgram::Origin::OnPath))
        return *found;
    if (const auto found = look(fetchedProgram(), UvProgram::Origin::Pip))
        return *found;
    if (m_job.isCancelled())
        return cancelledError();
    const Result<> byPip = fetchUvWithPip(m_request, fetchedProgram(), m_services, m_job);
    if (!byPip) {
        if (byPip.error().code == ErrorCode::Cancelled)
            return byPip.error();
        m_job.log(byPip.error().message);
        m_tried += byPip.error().message;
    } else if (const auto found = look(fetchedProgram(), UvProgram::Origin::Pip)) {
        return *found;
    }
    const Result<> released = fetchUvRelease(m_request, fetchedProgram(), m_services, m_job);
    if (!released)
        return released.error().code == ErrorCode::Cancelled
            ? released.error()
            : Error{.code = released.error().code,
                    .message = Text::tr("uv, which puts the packages together, is not here and "
                                        "could not be fetched. %1")
                                   .arg(released.error().message),
                    .nextStep = Text::tr("Check the connection, or install uv %1 or newer and try "
                                         "again.")
                                    .arg(leastUvVersion().toString()),
                    .detail = m_tried.join(u'\n') + u'\n' + released.error().detail};
    if (const auto found = look(fetchedProgram(), UvProgram::Origin::Release))
        return *found;
    return tooOld(fetchedProgram(), {});
}

} // namespace

QVersionNumber leastUvVersion()
{
    return {0, 11, 25};
}

QVersionNumber uvVersionIn(const QString &output)
{
    static const QRegularExpression line(uR"re(^uv (\d+\.\d+\.\d+))re"_s);
    return QVersionNumber::fromString(line.match(output).captured(1));
}

Result<UvProgram> provideUv(const UvRequest &request, const UvServices &services,
                            const JobContext &job)
{
    return Search(request, services, job).run();
}

} // namespace portico
