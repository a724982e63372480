// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/installscriptclone.h"

#include "core/base/sizes.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/verifyinstall.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"
#include "core/python/layer.h"
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
    Q_DECLARE_TR_FUNCTIONS(portico::InstallScriptClone)
};

constexpr qint64 kSpare = 512LL << 20; ///< for what the script itself writes
constexpr auto kLimit = 60s;

Result<bool> sharesFiles(const Library &library, const QString &file)
{
    const Result<StagingDir> staging = StagingDir::create(library.staging(), Text::tr("a look"));
    if (!staging)
        return staging.error();
    return bool(cloneFile(file, staging->path() + "/probe"_L1, CloneMethod::Reflink));
}

QString someFileOf(const ScriptCloneRequest &request)
{
    return request.library.runtimeFolder(request.install) + u'/'
        + request.install.generation()->comfyFolder + "/main.py"_L1;
}

Result<> checkSpace(const ScriptCloneRequest &request, const QString &root, const Host &host,
                    const JobContext &job)
{
    const Result<qint64> wanted = scriptCopyBytes(request, job);
    const Result<DiskSpace> space = host.diskSpace(root);
    if (!wanted || !space) // the copying itself tells
        return {};
    const qint64 all = *wanted + kSpare;
    if (space->available >= all)
        return {};
    return Error{.code = ErrorCode::DiskFull,
                 .message =
                     Text::tr("A throwaway copy of “%1” needs %2 on the disk, and %3 are "
                              "free.")
                         .arg(request.install.name, sizeText(all), sizeText(space->available)),
                 .nextStep = Text::tr("Free some space, or install the node pack without running "
                                      "its install.py."),
                 .detail = root};
}

Result<> clone(const QString &from, const QString &to, const JobContext &job)
{
    // No bytecode: a file that is changed in place may keep its size and time.
    const auto wants = [](QStringView path) { return !path.endsWith(u"__pycache__"); };
    const Result<CloneSummary> cloned = cloneTree({.from = from,
                                                   .to = to,
                                                   .sharing = Sharing::Reflink,
                                                   .wants = wants,
                                                   .step = scriptCloneStep()},
                                                  job);
    return cloned ? Result<>() : cloned.error();
}

Error keepsToOther(const Install &install, const QString &said)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("The Python of “%1” cannot be copied: the copy would change "
                                "packages elsewhere.")
                           .arg(install.name),
            .nextStep = Text::tr("Install the node pack without running its install.py."),
            .detail = said};
}

/** Where a folder is, or where it would be made: the real path of what is there of it. */
QString nearestFolder(const QString &place)
{
    QString path = QDir::fromNativeSeparators(place);
    while (!QFileInfo::exists(path) && QFileInfo(path).path() != path)
        path = QFileInfo(path).path();
    return QFileInfo(path).canonicalFilePath();
}

