// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/diskuse.h"

#include "core/installs/installfile.h"
#include "core/installs/layerstore.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DiskUse)
};

/** Measures folders one after the other and counts no file twice. */
class Meter
{
public:
    explicit Meter(const JobContext &job)
        : m_job(job)
    { }

    Result<> measure(DiskPart part, const QString &folder, const QString &install = {})
    {
        const QFileInfo root(folder);
        if (root.isSymLink() || !root.isDir())
            return {};
        qint64 bytes = 0;
        const qsizetype owner = ownerOf(part, install);
        const Result<> walked = walkTree(
            folder,
            [&](const TreeEntry &entry) -> Result<Visit> {
                if (entry.kind == TreeEntry::Kind::File && isNew(entry, owner))
                    bytes += entry.size;
                return Visit::Continue;
            },
            m_job);
        if (!walked)
            return walked.error();
        m_progress.done += bytes;
        m_job.report(m_progress);
        add({.part = part, .install = install, .folder = folder, .bytes = bytes});
        return {};
    }

    QList<DiskShare> shares{};
    qint64 sharedBytes = 0;

private:
    qsizetype ownerOf(DiskPart part, const QString &install)
    {
        const std::pair owner(part, install);
        const qsizetype index = m_owners.indexOf(owner);
        if (index >= 0)
            return index;
        m_owners += owner;
        return m_owners.size() - 1;
    }

    void add(const DiskShare &share)
    {
        const auto same = std::find_if(shares.begin(), shares.end(), [&](const DiskShare &other) {
            return other.part == share.part && other.install == share.install;
        });
        if (same != shares.end())
            same->bytes += share.bytes;
        else if (share.bytes > 0)
            shares += share;
    }

    bool isNew(const TreeEntry &entry, qsizetype owner)
    {
        if (entry.linkCount < 2)
            return true;
        const std::pair file(entry.device, entry.inode);
        const auto counted = m_counted.constFind(file);
        if (counted == m_counted.constEnd()) {
            m_counted.insert(file, owner);
            return true;
        }
        // Second names within one part, as repairs have them, are nothing that a person shares.
        sharedBytes += *counted == owner ? 0 : entry.size;
        return false;
    }

    const JobContext &m_job;
    QHash<std::pair<quint64, quint64>, qsizetype> m_counted; ///< by whom
    QList<std::pair<DiskPart, QString>> m_owners;
    Progress m_progress{.step = Text::tr("Measure"), .done = 0, .total = -1};
};

DiskPart partOf(const QString &name, const QString &current)
{
    if (name.startsWith("gen-"_L1))
        return name.startsWith(current) ? DiskPart::Runtime : DiskPart::Earlier;
    if (name == "view"_L1)
        return DiskPart::Packages;
    if (name == "ce"_L1)
        return DiskPart::Environments;
    return name == "kept-packs"_L1 || name == "backups"_L1 ? DiskPart::Undo : DiskPart::Data;
}

/** The folders of one install, so that what several have counts in the first of installParts(). */
Result<> measureInstall(Meter &meter, const QString &folder, const QString &name,
                        int currentGeneration)
{
    const QDir install(folder);
    const QString current = generationFolderName(currentGeneration);
    const QStringList folders =
        install.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    for (const DiskPart part : installParts()) {
        for (const QString &each : folders) {
            if (partOf(each, current) != part)
                continue;
            const Result<> measured = meter.measure(part, install.filePath(each), name);
            if (!measured)
                return measured;
        }
    }
    return {};
}

} // namespace

QString diskPartName(DiskPart part)
{
    switch (part) {
    case DiskPart::Runtime:
        return u"runtime"_s;
    case DiskPart::Earlier:
        return u"earlier"_s;
    case DiskPart::Packages:
        return u"packages"_s;
    case DiskPart::Environments:
        return u"environments"_s;
    case DiskPart::Data:
        return u"data"_s;
    case DiskPart::Undo:
        return u"undo"_s;
    case DiskPart::Models:
        return u"models"_s;
    case DiskPart::Layers:
        return u"layers"_s;
    case DiskPart::Wheels:
        return u"wheels"_s;
    case DiskPart::Offline:
        return u"offline"_s;
    case DiskPart::Downloads:
        return u"downloads"_s;
    case DiskPart::Tools:
        return u"tools"_s;
    case DiskPart::Caches:
        return u"caches"_s;
    case DiskPart::Snapshots:
        return u"snapshots"_s;
    case DiskPart::Kept:
        return u"kept"_s;
    case DiskPart::Unfinished:
        return u"unfinished"_s;
    }
    return {};
}

