// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/composeinstall.h"

#include "core/installs/baselayerpath.h"
#include "core/installs/bundlelayout.h"
#include "core/installs/checklibrary.h"
#include "core/installs/commitinstall.h"
#include "core/installs/composepackages.h"
#include "core/installs/composeparts.h"
#include "core/installs/composerecord.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/seeddata.h"
#include "core/installs/starttest.h"
#include "core/installs/steps.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/journal.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/net/network.h"
#include "core/platform/host.h"
#include "core/python/relocatescripts.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ComposeInstall)
};

constexpr int kOldAfterDays = 30;
constexpr qint64 kGraceSeconds = 24 * 60 * 60; ///< a version is tagged hours before its packages

/** One composition from its beginning to its end. */
class Composition
{
public:
    Composition(const ComposeServices &services, const ComposeRequest &request,
                const GitAddress &address, NetworkChain network, StagingDir staging,
                const JobContext &job)
        : m_services(services)
        , m_request(request)
        , m_address(address)
        , m_network(std::move(network))
        , m_staging(std::move(staging))
        , m_job(job)
        , m_folder(m_staging.path() + u'/' + generationFolderName(1))
        , m_work{m_services, m_request, m_address, m_network, m_folder, m_job}
    { }

    Result<Install> run();

private:
    void begin(const QString &step) const;
    Result<ComposedPackages> packages(const Uv &uv, const ProvidedPython &python,
                                      const GitCommit &commit) const;
    std::optional<QDateTime> newestPackages(const GitCommit &commit) const;
    void cleanCache(const Uv &uv) const;
    Result<Generation> check() const;
    Result<> startTest(const Generation &generation) const;
    Result<> writeManifest() const;
    Result<Install> setUp(Generation generation, const ClonedRepository &comfy);
    QString work() const { return m_staging.path() + "/work"_L1; }

    const ComposeServices &m_services;
    const ComposeRequest &m_request;
    const GitAddress &m_address;
    const NetworkChain m_network;
    StagingDir m_staging;
    const JobContext &m_job;
    const QString m_folder; ///< the generation in staging
    const ComposeWork m_work;
};

void Composition::begin(const QString &step) const
{
    m_job.report({.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Items});
}

std::optional<QDateTime> Composition::newestPackages(const GitCommit &commit) const
{
    const QDateTime dayAfter = commit.time.addSecs(kGraceSeconds);
    const bool isOld = commit.time.daysTo(m_services.clock.now()) > kOldAfterDays;
    const bool wanted = m_request.packageDate == PackageDate::AsOfVersion
        || (m_request.packageDate == PackageDate::Automatic && isOld);
    if (!wanted)
        return std::nullopt;
    m_job.log(Text::tr("This ComfyUI is of %1: packages of that time are taken.")
                  .arg(QLocale().toString(commit.time.toLocalTime().date(), QLocale::ShortFormat)));
    return dayAfter;
}

Result<ComposedPackages> Composition::packages(const Uv &uv, const ProvidedPython &python,
                                               const GitCommit &commit) const
{
    const LinkMode linkMode =
        m_request.cacheAfter == CacheAfter::Clean ? LinkMode::HardLink : LinkMode::Copy;
    const Result<ComposedPackages> composed = composePackages({.request = m_request,
                                                               .network = m_network,
                                                               .uv = uv,
                                                               .comfyFolder = m_work.comfyFolder(),
                                                               .python = python.interpreter,
                                                               .folder = work(),
                                                               .newest = newestPackages(commit),
                                                               .linkMode = linkMode},
                                                              m_job);
    if (!composed)
        return composed;
    if (python.origin != ProvidedPython::Origin::Linked) {
        const Result<> relocated = relocateScripts(m_work.pythonFolder());
        if (!relocated)
            return relocated.error();
    }
    return composed;
}

Result<Generation> Composition::check() const
{
    const Result<RecognisedLayout> layout =
        recogniseLayout(m_folder, m_services.host.os(), m_services.host.architecture());
    if (!layout)
        return layout.error();
    const RuntimeFacts facts = readRuntimeFacts(
        m_work.comfyFolder(), m_folder + u'/' + layout->python, m_services.host.os());
    return Generation{.number = 1,
                      .layout = layout->layout,
                      .comfyFolder = layout->comfyFolder,
                      .python = layout->python,
                      .comfyVersion = facts.comfyVersion,
                      .pythonVersion = facts.pythonVersion,
                      .torchVersion = facts.torchVersion,
                      .accelerator = facts.accelerator,
                      .origin = {},
                      .created = m_services.clock.now().toUTC()};
}

Result<> Composition::startTest(const Generation &generation) const
{
    const QString scratch = work() + "/start"_L1;
    const Result<> made = makeFolder(scratch);
    if (!made)
        return made;
    return testStart(m_work.comfyFolder(), m_folder + u'/' + generation.python, scratch,
                     m_services.processes, inStep(m_job, checkStep()));
}

Result<> Composition::writeManifest() const
{
    const Result<QList<ManifestEntry>> entries = describeTree(m_folder, inStep(m_job, setUpStep()));
    if (!entries)
        return entries.error();
    return writeFileAtomically(m_folder + ".manifest"_L1, manifestToBytes(*entries));
}

QString composedName(const Generation &generation)
{
    QString name = u"ComfyUI"_s;
    if (!generation.comfyVersion.isEmpty())
        name += u' ' + generation.comfyVersion;
    if (const auto accelerator = Accelerator::fromText(generation.accelerator))
        name += u" (%1)"_s.arg(accelerator->title());
    return name;
}

