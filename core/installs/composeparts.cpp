// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/composeparts.h"

#include "core/installs/steps.h"
#include "core/net/downloader.h"
#include "core/net/gitnetwork.h"
#include "core/net/urlrules.h"
#include "core/platform/host.h"
#include "core/python/miniforge.h"
#include "core/python/pythondigest.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ComposeParts)
};

} // namespace

Result<Uv> composeTools(const ComposeWork &work)
{
    const Result<UvProgram> program =
        provideUv({.chosen = work.services.uvProgram,
                   .folder = work.services.library.tools(),
                   .os = work.services.host.os(),
                   .architecture = work.services.host.architecture()},
                  {work.services.processes, work.services.downloader, work.network},
                  inStep(work.job, toolsStep()));
    if (!program)
        return program.error();
    return Uv(*program, work.services.library.packageCache(), work.network,
              work.services.processes);
}

Result<ClonedRepository> composeComfy(const ComposeWork &work)
{
    GitCloneRequest request{.address = work.address,
                            .ref = work.request.ref,
                            .target = work.comfyFolder(),
                            .history = GitHistory::NewestOnly,
                            .transport = {}};
    if (!work.address.isLocal()) {
        const GitNetwork network = gitNetworkFor(work.network, work.address.url);
        if (!isSameOrigin(network.remote, work.address.url)) { // a mirror is not given the login
            request.address.user.clear();
            request.address.password.clear();
        }
        request.address.url = network.remote;
        request.transport = {.proxyUrl = network.proxyUrl,
                             .authorityFile = network.authorityBundle};
    }
    const Result<ClonedRepository> cloned =
        cloneRepository(request, work.services.processes, inStep(work.job, comfyStep()));
    if (!cloned)
        return cloned;
    if (!QFileInfo::exists(work.comfyFolder() + "/main.py"_L1)
        || !QFileInfo::exists(work.comfyFolder() + "/requirements.txt"_L1))
        return Error{.code = ErrorCode::Refused,
                     .message = Text::tr("%1 holds no ComfyUI: main.py or requirements.txt is "
                                         "missing.")
                                    .arg(work.address.shown()),
                     .nextStep = Text::tr("Give the address of ComfyUI or of a fork of it."),
                     .detail = {}};
    work.job.log(Text::tr("ComfyUI: %1, commit %2 of %3")
                     .arg(cloned->target.name, cloned->target.commit.id.left(12),
                          cloned->target.commit.time.toString(Qt::ISODate)));
    return cloned;
}

namespace {

/** Miniforge's installer, wherever it lies, and the Python that it makes. */
Result<ProvidedPython> pythonOfMiniforge(const ComposeWork &work)
{
    const MiniforgeInstaller &installer = *work.request.miniforge;
    const bool isAddress = installer.place.startsWith("https:"_L1);
    const DownloadRequest request{.url = isAddress ? QUrl(installer.place, QUrl::StrictMode)
                                                   : QUrl::fromLocalFile(installer.place),
                                  .mirrors = {},
                                  .sha256 = installer.sha256,
                                  .size = {},
                                  .authorization = {},
                                  .plainHttpHosts = {}};
    const JobContext job = inStep(work.job, pythonStep());
    const Result<DownloadedFile> file = work.services.downloader.fetch(request, job);
    if (!file)
        return file.error();
    return provideMiniforge({.installer = file->path,
                             .version = work.request.python,
                             .target = work.pythonFolder(),
                             .os = work.services.host.os(),
                             .architecture = work.services.host.architecture()},
                            work.network, work.services.processes, job);
}

} // namespace

Result<ProvidedPython> composePython(const ComposeWork &work, const Uv &uv)
{
    if (work.request.miniforge)
        return pythonOfMiniforge(work);
    const bool hasMirror = work.network.hasOwnPythonMirror;
    return providePython(
        {.wanted = work.request.python,
         .target = work.pythonFolder(),
         .releases = hasMirror ? work.network.pythonMirror.toString(QUrl::FullyEncoded) : QString(),
         .list = work.request.pythonList,
         .os = work.services.host.os(),
         .ground = work.request.ground},
        uv, work.services.processes, inStep(work.job, pythonStep()));
}

Result<Sha256> lockedPython(const ComposeWork &work, const ProvidedPython &python)
{
    const Result<Sha256> digest = pythonDigest(work.pythonFolder(), inStep(work.job, pythonStep()));
    const bool isLocked = work.request.locks && !work.request.locks->python.isNull();
    if (!digest || !isLocked || work.request.locks->python == *digest)
        return digest;
    return Error{.code = ErrorCode::HashMismatch,
                 .message = Text::tr("This Python %1 is another build than the one of the lock.")
                                .arg(python.version),
                 .nextStep =
                     Text::tr("Make a new lock, or use the uv that the lock was made with."),
                 .detail = {}};
}

QString toolsStep()
{
    return Text::tr("Prepare");
}

QString pythonStep()
{
    return Text::tr("Python");
}

QString comfyStep()
{
    return Text::tr("ComfyUI");
}

} // namespace portico
