// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/environments.h"

#include "app/models/sessions.h"
#include "app/services.h"
#include "core/installs/installstore.h"
#include "core/io/tree.h"
#include "core/jobs/jobrunner.h"

#include <QFileInfo>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kAfterFiles = 400; ///< milliseconds: many files change at once
constexpr int kWhileBuilding = 1500;

using Sizes = QHash<QString, qint64>;

bool isBeingBuilt(const EnvHealth &health)
{
    return health.state == EnvState::Building;
}

QHash<QString, EnvFiles> filesOf(const EnvReport &report)
{
    QHash<QString, EnvFiles> files;
    for (const EnvHealth &health : report.envs) {
        const QString place = health.env.place;
        if (place.isEmpty())
            continue;
        const QFileInfo python(envPython(place, report.home.host.os));
        files.insert(health.env.name,
                     {.isThere = QFileInfo(envPrefix(place)).isDir(),
                      .hasPython = python.isFile() && python.isExecutable(),
                      .hasLog = QFileInfo::exists(envLogFile(place))});
    }
    return files;
}

/** The folders where environments and packs come and go, and every comfy-env.toml. */
QStringList watchedFiles(const EnvReport &report)
{
    QStringList paths{report.home.customNodes, report.home.root + u"/envs"_s};
    for (const EnvHealth &health : report.envs)
        paths << health.env.configFile() << health.env.place;
    paths.removeIf([](const QString &path) { return path.isEmpty() || !QFileInfo::exists(path); });
    return paths;
}

/** The commands are run in a terminal: there a password can be typed. */
void prepareForTerminal(QList<PackWishes> &all)
{
    if (systemPackagesOf(all).isEmpty())
        return;
    SystemMeans means = hostSystemMeans();
    means.hasTerminal = true;
    for (PackWishes &wishes : all) {
        const Result<SystemCommand> command = systemPackagesCommand(wishes.systemPackages, means);
        if (!command)
            continue;
        wishes.systemCommand = command->isEmpty() ? QString() : command->shown();
        wishes.systemProblem.reset();
    }
}

Result<ReadEnvs> readEnvs(const EnvOperations &operations, const Install &install,
                          const JobContext &job)
{
    Result<EnvReport> report = reportEnvs(operations, install, job, EnvSizes::Leave);
    if (!report)
        return report.error();
    prepareForTerminal(report->wishes);
    return ReadEnvs{.report = *report, .files = filesOf(*report), .watched = watchedFiles(*report)};
}

Result<Sizes> measured(const QStringList &folders, const JobContext &job)
{
    Sizes sizes;
    for (const QString &folder : folders) {
        if (const Result<TreeSize> size = treeSize(folder, job))
            sizes.insert(folder, size->bytes);
        else if (size.error().code == ErrorCode::Cancelled)
            return size.error();
    }
    return sizes;
}

} // namespace

Job *EnvFacts::jobOf(const QString &name) const
{
    const bool needsIt = report
        && std::any_of(report->envs.begin(), report->envs.end(), [&name](const EnvHealth &each) {
                             return each.env.name == name && each.state != EnvState::Built;
                         });
    for (const EnvWork &each : work) {
        if (!each.isOfUnused && each.job
            && (each.names.isEmpty() ? needsIt : each.names.contains(name)))
            return each.job;
    }
    return nullptr;
}

bool EnvFacts::isRemovingUnused() const
{
    return std::any_of(work.begin(), work.end(),
                       [](const EnvWork &each) { return each.isOfUnused && each.job; });
}

int EnvFacts::needing() const
{
    const QList<EnvHealth> envs = report ? report->envs : QList<EnvHealth>();
    return int(std::count_if(envs.begin(), envs.end(), [this](const EnvHealth &each) {
        return each.state != EnvState::Built && each.state != EnvState::Building
            && !jobOf(each.env.name);
    }));
}

Environments::Environments(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, [this] { look(m_watched); });
    const auto isTouched = [this] { m_soon.start(kAfterFiles); };
    connect(&m_files, &QFileSystemWatcher::fileChanged, this, isTouched);
    connect(&m_files, &QFileSystemWatcher::directoryChanged, this, isTouched);
    connect(&m_parts.jobs, &JobRunner::jobFinished, this, isTouched);
    connect(&m_parts.sessions, &Sessions::statusChanged, this, [this](const InstallId &id) {
        Entry *const entry = find(id);
        if (!entry)
            return;
        const bool runs = isRunning(m_parts.sessions.status(id).state);
        if (std::exchange(entry->wasRunning, runs) != runs)
            look(id);
    });
    connect(&m_parts.installs, &InstallStore::changed, this, [this](const InstallId &id) {
        if (find(id))
            look(id);
    });
    connect(&m_parts.installs, &InstallStore::removed, this,
            [this](const InstallId &id) { m_entries.erase(id); });
}

