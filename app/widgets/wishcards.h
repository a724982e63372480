// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/packwishes.h"

class QWidget;

namespace portico::app {

class MessageCard;

/** What the buttons of wish cards do. */
struct WishActs
{
    std::function<void(const PackWishes &wishes)> installPacks{};
    std::function<void(const QString &command)> runCommand{};
};

/**
 * What a pack wants beside its environments: other packs, packages of the system as a command to
 * copy or to run, and what is wrong with its file. No card where nothing is open.
 */
QList<MessageCard *> makeWishCards(const PackWishes &wishes, QWidget *parent, const WishActs &acts);

} // namespace portico::app
