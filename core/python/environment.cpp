// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/environment.h"

#include "core/platform/filestart.h"
#include "core/platform/folderlist.h"
#include "core/python/filecheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Environment)
};

constexpr qint64 kMostVersionFile = 64LL << 10;

/** Folders that only torch and its two companions fill. */
constexpr std::array kTorchFolders{"torch", "torchvision", "torchaudio", "functorch", "torchgen"};
constexpr std::array kTorchPackages{"torch"_L1, "torchvision"_L1, "torchaudio"_L1};

/** People put this DLL beside torch's own by hand, since a Windows may lack it (pytorch#131662). */
constexpr QByteArrayView kKnownAddition = "torch/lib/libomp140.x86_64.dll";

/** Names that pip gives to what it is about to delete ("~orch", then "-orch"). */
bool isLeftover(QByteArrayView name)
{
    return name.startsWith('~') || name.startsWith('-');
}

bool isInfo(QByteArrayView name, FolderEntry kind)
{
    const bool isFolder = kind == FolderEntry::Folder;
    return (isFolder && name.endsWith(".dist-info")) || name.endsWith(".egg-info")
        || (!isFolder && name.endsWith(".egg-link"));
}

/** The name to import: of a folder its own, of a file what stands before the first point. */
QString moduleName(QByteArrayView name, FolderEntry kind)
{
    if (kind == FolderEntry::Folder)
        return QString::fromUtf8(name);
    const bool isModule = name.endsWith(".py") || isLibraryFile(name);
    return isModule ? QString::fromUtf8(name).section(u'.', 0, 0) : QString();
}

/** One folder while it is read. */
struct Reading
{
    SiteFolder folder;
    SiteFiles files;
    QStringList infos;
    std::vector<QByteArray> tops; ///< folders to walk
};

void take(Reading &reading, QByteArrayView name, FolderEntry kind)
{
    if (isLeftover(name)) {
        reading.folder.leftovers += QString::fromUtf8(name);
        return;
    }
    if (isInfo(name, kind)) {
        reading.infos += QFile::decodeName(name.toByteArray());
        return;
    }
    if (name == "__pycache__")
        return;
    if (kind == FolderEntry::Folder)
        reading.tops.push_back(name.toByteArray());
    else
        reading.files.topFiles += name.toByteArray();
    if (kind == FolderEntry::Other)
        reading.files.topLinks += name.toByteArray();
    const QString module = moduleName(name, kind);
    if (!module.isEmpty() && !module.contains(u'.'))
        reading.folder.modules += module;
}

Reading listSite(const QString &path)
{
    Reading reading;
    reading.folder.path = path;
    reading.files.path = path;
    listFolder(QFile::encodeName(path),
               [&reading](QByteArrayView name, FolderEntry kind) { take(reading, name, kind); });
    reading.folder.leftovers.sort();
    reading.folder.modules.sort();
    reading.infos.sort();
    return reading;
}

/** Where it belongs among the readings. */
struct Work
{
    size_t reading = 0;
    QString info{};   ///< a distribution to read; empty: a folder to walk
    QByteArray top{}; ///< that folder
};

std::vector<Work> workOf(const std::vector<Reading> &readings)
{
    std::vector<Work> folders;
    std::vector<Work> distributions;
    for (size_t i = 0; i < readings.size(); ++i) {
        for (const QByteArray &top : readings.at(i).tops)
            folders.push_back({.reading = i, .top = top});
        for (const QString &info : readings.at(i).infos)
            distributions.push_back({.reading = i, .info = info});
    }
    const auto isLarge = [](const Work &work) { return work.top == "torch"; };
    std::stable_partition(folders.begin(), folders.end(), isLarge);
    folders.insert(folders.end(), distributions.begin(), distributions.end());
    return folders;
}

int minorOf(const QString &pythonVersion)
{
    bool isNumber = false;
    const int minor = pythonVersion.section(u'.', 1, 1).toInt(&isNumber);
    return isNumber ? minor : -1;
}

/** Distributions and trees, on all processors. */
QList<Distribution> readAll(std::vector<Reading> &readings, const JobContext &job)
{
    const std::vector<Work> work = workOf(readings);
    std::vector<Distribution> distributions(work.size());
    std::vector<SiteTree> trees(work.size());
    inParallel(static_cast<qsizetype>(work.size()), job, [&](qsizetype i) {
        const auto at = static_cast<size_t>(i);
        const QString &site = readings.at(work.at(at).reading).folder.path;
        if (work.at(at).info.isEmpty())
            trees.at(at) = SiteTree::read(QFile::encodeName(site), work.at(at).top, job);
        else
            distributions.at(at) = readDistribution(site, work.at(at).info);
    });
    QList<Distribution> found;
    for (size_t i = 0; i < work.size(); ++i) {
        if (work.at(i).info.isEmpty())
            readings.at(work.at(i).reading)
                .files.trees.emplace(work.at(i).top, std::move(trees.at(i)));
        else
            found += std::move(distributions.at(i));
    }
    return found;
}

void findUnowned(Reading &reading, const QList<Distribution> &distributions)
{
    QSet<QString> owned;
    for (const Distribution &distribution : distributions) {
        if (distribution.folder != reading.folder.path)
            continue;
        if (!distribution.hasRecord) // nothing tells what it owns but its name
            owned += QString(distribution.name).replace(u'-', u'_');
        QByteArrayView last;
        for (const RecordedFile &file : distribution.files) {
            if (topOf(file.path) == last)
                continue;
            last = topOf(file.path);
            owned += QString::fromUtf8(last).section(u'.', 0, 0);
        }
    }
    for (const QString &module : reading.folder.modules) {
        if (!owned.contains(module))
            reading.folder.unownedModules += module;
    }
}

