// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envoperations.h"

#include <QWidget>

namespace portico::app {

/** An environment that no pack asks for: its folder, its size, and who may use it all the same.
 * Only one of which that is not known has a button of its own. */
class UnusedEnvRow final : public QWidget
{
    Q_OBJECT

public:
    UnusedEnvRow(const UnusedEnv &unused, QWidget *parent);

signals:
    void removeRequested();
};

} // namespace portico::app
