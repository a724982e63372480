// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/buildwheels.h"

#include "core/base/lists.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/platform/clonefile.h"
#include "core/python/buildsource.h"
#include "core/python/layerparts.h"
#include "core/python/uv.h"
#include "core/python/wheeladdresses.h"
#include "core/python/wheelstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BuildWheels)
};

Error nobodyAgreed(const QStringList &packages)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("These packages come from an address, a repository or a build, and "
                                "nobody agreed to that yet: %1.")
                           .arg(listed(packages)),
            .nextStep = Text::tr("Agree to it, or leave out the node packs that need them."),
            .detail = {}};
}

Error isAnother(const PlannedPackage &package, const QString &file)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("What was got for “%1” is the wheel of another package: %2.")
                           .arg(package.name, file),
            .nextStep = Text::tr("Leave out the node pack that needs it."),
            .detail = {}};
}

Error hasNoSource(const PlannedPackage &package)
{
    return {
        .code = ErrorCode::NotFound,
        .message =
            Text::tr("There is neither a wheel nor a source archive of “%1”.").arg(package.name),
        .nextStep = Text::tr("Leave out the node pack that needs it."),
        .detail = {}};
}

/** One package after the other, each in a folder of its own in staging. */
class Making
{
public:
    Making(const LayerBuild &build, const Uv &uv, QString folder, const JobContext &job)
        : m_build(build)
        , m_uv(uv)
        , m_folder(std::move(folder))
        , m_job(job)
    { }

    Result<> make(const PlannedPackage &package);

private:
    struct Made
    {
        QString wheel;
        bool isBuilt = false; ///< here, over this base
    };

    Result<Made> fromAddress(const PlannedPackage &package);
    Result<Made> fromIndex(const PlannedPackage &package);
    Result<Made> fromRepository(const PlannedPackage &package);
    Result<Made> built(const PlannedPackage &package, const QString &source);
    Result<QString> newFolder(QLatin1StringView what);
    Result<QString> copied(const QString &file);

    const LayerBuild &m_build;
    const Uv &m_uv;
    const QString m_folder;
    const JobContext &m_job;
    int m_folders = 0;
};

Result<QString> Making::newFolder(QLatin1StringView what)
{
    const QString folder = u"%1/%2%3"_s.arg(m_folder, what).arg(++m_folders);
    const Result<> made = makeFolder(folder);
    return made ? Result<QString>(folder) : Result<QString>(made.error());
}

Result<Making::Made> Making::built(const PlannedPackage &package, const QString &source)
{
    const Result<QString> folder = newFolder("build"_L1);
    if (!folder)
        return folder.error();
    const Result<QString> wheel = buildSource(
        {.package = package.name, .source = source, .python = m_build.python, .folder = *folder},
        m_build.processes, m_uv, m_job);
    return wheel ? Result<Made>(Made{.wheel = *wheel, .isBuilt = true})
                 : Result<Made>(wheel.error());
}

/** Of a file that a person named: theirs stays where it is. */
Result<QString> Making::copied(const QString &file)
{
    const Result<QString> folder = newFolder("file"_L1);
    if (!folder)
        return folder.error();
    const QString target = *folder + u'/' + QFileInfo(file).fileName();
    const Result<> cloned = cloneFile(file, target, CloneMethod::Copy);
    return cloned ? Result<QString>(target) : Result<QString>(cloned.error());
}

Result<Making::Made> Making::fromAddress(const PlannedPackage &package)
{
    const LockedPackage *const known = m_build.plan.sources.find(package.name);
    const std::optional<Sha256> sha256 = known && known->hashes.size() == 1
        ? std::optional(known->hashes.constFirst())
        : std::nullopt;
    const Result<QString> file = package.address.isLocalFile()
        ? copied(package.address.toLocalFile())
        : fetchToStore(m_build, package.address, sha256, m_uv, m_job);
    if (!file)
        return file.error();
    return wheelName(QFileInfo(*file).fileName()) ? Result<Made>(Made{.wheel = *file})
                                                  : built(package, *file);
}

