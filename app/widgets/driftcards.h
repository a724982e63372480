// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/health.h"

#include <QList>

#include <functional>

class QWidget;

namespace portico::app {

class MessageCard;

/** What the buttons of a drift's cards do. */
struct DriftActs
{
    std::function<void()> absorb{};
    std::function<void()> putBack{};
    std::function<void()> forget{}; ///< why it was not done
};

/** The cards of what was changed in an install's own Python: what it is, what is being done about
 *  it with its progress, why that failed. None where nothing drifted. */
QList<MessageCard *> makeDriftCards(const std::optional<Drift> &drift, const DriftWork &work,
                                    const QString &installName, QWidget *parent,
                                    const DriftActs &acts);

} // namespace portico::app
