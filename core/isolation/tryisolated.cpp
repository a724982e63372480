// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/layerview.h"
#include "core/installs/library.h"
#include "core/installs/switchlayer.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/stagingfolder.h"
#include "core/io/toml.h"
#include "core/io/tree.h"
#include "core/isolation/envwork.h"
#include "core/isolation/packwrapper.h"
#include "core/isolation/trystart.h"
#include "core/isolation/wrapfiles.h"
#include "core/isolation/wrapverdict.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TryIsolated)
};

QString plainStep()
{
    return Text::tr("Try the node pack as it is");
}

QString isolatedStep()
{
    return Text::tr("Try the isolated node pack");
}

/** One pack tried, on copies in staging. */
class Trial
{
public:
    Trial(const EnvOperations &operations, const TrialRequest &request, const JobContext &job)
        : m_operations(operations)
        , m_library(operations.services.library)
        , m_request(request)
        , m_job(job)
    { }

    Result<QStringList> run();

private:
    Result<> copy() const;
    Result<> build() const;
    Result<TriedStart> start(const QString &folder, const QString &layer,
                             const QString &report) const;
    Result<QStringList> exportWeb(const QString &said) const;
    Result<QStringList> finish(TrialFacts facts, const QStringList &remarks) const;
    QString plain() const { return m_staging->path() + "/plain"_L1; }
    QString isolated() const { return m_staging->path() + "/isolated"_L1; }
    QString packIn(const QString &folder) const
    {
        return folder + "/custom_nodes/"_L1 + m_request.pack;
    }

    const EnvOperations &m_operations;
    const Library &m_library;
    const TrialRequest &m_request;
    const JobContext &m_job;
    std::optional<StagingDir> m_staging{};
};

Result<> cloneInto(const QString &from, const QString &to, const JobContext &job)
{
    if (const Result<> made = makeFolder(QFileInfo(to).path()); !made)
        return made;
    const auto wants = [](QStringView path) {
        return path != ".git"_L1 && !path.endsWith(u"__pycache__");
    };
    const Result<CloneSummary> cloned = cloneTree(
        {.from = from, .to = to, .sharing = Sharing::Reflink, .wants = wants, .step = {}}, job);
    return cloned ? Result<>() : cloned.error();
}

/** The pack as it is, and in its wrapper with a voice. */
Result<> Trial::copy() const
{
    const QString inner = packIn(isolated()) + u'/' + wrappedFilesFolder(m_request.pack);
    if (const Result<> made = cloneInto(m_request.files, packIn(plain()), m_job); !made)
        return made;
    const Result<> made = cloneInto(m_request.wrapper, packIn(isolated()), m_job);
    if (!made)
        return made;
    if (!QFileInfo::exists(inner)) {
        if (const Result<> files = cloneInto(m_request.files, inner, m_job); !files)
            return files;
    }
    const QString init = packIn(isolated()) + u'/' + wrapperConfigFolder() + "/__init__.py"_L1;
    return writeFileAtomically(init, wrapperIsolatedInit(m_request.pack) + trialReport());
}

/** In the place where the install looks for it: nobody asks for it yet but this pack's own earlier
 *  version. */
Result<> Trial::build() const
{
    const Result<EnvHome> real = homeWithGpus(m_operations, m_request.install, m_job);
    if (!real)
        return real.error();
    const auto mark = readIsolationMark(m_request.wrapper);
    EnvHome home = *real;
    home.rules = envRules(QVersionNumber::fromString(mark ? mark->comfyEnv : QString()));
    home.tag = abiTag(home.host, home.rules);
    home.root = envRootOf(m_library, m_request.install, m_operations.facts);
    Result<QList<IsolatedEnv>> others = discoverEnvs(home, m_job);
    if (others) // its own is what the new one takes the place of
        others->removeIf([this](const IsolatedEnv &env) { return env.pack == m_request.pack; });
    home.customNodes = isolated() + "/custom_nodes"_L1;
    const Result<QList<IsolatedEnv>> own = discoverEnvs(home, m_job);
    if (!own || !others)
        return own ? others.error() : own.error();
    for (const IsolatedEnv &env : *others) {
        if (env.name == own->constFirst().name)
            return Error{.code = ErrorCode::AlreadyExists,
                         .message = Text::tr("Another node pack, “%1”, has an environment “%2” "
                                             "already.")
                                        .arg(env.pack, env.name),
                         .nextStep = Text::tr("Rename the folder of one of the two."),
                         .detail = {}};
    }
    m_job.announce(envBuildSteps() + QStringList{plainStep(), isolatedStep()});
    return withEnvServices(
        m_operations, m_request.install,
        [&](const EnvServices &services) -> Result<> {
            const Result<BuiltEnv> built = buildEnv(
                {.home = home, .all = *others + *own, .env = own->constFirst()}, services, m_job);
            return built ? Result<>() : built.error();
        },
        m_job);
}

