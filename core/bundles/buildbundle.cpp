// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/buildbundle.h"

#include "core/base/lists.h"
#include "core/base/sizes.h"
#include "core/bundles/bundlesource.h"
#include "core/bundles/launchscripts.h"
#include "core/bundles/placearchive.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/steps.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/nodes/packrecords.h"
#include "core/platform/fileerror.h"
#include "core/platform/host.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BuildBundle)
};

constexpr qsizetype kNamedFiles = 5;
constexpr qint64 kMostLock = 16LL << 20;

QString compareStep()
{
    return Text::tr("Check every file");
}

QString packStep()
{
    return Text::tr("Pack");
}

/** One bundle on its way. */
class Building
{
public:
    Building(const BundleServices &services, const Install &install, const BundleWish &wish,
             BundlePlan plan, const JobContext &job)
        : m_services(services)
        , m_install(install)
        , m_wish(wish)
        , m_plan(std::move(plan))
        , m_job(job)
    { }

    Result<BuiltBundle> run();

private:
    Result<> place(const QString &top) const;
    Result<> strip(const QString &top);
    Result<> addLocks(const QString &top, FileHashes &files) const;
    Result<FileHashes> compare(const QString &top) const;
    Result<> writeOwnFiles(const QString &top, FileHashes files);
    Result<> pack(const QString &top, const QString &archive);
    Result<BuiltBundle> publish();
    Result<> checkSpace(const QString &staging) const;

    const BundleServices &m_services;
    const Install &m_install;
    const BundleWish &m_wish;
    BundlePlan m_plan;
    const JobContext &m_job;
    std::optional<BundleParts> m_source;
    BuiltBundle m_built{};
    QStringList m_made{}; ///< the archive in staging, or its volumes
};

Result<> Building::place(const QString &top) const
{
    const Result<FileLock> lock = FileLock::tryLock(packsLock(m_services.library, m_install.id),
                                                    Text::tr("making a bundle of it"));
    if (!lock)
        return lock.error();
    return placeBundle(*m_source, top, m_job);
}

Result<> Building::strip(const QString &top)
{
    const Result<StripSummary> stripped =
        stripBundle(top, m_source->sitePackages, m_wish.strip, inStep(m_job, placeStep()));
    if (!stripped)
        return stripped.error();
    if (stripped->files > 0)
        m_plan.remarks += Text::tr("%n file(s) that it can do without were left out (%1).", nullptr,
                                   static_cast<int>(stripped->files))
                              .arg(sizeText(stripped->bytes));
    if (!stripped->kept.isEmpty())
        m_job.log(Text::tr("Tests that other code imports stay: %1.").arg(listed(stripped->kept)));
    return {};
}

/** What base and packs were locked to, where it is known: `locks/torch.lock`, ... */
Result<> Building::addLocks(const QString &top, FileHashes &files) const
{
    const QStringList names{u"torch.lock"_s, u"packages.lock"_s, u"layer.lock"_s};
    QMap<QString, QString> locks;
    for (const QString &name : names) {
        // An install that was made of a bundle has those of the bundle.
        const QString shipped = m_source->contents() + "/locks/"_L1 + name;
        locks.insert(name, QFileInfo::exists(shipped) ? shipped : m_source->runtime + u'/' + name);
    }
    if (!m_source->layer.isEmpty())
        locks.insert(u"layer.lock"_s, layerLockFile(m_source->layer));
    for (auto it = locks.cbegin(); it != locks.cend(); ++it) {
        const Result<QByteArray> bytes = readFile(it.value(), kMostLock);
        if (!bytes && bytes.error().code == ErrorCode::NotFound)
            continue;
        const QString name = "locks/"_L1 + it.key();
        Result<> written = bytes ? makeFolder(top + "/locks"_L1) : Result<>(bytes.error());
        if (written)
            written = writeFileAtomically(top + u'/' + name, *bytes);
        if (!written)
            return written;
        files.insert(name, sha256Of(*bytes));
    }
    return {};
}

/** Hashes what is there, and finds what is not as it was installed. */
Result<FileHashes> Building::compare(const QString &top) const
{
    const Result<FileHashes> promised = promisedFiles(*m_source);
    if (!promised)
        return promised;
    const Result<QList<ManifestEntry>> entries = describeTree(top, inStep(m_job, compareStep()));
    if (!entries)
        return entries.error();
    FileHashes files;
    QStringList changed;
    for (const ManifestEntry &entry : *entries) {
        if (entry.kind != ManifestEntry::Kind::File)
            continue;
        const auto it = promised->find(entry.path);
        if (it != promised->end() && *it != entry.sha256)
            changed += entry.path;
        files.insert(entry.path, entry.sha256);
    }
    if (changed.isEmpty())
        return files;
    return Error{.code = ErrorCode::Refused,
                 .message = Text::tr("%n file(s) of “%1” are not as they were installed: %2.",
                                     nullptr, static_cast<int>(changed.size()))
                                .arg(m_install.name,
                                     listed(changed.first(qMin(kNamedFiles, changed.size())))),
                 .nextStep = Text::tr("Repair it first (“porticoctl repair %1”), or absorb what "
                                      "was changed.")
                                 .arg(m_install.id.toString()),
                 .detail = changed.join(u'\n')};
}

