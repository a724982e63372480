// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"
#include "core/installs/library.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/net/network.h"
#include "core/nodes/nodesplan.h"
#include "core/platform/host.h"
#include "core/python/lock.h"
#include "core/python/torchfamily.h"
#include "core/python/uv.h"
#include "core/python/wheelstore.h"
#include "core/repair/driftgroups.h"
#include "core/repair/filesource.h"

#include <QCoreApplication>
#include <QDir>
#include <QMap>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FileSource)
};

constexpr qint64 kMostLock = 16LL << 20;

using Versions = QMap<QString, QString>; ///< by package

Versions versionsOf(const QList<WantedFile> &files)
{
    Versions versions;
    for (const WantedFile &file : files) {
        if (!file.package.isEmpty() && !file.version.isEmpty())
            versions.insert(file.package, file.version);
    }
    return versions;
}

/** The wheels that layers were built from. */
class VendoredWheels final : public FileSource
{
public:
    explicit VendoredWheels(const RepairServices &services)
        : m_services(services)
    {
        const QDir folder(services.library.wheels());
        for (const QString &hash : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            for (const QString &name : QDir(folder.filePath(hash)).entryList({u"*.whl"_s})) {
                if (const auto wheel = wheelName(name))
                    m_wheels.insert(wheel->package + u' ' + wheel->version,
                                    folder.filePath(hash) + u'/' + name);
            }
        }
    }

    QString name() const override { return Text::tr("the store's wheels"); }
    bool mayHave(const WantedFile &file) const override
    {
        return m_wheels.contains(file.package + u' ' + file.version);
    }
    Result<> prepare(const QList<WantedFile> &files, const QString &scratch,
                     const JobContext &job) override
    {
        const Versions versions = versionsOf(files);
        for (auto it = versions.constBegin(); it != versions.constEnd(); ++it) {
            for (const QString &wheel : m_wheels.values(it.key() + u' ' + it.value())) {
                const QString target = scratch + u"/%1"_s.arg(m_folders.size());
                const Result<> made = makeFolder(target);
                if (!made)
                    return made;
                const Result<UnpackSummary> unpacked =
                    unpackArchive({.archive = wheel,
                                   .furtherVolumes = {},
                                   .destination = target,
                                   .manifestFile = {},
                                   .rulesFor = m_services.host.os(),
                                   .limits = {}},
                                  m_services.processes, job);
                if (!unpacked)
                    return unpacked.error();
                m_folders.insert(it.key(), target);
            }
        }
        return {};
    }
    QStringList placesOf(const WantedFile &file) const override
    {
        QStringList places;
        const QString path = pathInSite(file.entry.path, false);
        for (const QString &folder : m_folders.values(file.package)) {
            if (!path.isEmpty())
                places += folder + u'/' + path;
            // What goes elsewhere than site-packages lies in one folder of the wheel.
            for (const QString &data : QDir(folder).entryList({u"*.data"_s}, QDir::Dirs)) {
                for (const auto scheme : {"/purelib/"_L1, "/platlib/"_L1})
                    places += folder + u'/' + data + scheme + path;
            }
        }
        return places;
    }

private:
    const RepairServices &m_services;
    QMultiMap<QString, QString> m_wheels;  ///< "name version" -> file
    QMultiMap<QString, QString> m_folders; ///< package -> where it was unpacked
};

/** The same versions from the package index, by the install's own locks where it has them. */
class PackageIndex final : public FileSource
{
public:
    PackageIndex(const RepairServices &services, const Install &install)
        : m_services(services)
        , m_install(install)
    { }

    QString name() const override { return Text::tr("the package index"); }
    bool needsNetwork() const override { return true; }
    bool mayHave(const WantedFile &file) const override
    {
        return !file.package.isEmpty() && !file.version.isEmpty()
            && !pathInSite(file.entry.path, false).isEmpty();
    }
    Result<> prepare(const QList<WantedFile> &files, const QString &scratch,
                     const JobContext &job) override;
    QStringList placesOf(const WantedFile &file) const override
    {
        QStringList places;
        for (const QString &site : m_sites)
            places += site + u'/' + pathInSite(file.entry.path, false);
        return places;
    }

private:
    QByteArray requirements(const Versions &versions, const QString &lockName) const;
    Result<> fetch(const QByteArray &requirements, const QUrl &firstIndex, const QString &scratch,
                   const Uv &uv, const JobContext &job);

