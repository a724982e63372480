// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/copypython.h"

#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/platform/symboliclink.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CopyPython)
};

constexpr auto kLimit = 60s;

Error cannotCopy(const PythonFacts &facts, const QString &why, const QString &detail = {})
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("The Python in %1 cannot be copied: %2.")
                           .arg(QDir::toNativeSeparators(facts.prefix), why),
            .nextStep = Text::tr("Choose another Python."),
            .detail = detail};
}

/** What of a standard library is for its makers, or belongs to somebody's packages. */
bool isWanted(QStringView path)
{
    const QStringView name = path.mid(path.lastIndexOf(u'/') + 1);
    static const QStringList unwanted{
        u"__pycache__"_s, u"site-packages"_s, u"dist-packages"_s, u"test"_s,
        u"tests"_s,       u"idlelib"_s,       u"turtledemo"_s,    u"EXTERNALLY-MANAGED"_s};
    return !unwanted.contains(name) && !name.endsWith(".pyc"_L1) && !name.startsWith("config-3"_L1);
}

Result<> clone(const QString &from, const QString &to, const JobContext &job)
{
    const Result<> made = makeFolder(QFileInfo(to).path());
    if (!made)
        return made;
    const Result<CloneSummary> cloned = cloneTree(
        {.from = from, .to = to, .sharing = Sharing::Reflink, .wants = isWanted, .step = {}}, job);
    return cloned ? Result<>() : Result<>(cloned.error());
}

/** Its files lie among those of others. uv marks the Pythons that it keeps in folders of their own
 *  as managed, too, and bundles bring such ones. */
bool isOfSystem(const PythonFacts &facts)
{
    static const QStringList shared{u"/"_s, u"/usr"_s, u"/usr/local"_s};
    return facts.isManaged && shared.contains(facts.prefix);
}

/** The interpreter looks for its library where it was installed; from now on, beside itself. The
 *  place is a text in the file: the new one is shorter and is written over it. One without that
 *  text looks beside itself already, or is no use: the proof tells. */
Result<> pointToOwnLibrary(const PythonFacts &facts, const QString &program)
{
    QFile file(program);
    if (!file.open(QIODevice::ReadOnly))
        return cannotCopy(facts, Text::tr("its program cannot be read"), file.errorString());
    QByteArray bytes = file.readAll();
    file.close();
    const QByteArray was = QFile::encodeName(QFileInfo(facts.sharedLibrary).path()).append('\0');
    const QByteArray becomes = QByteArray("$ORIGIN/../lib").leftJustified(was.size(), '\0');
    if (!bytes.contains(was))
        return {};
    if (becomes.size() != was.size())
        return cannotCopy(facts, Text::tr("its program finds its library in another way"));
    bytes.replace(was, becomes);
    const QFileDevice::Permissions permissions = file.permissions();
    if (!file.setPermissions(permissions | QFile::WriteOwner) || !file.open(QIODevice::WriteOnly)
        || file.write(bytes) != bytes.size() || !file.flush())
        return cannotCopy(facts, Text::tr("its program cannot be written"), file.errorString());
    file.close();
    file.setPermissions(permissions);
    return {};
}

Result<> copyUnix(const PythonFacts &facts, const QString &target, const JobContext &job)
{
    const QString versioned = u"python%1.%2"_s.arg(facts.major).arg(facts.minor);
    const QString library = target + "/lib/"_L1 + versioned;
    const Result<> standard = clone(facts.standardLibrary, library, job);
    if (!standard)
        return standard;
    for (const QString &folder : {library + "/site-packages"_L1, target + "/bin"_L1}) {
        const Result<> made = makeFolder(folder);
        if (!made)
            return made;
    }
    if (QDir(facts.include).exists()) {
        const Result<> headers = clone(facts.include, target + "/include/"_L1 + versioned, job);
        if (!headers)
            return headers;
    }
    const QString program = target + "/bin/"_L1 + versioned;
    if (!QFile::copy(facts.executable, program))
        return cannotCopy(facts, Text::tr("its program cannot be read"), facts.executable);
    for (const auto name : {"/bin/python3"_L1, "/bin/python"_L1}) {
        const Result<> linked = makeLink(versioned, target + name);
        if (!linked)
            return linked;
    }
    if (facts.sharedLibrary.isEmpty())
        return {};
    const QString shared = target + "/lib/"_L1 + QFileInfo(facts.sharedLibrary).fileName();
    if (!QFile::copy(facts.sharedLibrary, shared))
        return cannotCopy(facts, Text::tr("its library cannot be read"), facts.sharedLibrary);
    return pointToOwnLibrary(facts, program);
}

