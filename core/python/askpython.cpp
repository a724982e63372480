// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/askpython.h"

#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

constexpr auto kLimit = 30s;
constexpr qsizetype kMostOutput = 64 << 10;

} // namespace

Result<PythonAnswer> askPython(const QString &python, const QString &program,
                               const ProcessRunner &processes, const JobContext &job)
{
    QByteArray output;
    const ProcessInput input{.command = {.program = python,
                                         .arguments = {u"-I"_s, u"-B"_s, u"-c"_s, program},
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
    const Result<ExitStatus> status = processes.run(input, job);
    if (!status)
        return status.error();
    return PythonAnswer{.status = *status, .output = output.trimmed()};
}

} // namespace portico
