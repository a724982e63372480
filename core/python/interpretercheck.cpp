// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/interpretercheck.h"

#include "core/io/json.h"
#include "core/python/askpython.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::InterpreterCheck)
};

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
    const auto asked = askPython(python, question(), processes, job);
    if (!asked) {
        if (asked.error().code == ErrorCode::ProcessFailed)
            return doesNotStart(python, asked.error().message + u'\n' + asked.error().detail);
        return asked.error();
    }
    if (asked->status.crashed || asked->status.code != 0)
        return doesNotStart(python, QString::fromLocal8Bit(asked->status.errorTail));
    const auto answer = parseJsonObject(asked->output);
    if (!answer)
        return doesNotStart(python, QString::fromLocal8Bit(asked->output));
    return InterpreterFacts{.version = answer->value("version"_L1).toString(),
                            .major = answer->value("major"_L1).toInt(),
                            .minor = answer->value("minor"_L1).toInt(),
                            .machine = answer->value("machine"_L1).toString(),
                            .prefix = answer->value("prefix"_L1).toString(),
                            .executable = answer->value("executable"_L1).toString()};
}

} // namespace portico
