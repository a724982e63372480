// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/pythonprovider.h"

#include "core/io/tree.h"
#include "core/platform/filerules.h"
#include "core/python/copypython.h"
#include "core/python/interpretercheck.h"
#include "core/python/uv.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PythonProvider)
};

/** The version that most builds of ComfyUI and most node packs are made for. */
const QString &kPreferred()
{
    static const QString version = u"3.12"_s;
    return version;
}

/** What is looked for among the Pythons of this computer, best first. */
QStringList localRequests(const QString &wanted)
{
    if (!wanted.isEmpty())
        return {wanted};
    return {u"3.12"_s, u"3.13"_s, u"3.11"_s, u"3.10"_s, u">=3.10,<3.15"_s};
}

bool isPath(const QString &wanted)
{
    return wanted.contains(u'/') || wanted.contains(u'\\');
}

/** The interpreter of a Python in its own folder, as each system places it. */
QString interpreterIn(const QString &folder, Os os)
{
    const QStringList names = os == Os::Windows
        ? QStringList{u"python.exe"_s, u"Scripts/python.exe"_s}
        : QStringList{u"bin/python3"_s, u"bin/python"_s};
    for (const QString &name : names) {
        if (QFileInfo::exists(folder + u'/' + name))
            return folder + u'/' + name;
    }
    return {};
}

/** One way after the other. */
class Provider
{
public:
    Provider(const PythonRequest &request, const Uv &uv, const ProcessRunner &processes,
             const JobContext &job)
        : m_request(request)
        , m_uv(uv)
        , m_processes(processes)
        , m_job(job)
    { }

    Result<ProvidedPython> run();

private:
    Result<ProvidedPython> standalone();
    Result<ProvidedPython> fromThisComputer();
    Result<PythonFacts> findHere();
    Result<ProvidedPython> linked(const PythonFacts &facts);
    Result<ProvidedPython> finished(ProvidedPython::Origin origin, const QString &from);

    const PythonRequest &m_request;
    const Uv &m_uv;
    const ProcessRunner &m_processes;
    const JobContext &m_job;
};

Result<ProvidedPython> Provider::finished(ProvidedPython::Origin origin, const QString &from)
{
    const QString interpreter = interpreterIn(m_request.target, m_request.os);
    const Result<InterpreterFacts> facts = checkInterpreter(interpreter, m_processes, m_job);
    if (!facts)
        return facts.error();
    return ProvidedPython{
        .interpreter = interpreter, .version = facts->version, .origin = origin, .from = from};
}

/** Marks of "somebody else manages this Python": from here on it is the install's own. */
void takeOver(const QString &folder)
{
    for (const QString &library : {folder + "/lib"_L1, folder + "/Lib"_L1}) {
        QFile::remove(library + "/EXTERNALLY-MANAGED"_L1);
        for (const QString &name : QDir(library).entryList({u"python3.*"_s}, QDir::Dirs))
            QFile::remove(library + u'/' + name + "/EXTERNALLY-MANAGED"_L1);
    }
}

/** uv writes the folder into a few texts of the standard library, where it is true no more; their
 *  makers have "/install" there. What cannot be written stays: nothing runs by it. */
