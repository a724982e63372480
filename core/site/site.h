// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/nodes/packsource.h"
#include "core/python/lock.h"

#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace portico {

/** What an install is made of where it is not there yet. */
struct SiteOrigin
{
    enum class Kind {
        Nowhere,   ///< the file does not say
        Bundle,    ///< a file or an address
        Catalogue, ///< an entry of the catalogue
        Kept,      ///< a state that is kept for offline
    };

    Kind kind = Kind::Nowhere;
    QString place{};   ///< absolute path or https address; id of the entry or of the state
    QString library{}; ///< of Kept: another, a copy of its store, or one exported file; empty: this
    std::optional<Sha256> sha256{}; ///< of the bundle

    friend bool operator==(const SiteOrigin &, const SiteOrigin &) = default;
};

/** A node pack that an install must have. */
struct SitePack
{
    PackSource source{}; ///< one exact state: version, commit, or what lies at that place
    QString name{};      ///< of its folder
    bool isEnabled = true;
    Sha256 digest{}; ///< of its code, as packDigest(); null: what its source has

    friend bool operator==(const SitePack &, const SitePack &) = default;
};

/** The packages of node packs. */
struct SiteLayer
{
    Lock lock{};
    QString base{}; ///< baseDigest() of what it was resolved for; empty: not known

    friend bool operator==(const SiteLayer &a, const SiteLayer &b)
    {
        return a.base == b.base && a.lock.packages == b.lock.packages;
    }
};

/** Settings; what is not given is left as it is. */
struct SiteSettings
{
    std::optional<quint16> port{};
    std::optional<QStringList> arguments{};
    std::optional<QStringList> models{};  ///< further model folders, absolute
    QMap<QString, QString> environment{}; ///< an empty value takes the variable away
    QMap<QString, QString> folders{};     ///< "outputFolder", ... of install.json: absolute
    std::optional<QString> accelerator{}; ///< as `porticoctl set` takes it
    std::optional<QString> gpu{};         ///< as `porticoctl set` takes it
    std::optional<DataLayout> layout{};
    std::optional<Track> track{};

    friend bool operator==(const SiteSettings &, const SiteSettings &) = default;
};

/** One install that a library must have. */
struct SiteInstall
{
    QString name{}; ///< which it is known by
    SiteOrigin from{};
    QString comfyui{}; ///< version, "0.33.0"; empty: any
    QList<SitePack> nodes{};
    std::optional<QStringList> without{}; ///< needs left out: core/python/leftout.h
    std::optional<SiteLayer> layer{};
    SiteSettings settings{};
    Sha256 manifest{}; ///< manifestHash() of the whole; null: any

    friend bool operator==(const SiteInstall &, const SiteInstall &) = default;
};

/** What a library must hold: a JSON file that people write, or writeSite() (docs/site.md). */
struct Site
{
    QString file{}; ///< absolute
    QList<SiteInstall> installs{};
};

/**
 * Reads it and the locks that it names; other paths in it are only made absolute, from its own
 * folder. A few small reads. Errors: NotFound (a file), InvalidInput or Corrupt naming file, line
 * and field; Refused, also naming them, for a name or an address that no library is safe with.
 */
Result<Site> readSite(const QString &file, const QStringList &plainHttpHosts);

} // namespace portico
