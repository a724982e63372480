// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/recommend.h"
#include "core/hardware/accelerator.h"

#include <chrono>

namespace portico::app {

/** What setting something up will take, before anybody has measured it: round figures. */
struct SetUpCost
{
    qint64 download = -1; ///< bytes; -1: its publisher does not tell
    qint64 peakDisk = -1; ///< bytes in use at most while it is set up
    std::chrono::seconds time{};
};

/** The connection that SetUpCost::time supposes, in megabits a second. */
inline constexpr int kSupposedMegabits = 50;

/** One thing to install, as the first-start page shows it: plain values. */
struct Offer
{
    QString title{};
    QStringList reasons{}; ///< whole sentences, the most important first
    SetUpCost cost{};
    bool isVerified = false; ///< its publisher published a SHA-256
    bool isCompose = false;
};

SetUpCost costOf(const CatalogueEntry &entry);
/** Of putting ComfyUI together for that accelerator. */
SetUpCost costOfComposing(const Accelerator &accelerator);

Offer offerOf(const Recommendation &recommendation, const Accelerator &accelerator);

/** "about 7 minutes": rounded as much as such a guess deserves. */
QString aboutText(std::chrono::seconds time);

} // namespace portico::app