void forgetPlace(const QString &folder, const QString &place)
{
    const QByteArray was = QFile::encodeName(QDir::toNativeSeparators(place));
    for (const QString &library :
         QDir(folder + "/lib"_L1).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir texts(folder + "/lib/"_L1 + library);
        for (const QString &name : texts.entryList({u"_sysconfig*"_s, u"*.pc"_s}, QDir::Files)) {
            QFile file(texts.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            QByteArray bytes = file.readAll();
            file.close();
            if (!bytes.contains(was) || !file.open(QIODevice::WriteOnly))
                continue;
            file.write(bytes.replace(was, "/install"));
        }
    }
}

Result<ProvidedPython> Provider::standalone()
{
    const QString place = m_request.target + ".fetch"_L1;
    QMap<QString, QString> variables{{u"UV_PYTHON_INSTALL_DIR"_s, place},
                                     {u"UV_PYTHON_DOWNLOADS"_s, u"manual"_s},
                                     {u"UV_HTTP_RETRIES"_s, u"2"_s}};
    if (!m_request.releases.isEmpty())
        variables.insert(u"UV_PYTHON_INSTALL_MIRROR"_s, m_request.releases);
    if (!m_request.list.isEmpty())
        variables.insert(u"UV_PYTHON_DOWNLOADS_JSON_URL"_s, m_request.list);
    const QString version = m_request.wanted.isEmpty() ? kPreferred() : m_request.wanted;
    const Result<UvOutput> output =
        m_uv.run({.arguments = {u"python"_s, u"install"_s, u"--no-bin"_s, version},
                  .variables = variables,
                  .workingFolder = {},
                  .step = {},
                  .failure = UvFailure::IsError,
                  .words = UvWords::Hide},
                 m_job);
    QString made;
    for (const QFileInfo &entry : QDir(place).entryInfoList({u"cpython-*"_s}, QDir::Dirs)) {
        if (!entry.isSymLink() && !interpreterIn(entry.filePath(), m_request.os).isEmpty())
            made = entry.filePath();
    }
    const bool isMoved = output && !made.isEmpty() && QDir().rename(made, m_request.target);
    const Result<> removed = removeTree(place, JobContext());
    if (!output)
        return output.error();
    if (!isMoved || !removed)
        return Error{.code = ErrorCode::ProcessFailed,
                     .message = Text::tr("uv did not put Python where it was told to."),
                     .nextStep = Text::tr("Try again, or choose a Python of this computer."),
                     .detail = output->words};
    takeOver(m_request.target);
    forgetPlace(m_request.target, made);
    return finished(ProvidedPython::Origin::Standalone, {});
}

Result<PythonFacts> Provider::findHere()
{
    if (isPath(m_request.wanted))
        return pythonFacts(m_request.wanted, m_processes, m_job);
    for (const QString &wanted : localRequests(m_request.wanted)) {
        const Result<UvOutput> output =
            m_uv.run({.arguments = {u"python"_s, u"find"_s, u"--system"_s,
                                    u"--no-python-downloads"_s, wanted},
                      .variables = {{u"UV_PYTHON_PREFERENCE"_s, u"only-system"_s}},
                      .workingFolder = {},
                      .step = {},
                      .failure = UvFailure::IsAnswer,
                      .words = UvWords::Hide},
                     m_job);
        if (!output)
            return output.error();
        const QString path = QString::fromUtf8(output->text).trimmed();
        if (output->code != 0 || path.isEmpty())
            continue;
        const Result<PythonFacts> facts = pythonFacts(path, m_processes, m_job);
        if (facts || facts.error().code == ErrorCode::Cancelled)
            return facts;
    }
    return Error{.code = ErrorCode::NotFound,
                 .message = m_request.wanted.isEmpty()
                     ? Text::tr("There is no Python 3.10 or newer on this computer.")
                     : Text::tr("There is no Python %1 on this computer.").arg(m_request.wanted),
                 .nextStep = Text::tr("Install one, or choose another version."),
                 .detail = {}};
}

/** A relocatable virtual environment: it can be moved, and its Python must stay. */
Result<ProvidedPython> Provider::linked(const PythonFacts &facts)
{
    const Result<UvOutput> output =
        m_uv.run({.arguments = {u"venv"_s, u"--relocatable"_s, u"--no-python-downloads"_s,
                                u"--python"_s, facts.executable, m_request.target},
                  .variables = {},
                  .workingFolder = {},
                  .step = {}},
                 m_job);
    if (!output)
        return output.error();
    m_job.log(Text::tr("This install needs the Python of this computer in %1: keep it.")
                  .arg(QDir::toNativeSeparators(facts.prefix)));
    return finished(ProvidedPython::Origin::Linked, facts.executable);
}

Result<ProvidedPython> Provider::fromThisComputer()
{
    const Result<PythonFacts> facts = findHere();
    if (!facts)
        return facts.error();
    if (!facts->isNewEnough())
        return Error{.code = ErrorCode::Unsupported,
                     .message =
                         Text::tr("%1 is Python %2, which is too old.")
                             .arg(QDir::toNativeSeparators(facts->executable), facts->version),
                     .nextStep = Text::tr("Choose a Python 3.10 or newer."),
                     .detail = {}};
    m_job.log(Text::tr("Python %1 of this computer: %2")
                  .arg(facts->version, QDir::toNativeSeparators(facts->executable)));
    const Result<> copied = copyPython(*facts, m_request.target, m_request.os, m_processes, m_job);
    if (copied)
        return finished(ProvidedPython::Origin::Copied, facts->executable);
    if (copied.error().code == ErrorCode::Cancelled || copied.error().code == ErrorCode::DiskFull
        || m_request.ground == PythonGround::ItsOwn)
        return copied.error();
    m_job.log(copied.error().message);
    const Result<> cleared = removeTree(m_request.target, JobContext());
    if (!cleared)
        return cleared.error();
    return linked(*facts);
}

Result<ProvidedPython> Provider::run()
{
    if (isPath(m_request.wanted))
        return fromThisComputer();
    const Result<ProvidedPython> fetched = standalone();
    if (fetched || m_job.isCancelled() || fetched.error().code == ErrorCode::DiskFull
        || fetched.error().code == ErrorCode::HashMismatch
        || m_request.ground == PythonGround::ItsOwn)
        return m_job.isCancelled() ? Result<ProvidedPython>(cancelledError()) : fetched;
    m_job.log(Text::tr("A Python of its own could not be fetched: %1 Looking on this computer.")
                  .arg(fetched.error().message));
    const Result<ProvidedPython> here = fromThisComputer();
    if (here || here.error().code != ErrorCode::NotFound)
        return here;
    return Error{.code = fetched.error().code,
                 .message = Text::tr("Python could not be fetched, and this computer has none that "
                                     "fits. %1")
                                .arg(fetched.error().message),
                 .nextStep = fetched.error().nextStep,
                 .detail = fetched.error().detail};
}

} // namespace

QString pythonOriginName(ProvidedPython::Origin origin)
{
    switch (origin) {
    case ProvidedPython::Origin::Standalone:
        return u"standalone"_s;
    case ProvidedPython::Origin::Copied:
        return u"copied"_s;
    case ProvidedPython::Origin::Linked:
        return u"linked"_s;
    }
    return {};
}

Result<ProvidedPython> providePython(const PythonRequest &request, const Uv &uv,
                                     const ProcessRunner &processes, const JobContext &job)
{
    return Provider(request, uv, processes, job).run();
}

} // namespace portico
