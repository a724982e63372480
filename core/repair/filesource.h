// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/io/treemanifest.h"
#include "core/repair/repairplan.h"

#include <memory>
#include <vector>

namespace portico {

/** A file of a base that is not as it was, as its manifest describes it. */
struct WantedFile
{
    ManifestEntry entry{};
    QString package{}; ///< that it belongs to, and its version then; empty: to none
    QString version{};
};

/**
 * Somewhere that files of a base may be had from. Nobody trusts it: each file is compared with the
 * manifest's SHA-256 before it is used. Private to core/repair.
 */
class FileSource
{
public:
    FileSource() = default;
    Q_DISABLE_COPY_MOVE(FileSource)
    virtual ~FileSource() = default;

    virtual QString name() const = 0; ///< for people: "the install's own copy"
    virtual bool needsNetwork() const { return false; }
    /** Whether its files may be shared with the base by a hard link. */
    virtual bool mayBeLinked() const { return false; }

    /** Whether it may have that file. Cheap: decides what a plan says. */
    virtual bool mayHave(const WantedFile &file) const = 0;
    /** Unpacks or fetches what is needed for these files into `scratch`, an empty folder of its
     * own. Blocking. */
    virtual Result<> prepare(const QList<WantedFile> &files, const QString &scratch,
                             const JobContext &job);
    /** Absolute paths where it may lie after that; empty: nowhere. */
    virtual QStringList placesOf(const WantedFile &file) const = 0;
};

using FileSources = std::vector<std::unique_ptr<FileSource>>;

/** What an install's files can be had from, the best first; reads the other installs' manifests for
 *  `wanted` only. */
FileSources fileSourcesFor(const RepairServices &services, const Install &install,
                           const QList<WantedFile> &wanted, const JobContext &job);

// The single ones.
std::unique_ptr<FileSource> ownCopySource(const QString &generationFolder);
std::unique_ptr<FileSource> otherInstallsSource(const Library &library, const Install &install,
                                                const QList<WantedFile> &wanted,
                                                const JobContext &job);
std::unique_ptr<FileSource> archiveSource(const RepairServices &services,
                                          const Generation &generation);
std::unique_ptr<FileSource> vendoredWheelSource(const RepairServices &services);
std::unique_ptr<FileSource> indexSource(const RepairServices &services, const Install &install);
/** What installers write: INSTALLER, REQUESTED, empty files. */
std::unique_ptr<FileSource> knownContentSource();

} // namespace portico