Result<> copyWindows(const PythonFacts &facts, const QString &target, const JobContext &job)
{
    const Result<> made = makeFolder(target);
    if (!made)
        return made;
    const QDir from(facts.prefix);
    for (const QString &name : from.entryList({u"*.exe"_s, u"*.dll"_s}, QDir::Files)) {
        if (!QFile::copy(from.filePath(name), target + u'/' + name))
            return cannotCopy(facts, Text::tr("its program cannot be read"), name);
    }
    for (const auto name : {"DLLs"_L1, "Lib"_L1, "include"_L1, "libs"_L1}) {
        if (!from.exists(name))
            continue;
        const Result<> copied = clone(from.filePath(name), target + u'/' + name, job);
        if (!copied)
            return copied;
    }
    return makeFolder(target + "/Lib/site-packages"_L1);
}

QString proof()
{
    return uR"py(
import ctypes, hashlib, json, lzma, os, sqlite3, ssl, sys, zlib
maps = open("/proc/self/maps").read() if os.path.exists("/proc/self/maps") else ""
print(os.path.realpath(sys.prefix))
print("uses the original" if any(part in maps for part in sys.argv[1:]) else "alone")
)py"_s;
}

/** Runs the copy without any environment; what it maps is compared with where it came from. */
Result<> prove(const PythonFacts &facts, const QString &target, Os os,
               const ProcessRunner &processes, const JobContext &job)
{
    const QString program = target + (os == Os::Windows ? "/python.exe"_L1 : "/bin/python3"_L1);
    QStringList arguments{u"-I"_s, u"-B"_s, u"-c"_s, proof(), facts.standardLibrary + u'/'};
    if (!facts.sharedLibrary.isEmpty())
        arguments += facts.sharedLibrary;
    QProcessEnvironment environment;
    if (os == Os::Windows)
        environment.insert(u"SystemRoot"_s, qEnvironmentVariable("SystemRoot"));
    QByteArray output;
    const ProcessInput input{.command = {.program = program,
                                         .arguments = arguments,
                                         .workingFolder = QFileInfo(target).path(),
                                         .environment = environment,
                                         .secrets = {}},
                             .standardInput = {},
                             .onOutput = [&output](QByteArrayView bytes) -> Result<> {
                                 output += bytes;
                                 return {};
                             },
                             .onErrorOutput = {},
                             .silenceLimit = kLimit};
    const Result<ExitStatus> status = processes.run(input, job);
    if (!status)
        return status.error();
    const QStringList lines = QString::fromLocal8Bit(output).split(u'\n');
    if (status->crashed || status->code != 0)
        return cannotCopy(facts, Text::tr("the copy does not run"),
                          QString::fromLocal8Bit(status->errorTail).trimmed());
    const bool isOwn =
        QFileInfo(QDir::fromNativeSeparators(lines.value(0).trimmed())).canonicalFilePath()
        == QFileInfo(target).canonicalFilePath();
    if (!isOwn || lines.value(1).trimmed() != "alone"_L1)
        return cannotCopy(facts, Text::tr("the copy still uses the original"), lines.join(u' '));
    return {};
}

} // namespace

Result<> copyPython(const PythonFacts &facts, const QString &target, Os os,
                    const ProcessRunner &processes, const JobContext &job)
{
    if (isOfSystem(facts) || (facts.scheme != "posix_prefix"_L1 && facts.scheme != "nt"_L1))
        return cannotCopy(facts, Text::tr("it belongs to the system"));
    if (facts.isFramework)
        return cannotCopy(facts, Text::tr("it is a framework of macOS"));
    if (facts.platformLibrary != facts.standardLibrary)
        return cannotCopy(facts, Text::tr("its library lies in two places"));
    const Result<> copied =
        os == Os::Windows ? copyWindows(facts, target, job) : copyUnix(facts, target, job);
    if (!copied)
        return copied;
    return prove(facts, target, os, processes, job);
}

} // namespace portico