Result<> Building::writeOwnFiles(const QString &top, FileHashes files)
{
    const Os os = m_plan.record.os;
    const QString bin = os == Os::Windows ? u"Scripts"_s : u"bin"_s;
    LaunchScript script{.python = kBundlePython + u'/' + m_source->python,
                        .paths = {kBundlePython + u'/' + bin},
                        .arguments = m_plan.arguments};
    const QString layerPrograms = kBundlePython + u'/' + m_source->sitePackages + "/bin"_L1;
    if (QFileInfo(top + u'/' + layerPrograms).isDir())
        script.paths += layerPrograms;
    for (const ScriptFile &file : launchScripts(script, os)) {
        const QString path = top + u'/' + file.name;
        const Result<> written = writeFileAtomically(path, file.content);
        if (!written)
            return written;
        QFile::setPermissions(path,
                              QFile::permissions(path) | QFile::ExeOwner | QFile::ExeUser
                                  | QFile::ExeGroup | QFile::ExeOther);
        files.insert(file.name, sha256Of(file.content));
    }
    const Result<> locked = addLocks(top, files);
    if (!locked)
        return locked;
    m_built.files = files.size();
    const QByteArray list = fileListToBytes(files);
    m_plan.record.list = sha256Of(list);
    const Result<> listed = writeFileAtomically(top + u'/' + fileListName(), list);
    if (!listed)
        return listed;
    return writeFileAtomically(top + u'/' + bundleRecordName(), bundleRecordToBytes(m_plan.record));
}

Result<> Building::pack(const QString &top, const QString &archive)
{
    const Result<PackSummary> packed = packFolder({.folder = top,
                                                   .archive = archive,
                                                   .format = m_wish.format,
                                                   .topLevel = u"anymatix"_s,
                                                   .volumeSize = m_wish.volumeSize},
                                                  inStep(m_job, packStep()));
    if (!packed)
        return packed.error();
    m_built.bytes = packed->archiveBytes;
    m_made = packed->files;
    return removeTree(top, m_job); // trying it takes the same space again
}

/** Gives the archive its place and name, with its hashes beside it. */
Result<BuiltBundle> Building::publish()
{
    const Result<VolumeHashes> hashes = hashVolumes(m_made, m_job);
    if (!hashes)
        return hashes.error();
    const Result<QStringList> files = placeArchive(
        {.made = m_made,
         .target = m_plan.file,
         .hashes = *hashes,
         .ifExists = m_wish.old == OldBundle::Replace ? IfExists::Replace : IfExists::Refuse},
        m_job);
    if (!files)
        return files.error();
    m_built.sha256 = hashes->whole;
    m_built.file = files->constFirst();
    m_built.hashFile = m_plan.file + ".sha256"_L1;
    m_built.record = m_plan.record;
    m_built.remarks = m_plan.remarks;
    if (files->size() > 1)
        m_built.volumes = *files;
    return m_built;
}

/** Trying it takes as much as it has unpacked; how much its archive takes is known later. */
Result<> Building::checkSpace(const QString &staging) const
{
    const Result<DiskSpace> space = m_services.host.diskSpace(staging);
    if (!space || m_plan.bytes <= space->available)
        return {};
    return diskFullError(staging, m_plan.bytes, space->available);
}

Result<BuiltBundle> Building::run()
{
    const Result<BundleParts> source =
        findBundleParts(m_services.library, m_install, m_services.host.os(), m_job);
    if (!source)
        return source.error();
    m_source = *source;
    const Result<StagingDir> staging = StagingDir::create(
        m_services.library.staging(), Text::tr("a bundle of %1").arg(m_install.name));
    if (!staging)
        return staging.error();
    const QString top = staging->path() + "/bundle"_L1;
    const QString archive = staging->path() + u'/' + QFileInfo(m_plan.file).fileName();
    Result<> done = checkSpace(staging->path());
    if (done)
        done = makeFolder(top);
    if (done)
        done = place(top);
    if (done)
        done = strip(top);
    const Result<FileHashes> files = done ? compare(top) : Result<FileHashes>(done.error());
    if (!files)
        return files.error();
    done = writeOwnFiles(top, *files);
    if (done)
        done = pack(top, archive);
    if (!done)
        return done.error();
    const Result<BundleCheck> checked = checkBundle(m_services, m_made.constFirst(), m_job);
    return checked ? publish() : Result<BuiltBundle>(checked.error());
}

} // namespace

QStringList bundleSteps()
{
    return QStringList{placeStep(), compareStep(), packStep()} + bundleCheckSteps();
}

Result<BuiltBundle> buildBundle(const BundleServices &services, const Install &install,
                                const BundleWish &wish, const JobContext &job)
{
    job.announce(bundleSteps());
    Result<BundlePlan> plan = planBundle(services, install, wish, job);
    if (!plan)
        return plan.error();
    return Building(services, install, wish, std::move(*plan), job).run();
}

QJsonObject toJson(const BuiltBundle &built)
{
    return {{u"bundle"_s, toJson(built.record)},
            {u"file"_s, built.file},
            {u"sha256"_s, built.sha256.toHex()},
            {u"bytes"_s, built.bytes},
            {u"files"_s, built.files},
            {u"volumes"_s, QJsonArray::fromStringList(built.volumes)},
            {u"remarks"_s, QJsonArray::fromStringList(built.remarks)}};
}

} // namespace portico
