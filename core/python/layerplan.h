// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/python/leftout.h"
#include "core/python/lock.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QUrl>

namespace portico {

/** How the file of a package is had. */
enum class PackageSource {
    Wheel,   ///< from the package index, locked by its hash
    Build,   ///< must be built from source, which runs the package's own code: by consent
    Address, ///< a wheel or archive that a pack names by its address
    Git,     ///< a repository that a pack names: built, by consent
};

/** A package that the layer will hold. */
struct PlannedPackage
{
    QString name; ///< normalised
    QString version;
    PackageSource source = PackageSource::Wheel;
    QUrl address{};            ///< of Address and Git; without secrets
    qint64 size = -1;          ///< of its file in bytes; -1: the index does not tell
    QStringList wantedBy{};    ///< packs that name it, else the packages that need it
    bool isYoung = false;      ///< uploaded within the cooldown, taken because nothing older fits
    bool replacesBase = false; ///< never true in a plan that may be installed
    QString remark{}; ///< one translated sentence where something is worth knowing: yanked, ...
};

/** A requirement that the base already meets. */
struct PresentPackage
{
    QString name;
    QString version; ///< of the base
    QStringList wantedBy{};
};

/** A requirement on the torch family: the base's counts, whatever was asked for. */
struct StrippedNeed
{
    QString text;      ///< "torch==2.1.0+cpu"
    QString by;        ///< pack, or package
    QString present;   ///< "torch 2.9.1+cu130"; empty: the base has none
    bool isMet = true; ///< whether the base's version fits what was asked
};

/** A need that this base cannot meet. */
struct UnmetNeed
{
    QStringList packs{}; ///< who wants it: names of node packs
    QString name{};      ///< the package it is about; empty: not known
    QStringList texts{}; ///< the requirements that do not go together: "numpy<2 (Pack A)", ...
    QString message{};   ///< one translated sentence
    QString detail{};    ///< the resolver's own words
    /** Requirements of packs without which it is not asked for: of one that comes by way of other
     *  packages, the pack's own that brings it. Leaving out one of `packs` helps as well. */
    QList<NeedChoice> choices{};
};

/** A requirement that is not part of a plan, by choice. */
struct LeftOutNeed
{
    NeedChoice choice{};
    QString text{}; ///< as the pack writes it
};

/** Two packages that install the same module, reduced to one. */
struct ProviderChoice
{
    QString kept;
    QStringList dropped{};
    QString message{}; ///< one translated sentence: why that one
};

/**
 * What will be done to give the enabled packs of an install what they need. Making one runs no code
 * of a package and asks nobody but the index: what comes from an address or repository, or must be
 * built, is named in `added` and is not in `lock`. Once the person consented and buildWheels() made
 * a wheel of it, the same request gives a plan that has it, and what it needs, in `lock`.
 */
struct LayerPlan
{
    QString id{};   ///< of the layer that it makes; empty when nothing is added
    QString base{}; ///< digest of the base's packages it was made for
    QList<PlannedPackage> added{};
    QList<PresentPackage> present{};
    QList<StrippedNeed> stripped{};
    QList<UnmetNeed> unmet{};
    QList<ProviderChoice> providers{};
    QStringList leftOutPacks{};        ///< packs whose needs are not part of it
    QList<LeftOutNeed> leftOutNeeds{}; ///< requirements of other packs that are not, by choice
    QStringList remarks{};             ///< translated sentences: "The index tells no dates: …"
    Lock lock{};    ///< exactly those of `added` that are PackageSource::Wheel, with hashes
    Lock sources{}; ///< source archives of those that are PackageSource::Build, with hashes

    /** Nothing unmet: it may be carried out. */
    bool isComplete() const { return unmet.isEmpty(); }
    /** Something comes from an address or repository or must be built: not in `lock` yet. */
    bool needsConsent() const;
    qint64 bytes() const; ///< known sizes of what is added
};
QJsonObject toJson(const LayerPlan &plan);

QString packageSourceName(PackageSource source); ///< "wheel", "build", ...: stable in JSON

} // namespace portico
