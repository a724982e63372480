// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/bundles/bundlename.h"
#include "core/bundles/bundlerecord.h"
#include "core/bundles/stripbundle.h"

namespace portico {

class Host;
class Library;
class ProcessRunner;
struct Install;

/** What making and trying bundles needs; all must outlive the call. */
struct BundleServices
{
    const Library &library;
    const ProcessRunner &processes;
    const Host &host;
};

/** Whether a bundle of the same name is replaced. */
enum class OldBundle { Keep, Replace };

/** What the bundle shall be like. */
struct BundleWish
{
    QString folder; ///< where the archive goes; made if it is not there
    QString prefix = defaultBundlePrefix();
    QString version{}; ///< empty: ComfyUI's
    PackFormat format = PackFormat::Zip;
    QStringList arguments{}; ///< of ComfyUI, for the launch script and installs made of it
    OldBundle old = OldBundle::Keep;
    QList<StripPart> strip{};
    qint64 volumeSize = 0; ///< of each file, where the archive is larger; 0: one file
};

/** What will be made, before anything is. */
struct BundlePlan
{
    BundleRecord record{};   ///< without the list of files
    QString file{};          ///< the archive, absolute; volumes get ".001", … behind it
    qint64 bytes = 0;        ///< of the files, unpacked
    QStringList arguments{}; ///< of ComfyUI in the launch script
    QStringList remarks{};   ///< whole sentences
};
QJsonObject toJson(const BundlePlan &plan);

/** The smallest size that volumes may have. */
inline constexpr qint64 kLeastVolume = 64LL << 10;

/** Reads only; also while ComfyUI runs. Blocking. Errors: those of findBundleParts(), InvalidInput
 *  (a name, argument or volume size that cannot be), AlreadyExists. */
Result<BundlePlan> planBundle(const BundleServices &services, const Install &install,
                              const BundleWish &wish, const JobContext &job);

/** What was made. */
struct BuiltBundle
{
    BundleRecord record{};
    QString file{};     ///< the archive; of volumes the first (".001"), by which it is read
    QString hashFile{}; ///< `<archive>.sha256`, as `sha256sum -c` reads it: of all volumes
    Sha256 sha256{};    ///< of the whole archive
    qint64 bytes = 0;   ///< of the whole archive
    qint64 files = 0;
    QStringList remarks{};
    QStringList volumes{}; ///< in their order; empty: one file
};
QJsonObject toJson(const BuiltBundle &built);

/**
 * Makes a portable bundle of an install: what a computer of the same kind unpacks and starts, with
 * Portico or with `unzip` and the launch script. Base and layer must be byte for byte what was
 * installed. The archive is tried before it gets its name: unpacked under another path, compared
 * file by file, started by its own script. The same install gives the same bytes. Blocking; after
 * a failure, cancel or kill no bundle of that name is there, or the old one still.
 *
 * Errors: those of planBundle(), Refused (files that are not as they were installed, named), Busy
 * (its node packs are being changed), DiskFull, those of checkBundle().
 */
Result<BuiltBundle> buildBundle(const BundleServices &services, const Install &install,
                                const BundleWish &wish, const JobContext &job);

/** The step names of buildBundle(), in their order. */
QStringList bundleSteps();

/** What checking an archive found. */
struct BundleCheck
{
    std::optional<BundleRecord> record{}; ///< nothing: another program made it
    qint64 files = 0;                     ///< compared with their hashes
    QStringList remarks{};
};
QJsonObject toJson(const BundleCheck &check);

/**
 * Unpacks an archive in the library's staging under a path with a space and letters beyond ASCII,
 * compares every file with its list, and starts ComfyUI once by the launch script, as its makers
 * test it. All of it goes again. Blocking; minutes for a big one.
 *
 * Errors: HashMismatch (files that differ, named), Corrupt (the archive, its list), Refused (no
 * bundle; unsafe archive), Unsupported (for another system), ProcessFailed (it does not start, with
 * the reason), ...
 */
Result<BundleCheck> checkBundle(const BundleServices &services, const QString &archive,
                                const JobContext &job);

/** The step names of checkBundle(), in their order. */
QStringList bundleCheckSteps();

} // namespace portico
