// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/smokeimport.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/linesplitter.h"
#include "core/process/processrunner.h"
#include "core/python/layerpath.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SmokeImport)
};

constexpr auto kSilence = 90s; ///< one import: torch is read for the first time, numba compiles
constexpr auto kPatience = 350ms;
constexpr qsizetype kMostMessage = 300;

/** One line before each import, so that a crash has a name; one after it. What packages print goes
 *  elsewhere. */
QByteArray program()
{
    return R"py(# Written by Portico: imports each module of a layer once.
import importlib, json, os, site, sys
say = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
with open(sys.argv[1], encoding="utf-8") as file:
    work = json.load(file)
if not any(os.path.realpath(p) == os.path.realpath(work["site"]) for p in sys.path):
    site.addsitedir(work["site"])
for number, name in enumerate(work["modules"]):
    print(json.dumps({"begun": number}), file=say, flush=True)
    answer = {"done": number}
    try:
        importlib.import_module(name)
    except BaseException as error:
        answer["kind"] = type(error).__name__
        answer["message"] = str(error)[:2000]
    print(json.dumps(answer), file=say, flush=True)
say.flush()
os._exit(0)
)py";
}

/** What the lines of the program say. */
class Listener
{
public:
    Listener(const SmokeImport &smoke, const JobContext &job)
        : m_smoke(smoke)
        , m_job(job)
    { }

    void hear(QByteArrayView bytes)
    {
        m_splitter.feed(bytes, [this](const SplitLine &line) { take(line.bytes.toByteArray()); });
    }

    const std::optional<Error> &failure() const { return m_failure; }
    const QStringList &remarks() const { return m_remarks; }
    /** The module whose import did not come to its end. */
    const SmokeModule *unfinished() const
    {
        return m_begun > m_done ? &m_smoke.modules.at(m_begun) : nullptr;
    }
    bool isWhole() const { return m_done + 1 == m_smoke.modules.size(); }

private:
    void take(const QByteArray &line);
    void judge(const SmokeModule &module, const QString &kind, const QString &message);

    const SmokeImport &m_smoke;
    const JobContext &m_job;
    LineSplitter m_splitter;
    qsizetype m_begun = -1;
    qsizetype m_done = -1;
    std::optional<Error> m_failure;
    QStringList m_remarks;
};

void Listener::take(const QByteArray &line)
{
    const Result<QJsonObject> said = parseJsonObject(line);
    if (!said)
        return;
    const bool isBegin = said->contains("begun"_L1);
    const qsizetype number = said->value(isBegin ? "begun"_L1 : "done"_L1).toInt(-1);
    if (number < 0 || number >= m_smoke.modules.size())
        return;
    if (isBegin) {
        m_begun = number;
        return;
    }
    m_done = number;
    if (said->contains("kind"_L1))
        judge(m_smoke.modules.at(number), said->value("kind"_L1).toString(),
              said->value("message"_L1).toString());
    if (!m_smoke.step.isEmpty())
        m_job.report({.step = m_smoke.step,
                      .done = number + 1,
                      .total = m_smoke.modules.size(),
                      .unit = ProgressUnit::Items});
}

void Listener::judge(const SmokeModule &module, const QString &kind, const QString &message)
{
    const QString words = kind + ": "_L1 + message.simplified().left(kMostMessage);
    if (module.isMain && meaningOfFailure(kind, message) == ImportMeaning::Broken) {
        if (!m_failure)
            m_failure = Error{
                .code = ErrorCode::ProcessFailed,
                .message = Text::tr("“%1” cannot be imported with this ComfyUI: %2")
                               .arg(module.package, words),
                .nextStep = Text::tr("Leave out the node pack that needs it, or wait for another "
                                     "version of it."),
                .detail = "import "_L1 + module.module};
        return;
    }
    m_remarks += Text::tr("“%1” does not load its module %2 on this computer: %3")
                     .arg(module.package, module.module, words);
}

