// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/baselayerpath.h"
#include "core/installs/composerecord.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/starttest.h"
#include "core/installs/steps.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/platform/host.h"
#include "core/python/relocatescripts.h"
#include "core/updates/updateparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BuildGeneration)
};

/** What lies where in a generation. */
struct Shape
{
    BundleLayout layout = BundleLayout::Composed;
    QString comfyFolder;
    QString python;
};

/** As it was; with another Python it is put together from its parts, whatever it was. */
Shape shapeOf(const UpdateParts &parts)
{
    const Generation &before = parts.bundle ? *parts.bundle : parts.plan.before();
    if (!parts.python)
        return {
            .layout = before.layout, .comfyFolder = before.comfyFolder, .python = before.python};
    return {.layout = BundleLayout::Composed,
            .comfyFolder = u"ComfyUI"_s,
            .python = QDir(parts.fresh()).relativeFilePath(parts.python->interpreter)};
}

/** One generation on its way. */
class Building
{
public:
    Building(const NodeServices &services, UpdateParts &parts, int number, const JobContext &job)
        : m_services(services)
        , m_parts(parts)
        , m_number(number)
        , m_job(job)
        , m_folder(parts.folder(number))
        , m_shape(shapeOf(parts))
        , m_comfy(m_folder + u'/' + m_shape.comfyFolder)
        , m_python(m_folder + u'/' + m_shape.python)
    { }

    Result<BuiltGeneration> build();
    Result<BuiltGeneration> buildOfBundle();

private:
    void begin(const QString &step) const;
    Result<CloneSummary> bringPython() const;
    Result<CloneSummary> clonePython() const;
    Result<> placeComfy() const;
    Result<> installPackages() const;
    Result<> record() const;
    Result<> startTest() const;
    Result<> writeManifest() const;
    Generation describe() const;
    Generation describeBundle() const;

    const NodeServices &m_services;
    UpdateParts &m_parts;
    const int m_number;
    const JobContext &m_job;
    const QString m_folder;
    const Shape m_shape;
    const QString m_comfy;
    const QString m_python;
};

void Building::begin(const QString &step) const
{
    m_job.report({.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Items});
}

Error notMoved(const QString &sentence, const QString &to)
{
    return {.code = ErrorCode::Io,
            .message = sentence.arg(QDir::toNativeSeparators(to)),
            .nextStep =
                Text::tr("Close what may use its files, a virus scanner too, then try again."),
            .detail = {}};
}

bool isBytecode(QStringView path)
{
    return path.endsWith("/__pycache__"_L1) || path == "__pycache__"_L1;
}

/** Everything of the old generation but its ComfyUI. */
Result<CloneSummary> Building::clonePython() const
{
    const QString comfy = m_parts.plan.before().comfyFolder;
    return cloneTree({.from = m_services.compose.library.runtimeFolder(m_parts.plan.install),
                      .to = m_folder,
                      .sharing = Sharing::ReflinkOrHardLink,
                      .wants = [&](QStringView path) { return path != comfy && !isBytecode(path); },
                      .step = cloneStep()},
                     m_job);
}

/** That of now, or the other one with nothing of the old generation. */
Result<CloneSummary> Building::bringPython() const
{
    if (!m_parts.python)
        return clonePython();
    if (const Result<> made = makeFolder(m_folder); !made)
        return made.error();
    if (!QDir().rename(m_parts.fresh() + "/python"_L1, m_folder + "/python"_L1))
        return notMoved(Text::tr("Python could not be moved to %1."), m_folder);
    return CloneSummary{};
}

Result<> Building::placeComfy() const
{
    if (const Result<> made = makeFolder(QFileInfo(m_comfy).path()); !made)
        return made;
    if (QDir().rename(m_parts.fresh() + "/ComfyUI"_L1, m_comfy))
        return {};
    return notMoved(Text::tr("ComfyUI could not be moved to %1."), m_comfy);
}

Result<> Building::installPackages() const
{
    const Result<> installed =
        installChosen(m_parts.packages, m_parts.question(m_python, m_comfy),
                      m_parts.python ? QStringList() : m_parts.gone, *m_parts.uv, m_job);
    if (!installed)
        return installed;
    if (m_parts.python && m_parts.python->origin == ProvidedPython::Origin::Linked)
        return {};
    const QDir programs(QFileInfo(m_python).path());
    return programs.dirName() == "bin"_L1 ? relocateScripts(QFileInfo(programs.path()).path())
                                          : Result<>();
}