Result<Install> Composition::setUp(Generation generation, const ClonedRepository &comfy)
{
    const Result<> layered =
        addLayerPath(m_folder, generation, m_services.host.os(), inStep(m_job, setUpStep()));
    if (!layered)
        return layered.error();
    const Result<> manifest = writeManifest();
    if (!manifest)
        return manifest.error();
    const Result<> seeded =
        seedDataFolder(m_work.comfyFolder(), m_staging.path() + "/data"_L1, m_job);
    if (!seeded)
        return seeded.error();
    const Result<> logs = makeFolder(m_staging.path() + "/logs"_L1);
    if (!logs)
        return logs.error();
    const Result<> cleared = removeTree(work(), m_job);
    if (!cleared)
        return cleared.error();
    // Its bytes are what their publishers' hashes promise: git's own, and those of the index.
    generation.origin = {.url = m_address.isLocal() ? QUrl::fromLocalFile(m_address.localPath)
                                                    : m_address.url,
                         .sha256 = {},
                         .isVerified = true,
                         .fileName = comfy.target.name};
    Install install;
    install.name = m_request.name.simplified();
    if (install.name.isEmpty())
        install.name = composedName(generation);
    install.currentGeneration = generation.number;
    install.generations = {generation};
    install.created = generation.created;
    install.settings.arguments = m_request.accelerator.arguments;
    install.settings.gpus = m_request.accelerator.gpuPick;
    install.settings.environment = m_request.accelerator.environment;
    install.settings.track = m_request.track;
    return commitInstall(m_services.library, m_staging, install, m_request.port, m_job);
}

void Composition::cleanCache(const Uv &uv) const
{
    const Result<UvOutput> cleaned = uv.run({.arguments = {u"cache"_s, u"clean"_s},
                                             .variables = {},
                                             .workingFolder = m_services.library.root(),
                                             .step = {}},
                                            m_job);
    if (!cleaned)
        m_job.log(cleaned.error().message);
}

Result<Install> Composition::run()
{
    for (const QString &folder : {m_folder, work()}) {
        const Result<> made = makeFolder(folder);
        if (!made)
            return made.error();
    }
    begin(toolsStep());
    const Result<Uv> uv = composeTools(m_work);
    if (!uv)
        return uv.error();

    begin(comfyStep());
    const Result<ClonedRepository> comfy = composeComfy(m_work);
    if (!comfy)
        return comfy.error();

    begin(pythonStep());
    const Result<ProvidedPython> interpreter = composePython(m_work, *uv);
    if (!interpreter)
        return interpreter.error();

    const Result<Sha256> digest = lockedPython(m_work, *interpreter);
    if (!digest)
        return digest.error();

    begin(resolveStep());
    const Result<ComposedPackages> composed = packages(*uv, *interpreter, comfy->target.commit);
    if (!composed)
        return composed.error();
    const Result<> recorded = writeComposeRecord(m_folder,
                                                 {.repository = m_address.shown(),
                                                  .comfy = comfy->target,
                                                  .python = *interpreter,
                                                  .pythonDigest = *digest,
                                                  .uvVersion = uv->program().version.toString(),
                                                  .torchTag = m_request.accelerator.torchTag,
                                                  .packageIndex = m_network.packageIndex,
                                                  .packages = *composed});
    if (!recorded)
        return recorded.error();

    begin(checkStep());
    const Result<Generation> generation = check();
    if (!generation)
        return generation.error();
    const Result<> started = startTest(*generation);
    if (!started)
        return started.error();

    begin(setUpStep());
    const Result<Install> install = setUp(*generation, *comfy);
    if (install && m_request.cacheAfter == CacheAfter::Clean)
        cleanCache(*uv);
    return install;
}

Result<Install> compose(const ComposeServices &services, const ComposeRequest &request,
                        const GitAddress &address, const JobContext &job)
{
    const QList<QUrl> further = address.isLocal() ? QList<QUrl>() : QList<QUrl>{address.url};
    const Result<NetworkChain> network = services.network.chain(job, further);
    if (!network)
        return network.error();
    if (network->problem) // never another index than the one the person set
        return *network->problem;
    auto staging = StagingDir::create(services.library.staging(),
                                      Text::tr("putting together %1").arg(address.shown()));
    if (!staging)
        return staging.error();
    return Composition(services, request, address, *network, std::move(*staging), job).run();
}

} // namespace

QString ComposeRequest::defaultComfyRepository()
{
    return u"https://github.com/Comfy-Org/ComfyUI"_s;
}

QStringList composeSteps()
{
    return {toolsStep(),    comfyStep(), pythonStep(), resolveStep(),
            packagesStep(), checkStep(), setUpStep()};
}

Result<Install> composeInstall(const ComposeServices &services, const ComposeRequest &request,
                               const JobContext &job)
{
    const auto chain = services.network.current(job);
    if (!chain)
        return chain.error();
    const Result<GitAddress> address = gitAddress(request.git, (*chain)->plainHttpHosts);
    if (!address)
        return address.error();
    if (!request.ref.isEmpty() && !isPossibleRef(request.ref))
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("“%1” can be no tag, branch or commit.").arg(request.ref),
                     .nextStep = Text::tr("Give a tag such as v0.33.0, a branch or a commit."),
                     .detail = {}};
    job.announce(composeSteps());
    const Result<> library = checkLibrary(services.library, services.host);
    if (!library)
        return library.error();
    auto journal =
        Journal(services.library.journal())
            .begin(u"add"_s, {{u"source"_s, address->shown()}, {u"name"_s, request.name}});
    if (!journal)
        return journal.error();
    const Result<Install> install = compose(services, request, *address, job);
    // Staging is gone or committed by now: there is nothing left that a later start had to undo.
    const Result<> finished = journal->finish();
    if (!finished)
        job.log(finished.error().message);
    return install;
}

} // namespace portico
