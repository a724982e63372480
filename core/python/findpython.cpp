// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/findpython.h"

#include "core/base/lists.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FindPython)
};

constexpr int kLeastMinor = 10;

bool isNewEnough(const InterpreterFacts &facts)
{
    return facts.major == 3 && facts.minor >= kLeastMinor && !facts.executable.isEmpty();
}

Result<InterpreterFacts> checkWanted(const QString &wanted, const ProcessRunner &processes,
                                     const JobContext &job)
{
    const QString found = QFileInfo(wanted).isFile() ? QFileInfo(wanted).absoluteFilePath()
                                                     : QStandardPaths::findExecutable(wanted);
    if (found.isEmpty()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("There is no program %1.").arg(wanted),
                     .nextStep = Text::tr("Give the path of a Python 3.10 or newer."),
                     .detail = {}};
    }
    auto facts = checkInterpreter(found, processes, job);
    if (facts && !isNewEnough(*facts)) {
        return Error{.code = ErrorCode::Unsupported,
                     .message =
                         Text::tr("%1 is Python %2, which is too old.").arg(wanted, facts->version),
                     .nextStep = Text::tr("Give the path of a Python 3.10 or newer."),
                     .detail = {}};
    }
    return facts;
}

} // namespace

QStringList pythonNames(Os os)
{
    if (os == Os::Windows) // the launcher knows every installed Python
        return {u"py"_s, u"python"_s, u"python3"_s};
    QStringList names{u"python3"_s};
    for (int minor = 14; minor >= kLeastMinor; --minor)
        names += u"python3.%1"_s.arg(minor);
    names += u"python"_s;
    if (os == Os::MacOS) // not on the PATH that the Finder gives
        names += {u"/opt/homebrew/bin/python3"_s, u"/usr/local/bin/python3"_s};
    return names;
}

Result<InterpreterFacts> findPython(const QString &wanted, const ProcessRunner &processes, Os os,
                                    const JobContext &job)
{
    if (!wanted.isEmpty())
        return checkWanted(wanted, processes, job);
    QStringList tried;
    for (const QString &name : pythonNames(os)) {
        const QString found = QStandardPaths::findExecutable(name);
        if (found.isEmpty() || tried.contains(found))
            continue;
        tried += found;
        const auto facts = checkInterpreter(found, processes, job);
        if (facts && isNewEnough(*facts))
            return facts;
        if (!facts && facts.error().code == ErrorCode::Cancelled)
            return facts;
    }
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("There is no Python 3.10 or newer on this computer."),
                 .nextStep = Text::tr("Install Python from python.org or your system's packages."),
                 .detail = tried.isEmpty() ? Text::tr("None was found on PATH.")
                                           : Text::tr("Tried: %1").arg(listed(tried))};
}

} // namespace portico
