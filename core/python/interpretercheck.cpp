// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/interpretercheck.h"

#include "core/io/json.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::InterpreterCheck)
};

constexpr auto kLimit = 30s;
constexpr qsizetype kMostOutput = 64 << 10;

QString question()
{
    return u"import json, platform, sys; print(json.dumps({'version': platform.python_version(), "
           "'major': sys.version_info[0], 'minor': sys.version_info[1], "
           "'machine': platform.machine(), 'prefix': sys.base_prefix, "
           "'executable': sys.executable}))"_s;
}

Error doesNotStart(const QString &python, const QString &evidence)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("The Python %1 does not run on this computer.")
                           .arg(QDir::toNativeSeparators(python)),
            .nextStep = Text::tr("See whether a virus scanner holds it, whether programs may run "
                                 "from this drive, and whether the bundle is for this system."),
            .detail = evidence.trimmed()};
}

} // namespace

Result<InterpreterFacts> checkInterpreter(const QString &python, const ProcessRunner &processes,
                                          const JobContext &job)
{
    QByteArray output;
    const ProcessInput input{.command = {.program = python,
                                         .arguments = {u"-I"_s, u"-B"_s, u"-c"_s, question()},
                                         .workingFolder = QFileInfo(python).path(),
                                         .environment = cleanEnvironment(
                                             QProcessEnvironment::systemEnvironment(), hostOs()),
                                         .secrets = {}},
                             .standardInput = {},
                             .onOutput = [&output](QByteArrayView bytes) -> Result<> {
                                 output +=
                                     bytes.first(qMin(bytes.size(), kMostOutput - output.size()));
                                 return {};
                             },
                             .onErrorOutput = {},
                             .silenceLimit = kLimit};
    const auto status = processes.run(input, job);
    if (!status) {
        if (status.error().code == ErrorCode::ProcessFailed)
            return doesNotStart(python, status.error().message + u'\n' + status.error().detail);
        return status.error();
    }
    if (status->crashed || status->code != 0)
        return doesNotStart(python, QString::fromLocal8Bit(status->errorTail));
    const auto answer = parseJsonObject(output.trimmed());
    if (!answer)
        return doesNotStart(python, QString::fromLocal8Bit(output));
    return InterpreterFacts{.version = answer->value("version"_L1).toString(),
                            .major = answer->value("major"_L1).toInt(),
                            .minor = answer->value("minor"_L1).toInt(),
                            .machine = answer->value("machine"_L1).toString(),
                            .prefix = answer->value("prefix"_L1).toString(),
                            .executable = answer->value("executable"_L1).toString()};
}

} // namespace portico
