// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/composeparts.h"

#include "core/installs/steps.h"
#include "core/net/gitnetwork.h"
#include "core/net/urlrules.h"
#include "core/platform/host.h"

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
        const Result<GitNetwork> network = gitNetworkFor(work.network, work.address.url);
        if (!network)
            return network.error();
        if (!isSameOrigin(network->remote, work.address.url)) { // a mirror is not given the login
            request.address.user.clear();
            request.address.password.clear();
        }
        request.address.url = network->remote;
        request.transport = {.proxyUrl = network->proxyUrl,
                             .authorityFile = network->authorityBundle};
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

Result<ProvidedPython> composePython(const ComposeWork &work, const Uv &uv)
{
    const bool hasMirror = work.network.hasOwnPythonMirror;
    return providePython(
        {.wanted = work.request.python,
         .target = work.pythonFolder(),
         .releases = hasMirror ? work.network.pythonMirror.toString(QUrl::FullyEncoded) : QString(),
         .list = work.request.pythonList,
         .os = work.services.host.os()},
        uv, work.services.processes, inStep(work.job, pythonStep()));
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
