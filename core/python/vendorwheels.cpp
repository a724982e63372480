// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/tree.h"
#include "core/net/downloader.h"
#include "core/platform/clonefile.h"
#include "core/platform/durable.h"
#include "core/platform/hostos.h"
#include "core/python/environment.h"
#include "core/python/interpretercheck.h"
#include "core/python/layerparts.h"
#include "core/python/uv.h"
#include "core/python/wheeladdresses.h"
#include "core/python/wheelstore.h"
#include "core/python/wheeltag.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::VendorWheels)
};

constexpr int kAtOnce = 4;

Error notVendored(const QStringList &packages)
{
    return {
        .code = ErrorCode::NotFound,
        .message =
            Text::tr("Not all packages of the layer are in the store: %1.").arg(listed(packages)),
        .nextStep = Text::tr("Connect to the internet, then try again."),
        .detail = {}};
}

Error otherHash(const QString &package, const Sha256 &sha256)
{
    return {.code = ErrorCode::HashMismatch,
            .message =
                Text::tr("The file of “%1” is not the one that the lock promises.").arg(package),
            .nextStep = Text::tr("Plan again; if it stays so, do not use this package index."),
            .detail = sha256.toHex()};
}

/** A login in the index's address goes to the index's own host, to no other. */
QByteArray authorizationFor(const QUrl &url, const QUrl &index)
{
    if (index.userName().isEmpty() || url.host() != index.host() || url.port() != index.port())
        return {};
    const QString login =
        index.userName(QUrl::FullyDecoded) + u':' + index.password(QUrl::FullyDecoded);
    return "Basic " + login.toUtf8().toBase64();
}

class Vendoring
{
public:
    Vendoring(const LayerBuild &build, QString folder, const Uv &uv, const JobContext &job)
        : m_build(build)
        , m_folder(std::move(folder))
        , m_uv(uv)
        , m_job(job)
    { }

    Result<> run();

private:
    Result<> readPython();
    Result<bool> takeStored(const LockedPackage &package);
    Result<> take(const QString &wheel);
    Result<> fetch(const Lock &missing);
    Result<QList<WheelAddress>> addresses(const Lock &missing) const;
    Result<> fetchAll(const QList<WheelAddress> &wheels);
    Result<QString> fetchOne(const WheelAddress &wheel) const;

    const LayerBuild &m_build;
    const QString m_folder;
    const Uv &m_uv;
    const JobContext &m_job;
    PythonEnvironment m_python;
    qint64 m_done = 0;
};

/** What tags are judged by. */
Result<> Vendoring::readPython()
{
    const Result<InterpreterFacts> facts =
        checkInterpreter(m_build.python, m_build.processes, m_job);
    if (!facts)
        return facts.error();
    m_python.pythonVersion = facts->version;
    m_python.os = hostOs();
    const QString machine = facts->machine.toLower();
    if (machine == "x86_64"_L1 || machine == "amd64"_L1)
        m_python.architecture = Architecture::X64;
    else if (machine == "arm64"_L1 || machine == "aarch64"_L1)
        m_python.architecture = Architecture::Arm64;
    return {};
}

Result<> Vendoring::take(const QString &wheel)
{
    const QString link = m_folder + u'/' + QFileInfo(wheel).fileName();
    if (QFileInfo::exists(link))
        return {};
    const Result<> linked = cloneFile(wheel, link, CloneMethod::HardLink);
    if (linked || linked.error().code != ErrorCode::Unsupported)
        return linked;
    return cloneFile(wheel, link, CloneMethod::Copy);
}

/** Whether the store has a wheel of it that this Python loads; hashed before it is believed. */
Result<bool> Vendoring::takeStored(const LockedPackage &package)
{
    bool isThere = false;
    for (const Sha256 &sha256 : package.hashes) {
        const std::optional<QString> wheel = storedWheel(m_build.wheels, sha256);
        const auto name = wheel ? wheelName(QFileInfo(*wheel).fileName()) : std::nullopt;
        if (!name || !fitsWheelTag(name->tag, m_python))
            continue;
        const Result<Sha256> actual = hashFile(*wheel, m_job);
        if (!actual)
            return actual.error();
        if (*actual != sha256) {
            m_job.log(Text::tr("A damaged wheel is fetched again: %1.").arg(name->package));
            const Result<> removed = removeTree(QFileInfo(*wheel).path(), m_job);
            if (!removed)
                return removed.error();
            continue;
        }
        const Result<> taken = take(*wheel);
        if (!taken)
            return taken.error();
        isThere = true;
    }
    return isThere;
}

/** uv chooses the wheel for this Python and says its address: nothing is downloaded by it. */
Result<QList<WheelAddress>> Vendoring::addresses(const Lock &missing) const
{
    const QString file = m_folder + "/../missing.txt"_L1;
    const Result<> written = writeFileAtomically(file, lockToBytes(missing));
    if (!written)
        return written.error();
    const Result<UvOutput> output =
        m_uv.run({.arguments = {u"pip"_s, u"compile"_s, file, u"--python"_s, m_build.python,
                                u"--no-deps"_s, u"--only-binary"_s, u":all:"_s, u"--format"_s,
                                u"pylock.toml"_s, u"--no-header"_s, u"--no-python-downloads"_s,
                                u"--index-strategy"_s, u"first-index"_s},
                  .variables = indexVariables({}, {}, m_uv),
                  .workingFolder = m_build.staging,
                  .words = UvWords::Hide},
                 m_job);
    if (!output)
        return output.error();
    Result<QList<WheelAddress>> wheels = wheelAddresses(output->text);
    if (!wheels)
        return wheels;
    for (WheelAddress &wheel : *wheels) {
        const LockedPackage *const package = missing.find(wheel.package);
        if (!package)
            return otherHash(wheel.package, {});
        if (!wheel.sha256.isNull() && !package->hashes.contains(wheel.sha256))
            return otherHash(wheel.package, wheel.sha256);
        if (wheel.sha256.isNull() && package->hashes.size() == 1)
            wheel.sha256 = package->hashes.constFirst();
    }
    return wheels;
}

