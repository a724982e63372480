// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/installscriptrun.h"

#include "core/installs/guardbase.h"
#include "core/io/atomicfile.h"
#include "core/io/tree.h"
#include "core/net/bridgedenvironment.h"
#include "core/nodes/installscriptclone.h"
#include "core/nodes/installscriptleavings.h"
#include "core/platform/filerules.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/linesplitter.h"
#include "core/process/processrunner.h"
#include "core/python/layerpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::InstallScriptRun)
};

constexpr auto kSilence = 10min; ///< pip builds quietly
constexpr auto kLimit = 40min;
constexpr auto kPatience = 350ms;
constexpr qsizetype kMostLine = 4'000;
constexpr qsizetype kLastLines = 20;
constexpr int kMostLogged = 5'000;

/** Both streams, line by line: to the log, and the last ones as evidence. */
class Words
{
public:
    explicit Words(const JobContext &job)
        : m_job(job)
        , m_output(kMostLine)
        , m_errors(kMostLine)
    { }

    void hearOutput(QByteArrayView bytes) { m_output.feed(bytes, taker(nullptr)); }
    void hearErrors(QByteArrayView bytes) { m_errors.feed(bytes, taker(&m_lastError)); }
    void finish()
    {
        m_output.finish(taker(nullptr));
        m_errors.finish(taker(&m_lastError));
    }
    const QStringList &last() const { return m_last; }
    /** What it said last of what went wrong. */
    QString reason() const
    {
        if (!m_lastError.isEmpty())
            return m_lastError.left(300);
        return m_last.isEmpty() ? Text::tr("it said nothing") : m_last.constLast().left(300);
    }

private:
    LineSplitter::Receiver taker(QString *lastError)
    {
        return [this, lastError](const SplitLine &line) { take(line, lastError); };
    }
    void take(const SplitLine &line, QString *lastError)
    {
        const QString text = QString::fromUtf8(line.bytes).trimmed();
        if (text.isEmpty())
            return;
        if (line.end != LineEnd::Rewrite && ++m_logged <= kMostLogged)
            m_job.log(text);
        if (lastError)
            *lastError = text;
        m_last += text;
        if (m_last.size() > kLastLines)
            m_last.removeFirst();
    }

    const JobContext &m_job;
    LineSplitter m_output;
    LineSplitter m_errors;
    QStringList m_last;
    QString m_lastError;
    int m_logged = 0;
};

QString native(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

/** Nothing of the person's: no home, caches, desktop, settings or tokens. */
void moveHome(QProcessEnvironment &environment, const ScriptClone &clone)
{
    for (const auto name :
         {"DISPLAY"_L1, "WAYLAND_DISPLAY"_L1, "XAUTHORITY"_L1, "DBUS_SESSION_BUS_ADDRESS"_L1,
          "XDG_RUNTIME_DIR"_L1, "HOMEDRIVE"_L1, "HOMEPATH"_L1})
        environment.remove(name);
    for (const auto name : {"HOME"_L1, "USERPROFILE"_L1, "APPDATA"_L1, "LOCALAPPDATA"_L1,
                            "XDG_CONFIG_HOME"_L1, "XDG_DATA_HOME"_L1, "XDG_STATE_HOME"_L1})
        environment.insert(name, native(clone.home));
    for (const auto name :
         {"TMPDIR"_L1, "TEMP"_L1, "TMP"_L1, "XDG_CACHE_HOME"_L1, "PIP_CACHE_DIR"_L1,
          "UV_CACHE_DIR"_L1, "CUDA_CACHE_PATH"_L1, "TORCH_HOME"_L1, "HF_HOME"_L1})
        environment.insert(name, native(clone.scratch));
}

QString pathOf(const ScriptClone &clone, const QString &own)
{
    QStringList folders{native(QFileInfo(clone.python).path())};
    const auto scripts = hostOs() == Os::Windows ? "/Scripts"_L1 : "/bin"_L1;
    if (hostOs() == Os::Windows)
        folders += native(QFileInfo(clone.python).path() + scripts);
    if (!clone.layerSite.isEmpty())
        folders += native(clone.layerSite + scripts);
    if (!own.isEmpty())
        folders += own;
    return folders.join(pathListSeparator(hostOs()));
}

QProcessEnvironment environmentOf(const ScriptRunRequest &request, const QString &constraints,
                                  const ToolEnvironment &network)
{
    const ScriptClone &clone = request.clone;
    QProcessEnvironment environment =
        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs());
    moveHome(environment, clone);
    network.applyTo(environment, hostOs());
    environment.insert(u"PATH"_s, pathOf(clone, environment.value(u"PATH"_s)));
    const QString word = constraintWord(constraints, hostOs());
    environment.insert(u"PIP_CONSTRAINT"_s, word);
    environment.insert(u"UV_CONSTRAINT"_s, word);
    for (const auto name : {"PYTHONUTF8"_L1, "PYTHONUNBUFFERED"_L1, "PYTHONNOUSERSITE"_L1,
                            "PYTHONDONTWRITEBYTECODE"_L1, "PIP_DISABLE_PIP_VERSION_CHECK"_L1,
                            "PIP_NO_INPUT"_L1, "UV_NO_CONFIG"_L1})
        environment.insert(name, u"1"_s);
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    environment.insert(u"MPLBACKEND"_s, u"Agg"_s);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"COMFYUI_PATH"_s, native(clone.comfy));
    environment.insert(u"COMFYUI_FOLDERS_BASE_PATH"_s, native(clone.comfy));
    if (!clone.layerSite.isEmpty())
        environment.insert(layerVariable(), native(clone.layerSite));
    return environment;
}

