// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/installs/library.h"
#include "core/site/site.h"

#include <QJsonObject>

namespace portico {

/** What a difference is about. */
enum class SitePart {
    Install, ///< it is not there
    Comfyui,
    Packs,
    Layer,
    Settings,
    Manifest, ///< all of the above is right, and the files are others all the same
};
QString sitePartName(SitePart part); ///< "install", "packs", ...: stable in JSON

/** Something of a library that is not what its site says. */
struct SiteDifference
{
    QString install{};
    SitePart part = SitePart::Install;
    QString name{};   ///< of the pack, package or setting; empty: of the install as a whole
    QString before{}; ///< for people; empty: it is not there
    QString after{};  ///< for people; empty: it must not be there

    friend bool operator==(const SiteDifference &, const SiteDifference &) = default;
};
QJsonObject toJson(const SiteDifference &difference);

/** Something of the library that the file does not name: nothing is ever done with it. */
struct SiteOther
{
    QString install{};
    QString pack{}; ///< empty: the whole install

    friend bool operator==(const SiteOther &, const SiteOther &) = default;
};

/** What is between a library and its site. */
struct SiteDrift
{
    QList<SiteDifference> differences{};
    QList<SiteOther> others{};

    bool isEmpty() const { return differences.isEmpty(); }
    bool has(const QString &install, SitePart part) const;
};
QJsonObject toJson(const SiteDrift &drift);

/**
 * Compares by files alone: asks no network, starts nothing, changes nothing; also while ComfyUI
 * runs. Packs that are folders or files of this computer are read where they are declared from.
 * Blocking. Errors: Usage (two installs of one name), Refused or Unsupported (a setting that this
 * install cannot have; a declared folder that is a repository), those of contentOf().
 */
Result<SiteDrift> compareSite(const Library &library, const Site &site, const JobContext &job);

} // namespace portico