Result<QString> Vendoring::fetchOne(const WheelAddress &wheel) const
{
    Result<QString> path = fetchToStore(
        m_build, wheel.url,
        wheel.sha256.isNull() ? std::nullopt : std::optional<Sha256>(wheel.sha256), m_uv, m_job);
    if (!path)
        return path;
    const LockedPackage *const package = m_build.plan.lock.find(wheel.package);
    const auto held = Sha256::fromHex(QFileInfo(*path).dir().dirName());
    if (!package || !held || !package->hashes.contains(*held))
        return otherHash(wheel.package, held.value_or(Sha256()));
    return path;
}

/** A few at a time: most wheels are small, and each has its own round trips. */
Result<> Vendoring::fetchAll(const QList<WheelAddress> &wheels)
{
    std::mutex mutex;
    std::optional<Error> failure;
    std::atomic<qsizetype> next = 0;
    const qint64 total = m_build.plan.lock.packages.size();
    const auto work = [&] {
        for (;;) {
            const qsizetype at = next++;
            if (at >= wheels.size())
                return;
            const Result<QString> path = fetchOne(wheels.at(at));
            const std::lock_guard guard(mutex);
            if (failure)
                return;
            const Result<> taken = path ? take(*path) : Result<>(path.error());
            if (!taken) {
                failure = taken.error();
                next = wheels.size();
                return;
            }
            m_job.log(QFileInfo(*path).fileName());
            m_job.report({.step = wheelsStep(),
                          .done = ++m_done,
                          .total = total,
                          .unit = ProgressUnit::Items});
        }
    };
    std::vector<std::thread> threads;
    for (int i = 1; i < kAtOnce && i < wheels.size(); ++i)
        threads.emplace_back(work);
    work();
    for (std::thread &thread : threads)
        thread.join();
    return failure ? Result<>(*failure) : Result<>();
}

Result<> Vendoring::fetch(const Lock &missing)
{
    if (m_build.offline) {
        QStringList names;
        for (const LockedPackage &package : missing.packages) {
            if (package.marker.isEmpty()) // else it may be for another system
                names += package.name + u' ' + package.version;
        }
        return names.isEmpty() ? Result<>() : Result<>(notVendored(names));
    }
    const Result<QList<WheelAddress>> wheels = addresses(missing);
    return wheels ? fetchAll(*wheels) : Result<>(wheels.error());
}

Result<> Vendoring::run()
{
    const Result<> python = readPython();
    if (!python)
        return python;
    Lock missing;
    const qint64 total = m_build.plan.lock.packages.size();
    for (const LockedPackage &package : m_build.plan.lock.packages) {
        const Result<bool> isThere = takeStored(package);
        if (!isThere)
            return isThere.error();
        if (*isThere)
            m_job.report({.step = wheelsStep(),
                          .done = ++m_done,
                          .total = total,
                          .unit = ProgressUnit::Items});
        else
            missing.packages += package;
    }
    return missing.packages.isEmpty() ? Result<>() : fetch(missing);
}

} // namespace

Result<QString> fetchToStore(const LayerBuild &build, const QUrl &address,
                             const std::optional<Sha256> &sha256, const Uv &uv,
                             const JobContext &job)
{
    DownloadRequest request{.url = address,
                            .mirrors = {},
                            .sha256 = sha256,
                            .size = {},
                            .authorization = authorizationFor(address, uv.packageIndex()),
                            .plainHttpHosts = {}};
    if (uv.packageIndex().scheme() == "http"_L1) // the person allowed it for the index
        request.plainHttpHosts += uv.packageIndex().host();
    // Its bytes are not this step's progress, which counts packages.
    const JobContext quiet(
        job.cancel,
        {.steps = {}, .progress = {}, .log = [&job](const QString &line) { job.log(line); }});
    const Result<DownloadedFile> file = build.downloader.fetch(request, quiet);
    if (!file)
        return file.error();
    // The downloads' store shortens long names; uv reads a wheel's tags out of its name.
    const QString name = address.fileName(QUrl::FullyDecoded);
    const QFileInfo stored(file->path);
    if (stored.fileName() == name || !wheelName(name) || name.contains(u'/'))
        return file->path;
    const QString path = stored.path() + u'/' + name;
    const Result<> renamed = renameDurably(file->path, path, IfExists::Replace);
    return renamed ? Result<QString>(path) : Result<QString>(renamed.error());
}

Result<> vendorWheels(const LayerBuild &build, const QString &folder, const Uv &uv,
                      const JobContext &job)
{
    return Vendoring(build, folder, uv, job).run();
}

} // namespace portico
