// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/nodes/extras.h"
#include "core/nodes/nodepack.h"
#include "core/nodes/packrecords.h"
#include "core/python/lock.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace portico {

class Library;
struct Install;

/** What a node pack was at one time: enough to tell it from any other state of it, and to have it
 *  again as far as its source still gives it. */
struct RecordedPack
{
    QString name{};
    PackKind kind = PackKind::Folder;
    bool isEnabled = true;
    bool isIsolated = false; ///< by Portico: the rest is about its own files
    bool isEdited = false;   ///< someone changed its code by hand
    QString version{};
    QString commit{};
    Sha256 digest{};     ///< of its code; null of a checkout as it was committed
    PackSource source{}; ///< of exactly this state; no place: nobody knows one
    /** What packs.json said, without when it was installed; nothing: it did not come by Portico. */
    std::optional<PackRecord> record{};

    friend bool operator==(const RecordedPack &, const RecordedPack &) = default;
};

QJsonObject toJson(const RecordedPack &pack);
/** Nothing for what makes no sense. */
std::optional<RecordedPack> recordedPackFromJson(const QJsonObject &object);

/** Whether two are the same code, whatever else is said of them. Where nobody knows the digest, the
 *  version tells. */
bool isSameCode(const RecordedPack &a, const RecordedPack &b);

/** The packages beyond the base at one time. */
struct RecordedLayer
{
    QString id{}; ///< empty: there were none
    QString base{};
    Lock lock{};
    bool isOfThisBase = false; ///< taken over the very generation that is current now

    friend bool operator==(const RecordedLayer &a, const RecordedLayer &b)
    {
        return a.id == b.id && a.base == b.base && a.lock.packages == b.lock.packages;
    }
};

/** What an install shall become again; what is not given stays as it is. */
struct RecordedNodes
{
    std::optional<QList<RecordedPack>> packs{}; ///< all of them: others go
    std::optional<RecordedLayer> layer{};       ///< nothing: planned for the packs
    std::optional<QStringList> leftOut{};       ///< choices: core/python/leftout.h
    std::optional<ExtrasProfile> extras{};      ///< empty ones: none
    std::optional<QJsonObject> settings{};      ///< core/installs/settingsjson.h
    std::optional<int> generation{};            ///< one that the install has
    bool isForeign = false; ///< another program's: it says nothing of where packs came from
};

/** The pack as it lies there. Reads its code where no commit tells it. Blocking. */
Result<RecordedPack> recordPack(const NodePack &pack, const PackRecord *record,
                                const JobContext &job);

/** All of an install, by name, several at once. Starts nothing; also while ComfyUI runs. Blocking.
 *  Errors: Cancelled, Io. */
Result<QList<RecordedPack>> recordPacks(const Library &library, const Install &install,
                                        const JobContext &job);

} // namespace portico
