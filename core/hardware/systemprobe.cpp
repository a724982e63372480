// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/hardwareprobe.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::HardwareProbe)
};

constexpr qint64 kMostOfFile = 64 * 1024;
constexpr qsizetype kMostOutput = 4 << 20;

Error notHere(const QString &program)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("There is no %1 on this computer.").arg(program),
            .nextStep = Text::tr("The driver of such a GPU brings it along; without one there is "
                                 "nothing to do."),
            .detail = {}};
}

QString findProgram(const QStringList &programs)
{
    for (const QString &program : programs) {
        if (program == "portico-helper"_L1) {
            const auto helper = helperProgram();
            return helper ? *helper : QString();
        }
        const QFileInfo file(program);
        if (file.isAbsolute() && file.isFile() && file.isExecutable())
            return program;
        const QString found =
            file.isAbsolute() ? QString() : QStandardPaths::findExecutable(program);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

/** The tools' own words in English; all else as it is, because a driver's libraries may be named in
 *  any variable (NixOS, environment modules). */
QProcessEnvironment toolEnvironment()
{
    QProcessEnvironment environment = withoutSecrets(QProcessEnvironment::systemEnvironment());
    environment.insert(u"LC_ALL"_s, u"C"_s);
    environment.insert(u"LANG"_s, u"C"_s);
    return environment;
}

class SystemProbe final : public HardwareProbe
{
public:
    SystemProbe(const Host &host, QString libraryRoot)
        : m_host(host)
        , m_libraryRoot(std::move(libraryRoot))
        , m_os(host.os())
    { }

    Os os() const override { return m_os; }

    SystemFacts facts() const override
    {
        SystemFacts facts{.os = m_os,
                          .osTitle = QSysInfo::prettyProductName(),
                          .osVersion = m_os == Os::MacOS ? QSysInfo::productVersion()
                                                         : QSysInfo::kernelVersion(),
                          .architecture = m_host.architecture(),
                          .memory = m_host.memory(),
                          .libraryDisk = {}};
        if (const auto space = m_host.diskSpace(m_libraryRoot))
            facts.libraryDisk = *space;
        return facts;
    }

    Result<ToolAnswer> run(const ToolCall &call, const JobContext &job) const override
    {
        const QString program = findProgram(call.programs);
        if (program.isEmpty())
            return notHere(call.name);
        ToolAnswer answer;
        const ProcessInput input{.command = {.program = program,
                                             .arguments = call.arguments,
                                             .workingFolder = QDir::rootPath(),
                                             .environment = toolEnvironment(),
                                             .secrets = {}},
                                 .standardInput = {},
                                 .onOutput = [&answer](QByteArrayView bytes) -> Result<> {
                                     const qsizetype room = kMostOutput - answer.output.size();
                                     answer.output += bytes.first(qMin(bytes.size(), room));
                                     return {};
                                 },
                                 .onErrorOutput = {},
                                 .silenceLimit = {},
                                 .patience = std::chrono::milliseconds(0)};
        const auto status = SystemProcessRunner().run(input, job);
        if (!status)
            return status.error();
        answer.exitCode = status->crashed ? -1 : status->code;
        answer.errors = status->errorTail;
        return answer;
    }

    QByteArray readFile(const QString &path) const override
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.read(kMostOfFile) : QByteArray();
    }

    QStringList list(const QString &folder) const override
    {
        return QDir(folder).entryList(
            QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }

    QString linkTarget(const QString &path) const override
    {
        return QFileInfo(QFile::symLinkTarget(path)).fileName();
    }

private:
    const Host &m_host;
    const QString m_libraryRoot;
    const Os m_os; ///< a thread that is left behind may ask when the host is gone
};

} // namespace

std::shared_ptr<const HardwareProbe> makeHardwareProbe(const Host &host, const QString &libraryRoot)
{
    return std::make_shared<SystemProbe>(host, libraryRoot);
}

} // namespace portico
