// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/preparelaunch.h"

#include "core/installs/datalayout.h"
#include "core/installs/gpupick.h"
#include "core/installs/guardbase.h"
#include "core/installs/modelpaths.h"
#include "core/installs/switchlayer.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PrepareLaunch)
};

constexpr auto kHelpLimit = 30s;
constexpr qsizetype kMostHelp = 1 << 20;
constexpr qint64 kMostModelPaths = 1 << 20;

Error missing(const QString &what, const QString &path, const QString &nextStep)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("%1 is not there: %2.").arg(what, QDir::toNativeSeparators(path)),
            .nextStep = nextStep,
            .detail = {}};
}

/** Where the parts of the current runtime lie, absolute. */
struct Runtime
{
    QString folder;
    QString comfyFolder;
    QString python;
};

Result<Runtime> findRuntime(const Library &library, const Install &install)
{
    const Generation *generation = install.generation();
    const QDir folder(library.runtimeFolder(install));
    const QString again = install.isAdopted()
        ? Text::tr("Put the folder back in its place, or remove this install.")
        : Text::tr("Remove this install and add its bundle again; the data folder can be kept.");
    if (!generation || !folder.exists())
        return missing(Text::tr("The runtime of “%1”").arg(install.name), folder.path(), again);
    Runtime runtime{.folder = folder.path(),
                    .comfyFolder = QDir::cleanPath(folder.filePath(generation->comfyFolder)),
                    .python = folder.filePath(generation->python)};
    if (!QFileInfo(runtime.python).isFile())
        return missing(Text::tr("The Python of “%1”").arg(install.name), runtime.python, again);
    if (!QFileInfo(runtime.comfyFolder + "/main.py"_L1).isFile())
        return missing(Text::tr("The ComfyUI of “%1”").arg(install.name),
                       runtime.comfyFolder + "/main.py"_L1, again);
    return runtime;
}

Result<> makeDataFolders(const Library &library, const Install &install)
{
    QStringList folders{library.logFolder(install.id)};
    if (!install.isAdopted()) {
        const QString data = library.dataFolder(install.id);
        for (const auto name : {"custom_nodes"_L1, "input"_L1, "output"_L1, "user"_L1, "models"_L1})
            folders += data + u'/' + name;
        folders += QFileInfo(library.databaseFile(install.id, install.currentGeneration)).path();
        folders += library.models();
    }
    for (const QString &folder : folders) {
        const auto made = makeFolder(folder);
        if (!made)
            return made;
    }
    return {};
}

/** A folder that the person chose and that is gone (a drive that is not connected) is said, not
 *  made: results would land somewhere unexpected. */
Result<> checkChosenFolders(const Install &install)
{
    const InstallSettings &settings = install.settings;
    for (const QString &folder :
         {settings.outputFolder, settings.inputFolder, settings.userFolder}) {
        if (!folder.isEmpty() && !QDir(folder).exists())
            return missing(
                Text::tr("A folder chosen for “%1”").arg(install.name), folder,
                Text::tr("Connect its drive, or choose another folder in the settings."));
    }
    return {};
}

Result<> writeModelPaths(const Library &library, const Install &install, const Runtime &runtime,
                         const JobContext &job)
{
    const QByteArray yaml = modelPathsOf(library, install, runtime.comfyFolder, job);
    const auto old = readFile(library.modelPathsFile(install.id), 16LL << 20);
    if (old && *old == yaml)
        return {};
    return writeFileAtomically(library.modelPathsFile(install.id), yaml);
}

/** Changes when the flags may have changed: another generation, or an adopted folder's update. */
QString flagsKey(const Install &install, const Runtime &runtime)
{
    QString key = QString::number(install.currentGeneration);
    for (const auto name : {"/comfy/cli_args.py"_L1, "/main.py"_L1}) {
        const QFileInfo file(runtime.comfyFolder + name);
        key += u'|' + QString::number(file.size()) + u'@'
            + QString::number(file.lastModified().toMSecsSinceEpoch());
    }
    return key;
}

QSet<QString> storedFlags(const QString &path, const QString &key)
{
    const auto object = readJsonObject(path);
    QSet<QString> flags;
    if (!object || object->value("key"_L1).toString() != key)
        return flags;
    for (const auto &flag : object->value("flags"_L1).toArray())
        flags += flag.toString();
    return flags;
}

Result<> storeFlags(const QString &path, const QString &key, const QSet<QString> &flags)
{
    QStringList sorted = flags.values();
    sorted.sort();
    return writeFileAtomically(
        path, jsonToBytes({{u"key"_s, key}, {u"flags"_s, QJsonArray::fromStringList(sorted)}}));
}

