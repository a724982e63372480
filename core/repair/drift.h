// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace portico {

/** What became of one file since it was put there. */
struct DriftedFile
{
    enum class Change { Changed, Added, Removed };

    QString path; ///< relative to the tree
    Change change = Change::Changed;
    qint64 bytes = 0; ///< of an added one as it is now, of the others as it was
    QString group{};  ///< name of the DriftGroup that it belongs to
};

/** All that drifted of one thing: a package, Python, ComfyUI. */
struct DriftGroup
{
    enum class Kind { Package, Python, Program, Other };

    Kind kind = Kind::Package;
    QString name;   ///< normalised; "Python", "ComfyUI", or the folder's name
    QString before; ///< the package's version when it was put there; empty: it was not there
    QString now;    ///< its version now; empty: it is gone
    qsizetype changed = 0;
    qsizetype added = 0;
    qsizetype removed = 0;
    qint64 bytes = 0; ///< of what would have to be put back

    bool isNew() const { return before.isEmpty() && !now.isEmpty(); }
    bool isGone() const { return !before.isEmpty() && now.isEmpty(); }
};

/** One tree that nobody should change, and what was changed. */
struct DriftedTree
{
    enum class Place {
        Base, ///< the generation: Python, ComfyUI and their packages
        View, ///< what ComfyUI sees of the install's layer
    };

    Place place = Place::Base;
    QString folder;           ///< absolute
    QString manifest;         ///< what it was compared with
    QList<DriftedFile> files; ///< sorted by path
    QList<DriftGroup> groups; ///< the torch family first, then by name
};

/** What changed in an install's own Python since it was installed or last repaired. */
struct Drift
{
    InstallId install;
    bool isTracked = true;    ///< false: an adopted folder, whose files nobody has listed
    QList<DriftedTree> trees; ///< only those that drifted
    qsizetype files = 0;      ///< that were looked at

    bool isClean() const { return trees.isEmpty(); }
    const DriftedTree *find(DriftedTree::Place place) const;
    QList<DriftGroup> groups() const; ///< of all trees
    /** Packages that were added and replace nothing: what *absorb* makes needs of; "name==1.2". */
    QStringList addedPackages() const;
};
QJsonObject toJson(const Drift &drift);

/** The card of a drift, for window and terminal alike; translated. */
struct DriftCard
{
    QString title;     ///< "torch was replaced in “My Studio”"
    QString message;   ///< what it means, one or two sentences
    QStringList lines; ///< "torch 2.9.1+cu130 → 2.9.1+cpu (1,200 files)", at most 12
    QString absorb;    ///< the button's text; empty: there is nothing that could be absorbed
    QString putBack;   ///< the button's text
};
DriftCard driftCard(const Drift &drift, const QString &installName);

/**
 * Compares the base with its manifest and the view with that of its layer: by size, time and inode,
 * by SHA-256 only where these differ. Bytecode and `.git` are outside. Reads only, but for the
 * times and inodes in the manifest: where these alone differ (a library that was moved) they are
 * brought up to date, so that the next look is quick again. On all processors; 60,000 files in less
 * than 300 ms where nothing changed. Safe while ComfyUI runs. Blocking. Errors: NotFound (no
 * generation), Corrupt (its manifest), Cancelled.
 */
Result<Drift> findDrift(const Library &library, const Install &install, const JobContext &job);

} // namespace portico
