// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/python/layerplan.h"

#include <QString>

#include <optional>

namespace portico {

/**
 * The store's vendored wheels: `<wheels>/<sha256>/<name>.whl`, so that a layer can be rebuilt
 * without a network. Beside them `sources/`: which wheel came of what a person consented to (an
 * address, a repository, a build from source), so that it is not built twice.
 */

/** The wheel with that hash as its folder says; nothing where there is none. One directory read. */
std::optional<QString> storedWheel(const QString &wheels, const Sha256 &sha256);

/** "timm" of "timm-1.0.22-py3-none-any.whl", normalised, with its version and its tag; nothing for
 *  what is no wheel's name. Pure. */
struct WheelName
{
    QString package;
    QString version;
    QString tag; ///< "py3-none-any", as fitsWheelTag() takes it
};
std::optional<WheelName> wheelName(const QString &fileName);

/** What a wheel was made from. */
struct WheelSource
{
    QString source;     ///< wheelSource() of the planned package
    QString base;       ///< digest of the base it was built over; empty: fits any (py3-none-any)
    QString package{};  ///< normalised
    QString version{};  ///< of the wheel
    QString revision{}; ///< of a repository: the commit
    Sha256 sha256{};    ///< of the wheel
};

/** What the source of a package is remembered by: "name==version" of one that is built, else its
 *  address. Empty for a wheel of the index. Pure. */
QString wheelSource(const PlannedPackage &package);

/** The wheel that came of this source, made over that base or for any; nothing where there is none
 *  or it is gone. A few small reads. */
std::optional<WheelSource> findWheelOf(const QString &wheels, const QString &source,
                                       const QString &base);

/** Remembers it; the wheel is there already. */
Result<> rememberWheel(const QString &wheels, const WheelSource &wheel);

/** Moves a wheel file into the store under its hash; nothing to do where it is there. */
Result<Sha256> storeWheel(const QString &wheels, const QString &file);

} // namespace portico