Environments::Entry *Environments::find(const InstallId &id)
{
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nullptr : &it->second;
}

void Environments::tell(const InstallId &id, const EnvFacts &facts)
{
    Entry &entry = m_entries[id];
    entry.wasTold = true;
    entry.facts = facts;
    emit changed(id);
}

const EnvFacts &Environments::of(const InstallId &id) const
{
    static const EnvFacts nothing;
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nothing : it->second.facts;
}

void Environments::look(const InstallId &id)
{
    const Install *const install = m_parts.installs.find(id);
    if (!install)
        return;
    m_watched = id;
    Entry &entry = m_entries[id];
    if (entry.wasTold)
        return;
    if (entry.isReading) {
        entry.isStale = true;
        return;
    }
    entry.isReading = true;
    entry.isStale = false;
    entry.facts.isLooking = true;
    m_parts.background.start<ReadEnvs>(
        {.title = tr("Read the environments"), .exclusiveKey = {}},
        [operations = m_parts.services.environments(), install = *install](const JobContext &job) {
            return readEnvs(operations, install, job);
        },
        this, [this, id](const Result<ReadEnvs> &read) { take(id, read); });
    emit changed(id);
}

void Environments::take(const InstallId &id, const Result<ReadEnvs> &read)
{
    Entry *const entry = find(id);
    if (!entry || entry->wasTold)
        return;
    entry->isReading = false;
    entry->facts.isLooking = false;
    if (read) {
        entry->facts.report = read->report;
        entry->facts.files = read->files;
        entry->facts.problem.reset();
        if (id == m_watched)
            watch(read->watched);
    } else if (read.error().code != ErrorCode::Cancelled) {
        entry->facts.report.reset();
        entry->facts.problem = read.error();
    }
    emit changed(id);
    if (entry->isStale)
        look(id);
    else
        lookAgainSoon(id);
    measure(id);
}

/** Nobody tells when another program's build ends. */
void Environments::lookAgainSoon(const InstallId &id)
{
    const EnvFacts &facts = of(id);
    const bool isBuilding = facts.report
        && std::any_of(facts.report->envs.begin(), facts.report->envs.end(), isBeingBuilt);
    if (id == m_watched && !m_soon.isActive() && (isBuilding || !facts.work.isEmpty()))
        m_soon.start(kWhileBuilding);
}

/** What no record tells: unused ones, and those that comfy-env itself built. */
void Environments::measure(const InstallId &id)
{
    const EnvFacts &facts = of(id);
    if (!facts.report)
        return;
    QStringList folders;
    for (const UnusedEnv &unused : facts.report->unused)
        folders += unused.folder;
    for (const EnvHealth &health : facts.report->envs) {
        if (!health.record && health.state != EnvState::Missing && !health.env.place.isEmpty())
            folders += health.env.place;
    }
    folders.removeIf([&facts](const QString &folder) { return facts.sizes.contains(folder); });
    if (folders.isEmpty())
        return;
    m_parts.background.start<Sizes>(
        {.title = tr("Measure the environments"),
         .exclusiveKey = u"measure-environments/"_s + id.toString()},
        [folders](const JobContext &job) { return measured(folders, job); }, this,
        [this, id](const Result<Sizes> &sizes) {
            Entry *const entry = find(id);
            if (!entry || !sizes)
                return;
            entry->facts.sizes.insert(*sizes);
            emit changed(id);
        });
}

void Environments::watch(QStringList wanted)
{
    QStringList gone = m_files.files() + m_files.directories();
    gone.removeIf([&wanted](const QString &path) { return wanted.contains(path); });
    if (!gone.isEmpty())
        m_files.removePaths(gone);
    const QStringList known = m_files.files() + m_files.directories();
    wanted.removeIf([&known](const QString &path) { return known.contains(path); });
    if (!wanted.isEmpty())
        m_files.addPaths(wanted);
}

} // namespace portico::app