Result<QSet<QString>> knownFlags(const Library &library, const Install &install,
                                 const Runtime &runtime, const ProcessRunner &processes,
                                 const JobContext &job)
{
    const QString key = flagsKey(install, runtime);
    QSet<QString> flags = storedFlags(library.flagsFile(install.id), key);
    if (!flags.isEmpty())
        return flags;
    const auto told = askForFlags(runtime.comfyFolder, runtime.python, processes, job);
    if (!told && told.error().code == ErrorCode::Cancelled)
        return told.error();
    if (told)
        flags = *told;
    if (!flags.contains(u"--port"_s)) {
        job.log(Text::tr("ComfyUI did not say which arguments it knows; all are passed."));
        return QSet<QString>();
    }
    const auto stored = storeFlags(library.flagsFile(install.id), key, flags);
    if (!stored) // it is only asked again at the next start
        job.log(stored.error().message);
    return flags;
}

/** What the person keeps beside their models, or had in the folder that was migrated. */
QByteArray ownModelPaths(const Library &library, const Install &install)
{
    const QString folder = library.dataFolder(install.id);
    const Result<QByteArray> own = install.isAdopted()
        ? Result<QByteArray>(QByteArray())
        : readFile(folder + "/extra_model_paths.yaml"_L1, kMostModelPaths);
    return own && !own->isEmpty() ? anchoredModelPaths(*own, folder) : QByteArray();
}

} // namespace

QSet<QString> flagsInHelp(const QString &help)
{
    static const QRegularExpression flag(uR"((?<![\w.-])--[A-Za-z][\w-]*\w)"_s);
    QSet<QString> flags;
    for (auto match = flag.globalMatch(help); match.hasNext();)
        flags += match.next().captured();
    return flags;
}

Result<QSet<QString>> askForFlags(const QString &comfyFolder, const QString &python,
                                  const ProcessRunner &processes, const JobContext &job)
{
    QByteArray output;
    const ProcessInput input{
        .command = {.program = python,
                    .arguments = {u"-B"_s, u"-s"_s, u"-X"_s, u"utf8"_s, u"main.py"_s, u"--help"_s},
                    .workingFolder = comfyFolder,
                    .environment =
                        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs()),
                    .secrets = {}},
        .standardInput = {},
        .onOutput = [&output](QByteArrayView bytes) -> Result<> {
            output += bytes.first(qMin(bytes.size(), kMostHelp - output.size()));
            return {};
        },
        .onErrorOutput = {},
        .silenceLimit = kHelpLimit};
    const auto status = processes.run(input, job);
    if (!status)
        return status.error();
    return status->code == 0 && !status->crashed ? flagsInHelp(QString::fromUtf8(output))
                                                 : QSet<QString>();
}

QByteArray modelPathsOf(const Library &library, const Install &install, const QString &comfyFolder,
                        const JobContext &job)
{
    QList<ModelRoot> roots;
    if (!install.isAdopted())
        roots += ModelRoot{.folder = library.models(), .isDefault = true};
    for (const QString &folder : install.settings.modelFolders) {
        if (QDir(folder).exists())
            roots += ModelRoot{.folder = QDir::fromNativeSeparators(folder)};
        else
            job.log(Text::tr("The model folder %1 is not there and is left out.").arg(folder));
    }
    // --base-directory and the classic layout hide what the bundle itself ships.
    const QString aside = shippedAside(library, install.id, install.currentGeneration);
    const QString shipped =
        install.isAdopted() ? QString() : shippedFile(comfyFolder, aside, u"models"_s);
    if (!shipped.isEmpty() && QDir(shipped).exists())
        roots += ModelRoot{.folder = shipped};
    return modelPathsYaml(roots) + ownModelPaths(library, install);
}

Result<PreparedLaunch> prepareLaunch(const Library &library, const Install &install,
                                     const ProcessRunner &processes, const JobContext &job)
{
    const auto runtime = findRuntime(library, install);
    if (!runtime)
        return runtime.error();
    const auto chosen = checkChosenFolders(install);
    if (!chosen)
        return chosen.error();
    for (const QString &note : overrideNotes(install, hostOs()))
        job.log(note);
    const auto made = makeDataFolders(library, install);
    if (!made)
        return made.error();
    const auto written = writeModelPaths(library, install, *runtime, job);
    if (!written)
        return written.error();
    const auto view = ensureView(library, install, job);
    if (!view)
        return view.error();
    const auto guarded = writeConstraints(library, install, hostOs());
    if (!guarded)
        return guarded.error();
    auto flags = knownFlags(library, install, *runtime, processes, job);
    if (!flags)
        return flags.error();
    return PreparedLaunch{.knownFlags = std::move(*flags)};
}

} // namespace portico
