// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/packwrapper.h"

#include "core/base/lists.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/tomldocument.h"
#include "core/isolation/envname.h"
#include "core/isolation/packroutes.h"
#include "core/isolation/rootconfig.h"
#include "core/isolation/wrapconfig.h"
#include "core/isolation/wrapfiles.h"
#include "core/isolation/wrapverdict.h"
#include "core/nodes/packneeds.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackWrapper)
};

/** Of the fourth generation, and content with a Python without torch. It imports psutil, too, and
 *  counts on ComfyUI for that. */
constexpr auto kComfyEnv = "0.4.45"_L1;

Result<QVersionNumber> comfyEnvFor(const EnvHome &home)
{
    const bool isChosen = home.isInstalled || !home.pins.isEmpty();
    const QVersionNumber version =
        isChosen ? home.rules.version : QVersionNumber::fromString(kComfyEnv);
    const EnvRules rules = envRules(version);
    if (rules.canBuild && rules.generation >= EnvGeneration::Third)
        return version;
    return Error{.code = ErrorCode::Unsupported,
                 .message =
                     Text::tr("The node packs of this install use comfy-env %1, which is too "
                              "old for node packs to be isolated with it.")
                         .arg(version.toString()),
                 .nextStep = Text::tr("Update the node packs that ask for it: %1.").arg([&] {
                     QStringList names;
                     for (const PackPin &pin : home.pins)
                         names += pin.pack;
                     return listed(names);
                 }()),
                 .detail = {}};
}

QStringList textsOf(const PackNeeds &needs)
{
    QStringList texts;
    for (const PackNeed &need : needs.needs)
        texts += need.text;
    return texts;
}

/** What ComfyUI itself asks for; nothing where that cannot be read. */
QStringList comfyNeeds(const Library &library, const Install &install)
{
    const Generation *const generation = install.generation();
    if (!generation)
        return {};
    const Result<PackNeeds> needs = readPackNeeds(
        u"ComfyUI"_s, library.runtimeFolder(install) + u'/' + generation->comfyFolder);
    return needs ? textsOf(*needs) : QStringList();
}

QByteArray configBytes(const QString &pack, const WrapConfig &config)
{
    return "# Made by Portico out of what the node pack " + pack.toUtf8()
        + " and ComfyUI ask for.\n" + tomlToBytes(config.content);
}

/** What an isolated pack cannot have, as far as the names of its files tell. */
QStringList lossesOf(const NodePack &pack)
{
    const QString folder = pack.ownFolder();
    QStringList remarks;
    if (pack.hasPrestartup)
        remarks += Text::tr("Its prestartup_script.py does not run while it is isolated.");
    if (pack.hasInstallScript)
        remarks += Text::tr("Its install.py does not run while it is isolated.");
    for (const QString &name : {u"example_workflows"_s, u"locales"_s}) {
        if (QFileInfo(folder + u'/' + name).isDir())
            remarks +=
                Text::tr("ComfyUI does not see its folder “%1” while it is isolated.").arg(name);
    }
    return remarks;
}

using Files = QList<std::pair<QString, QByteArray>>;

/**
 * comfy-env looks for what a whole pack declares beside the wrapper's __init__.py: the sockets that
 * carry data of its own between Pythons, and the packs that it wants.
 */
Files rootFilesOf(const NodePack &pack, const EnvRules &rules, WrappedPack &wrapped)
{
    const QString folder = pack.ownFolder();
    const Result<QByteArray> bytes = readFile(folder + u'/' + rootConfigName(), kMostEnvConfig);
    if (!bytes)
        return {};
    const Result<RootConfig> root = parseRootConfig(*bytes, rootConfigName(), rules);
    if (!root) {
        wrapped.remarks += root.error().message;
        return {};
    }
    Files files{{rootConfigName(), *bytes}};
    if (QFileInfo(folder + "/serialization.py"_L1).isFile())
        files += {u"serialization.py"_s, wrapperSerialization(pack.name)};
    return files;
}

Result<> writeAll(const QString &wrapper, const Files &files)
{
    for (const auto &[name, bytes] : files) {
        const QString path = wrapper + u'/' + name;
        if (const Result<> made = makeFolder(QFileInfo(path).path()); !made)
            return made;
        if (const Result<> written = writeFileAtomically(path, bytes); !written)
            return written;
    }
    return {};
}

} // namespace

Result<WrappedPack> PackWrapper::wrap(const WrapRequest &request, const JobContext &job) const
{
    const Library &library = m_operations.services.library;
    const Result<EnvHome> home = readEnvHome(library, request.install, m_operations.facts, job);
    if (!home)
        return home.error();
    const Result<QVersionNumber> version = comfyEnvFor(*home);
    if (!version)
        return version.error();
    const QString pack = request.pack.name;
    const Result<PackNeeds> needs = readPackNeeds(pack, request.pack.ownFolder());
    if (!needs)
        return needs.error();
    const HostStack &host = home->host;
    const WrapConfig config =
        wrapConfig({.pack = textsOf(*needs) + request.scriptNeeds,
                    .comfy = comfyNeeds(library, request.install),
                    .host = host,
                    .markers = markerEnvironment(host.python, host.os, host.architecture)});
    IsolationMark mark = request.mark;
    mark.losses = lossesOf(request.pack);
    WrappedPack wrapped{.files = wrappedFilesFolder(pack), .remarks = config.remarks + mark.losses};
    if (const QStringList routes = routesOfPack(request.pack.ownFolder(), job); !routes.isEmpty())
        wrapped.remarks += routesLost(routes); // the trial, which knows, tells it once more
    if (!needs->leftOut.isEmpty())
        wrapped.remarks += Text::tr("Not obeyed: %1.").arg(needs->leftOut.join(u"; "_s));
    mark.files = wrapped.files;
    mark.comfyEnv = version->toString();
    const QString folder = wrapperConfigFolder();
    const Files files =
        Files{{u"__init__.py"_s, wrapperInit(pack, {})},
              {u"nodes/__init__.py"_s, wrapperNodesInit()},
              {folder + "/__init__.py"_L1, wrapperIsolatedInit(pack)},
              {folder + u'/' + envConfigName(), configBytes(pack, config)},
              {u"requirements.txt"_s, "comfy-env==" + mark.comfyEnv.toUtf8() + "\npsutil\n"},
              {isolationMarkName(), jsonToBytes(toJson(mark))}}
        + rootFilesOf(request.pack, envRules(*version), wrapped);
    const Result<> written = writeAll(request.wrapper, files);
    return written ? Result<WrappedPack>(wrapped) : written.error();
}

void PackWrapper::renew(const Install &install, const QString &pack, const JobContext &job) const
{
    const Result<EnvOutcome> renewed =
        workOnEnvs(m_operations, install,
                   {.act = EnvAct::Build, .names = {envName(pack, wrapperConfigFolder())}}, job);
    if (!renewed)
        job.log(renewed.error().message);
    else if (!renewed->failed.isEmpty())
        job.log(renewed->failed.constFirst().second.message);
}

void PackWrapper::forget(const Install &install, const QString &pack, const JobContext &job) const
{
    const Result<EnvHome> home =
        readEnvHome(m_operations.services.library, install, m_operations.facts, {});
    if (!home)
        return;
    const QString folder =
        envFolderName(envName(pack, wrapperConfigFolder()), home->tag, home->rules);
    const Result<RemovedEnvs> removed = removeEnvs(m_operations, install, {folder}, {});
    if (!removed && removed.error().code != ErrorCode::NotFound)
        job.log(removed.error().message);
}

} // namespace portico
