// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <optional>

namespace portico {

class Host;

/** What a part of an install is to the person. */
enum class RemovalPart {
    Runtime, ///< Python and ComfyUI: can be unpacked again
    Data,    ///< the person's own: output, input, user, node packs
    Records, ///< settings, logs, caches
    Link,    ///< a link: the link goes, what it points to stays
};

/** One line of the removal question. */
struct RemovalItem
{
    RemovalPart part = RemovalPart::Runtime;
    QString path;       ///< absolute
    QString linkTarget; ///< of a Link
    qint64 bytes = 0;
    qint64 files = 0;
};

/** Exactly what removeInstall would take away. Links are listed and never followed. */
struct RemovalPlan
{
    InstallId id;
    QList<RemovalItem> items;
    QStringList untouched; ///< what stays: an adopted folder, shared models, chosen folders
    qint64 runtimeBytes = 0;
    qint64 dataBytes = 0;
    qint64 dataFiles = 0;   ///< files of the person's own; 0: there is nothing to keep
    qint64 sharedBytes = 0; ///< of all, what others share: its names go, its space does not
    QStringList remarks{};  ///< whole sentences: who else will miss something
    std::optional<Error> obstacle{}; ///< why removeInstall() would refuse
};

enum class RemoveMode { Trash, Delete };
/** The person's own files: moved to `<library>/kept/<id>-<date>`, or gone with the rest. */
enum class RemoveData { Keep, Remove };

struct RemoveRequest
{
    InstallId id;
    RemoveMode mode = RemoveMode::Trash;
    RemoveData data = RemoveData::Keep;
};

/** Where things are now. */
struct RemovalOutcome
{
    QString keptFolder;  ///< empty: nothing was kept
    QString trashFolder; ///< empty: deleted
};

struct RemoveServices
{
    const Library &library;
    const Host &host;
    const Clock &clock;
};

/** Walks the install's folders. Blocking. */
Result<RemovalPlan> planRemoval(const Library &library, const Install &install,
                                const JobContext &job);

/**
 * Moves the install's folder out of the way in one rename, keeps what is to be kept, then recycle
 * bin or deletion; once the rename is done it is finished at the next start if it is interrupted.
 * Of an adopted install only Portico's own records go. Blocking.
 *
 * Errors: NotFound, Busy (a session runs: named), Refused (another disk is mounted in it, or
 * another install lies in it: named), Unsupported (no recycle bin there: the install is back in its
 * place), PermissionDenied, Io.
 */
Result<RemovalOutcome> removeInstall(const RemoveServices &services, const RemoveRequest &request,
                                     const JobContext &job);

} // namespace portico