    const RepairServices &m_services;
    const Install &m_install;
    QStringList m_sites;
};

/** With hashes where the composition's lock has all of them. */
QByteArray PackageIndex::requirements(const Versions &versions, const QString &lockName) const
{
    const QString file =
        m_services.library.generationFolder(m_install.id, m_install.currentGeneration) + u'/'
        + lockName;
    Lock part;
    if (const Result<QByteArray> bytes = readFile(file, kMostLock)) {
        const Result<Lock> lock = lockFromBytes(*bytes);
        for (auto it = versions.constBegin(); lock && it != versions.constEnd(); ++it) {
            const LockedPackage *package = lock->find(it.key());
            if (package && package->version == it.value())
                part.packages += *package;
        }
    }
    if (part.packages.size() == versions.size())
        return lockToBytes(part);
    QByteArray text;
    for (auto it = versions.constBegin(); it != versions.constEnd(); ++it)
        text += it.key().toUtf8() + "==" + it.value().toUtf8() + '\n';
    return text;
}

Result<> PackageIndex::fetch(const QByteArray &requirements, const QUrl &firstIndex,
                             const QString &scratch, const Uv &uv, const JobContext &job)
{
    const QString site = scratch + "/site"_L1;
    const QString list = scratch + "/packages.txt"_L1;
    const Result<> made = makeFolder(site);
    if (!made)
        return made;
    const Result<> written = writeFileAtomically(list, requirements);
    if (!written)
        return written;
    const QString python =
        m_services.library.runtimeFolder(m_install) + u'/' + m_install.generation()->python;
    QStringList arguments{u"pip"_s,       u"install"_s,
                          u"--python"_s,  python,
                          u"--target"_s,  site,
                          u"--no-deps"_s, u"-r"_s,
                          list,           u"--link-mode"_s,
                          u"copy"_s,      u"--only-binary"_s,
                          u":all:"_s,     u"--no-python-downloads"_s};
    if (requirements.contains("--hash"))
        arguments += u"--require-hashes"_s;
    const Result<UvOutput> output = uv.run({.arguments = arguments,
                                            .variables = indexVariables(QUrl(), firstIndex, uv),
                                            .workingFolder = scratch,
                                            .step = {}},
                                           job);
    if (!output)
        return output.error();
    m_sites += site;
    return {};
}

Result<> PackageIndex::prepare(const QList<WantedFile> &files, const QString &scratch,
                               const JobContext &job)
{
    Versions family;
    Versions others = versionsOf(files);
    for (const QString &name : others.keys()) {
        if (isOfTorchFamily(name))
            family.insert(name, others.take(name));
    }
    const Result<NetworkChain> network = m_services.network.chain(job);
    if (!network)
        return network.error();
    if (network->problem)
        return *network->problem;
    const Result<Uv> uv = uvForNodes(m_services, job);
    if (!uv)
        return uv.error();
    if (!family.isEmpty()) {
        AcceleratorChoice choice;
        if (const auto accelerator = Accelerator::fromText(m_install.generation()->accelerator))
            choice = choiceByHand(Computer{}, *accelerator);
        const QString folder = scratch + "/torch"_L1;
        const Result<> made = makeFolder(folder);
        if (!made)
            return made;
        const Result<> fetched = fetch(requirements(family, u"torch.lock"_s),
                                       torchIndexOf(choice, *network), folder, *uv, job);
        if (!fetched)
            return fetched;
    }
    if (others.isEmpty())
        return {};
    return fetch(requirements(others, u"packages.lock"_s), QUrl(), scratch, *uv, job);
}

} // namespace

std::unique_ptr<FileSource> vendoredWheelSource(const RepairServices &services)
{
    return std::make_unique<VendoredWheels>(services);
}

std::unique_ptr<FileSource> indexSource(const RepairServices &services, const Install &install)
{
    return std::make_unique<PackageIndex>(services, install);
}

} // namespace portico
