// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/nodes/keptpacks.h"
#include "core/nodes/packsource.h"

#include <QJsonObject>
#include <QList>

namespace portico {

/** What is known of a pack that Portico installed. */
struct PackRecord
{
    QString name;
    PackSource source{};
    QString version{};
    QString commit{};
    Sha256 digest{}; ///< of its code when it came: packDigest()
    QDateTime installed{};
    Sha256 script{};           ///< its install.py that ran; null: none did
    QStringList scriptNeeds{}; ///< what that added, as requirements: "easy==1.0"
    bool isEdited = false; ///< it came with somebody's edits: no commit or version is what it is

    friend bool operator==(const PackRecord &, const PackRecord &) = default;
};

/** The content of `<install>/packs.json`. */
struct PackRecords
{
    QList<PackRecord> packs{};
    QList<KeptPack> kept{};     ///< old versions and removed packs, the newest first
    QStringList withoutNeeds{}; ///< what is left out by choice: core/python/leftout.h
    QJsonObject unknown{};      ///< keys of newer versions, written back untouched

    const PackRecord *find(const QString &name) const;
    /** In the place of one with that name. */
    void put(const PackRecord &record);
    void remove(const QString &name);
};

/** What cannot be read is as if it were not there: the folders are the truth. A small read. */
PackRecords readPackRecords(const Library &library, const InstallId &id);
/** Atomically. Errors: ReadOnly when a newer Portico wrote it, DiskFull, Io. */
Result<> writePackRecords(const Library &library, const InstallId &id, const PackRecords &records);

/** Of an install that is being made, in its folder. */
Result<> writePackRecords(const QString &installFolder, const PackRecords &records);

QString packRecordsFile(const Library &library, const InstallId &id); ///< <install>/packs.json
QString keptPacksFolder(const Library &library, const InstallId &id);
/** Held while packs of the install are changed. */
QString packsLock(const Library &library, const InstallId &id);

QJsonObject toJson(const PackRecord &record);
PackRecord packRecordFromJson(const QString &name, const QJsonObject &object);
QJsonObject toJson(const PackRecords &records);
PackRecords packRecordsFromJson(const QJsonObject &object, const QString &keptFolder);
QJsonObject toJson(const PackSource &source);
PackSource packSourceFromJson(const QJsonObject &object);

} // namespace portico
