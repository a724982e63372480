// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueentry.h"
#include "core/catalogue/versions.h"

#include <QStringList>

#include <optional>

namespace portico {

struct AcceleratorChoice;
struct Computer;

/** How well a bundle suits a computer. */
enum class Suitability {
    Best,  ///< made for exactly what was chosen for this computer
    Works, ///< runs here, but another suits better
    Not,   ///< another system or processor, or an accelerator that is not here
};

/** The verdict on one bundle, with its reason as a sentence. */
struct BundleFit
{
    Suitability suitability = Suitability::Not;
    QString reason{};
};

/** What a newcomer is offered. */
struct Recommendation
{
    /** The bundle; nothing: none fits, compose ComfyUI from its parts. */
    std::optional<CatalogueEntry> bundle{};
    QStringList reasons{}; ///< whole translated sentences, the most important first; never empty

    bool isCompose() const { return !bundle.has_value(); }
};

BundleFit fitOf(const CatalogueEntry &entry, const AcceleratorChoice &choice,
                const Computer &computer);

/**
 * The one bundle for this computer: of those that suit best the one at `version` (the chosen
 * track's, "0.37.0"; empty: the newest), else the newest not above it, else the newest. What a team
 * calls stable counts as being at that version. A published hash wins over none, the sources' order
 * over nothing. Prereleases and what a team holds back are never recommended; what it calls latest
 * is only to those who follow that track. Pure.
 */
Recommendation recommendBundle(const QList<CatalogueEntry> &entries,
                               const AcceleratorChoice &choice, const Computer &computer,
                               const QString &version = {}, Track track = Track::Stable);

} // namespace portico