Error failed(const QString &pack, const ExitStatus &status, const Words &words)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = status.crashed
                ? Text::tr("The install.py of “%1” crashed: %2").arg(pack, words.reason())
                : Text::tr("The install.py of “%1” failed with exit code %2: %3")
                      .arg(pack, QString::number(status.code), words.reason()),
            .nextStep = Text::tr("Nothing was changed. The node pack can also be installed "
                                 "without running its script."),
            .detail = words.last().join(u'\n')};
}

/** Starts it and listens until it ends. */
Result<> execute(const ScriptRunRequest &request, const QString &folder,
                 const ProcessRunner &processes, const JobContext &job)
{
    const QString constraints = request.clone.root + "/constraints.txt"_L1;
    const Result<> written =
        writeFileAtomically(constraints, request.constraints.join(u'\n').toUtf8() + '\n');
    if (!written)
        return written;
    const Result<BridgedEnvironment> bridged =
        bridgedEnvironment(environmentFor(Consumer::ComfyUi, request.network));
    if (!bridged)
        return bridged.error();
    Words words(job);
    const Result<ExitStatus> status = processes.run(
        {.command = {.program = native(request.clone.python),
                     .arguments = {u"-s"_s, u"install.py"_s},
                     .workingFolder = native(folder),
                     .environment = environmentOf(request, constraints, bridged->environment),
                     .secrets = bridged->environment.secrets},
         .standardInput = {},
         .onOutput = [&words](QByteArrayView bytes) -> Result<> {
             words.hearOutput(bytes);
             return {};
         },
         .onErrorOutput = [&words](QByteArrayView bytes) { words.hearErrors(bytes); },
         .silenceLimit = kSilence,
         .patience = kPatience,
         .timeLimit = kLimit},
        job);
    words.finish();
    if (!status) {
        Error error = status.error();
        if (error.code != ErrorCode::Cancelled)
            error.detail = words.last().join(u'\n');
        return error;
    }
    if (status->crashed || status->code != 0)
        return failed(request.pack, *status, words);
    return {};
}

/** A second one of the pack, where ComfyUI would look for it. */
Result<QString> placePack(const ScriptRunRequest &request, const JobContext &job)
{
    const QString folder = request.clone.packs + u'/' + request.pack;
    if (const Result<> gone = removeTree(folder, job); !gone) // what the base brings by that name
        return gone.error();
    const Result<CloneSummary> cloned = cloneTree({.from = request.folder,
                                                   .to = folder,
                                                   .sharing = Sharing::Reflink,
                                                   .wants = {},
                                                   .step = {}},
                                                  job);
    return cloned ? Result<QString>(folder) : cloned.error();
}

} // namespace

QString scriptRunStep(const QString &pack)
{
    return Text::tr("Run the install.py of %1").arg(pack);
}

Result<ScriptRunOutcome> runInstallScript(const ScriptRunRequest &request,
                                          const ProcessRunner &processes, const JobContext &job)
{
    const Result<QString> folder = placePack(request, job);
    if (!folder)
        return folder.error();
    const Result<ScriptLeavings> before = lookAround(request.clone, *folder, job);
    if (!before)
        return before.error();
    job.report(
        {.step = scriptRunStep(request.pack), .done = 0, .total = -1, .unit = ProgressUnit::Items});
    if (const Result<> ran = execute(request, *folder, processes, job); !ran)
        return ran.error();
    return judgeLeavings(request, *folder, *before, job);
}

} // namespace portico