QString diskPartText(DiskPart part)
{
    switch (part) {
    case DiskPart::Runtime:
        return Text::tr("ComfyUI, Python and torch");
    case DiskPart::Earlier:
        return Text::tr("Earlier versions, kept for going back");
    case DiskPart::Packages:
        return Text::tr("Packages of node packs");
    case DiskPart::Environments:
        return Text::tr("Isolated environments");
    case DiskPart::Data:
        return Text::tr("Your files, node packs and logs");
    case DiskPart::Undo:
        return Text::tr("What changes can be taken back from");
    case DiskPart::Models:
        return Text::tr("Models");
    case DiskPart::Layers:
        return Text::tr("Packages that installs share");
    case DiskPart::Wheels:
        return Text::tr("Packages kept for repairs offline");
    case DiskPart::Offline:
        return Text::tr("Installs kept for offline");
    case DiskPart::Downloads:
        return Text::tr("Downloads");
    case DiskPart::Tools:
        return Text::tr("Tools");
    case DiskPart::Caches:
        return Text::tr("Caches");
    case DiskPart::Snapshots:
        return Text::tr("Snapshots");
    case DiskPart::Kept:
        return Text::tr("Files of removed installs");
    case DiskPart::Unfinished:
        return Text::tr("Work that is not finished");
    }
    return {};
}

QList<DiskPart> installParts()
{
    return {DiskPart::Runtime,      DiskPart::Earlier, DiskPart::Packages,
            DiskPart::Environments, DiskPart::Data,    DiskPart::Undo};
}

bool mayShareBlocks(const QString &fileSystem)
{
    const QStringList sharing{u"btrfs"_s, u"xfs"_s, u"bcachefs"_s, u"apfs"_s, u"refs"_s, u"zfs"_s};
    return sharing.contains(fileSystem.toLower());
}

qint64 DiskUse::bytes() const
{
    return std::accumulate(shares.begin(), shares.end(), qint64(0),
                           [](qint64 sum, const DiskShare &share) { return sum + share.bytes; });
}

qint64 DiskUse::bytesOf(DiskPart part) const
{
    return std::accumulate(shares.begin(), shares.end(), qint64(0),
                           [part](qint64 sum, const DiskShare &share) {
                               return share.part == part ? sum + share.bytes : sum;
                           });
}

qint64 DiskUse::bytesOf(const QString &install) const
{
    return std::accumulate(shares.begin(), shares.end(), qint64(0),
                           [&install](qint64 sum, const DiskShare &share) {
                               return share.install == install ? sum + share.bytes : sum;
                           });
}

Result<DiskUse> diskUse(const Library &library, const JobContext &job)
{
    Meter meter(job);
    const std::pair<DiskPart, QString> shared[] = {
        {DiskPart::Layers, library.layers()},
        {DiskPart::Wheels, library.wheels()},
        {DiskPart::Offline, library.root() + "/store/vendored"_L1}, // core/vendoring/vendored.h
        {DiskPart::Downloads, library.downloads()},
        {DiskPart::Tools, library.tools()},
        {DiskPart::Caches, library.packageCache()},
        {DiskPart::Models, library.models()},
        {DiskPart::Snapshots, library.root() + "/snapshots"_L1},
        {DiskPart::Kept, library.kept()},
        {DiskPart::Unfinished, library.staging()},
        {DiskPart::Unfinished, library.removing()},
    };
    for (const auto &[part, folder] : shared) {
        if (const Result<> measured = meter.measure(part, folder); !measured)
            return measured.error();
    }
    const InstallList list = listInstalls(library);
    for (const Install &install : list.installs) {
        if (const Result<> measured = measureInstall(meter, library.installFolder(install.id),
                                                     install.name, install.currentGeneration);
            !measured)
            return measured.error();
    }
    for (const BrokenInstall &broken : list.broken) {
        if (const Result<> measured =
                measureInstall(meter, library.installFolder(broken.id), broken.id.toString(), 1);
            !measured)
            return measured.error();
    }
    const Result<LayerInventory> layers = layerInventory(library, job, LayerSizes::Unused);
    if (!layers)
        return layers.error();
    return DiskUse{.shares = meter.shares,
                   .unusedLayerBytes = layers->unusedBytes(),
                   .sharedBytes = meter.sharedBytes};
}

} // namespace portico
