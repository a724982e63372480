// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/json.h"
#include "core/python/askpython.h"
#include "core/python/copypython.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PythonFacts)
};

QString question()
{
    return uR"py(
import json, os, platform, sys, sysconfig
v = sysconfig.get_config_var
base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix,
        "installed_base": sys.base_prefix, "installed_platbase": sys.base_exec_prefix}
paths = sysconfig.get_paths(vars=base)
shared = ""
if v("Py_ENABLE_SHARED") and v("INSTSONAME"):
    for folder in (os.path.join(sys.base_prefix, "lib"), v("LIBDIR")):
        path = os.path.join(folder or "", v("INSTSONAME"))
        if os.path.isfile(path):
            shared = path
            break
print(json.dumps({
    "executable": os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable),
    "version": platform.python_version(), "major": sys.version_info[0],
    "minor": sys.version_info[1], "prefix": sys.base_prefix,
    "stdlib": paths["stdlib"], "platstdlib": paths["platstdlib"], "include": paths["include"],
    "shared": shared, "scheme": sysconfig.get_default_scheme(),
    "managed": os.path.exists(os.path.join(paths["stdlib"], "EXTERNALLY-MANAGED")),
    "framework": bool(v("PYTHONFRAMEWORK"))}))
)py"_s;
}

Error doesNotRun(const QString &python, const QString &evidence)
{
    return {.code = ErrorCode::ProcessFailed,
            .message =
                Text::tr("The Python %1 does not run.").arg(QDir::toNativeSeparators(python)),
            .nextStep = Text::tr("Choose another Python."),
            .detail = evidence.trimmed()};
}

} // namespace

Result<PythonFacts> pythonFacts(const QString &python, const ProcessRunner &processes,
                                const JobContext &job)
{
    const QString found = QFileInfo(python).isFile() ? QFileInfo(python).absoluteFilePath()
                                                     : QStandardPaths::findExecutable(python);
    if (found.isEmpty())
        return Error{.code = ErrorCode::NotFound,
                     .message =
                         Text::tr("There is no Python %1.").arg(QDir::toNativeSeparators(python)),
                     .nextStep = Text::tr("Give the path of a Python 3.10 or newer."),
                     .detail = {}};
    const auto asked = askPython(found, question(), processes, job);
    if (!asked)
        return asked.error();
    const Result<QJsonObject> answer = parseJsonObject(asked->output);
    if (asked->status.crashed || asked->status.code != 0 || !answer)
        return doesNotRun(found, QString::fromLocal8Bit(asked->status.errorTail + asked->output));
    const auto path = [&](QLatin1StringView key) {
        return QDir::cleanPath(QDir::fromNativeSeparators(answer->value(key).toString()));
    };
    return PythonFacts{.executable = path("executable"_L1),
                       .version = answer->value("version"_L1).toString(),
                       .major = answer->value("major"_L1).toInt(),
                       .minor = answer->value("minor"_L1).toInt(),
                       .prefix = path("prefix"_L1),
                       .standardLibrary = path("stdlib"_L1),
                       .platformLibrary = path("platstdlib"_L1),
                       .include = path("include"_L1),
                       .sharedLibrary = answer->value("shared"_L1).toString().isEmpty()
                           ? QString()
                           : path("shared"_L1),
                       .scheme = answer->value("scheme"_L1).toString(),
                       .isManaged = answer->value("managed"_L1).toBool(),
                       .isFramework = answer->value("framework"_L1).toBool()};
}

} // namespace portico