Result<TriedStart> Trial::start(const QString &folder, const QString &layer,
                                const QString &report) const
{
    return tryStart({.library = m_library,
                     .install = m_request.install,
                     .pack = m_request.pack,
                     .folder = folder,
                     .layer = layer,
                     .report = report},
                    m_operations.services.processes, m_job);
}

/** ComfyUI serves the pack's pages out of the wrapper: the place is known once the pack was
 *  imported. */
Result<QStringList> Trial::exportWeb(const QString &said) const
{
    const QString inner = packIn(isolated()) + u'/' + wrappedFilesFolder(m_request.pack);
    QString web = said;
    QStringList names{m_request.pack};
    if (web.isEmpty()) {
        const Result<QJsonObject> project = readToml(inner + "/pyproject.toml"_L1);
        if (project) {
            web = project->value("tool"_L1)["comfy"_L1]["web"_L1].toString();
            names += project->value("project"_L1)["name"_L1].toString();
        }
    }
    const QString folder = QDir(inner).absoluteFilePath(QDir::fromNativeSeparators(web));
    const QString inside = QDir(packIn(isolated())).relativeFilePath(QDir::cleanPath(folder));
    if (web.isEmpty() || inside.startsWith("../"_L1) || !QFileInfo(folder).isDir())
        return QStringList();
    const Result<> written = writeFileAtomically(m_request.wrapper + "/__init__.py"_L1,
                                                 wrapperInit(m_request.pack, inside));
    return written ? Result<QStringList>(names) : written.error();
}

/** What is lost is noted in the wrapper, for whoever looks at the pack later. */
Result<QStringList> Trial::finish(TrialFacts facts, const QStringList &remarks) const
{
    const Result<QStringList> exported = exportWeb(facts.worker.web);
    if (!exported)
        return exported.error();
    facts.pages = *exported;
    const QStringList losses = lossesSeen(facts);
    std::optional<IsolationMark> mark = readIsolationMark(m_request.wrapper);
    if (losses.isEmpty() || !mark)
        return remarks;
    mark->losses += losses;
    const Result<> noted = writeFileAtomically(m_request.wrapper + u'/' + isolationMarkName(),
                                               jsonToBytes(toJson(*mark)));
    return noted ? Result<QStringList>(remarks + losses) : noted.error();
}

Result<QStringList> Trial::run()
{
    Result<StagingDir> staging =
        StagingDir::create(m_library.staging(), Text::tr("trying an isolated node pack"));
    if (!staging)
        return staging.error();
    m_staging.emplace(std::move(*staging));
    if (const Result<> copied = copy(); !copied)
        return copied.error();
    if (const Result<> built = build(); !built)
        return built.error();
    m_job.report({.step = plainStep(), .unit = ProgressUnit::Items});
    const Result<TriedStart> before = start(plain(), layerSiteOf(m_library, m_request.install), {});
    if (!before)
        return before.error();
    m_job.report({.step = isolatedStep(), .unit = ProgressUnit::Items});
    const QString report = m_staging->path() + "/report.json"_L1;
    const QString layer =
        m_request.layer.isEmpty() ? QString() : layerSite(m_library.layerFolder(m_request.layer));
    const Result<TriedStart> after = start(isolated(), layer, report);
    if (!after)
        return after.error();
    const TrialFacts facts{.pack = m_request.pack,
                           .plain = *before,
                           .isolated = *after,
                           .worker = readWorkerReport(report)};
    const Result<QStringList> judged = judgeTrial(facts);
    return judged ? finish(facts, *judged) : judged;
}

} // namespace

Result<QStringList> PackWrapper::tryOut(const TrialRequest &request, const JobContext &job) const
{
    return Trial(m_operations, request, job).run();
}

} // namespace portico
