// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/miniforge.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/net/toolenvironment.h"
#include "core/platform/treewalk.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"
#include "core/python/interpretercheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Miniforge)
};

constexpr auto kSilence = 10min; ///< it downloads without a word
constexpr qint64 kMostFile = 1LL << 30;
constexpr qsizetype kMostWords = 4 << 20;
const QByteArray &kNowhere()
{
    static const QByteArray text("/install");
    return text;
}

/** One Python on its way. */
class Making
{
public:
    Making(const MiniforgeRequest &request, const NetworkChain &network,
           const ProcessRunner &processes, const JobContext &job)
        : m_request(request)
        , m_processes(processes)
        , m_job(job)
        , m_place(request.target + ".conda"_L1)
        , m_environment(cleanEnvironment(QProcessEnvironment::systemEnvironment(), request.os))
    {
        environmentFor(Consumer::Pixi, network).applyTo(m_environment, request.os);
        const QString home = m_place + ".home"_L1; // the person's settings and lists stay theirs
        m_environment.insert(u"HOME"_s, home);
        m_environment.insert(u"USERPROFILE"_s, QDir::toNativeSeparators(home));
        m_environment.insert(u"CONDA_PKGS_DIRS"_s, m_place + "/pkgs"_L1);
    }

    Result<ProvidedPython> run();

private:
    Result<QByteArray> tell(const QString &program, const QStringList &arguments,
                            const QString &failed) const;
    Result<QByteArray> conda(const QStringList &arguments) const;
    Result<> create() const;
    Result<> notePackages() const;
    Result<> forgetPlaces() const;
    Result<> clear() const;

    const MiniforgeRequest &m_request;
    const ProcessRunner &m_processes;
    const JobContext &m_job;
    const QString m_place; ///< where Miniforge itself is
    QProcessEnvironment m_environment;
};

Result<QByteArray> Making::tell(const QString &program, const QStringList &arguments,
                                const QString &failed) const
{
    QByteArray output;
    const Result<ExitStatus> status =
        m_processes.run({.command = {.program = program,
                                     .arguments = arguments,
                                     .workingFolder = QFileInfo(m_request.target).path(),
                                     .environment = m_environment,
                                     .secrets = {}},
                         .standardInput = {},
                         .onOutput = [&output](QByteArrayView bytes) -> Result<> {
                             output +=
                                 bytes.first(std::min(bytes.size(), kMostWords - output.size()));
                             return {};
                         },
                         .onErrorOutput = {},
                         .silenceLimit = kSilence},
                        m_job);
    if (!status)
        return status.error();
    if (!status->crashed && status->code == 0)
        return output;
    const QString words = QString::fromUtf8(status->errorTail).trimmed();
    const QString last = words.section(u'\n', -1).trimmed();
    return Error{.code = ErrorCode::ProcessFailed,
                 .message = last.isEmpty() ? failed : failed + u' ' + last,
                 .nextStep = Text::tr("See the log for its whole words. Python through uv needs "
                                      "neither conda nor its channels."),
                 .detail = words + u'\n' + QString::fromUtf8(output.right(2000))};
}

/** Through its interpreter: the script that calls it breaks where the path is long. */
Result<QByteArray> Making::conda(const QStringList &arguments) const
{
    const QString python =
        m_place + (m_request.os == Os::Windows ? "/python.exe"_L1 : "/bin/python"_L1);
    return tell(python, QStringList{u"-m"_s, u"conda"_s} + arguments,
                Text::tr("conda could not make Python %1.").arg(m_request.version));
}

Result<> Making::create() const
{
    const QStringList pins = condaPins(m_request.os, m_request.architecture);
    const QStringList arguments{u"create"_s,
                                u"--yes"_s,
                                u"--quiet"_s,
                                u"--copy"_s,
                                u"--override-channels"_s,
                                u"--channel"_s,
                                u"conda-forge"_s,
                                u"--prefix"_s,
                                m_request.target,
                                u"python="_s + m_request.version};
    const Result<QByteArray> made = conda(arguments + pins);
    if (!made)
        return made.error();
    if (pins.isEmpty())
        return {};
    const QString pinned = m_request.target + "/conda-meta/pinned"_L1;
    return writeFileAtomically(pinned, pins.join(u'\n').toUtf8() + '\n');
}

/** Which packages it is made of, with their addresses and hashes. */
Result<> Making::notePackages() const
{
    const Result<QByteArray> list =
        conda({u"list"_s, u"--explicit"_s, u"--md5"_s, u"--prefix"_s, m_request.target});
    if (!list)
        return list.error();
    QFile::remove(m_request.target + "/conda-meta/history"_L1); // when and where it was made
    return writeFileAtomically(m_request.target + "/conda-meta/explicit.txt"_L1, *list);
}

