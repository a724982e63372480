// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/bundles/bundlecontent.h"

#include <QJsonObject>
#include <QList>

namespace portico {

enum class Difference { Added, Removed, Changed };
/** "added", "removed", "changed": stable in JSON. */
QString differenceName(Difference difference);

/** One thing that both have. */
struct ChangedFact
{
    enum class Fact {
        Name,
        Version,
        System,
        ComfyVersion,
        ComfyCommit,
        ComfyRepository,
        Python,
        Torch,
        Accelerator,
        Arguments, ///< of ComfyUI in the launch script, with spaces between
    } fact = Fact::Name;
    QString before;
    QString after;
};
QString factName(ChangedFact::Fact fact); ///< "comfyVersion": stable in JSON

struct ChangedPack
{
    Difference difference = Difference::Changed;
    QString name;
    BundledPack before{}; ///< nothing where it was added
    BundledPack after{};
    bool filesDiffer = false; ///< of two that call themselves the same or are edited
};

struct ChangedPackage
{
    Difference difference = Difference::Changed;
    QString name;
    QString before{};
    QString after{};
};

struct ChangedFile
{
    Difference difference = Difference::Changed;
    QString path;
    qint64 before = 0; ///< bytes
    qint64 after = 0;
};

/** How many files of one kind, and their bytes. */
struct FileCount
{
    qint64 files = 0;
    qint64 before = 0;
    qint64 after = 0;
};

/** What lies between two bundles. */
struct BundleDifference
{
    QString before; ///< their names for people
    QString after;
    QList<ChangedFact> facts{};
    QList<ChangedPack> packs{};
    QList<ChangedPackage> packages{};
    bool comparesFiles = true; ///< else one of them has no list
    QList<ChangedFile> files{};

    bool isEmpty() const
    {
        return facts.isEmpty() && packs.isEmpty() && packages.isEmpty() && files.isEmpty();
    }
    FileCount count(Difference difference) const;
};

/**
 * Compares two. Of an install only what a bundle takes from it counts: name, version, arguments,
 * launch scripts and locks come when it is made. Pure.
 */
BundleDifference compareBundles(const BundleContent &before, const BundleContent &after);

/** Whether the list of files is in the JSON; counts always are. */
enum class FileList { Leave, Include };
QJsonObject toJson(const BundleDifference &difference, FileList list);

} // namespace portico
