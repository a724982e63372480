// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/bundleshelf.h"
#include "app/style/icons.h"

namespace portico::app {

/** What can be done with a bundle or recipe. */
enum class ShelfAct {
    Check,
    Publish,
    Make,
    BuildOnGithub,
    OpenFolder,
    CopyHash,
    Compare, ///< with another bundle or an install
    OpenFile,
    Drop, ///< off the list
};

/** "Check", "&Publish…": what its button says. Pure. */
QString shelfActText(ShelfAct act);
IconName shelfActIcon(ShelfAct act);

/** A bundle or recipe as a row shows it. */
struct ShelfLook
{
    QString file{};
    QString name{};
    QString caption{};
    QString place{}; ///< its folder, as this system writes it
    QString hash{};  ///< SHA-256; empty: not known
    IconName icon = IconName::Bundle;
    IconTint tint = IconTint::Muted;
    std::optional<Error> problem{}; ///< it cannot be used, or the last work failed
    QString outcome{};              ///< of the last work
    QPointer<Job> job{};
    QList<ShelfAct> acts{}; ///< the first two are buttons, the others in the menu
    bool isUsable = true;   ///< whether more than OpenFolder and Drop can be done
};

/** Pure. */
ShelfLook lookOf(const ShelvedBundle &bundle);
ShelfLook lookOf(const ShelvedRecipe &recipe);

} // namespace portico::app