Error ended(const SmokeModule &module, const ExitStatus &status)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("Python crashes when it imports “%1”.").arg(module.package),
            .nextStep = Text::tr("Leave out the node pack that needs it, or wait for another "
                                 "version of it."),
            .detail = "import "_L1 + module.module + u'\n'
                + QString::fromLocal8Bit(status.errorTail).right(4'000)};
}

Error didNotRun(const QByteArray &words)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("The new packages could not be tried: Python ended too early."),
            .nextStep = Text::tr("Verify the install, then try again."),
            .detail = QString::fromLocal8Bit(words).right(4'000)};
}

/** Packages write settings and caches where they are first imported: not into the person's home. */
QProcessEnvironment environmentOf(const SmokeImport &smoke)
{
    QProcessEnvironment environment =
        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs());
    for (const auto name :
         {"HOME"_L1, "USERPROFILE"_L1, "APPDATA"_L1, "LOCALAPPDATA"_L1, "XDG_CACHE_HOME"_L1,
          "XDG_CONFIG_HOME"_L1, "XDG_DATA_HOME"_L1, "TMPDIR"_L1, "TEMP"_L1, "TMP"_L1})
        environment.insert(name, smoke.home);
    environment.insert(u"PYTHONUTF8"_s, u"1"_s);
    environment.insert(u"MPLBACKEND"_s, u"Agg"_s);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"HF_HUB_OFFLINE"_s, u"1"_s);
    environment.insert(layerVariable(), smoke.site);
    return environment;
}

} // namespace

namespace {

/** Tries the modules in one process; `listener` hears of each. */
Result<ExitStatus> runRound(const SmokeImport &smoke, const ProcessRunner &processes,
                            const JobContext &job, Listener &listener)
{
    QJsonArray names;
    for (const SmokeModule &module : smoke.modules)
        names.append(module.module);
    const QString script = smoke.home + "/smoke.py"_L1;
    const QString work = smoke.home + "/smoke.json"_L1;
    const Result<> written = writeFileAtomically(script, program());
    if (!written)
        return written.error();
    const Result<> told =
        writeFileAtomically(work, jsonToBytes({{u"site"_s, smoke.site}, {u"modules"_s, names}}));
    if (!told)
        return told.error();
    return processes.run({.command = {.program = smoke.python,
                                      .arguments = {u"-I"_s, u"-B"_s, script, work},
                                      .workingFolder = smoke.home,
                                      .environment = environmentOf(smoke),
                                      .secrets = {}},
                          .standardInput = {},
                          .onOutput = [&listener](QByteArrayView bytes) -> Result<> {
                              listener.hear(bytes);
                              return {};
                          },
                          .onErrorOutput = {},
                          .silenceLimit = kSilence,
                          .patience = kPatience},
                         job);
}

/** An import may wait for a network, or compile for minutes: that breaks nothing. */
QString tookTooLong(const SmokeModule &module)
{
    return Text::tr("“%1” was not tried to its end: importing its module %2 takes longer than "
                    "%n second(s).",
                    nullptr, static_cast<int>(kSilence.count()))
        .arg(module.package, module.module);
}

} // namespace

Result<QStringList> smokeImport(const SmokeImport &smoke, const ProcessRunner &processes,
                                const JobContext &job)
{
    QStringList remarks;
    SmokeImport rest = smoke;
    while (!rest.modules.isEmpty()) {
        Listener listener(rest, job);
        const Result<ExitStatus> status = runRound(rest, processes, job, listener);
        const SmokeModule *const unfinished = listener.unfinished();
        const bool isSilent = !status && status.error().code == ErrorCode::Timeout && unfinished;
        if (!status && !isSilent)
            return status.error();
        if (listener.failure())
            return *listener.failure();
        remarks += listener.remarks();
        if (isSilent) {
            remarks += tookTooLong(*unfinished);
            rest.modules = rest.modules.mid(unfinished - rest.modules.constData() + 1);
            continue;
        }
        if (unfinished)
            return ended(*unfinished, *status);
        if (!listener.isWhole())
            return didNotRun(status->errorTail);
        break;
    }
    return remarks;
}

} // namespace portico
