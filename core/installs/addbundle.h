// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QList>
#include <QStringList>
#include <QUrl>

namespace portico {

class BundleReader;
class Downloader;
class Host;
class ProcessRunner;

/** What adding needs; all must outlive the call. */
struct AddServices
{
    const Library &library;
    const Downloader &downloader;
    const ProcessRunner &processes;
    const Host &host;
    const Clock &clock;
    const BundleReader *reader = nullptr; ///< none: bundles say nothing of themselves
};

/** Whether a bundle without a published hash is accepted (and shown as unverified). */
enum class HashPolicy { AcceptUnverified, Require };
/** What happens to a downloaded archive after the install is there. */
enum class ArchiveAfter { Keep, Remove };

/** A further volume of an archive in several: "x.7z.002". */
struct AddVolume
{
    QString source;
    QList<QUrl> mirrors;
    std::optional<Sha256> sha256;
    std::optional<qint64> size;
};

/** A bundle to make an install from. */
struct AddRequest
{
    QString source;      ///< an https, http or file URL, or a path
    QString name;        ///< empty: made from the file's name
    QList<QUrl> mirrors; ///< other addresses of the same bytes
    std::optional<Sha256> sha256;
    std::optional<qint64> size;      ///< of the archive, if it was published
    QList<AddVolume> furtherVolumes; ///< empty: all in one, or `.002` and so on beside a `.001`
    QStringList plainHttpHosts{};    ///< exact names from which http is allowed
    HashPolicy hashPolicy = HashPolicy::AcceptUnverified;
    std::optional<quint16> port; ///< empty: 8188, else the next that no install uses
    ArchiveAfter archiveAfter = ArchiveAfter::Keep;
    InstallSettings settings{}; ///< what the install begins with, see settingsFor()
};

/**
 * Download, verify, unpack, check, set up: at its end the install is wholly there, or wholly not,
 * whenever it was interrupted. The whole install folder is built in staging and comes into place by
 * one rename; a partial download stays and is resumed by the next try. Blocking; several adds at
 * once get different ids.
 *
 * A download without a published hash is remembered by its own (knownbundles.h) and refused when it
 * is another one later.
 *
 * Errors: InvalidInput (source), Unverified, HashMismatch, Refused (hostile archive, unknown
 * layout, a bundle that changed), Unsupported (another system or processor), DiskFull,
 * ProcessFailed (the bundle's Python does not start here), and what Downloader and unpackArchive
 * return.
 */
Result<Install> addBundle(const AddServices &services, const AddRequest &request,
                          const JobContext &job);

/** The step names that addBundle announces, in their order. */
QStringList addSteps();

/** "ComfyUI portable nvidia 0.33.0" from a file name or URL; never empty. */
QString suggestedName(const QString &source);

} // namespace portico
