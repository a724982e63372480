// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/workflowplace.h"

#include "core/installs/guardbase.h"
#include "core/installs/isolationvariables.h"
#include "core/installs/launchcommand.h"
#include "core/installs/layerview.h"
#include "core/installs/preparelaunch.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/tree.h"
#include "core/platform/filerules.h"
#include "core/platform/hostos.h"
#include "core/python/layer.h"
#include "core/python/layerpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WorkflowPlace)
};

Error cannotStandBeside(const Install &install)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("This ComfyUI is too old to be started beside the other, so the "
                                "test workflows of “%1” cannot be tried with it.")
                           .arg(install.name),
            .nextStep = Text::tr("Choose a newer version, or remove the test workflows."),
            .detail = {}};
}

/** The copies on their way. */
class Copies
{
public:
    Copies(const WorkflowTrial &trial, const QString &folder, const JobContext &job)
        : m_trial(trial)
        , m_generation(*trial.install.generation())
        , m_folder(folder)
        , m_job(job)
        , m_install(trial.install)
    { }

    Result<TrialRuntime> make();
    const Install &install() const { return m_install; }

private:
    QString part(QLatin1StringView name) const { return m_folder + u'/' + name; }
    Result<> copy(const QString &from, QLatin1StringView name, Sharing sharing) const;
    Result<> copyRuntime() const;
    Result<> copyLayer();
    Result<> copyUser() const;
    Result<> copyDatabase() const;
    Result<> makeDataFolders() const;
    Result<> guard();
    Result<QSet<QString>> flags() const;
    Result<Command> command(const QSet<QString> &flags) const;

    const WorkflowTrial &m_trial;
    const Generation &m_generation;
    const QString m_folder;
    const JobContext &m_job;
    Install m_install; ///< as it is started
};

Result<> Copies::copy(const QString &from, QLatin1StringView name, Sharing sharing) const
{
    const auto isCode = [](QStringView path) { return !path.endsWith(u"__pycache__"); };
    const auto isState = [](QStringView path) {
        return !path.endsWith(u".lock") && !path.endsWith(u".log");
    };
    const bool holdsCode = name == "runtime"_L1 || name == "layer"_L1;
    const auto wants = holdsCode ? std::function<bool(QStringView)>(isCode) : isState;
    const Result<CloneSummary> cloned = cloneTree(
        {.from = from, .to = part(name), .sharing = sharing, .wants = wants, .step = {}}, m_job);
    return cloned ? Result<>() : Result<>(cloned.error());
}

/** Whatever a pack's own pip does to it is gone with the trial. */
Result<> Copies::copyRuntime() const
{
    return copy(m_trial.library.runtimeFolder(m_install), "runtime"_L1, Sharing::ReflinkOrHardLink);
}

Result<> Copies::copyLayer()
{
    const QString layer = m_generation.layer;
    for (Generation &generation : m_install.generations) {
        generation.layer.clear(); // its view, if it has one already, is not for trials
        generation.view = 0;
    }
    if (layer.isEmpty())
        return {};
    const Result<> copied =
        copy(m_trial.library.layerFolder(layer), "layer"_L1, viewSharing(m_folder));
    const QString site = layerSite(part("layer"_L1));
    const Os os = hostOs();
    const QString programs = site + (os == Os::Windows ? "/Scripts"_L1 : "/bin"_L1);
    QMap<QString, QString> &variables = m_install.settings.environment;
    const QString path = variables.value(u"PATH"_s, qEnvironmentVariable("PATH"));
    variables.insert(layerVariable(), QDir::toNativeSeparators(site));
    variables.insert(u"PATH"_s, QDir::toNativeSeparators(programs) + pathListSeparator(os) + path);
    return copied;
}

Result<> Copies::copyUser() const
{
    const QString &chosen = m_install.settings.userFolder;
    const QString user =
        chosen.isEmpty() ? m_trial.library.dataFolder(m_install.id) + "/user"_L1 : chosen;
    return QFileInfo(user).isDir() ? copy(user, "user"_L1, Sharing::Reflink)
                                   : makeFolder(part("user"_L1));
}

/** SQLite's files are one state only while nobody writes: under a ComfyUI that runs, the trial
 *  begins with an empty one. */