/** Asks the copy where it would put packages: that must be itself. */
Result<> prove(const ScriptClone &clone, const Install &install, const ProcessRunner &processes,
               const JobContext &job)
{
    QByteArray output;
    QProcessEnvironment environment =
        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs());
    environment.insert(u"PYTHONUTF8"_s, u"1"_s);
    const Result<ExitStatus> status = processes.run(
        {.command = {.program = clone.python,
                     .arguments = {u"-s"_s, u"-B"_s, u"-X"_s, u"utf8"_s, u"-c"_s,
                                   u"import sys, sysconfig\nprint(sys.prefix)\n"
                                   "for name in ('purelib', 'platlib', 'scripts', 'data'):\n"
                                   "    print(sysconfig.get_path(name))\n"_s},
                     .workingFolder = clone.home,
                     .environment = environment,
                     .secrets = {}},
         .standardInput = {},
         .onOutput = [&output](QByteArrayView bytes) -> Result<> {
             output += bytes;
             return {};
         },
         .onErrorOutput = {},
         .silenceLimit = kLimit},
        job);
    if (!status)
        return status.error();
    const QString said = QString::fromUtf8(output).trimmed();
    const QString own = QFileInfo(clone.runtime).canonicalFilePath() + u'/';
    const QStringList places = said.split(u'\n');
    bool isOwn = !status->crashed && status->code == 0 && places.size() == 5;
    for (const QString &place : places) {
        isOwn = isOwn && (nearestFolder(place.trimmed()) + u'/').startsWith(own);
    }
    return isOwn ? Result<>()
                 : keepsToOther(install, said + QString::fromUtf8(status->errorTail.right(2'000)));
}

/** The package folders of the copy, from those of the install. */
QStringList sitesOf(const QStringList &folders, const QString &from, const QString &to)
{
    QStringList sites;
    for (const QString &folder : folders) {
        if (folder.startsWith(from + u'/'))
            sites += to + folder.mid(from.size());
    }
    return sites;
}

Result<> copyLayer(const ScriptCloneRequest &request, ScriptClone &made, const JobContext &job)
{
    if (request.layer.isEmpty())
        return {};
    made.layer = made.root + "/layer"_L1;
    made.layerSite = layerSite(made.layer);
    const Result<> cloned = clone(request.library.layerFolder(request.layer), made.layer, job);
    if (!cloned)
        return cloned;
    if (!made.sites.isEmpty()) {
        const Result<> led = writeLayerPath(made.sites.constFirst(), made.python);
        if (!led)
            return led;
    }
    made.sites += made.layerSite;
    return {};
}

} // namespace

QString scriptCloneStep()
{
    return Text::tr("Copy Python and packages for install.py");
}

Result<qint64> scriptCopyBytes(const ScriptCloneRequest &request, const JobContext &job)
{
    if (!request.install.generation())
        return 0;
    const Result<bool> shares = sharesFiles(request.library, someFileOf(request));
    if (!shares)
        return shares.error();
    if (*shares)
        return 0;
    const Result<TreeSize> base = treeSize(request.library.runtimeFolder(request.install), job);
    if (!base || request.layer.isEmpty())
        return base ? Result<qint64>(base->bytes) : base.error();
    const Result<TreeSize> layer = treeSize(request.library.layerFolder(request.layer), job);
    return layer ? Result<qint64>(base->bytes + layer->bytes) : layer.error();
}

Result<ScriptClone> makeScriptClone(const ScriptCloneRequest &request, const QString &root,
                                    const Host &host, const ProcessRunner &processes,
                                    const JobContext &job)
{
    const Generation *const generation = request.install.generation();
    const Result<EnvironmentRequest> place =
        baseEnvironmentOf(request.library, request.install, host.os());
    if (!place || !generation)
        return place ? keepsToOther(request.install, {}) : place.error();
    if (const Result<> fits = checkSpace(request, root, host, job); !fits)
        return fits.error();
    const QString runtime = request.library.runtimeFolder(request.install);
    ScriptClone made{.root = root,
                     .runtime = root + "/run"_L1,
                     .comfy = QDir::cleanPath(root + "/run/"_L1 + generation->comfyFolder),
                     .packs = {},
                     .python = QDir::cleanPath(root + "/run/"_L1 + generation->python),
                     .home = root + "/home"_L1,
                     .scratch = root + "/scratch"_L1};
    made.packs = made.comfy + "/custom_nodes"_L1;
    made.sites = sitesOf(place->folders, runtime, made.runtime);
    if (const Result<> cloned = clone(runtime, made.runtime, job); !cloned)
        return cloned.error();
    for (const QString &folder : {made.packs, made.home, made.scratch}) {
        if (const Result<> there = makeFolder(folder); !there)
            return there.error();
    }
    if (const Result<> proved = prove(made, request.install, processes, job); !proved)
        return proved.error();
    if (const Result<> layered = copyLayer(request, made, job); !layered)
        return layered.error();
    return made;
}

} // namespace portico
