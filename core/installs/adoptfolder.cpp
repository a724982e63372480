// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/adoptfolder.h"

#include "core/installs/bundlelayout.h"
#include "core/installs/commitinstall.h"
#include "core/installs/desktopmodels.h"
#include "core/installs/installfile.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/steps.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/platform/filerules.h"
#include "core/platform/host.h"
#include "core/python/interpretercheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AdoptFolder)
};

/** A folder with what was recognised in it. */
struct Found
{
    QString folder;
    RecognisedLayout layout;
};

/** A checkout without an environment inside: its Python may lie beside it. */
std::optional<Found> findBeside(const QString &folder, const Host &host)
{
    const QFileInfo checkout(folder);
    const QString parent = checkout.path();
    if (!QFileInfo(folder + "/main.py"_L1).isFile())
        return std::nullopt;
    const auto around = recogniseLayout(parent, host.os(), host.architecture());
    if (around && around->root.isEmpty() && around->comfyFolder == checkout.fileName())
        return Found{.folder = parent, .layout = *around};
    for (const auto name : {"venv"_L1, ".venv"_L1, "python_embeded"_L1}) {
        const QString place = parent + u'/' + name;
        for (const QString &program : {venvPython(host.os()), u"python.exe"_s, u"bin/python3"_s}) {
            const QString python = place + u'/' + program;
            if (QFileInfo(python).isFile())
                return Found{.folder = folder,
                             .layout = {.layout = BundleLayout::Plain,
                                        .root = {},
                                        .comfyFolder = {},
                                        .python = python}};
        }
    }
    return std::nullopt;
}

Result<Found> find(const QString &folder, const Host &host)
{
    const auto inside = recogniseLayout(folder, host.os(), host.architecture());
    if (inside)
        return Found{.folder = folder, .layout = *inside};
    if (inside.error().code == ErrorCode::Refused) {
        if (const auto beside = findBeside(folder, host))
            return *beside;
    }
    return inside.error();
}

Result<> checkNotTaken(const Library &library, const QString &folder)
{
    const QString real = QFileInfo(folder).canonicalFilePath();
    for (const Install &install : listInstalls(library).installs) {
        const QString runtime = QFileInfo(library.runtimeFolder(install)).canonicalFilePath();
        if (real != runtime && !real.startsWith(runtime + u'/'))
            continue;
        return Error{.code = ErrorCode::AlreadyExists,
                     .message = Text::tr("The folder %1 belongs to the install “%2” already.")
                                    .arg(QDir::toNativeSeparators(folder), install.name),
                     .nextStep = Text::tr("Use that install, or choose another folder."),
                     .detail = {}};
    }
    return {};
}

/** Those of Comfy Desktop that lie outside the folder; ComfyUI finds its own ones. */
QStringList sharedModels(const QString &folder, Os os)
{
    constexpr qint64 kMostBytes = 1 << 20;
    const Result<QByteArray> file = isComfyDesktopInstall(folder)
        ? readFile(comfyDesktopModelsFile(os), kMostBytes)
        : Result<QByteArray>(QByteArray());
    QStringList models;
    for (const QString &shared : comfyDesktopModels(file ? *file : QByteArray())) {
        if (QFileInfo(shared).isDir() && !shared.startsWith(folder + u'/'))
            models += shared;
    }
    return models;
}

Install makeInstall(const AddServices &services, const AdoptRequest &request, const Found &found,
                    const QString &pythonVersion)
{
    const QDir folder(found.folder);
    const RuntimeFacts facts =
        readRuntimeFacts(folder.filePath(found.layout.comfyFolder),
                         folder.filePath(found.layout.python), services.host.os());
    Install install;
    install.name = request.name.simplified();
    if (install.name.isEmpty())
        install.name = folder.dirName().isEmpty() ? u"ComfyUI"_s : folder.dirName();
    install.adoptedFolder = found.folder;
    install.settings.modelFolders = sharedModels(found.folder, services.host.os());
    install.currentGeneration = 1;
    install.created = services.clock.now().toUTC();
    install.generations = {{.number = 1,
                            .layout = found.layout.layout,
                            .comfyFolder = found.layout.comfyFolder,
                            .python = found.layout.python,
                            .comfyVersion = facts.comfyVersion,
                            .pythonVersion = pythonVersion,
                            .torchVersion = facts.torchVersion,
                            .accelerator = facts.accelerator,
                            .origin = {.url = QUrl::fromLocalFile(found.folder),
                                       .sha256 = {},
                                       .isVerified = false,
                                       .fileName = {}},
                            .created = install.created}};
    return install;
}

} // namespace

Result<Install> adoptFolder(const AddServices &services, const AdoptRequest &request,
                            const JobContext &job)
{
    job.announce({checkStep(), setUpStep()});
    job.report({.step = checkStep(), .done = 0, .total = -1, .unit = ProgressUnit::Items});
    const QString folder = QDir::cleanPath(
        QDir::current().absoluteFilePath(QDir::fromNativeSeparators(request.folder.trimmed())));
    if (request.folder.trimmed().isEmpty() || !QDir(folder).exists()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("There is no folder %1.").arg(request.folder),
                     .nextStep = Text::tr("Check the path."),
                     .detail = {}};
    }
    const auto found = find(folder, services.host);
    if (!found)
        return found.error();
    const auto isFree = checkNotTaken(services.library, found->folder);
    if (!isFree)
        return isFree.error();
    const auto interpreter = checkInterpreter(QDir(found->folder).filePath(found->layout.python),
                                              services.processes, job);
    if (!interpreter)
        return interpreter.error();

    job.report({.step = setUpStep(), .done = 0, .total = -1, .unit = ProgressUnit::Items});
    auto staging = StagingDir::create(services.library.staging(),
                                      Text::tr("adding the folder %1").arg(found->folder));
    if (!staging)
        return staging.error();
    const auto logs = makeFolder(staging->path() + "/logs"_L1);
    if (!logs)
        return logs.error();
    return commitInstall(services.library, *staging,
                         makeInstall(services, request, *found, interpreter->version), request.port,
                         job);
}

} // namespace portico