/** Of a composed one: what it was made from. */
Result<> Building::record() const
{
    if (m_shape.layout != BundleLayout::Composed)
        return {};
    ComposeRecord record{.repository = m_parts.address.shown(),
                         .comfy = m_parts.plan.target,
                         .python = m_parts.python.value_or(ProvidedPython()),
                         .pythonDigest = m_parts.pythonDigest,
                         .uvVersion = m_parts.uv->program().version.toString(),
                         .torchTag = m_parts.torchBuild().torchTag,
                         .packageIndex = m_parts.network.packageIndex,
                         .packages = {.torchFamily = m_parts.packages.torchFamily,
                                      .others = m_parts.packages.others,
                                      .torchIndex = m_parts.packages.torchIndex,
                                      .newest = m_parts.packages.newest}};
    if (m_parts.python)
        return writeComposeRecord(m_folder, record);
    if (!record.packages.torchFamily.packages.isEmpty())
        return renewComposeRecord(m_folder, record, TorchRecord::Anew);
    const Result<ComposedFrom> before = readComposeRecord(m_folder);
    if (!before)
        return before.error();
    record.packages.torchFamily = before->locks.torchFamily;
    return renewComposeRecord(m_folder, record, TorchRecord::Stays);
}

Result<> Building::startTest() const
{
    const QString scratch = m_parts.work() + "/start"_L1;
    if (const Result<> made = makeFolder(scratch); !made)
        return made;
    Result<> started = testStart(m_comfy, m_python, scratch, m_services.compose.processes,
                                 inStep(m_job, checkStep()));
    if (started || started.error().code != ErrorCode::ProcessFailed)
        return started;
    Error error = started.error();
    error.nextStep = Text::tr("“%1” stays as it is. Try another version of ComfyUI.")
                         .arg(m_parts.plan.install.name);
    return error;
}

Result<> Building::writeManifest() const
{
    const Result<QList<ManifestEntry>> entries = describeTree(m_folder, inStep(m_job, setUpStep()));
    if (!entries)
        return entries.error();
    return writeFileAtomically(m_folder + ".manifest"_L1, manifestToBytes(*entries));
}

Generation Building::describe() const
{
    Generation generation = m_parts.plan.before();
    const RuntimeFacts facts = readRuntimeFacts(m_comfy, m_python, m_services.compose.host.os());
    generation.number = m_number;
    generation.layout = m_shape.layout;
    generation.comfyFolder = m_shape.comfyFolder;
    generation.python = m_shape.python;
    generation.comfyVersion = facts.comfyVersion;
    generation.pythonVersion = facts.pythonVersion;
    generation.torchVersion = facts.torchVersion;
    generation.accelerator = facts.accelerator;
    generation.created = m_services.compose.clock.now().toUTC();
    generation.layer.clear();
    generation.view = 0;
    generation.isPinned = false;
    // Its bytes are what their publishers' hashes promise: git's own, and those of the index.
    generation.origin = {.url = m_parts.address.isLocal()
                             ? QUrl::fromLocalFile(m_parts.address.localPath)
                             : m_parts.address.url,
                         .sha256 = {},
                         .isVerified = m_parts.python || m_parts.plan.before().origin.isVerified,
                         .fileName = m_parts.plan.target.name};
    return generation;
}

Result<BuiltGeneration> Building::build()
{
    begin(cloneStep());
    const Result<CloneSummary> python = bringPython();
    if (!python)
        return python.error();
    Result<> done = placeComfy();
    begin(packagesStep());
    if (done)
        done = installPackages();
    if (done)
        done = record();
    begin(checkStep());
    if (done)
        done = startTest();
    if (!done)
        return done.error();
    const BuiltGeneration built{.generation = describe(), .python = *python};
    begin(setUpStep());
    done = addLayerPath(m_folder, built.generation, m_services.compose.host.os(),
                        inStep(m_job, setUpStep()));
    if (done)
        done = writeManifest();
    return done ? Result<BuiltGeneration>(built) : done.error();
}

/** Its layer path and its manifest came with it. */
Generation Building::describeBundle() const
{
    Generation generation = *m_parts.bundle;
    generation.number = m_number;
    generation.created = m_services.compose.clock.now().toUTC();
    return generation;
}

Result<BuiltGeneration> Building::buildOfBundle()
{
    const auto move = [this](const QString &ending) {
        return QDir().rename(m_parts.fresh() + ending, m_folder + ending);
    };
    if (!move({}) || !move(u".manifest"_s))
        return notMoved(Text::tr("ComfyUI could not be moved to %1."), m_folder);
    begin(checkStep());
    if (const Result<> started = startTest(); !started)
        return started.error();
    return BuiltGeneration{.generation = describeBundle(), .python = {}};
}

} // namespace

QString cloneStep()
{
    return Text::tr("Copy Python");
}

Result<BuiltGeneration> buildGeneration(const NodeServices &services, UpdateParts &parts,
                                        int number, const JobContext &job)
{
    Building building(services, parts, number, job);
    return parts.bundle ? building.buildOfBundle() : building.build();
}

} // namespace portico