/** Files of torch that no distribution has recorded; of a folder nobody owns, none are told. */
void findOrphans(Reading &reading)
{
    const auto add = [&reading](const SiteTree &tree, bool onlyLibraries) {
        if (!tree.isClaimed())
            return;
        for (const QByteArray &path : tree.unclaimed()) {
            if (path == kKnownAddition)
                continue;
            if (isLibraryFile(path))
                reading.folder.orphanLibraries.add(QString::fromUtf8(path));
            else if (!onlyLibraries)
                reading.folder.orphanFiles.add(QString::fromUtf8(path));
        }
    };
    for (const char *top : kTorchFolders) {
        if (const auto tree = reading.files.trees.find(top); tree != reading.files.trees.end())
            add(tree->second, false);
    }
    if (const auto tree = reading.files.trees.find("nvidia"); tree != reading.files.trees.end()) {
        add(tree->second, true);
        reading.folder.hasNvidiaInit = tree->second.contains("nvidia/__init__.py");
    }
}

QByteArray versionFile(const QString &path)
{
    return readFileStart(QFile::encodeName(path), kMostVersionFile);
}

QList<TorchBuild> torchBuilds(const std::vector<Reading> &readings,
                              const PythonEnvironment &environment)
{
    QList<TorchBuild> builds;
    for (const QLatin1StringView package : kTorchPackages) {
        const Distribution *record = environment.find(QString(package));
        const auto place = std::find_if(readings.begin(), readings.end(), [&](const Reading &r) {
            return r.folder.modules.contains(package);
        });
        if (place == readings.end())
            continue;
        TorchFiles files{.package = package, .recordVersion = record ? record->version : QString()};
        files.versionFile = versionFile(place->folder.path + u'/' + package + "/version.py"_L1);
        const auto tree = place->files.trees.find("torch");
        if (package == "torch"_L1 && tree != place->files.trees.end()) {
            files.hasCudaLibrary = tree->second.contains("torch/lib/libtorch_cuda.so")
                || tree->second.contains("torch/lib/torch_cuda.dll");
            files.hasHipLibrary = tree->second.contains("torch/lib/libtorch_hip.so")
                || tree->second.contains("torch/lib/torch_hip.dll");
        }
        builds += torchBuildOf(files, environment.os);
    }
    return builds;
}

/** Of the program's own folder, which Python searches first. */
QStringList shadowingModules(const QString &folder)
{
    QStringList modules;
    if (folder.isEmpty())
        return modules;
    listFolder(QFile::encodeName(folder), [&modules](QByteArrayView name, FolderEntry kind) {
        const QString module = moduleName(name, kind);
        if (std::any_of(kTorchPackages.begin(), kTorchPackages.end(),
                        [&module](QLatin1StringView package) { return module == package; }))
            modules += QString::fromUtf8(name);
    });
    modules.sort();
    return modules;
}

Error nothingThere(const QStringList &folders)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("There are no Python packages in %1.")
                           .arg(folders.isEmpty() ? Text::tr("this install")
                                                  : QDir::toNativeSeparators(folders.constFirst())),
            .nextStep = Text::tr("Repair the install, or install it again."),
            .detail = folders.join(u'\n')};
}

} // namespace

void PathSample::add(const QString &path)
{
    if (count++ < kSampledPaths)
        first += path;
}

const Distribution *PythonEnvironment::find(QStringView name) const
{
    const auto found = std::find_if(distributions.begin(), distributions.end(),
                                    [name](const Distribution &d) { return d.name == name; });
    return found == distributions.end() ? nullptr : &*found;
}

Result<PythonEnvironment> readEnvironment(const EnvironmentRequest &request, const JobContext &job)
{
    std::vector<Reading> readings;
    for (const QString &folder : request.folders) {
        if (QFileInfo(folder).isDir())
            readings.push_back(listSite(QDir::cleanPath(folder)));
    }
    if (readings.empty())
        return nothingThere(request.folders);
    PythonEnvironment environment{.pythonVersion = request.pythonVersion,
                                  .os = request.os,
                                  .architecture = request.architecture};
    environment.markers = markerEnvironment(request.pythonVersion, request.os,
                                            request.architecture.value_or(Architecture::X64));
    environment.distributions = readAll(readings, job);

    QHash<QString, const SiteFiles *> sites;
    for (const Reading &reading : readings)
        sites.insert(reading.folder.path, &reading.files);
    const int minor = minorOf(request.pythonVersion);
    std::vector<DistributionFiles> files(static_cast<size_t>(environment.distributions.size()));
    inParallel(environment.distributions.size(), job, [&](qsizetype i) {
        const Distribution &distribution = environment.distributions.at(i);
        files.at(static_cast<size_t>(i)) =
            checkFiles(distribution, *sites.value(distribution.folder), minor);
    });
    if (job.isCancelled())
        return cancelledError();
    environment.files = QList<DistributionFiles>(files.begin(), files.end());
    environment.torchBuilds = torchBuilds(readings, environment);
    environment.shadowingModules = shadowingModules(request.programFolder);
    for (Reading &reading : readings) {
        findUnowned(reading, environment.distributions);
        findOrphans(reading);
        environment.fileCount += reading.files.topFiles.size();
        for (const auto &[top, tree] : reading.files.trees)
            environment.fileCount += tree.count();
        environment.folders += std::move(reading.folder);
    }
    return environment;
}

} // namespace portico