Result<> Copies::copyDatabase() const
{
    const Library &library = m_trial.library;
    const QString from = QFileInfo(library.databaseFile(m_install.id, m_trial.databaseOf)).path();
    const Result<FileLock> session =
        FileLock::tryLock(library.sessionLock(m_install.id), Text::tr("copying its database"));
    const bool hasOne = m_trial.hasDatabase && QFileInfo(from).isDir() && session;
    return hasOne ? copy(from, "db"_L1, Sharing::Reflink) : makeFolder(part("db"_L1));
}

/** ComfyUI demands them, and an install that was never started has none. */
Result<> Copies::makeDataFolders() const
{
    const QString data = m_trial.library.dataFolder(m_install.id);
    for (const auto name : {"/custom_nodes"_L1, "/input"_L1, "/models"_L1}) {
        if (const Result<> made = makeFolder(data + name); !made)
            return made;
    }
    return {};
}

/** Its pip and uv may replace nothing of this base; the install's own file is of another. */
Result<> Copies::guard()
{
    const QString file = part("constraints.txt"_L1);
    const QString word = constraintWord(file, hostOs());
    for (const auto &variable : {u"PIP_CONSTRAINT"_s, u"UV_CONSTRAINT"_s})
        m_install.settings.environment.insert(variable, word);
    return writeConstraintsTo(file, m_trial.library, m_install, hostOs());
}

Result<QSet<QString>> Copies::flags() const
{
    const QDir runtime(part("runtime"_L1));
    const Result<QSet<QString>> flags =
        askForFlags(runtime.filePath(m_generation.comfyFolder),
                    runtime.filePath(m_generation.python), m_trial.processes, m_job);
    if (!flags)
        return flags;
    for (const auto &needed : {u"--base-directory"_s, u"--user-directory"_s,
                               u"--output-directory"_s, u"--temp-directory"_s}) {
        if (!flags->contains(needed))
            return cannotStandBeside(m_install);
    }
    return flags;
}

Result<Command> Copies::command(const QSet<QString> &flags) const
{
    const LaunchOptions options{.port = m_install.port,
                                .comfyEnv = comfyEnvOf(m_trial.library, m_trial.install, hostOs()),
                                .knownFlags = flags};
    Result<Command> command = launchCommand(m_trial.library, m_install, options,
                                            QProcessEnvironment::systemEnvironment(), hostOs());
    if (!command)
        return command;
    const QString models = part("model-paths.yaml"_L1);
    const QByteArray yaml =
        modelPathsOf(m_trial.library, m_install,
                     QDir(part("runtime"_L1)).filePath(m_generation.comfyFolder), m_job);
    if (const Result<> written = writeFileAtomically(models, yaml); !written)
        return written.error();
    const qsizetype at = command->arguments.indexOf("--extra-model-paths-config"_L1);
    if (at >= 0)
        command->arguments[at + 1] = QDir::toNativeSeparators(models);
    return command;
}

Result<TrialRuntime> Copies::make()
{
    m_install.settings.layout = DataLayout::Separate; // links come with the next real start
    Result<> done = copyRuntime();
    if (done)
        done = guard();
    if (done)
        done = copyLayer();
    if (done)
        done = copyUser();
    if (done)
        done = copyDatabase();
    if (done)
        done = makeDataFolders();
    if (!done)
        return done.error();
    const Result<QSet<QString>> known = flags();
    if (!known)
        return known.error();
    const Result<Command> started = command(*known);
    if (!started)
        return started.error();
    return TrialRuntime{.command = *started,
                        .knownFlags = *known,
                        .folder = part("runtime"_L1),
                        .database = part("db/comfyui.db"_L1)};
}

} // namespace

Result<TrialInstall> workflowPlace(const WorkflowTrial &trial, const JobContext &job)
{
    Result<StagingDir> folder =
        StagingDir::create(trial.library.staging(),
                           Text::tr("trying the test workflows of “%1”").arg(trial.install.name));
    if (!folder)
        return folder.error();
    Copies copies(trial, folder->path(), job);
    const Result<TrialRuntime> runtime = copies.make();
    if (!runtime)
        return runtime.error();
    return TrialInstall::of(std::move(*folder), trial.library, copies.install(), *runtime);
}

} // namespace portico