/** uv tells where the source archive is; its hash is the plan's. */
Result<Making::Made> Making::fromIndex(const PlannedPackage &package)
{
    const Result<QString> folder = newFolder("ask"_L1);
    if (!folder)
        return folder.error();
    const QString file = *folder + "/source.in"_L1;
    const Result<> written =
        writeFileAtomically(file, package.name.toUtf8() + "==" + package.version.toUtf8() + '\n');
    if (!written)
        return written.error();
    const Result<UvOutput> output =
        m_uv.run({.arguments = {u"pip"_s, u"compile"_s, file, u"--python"_s, m_build.python,
                                u"--no-deps"_s, u"--no-binary"_s, package.name, u"--format"_s,
                                u"pylock.toml"_s, u"--no-header"_s, u"--no-python-downloads"_s,
                                u"--index-strategy"_s, u"first-index"_s},
                  .variables = indexVariables({}, {}, m_uv),
                  .workingFolder = *folder},
                 m_job);
    if (!output)
        return output.error();
    const Result<QList<WheelAddress>> sources = sourceAddresses(output->text);
    if (!sources || sources->isEmpty())
        return hasNoSource(package);
    const WheelAddress &source = sources->constFirst();
    const LockedPackage *const promised = m_build.plan.sources.find(package.name);
    std::optional<Sha256> sha256;
    if (!source.sha256.isNull())
        sha256 = source.sha256;
    if (promised && (!sha256 || !promised->hashes.contains(*sha256)))
        sha256 = promised->hashes.constFirst();
    const Result<QString> archive = fetchToStore(m_build, source.url, sha256, m_uv, m_job);
    return archive ? built(package, *archive) : Result<Made>(archive.error());
}

Result<Making::Made> Making::fromRepository(const PlannedPackage &package)
{
    if (!m_build.gitSource) {
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("“%1” comes from a repository, which cannot be got here.")
                                    .arg(package.name),
                     .nextStep = Text::tr("Leave out the node pack that needs it."),
                     .detail = {}};
    }
    const Result<QString> folder = newFolder("repository"_L1);
    if (!folder)
        return folder.error();
    const Result<> fetched = m_build.gitSource(package, *folder, m_job);
    return fetched ? built(package, *folder) : Result<Made>(fetched.error());
}

Result<> Making::make(const PlannedPackage &package)
{
    Result<Made> made = package.source == PackageSource::Address ? fromAddress(package)
        : package.source == PackageSource::Git                   ? fromRepository(package)
                                                                 : fromIndex(package);
    if (!made)
        return made.error();
    const QString file = QFileInfo(made->wheel).fileName();
    const auto name = wheelName(file);
    if (!name || (!package.name.isEmpty() && name->package != package.name))
        return isAnother(package, file);
    const Result<Sha256> sha256 = storeWheel(m_build.wheels, made->wheel);
    if (!sha256)
        return sha256.error();
    // A wheel that was compiled here may have been compiled against this base's torch.
    const bool isBound = made->isBuilt && !name->tag.endsWith("-none-any"_L1);
    return rememberWheel(m_build.wheels,
                         {.source = wheelSource(package),
                          .base = isBound ? m_build.plan.base : QString(),
                          .package = name->package,
                          .version = name->version,
                          .sha256 = *sha256});
}

QList<PlannedPackage> open(const LayerBuild &build)
{
    QList<PlannedPackage> packages;
    for (const PlannedPackage &package : build.plan.added) {
        const bool isLocked = !package.name.isEmpty() && build.plan.lock.find(package.name);
        if (package.source != PackageSource::Wheel && !isLocked
            && !findWheelOf(build.wheels, wheelSource(package), build.plan.base))
            packages += package;
    }
    return packages;
}

} // namespace

QString buildWheelsStep()
{
    return Text::tr("Build packages");
}

Result<int> buildWheels(const LayerBuild &build, const Uv &uv, const JobContext &job)
{
    const QList<PlannedPackage> packages = open(build);
    if (packages.isEmpty())
        return 0;
    if (build.sourceBuilds == SourceBuilds::Refuse) {
        QStringList names;
        for (const PlannedPackage &package : packages)
            names += package.name.isEmpty() ? wheelSource(package) : package.name;
        return nobodyAgreed(names);
    }
    // cleanLayers() leaves the wheels alone as long as anybody holds a lock there.
    const Result<FileLock> lock =
        FileLock::lock(build.layers + "/wheels.lock"_L1, Text::tr("building packages"), job);
    if (!lock)
        return lock.error();
    const Result<StagingDir> staging =
        StagingDir::create(build.staging, Text::tr("building packages"));
    if (!staging)
        return staging.error();
    Making making(build, uv, staging->path(), job);
    int count = 0;
    for (const PlannedPackage &package : packages) {
        job.report({.step = buildWheelsStep(),
                    .done = count,
                    .total = packages.size(),
                    .unit = ProgressUnit::Items});
        const Result<> made = making.make(package);
        const bool isLacking = !made && made.error().code != ErrorCode::Cancelled && build.mayLack
            && build.mayLack(package, made.error());
        if (!made && !isLacking)
            return made.error();
        ++count;
    }
    return count;
}

} // namespace portico