Result<> Making::forgetPlaces() const
{
    const auto visit = [this](const TreeEntry &entry) -> Result<Visit> {
        if (entry.kind != TreeEntry::Kind::File || entry.size > kMostFile)
            return Visit::Continue;
        const QString path = m_request.target + u'/' + entry.path;
        const Result<QByteArray> content = readFile(path, kMostFile);
        if (!content)
            return content.error();
        QByteArray neutral = *content;
        for (const QString &place : {m_place, m_request.target}) {
            neutral = withoutPlace(neutral, QFile::encodeName(place));
            if (m_request.os != Os::Windows)
                continue;
            const QByteArray native = QFile::encodeName(QDir::toNativeSeparators(place));
            neutral = withoutPlace(neutral, native);
            neutral = withoutPlace(neutral, QByteArray(native).replace("\\", "\\\\")); // in JSON
        }
        const QByteArray first = content->left(content->indexOf('\n'));
        const bool isScript = first.startsWith("#!") && first.contains("/bin/python");
        if (neutral == *content || isScript) // relocateScripts() knows them by that path
            return Visit::Continue;
        const QFileDevice::Permissions permissions = QFile::permissions(path);
        const Result<> written = writeFileAtomically(path, neutral);
        QFile::setPermissions(path, permissions);
        return written ? Result<Visit>(Visit::Continue) : Result<Visit>(written.error());
    };
    return walkTree(m_request.target, visit, m_job);
}

Result<> Making::clear() const
{
    const Result<> home = removeTree(m_place + ".home"_L1, JobContext());
    return home ? removeTree(m_place, JobContext()) : home;
}

Result<ProvidedPython> Making::run()
{
    if (m_place.contains(u' '))
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("Miniforge cannot work under %1, which holds a space.")
                                    .arg(QDir::toNativeSeparators(m_request.target)),
                     .nextStep = Text::tr("Move Portico's library, or take Python through uv."),
                     .detail = {}};
    const QStringList arguments = miniforgeArguments(m_place, m_request.os);
    const bool isWindows = m_request.os == Os::Windows;
    Result<> done = makeFolder(m_place + ".home"_L1);
    if (done) {
        m_job.log(Text::tr("Miniforge: %1").arg(QFileInfo(m_request.installer).fileName()));
        const Result<QByteArray> installed =
            tell(isWindows ? m_request.installer : u"/bin/sh"_s,
                 isWindows ? arguments : QStringList{m_request.installer} + arguments,
                 Text::tr("Miniforge's installer %1 failed.").arg(m_request.installer));
        done = installed ? create() : Result<>(installed.error());
    }
    if (done)
        done = notePackages();
    if (done)
        done = forgetPlaces();
    const Result<> cleared = clear();
    if (!done || !cleared)
        return done ? cleared.error() : done.error();
    const QString python = m_request.target + (isWindows ? "/python.exe"_L1 : "/bin/python3"_L1);
    const Result<InterpreterFacts> facts = checkInterpreter(python, m_processes, m_job);
    if (!facts)
        return facts.error();
    return ProvidedPython{.interpreter = python,
                          .version = facts->version,
                          .origin = ProvidedPython::Origin::Standalone,
                          .from = {}};
}

} // namespace

QString miniforgeFileName(Os os, Architecture architecture)
{
    const bool isArm = architecture == Architecture::Arm64;
    switch (os) {
    case Os::Windows:
        return u"Miniforge3-Windows-x86_64.exe"_s;
    case Os::MacOS:
        return isArm ? u"Miniforge3-MacOSX-arm64.sh"_s : u"Miniforge3-MacOSX-x86_64.sh"_s;
    case Os::Linux:
        return isArm ? u"Miniforge3-Linux-aarch64.sh"_s : u"Miniforge3-Linux-x86_64.sh"_s;
    }
    Q_UNREACHABLE();
}

QStringList condaPins(Os os, Architecture architecture)
{
    const bool isAppleSilicon = os == Os::MacOS && architecture == Architecture::Arm64;
    return isAppleSilicon ? QStringList{u"libblas=*=*accelerate"_s} : QStringList();
}

QStringList miniforgeArguments(const QString &folder, Os os)
{
    if (os != Os::Windows)
        return {u"-b"_s, u"-p"_s, folder};
    return {u"/S"_s,
            u"/InstallationType=JustMe"_s,
            u"/RegisterPython=0"_s,
            u"/AddToPath=0"_s,
            u"/NoShortcuts=1"_s,
            u"/D="_s + QDir::toNativeSeparators(folder)}; // the last one
}

QByteArray withoutPlace(QByteArray content, const QByteArray &place)
{
    if (place.size() < kNowhere().size() || !content.contains(place))
        return content;
    if (!content.contains('\0'))
        return content.replace(place, kNowhere());
    for (qsizetype at = content.indexOf(place); at >= 0; at = content.indexOf(place, at)) {
        const qsizetype end = content.indexOf('\0', at);
        const qsizetype stop = end < 0 ? content.size() : end;
        const qsizetype rest = at + place.size();
        const QByteArray shorter = kNowhere() + content.mid(rest, stop - rest);
        content.replace(at, stop - at, shorter + QByteArray(stop - at - shorter.size(), '\0'));
        at += kNowhere().size();
    }
    return content;
}

Result<ProvidedPython> provideMiniforge(const MiniforgeRequest &request,
                                        const NetworkChain &network, const ProcessRunner &processes,
                                        const JobContext &job)
{
    return Making(request, network, processes, job).run();
}

} // namespace portico
