// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/installs/statekeeper.h"

#include <QHash>
#include <QObject>

namespace portico {
class InstallStore;
class JobRunner;
class Services;
struct Install;
} // namespace portico

namespace portico::app {

class Sessions;

/** Takes the snapshots that no job takes itself: of what an install was before its settings were
 *  changed in the window, and once ComfyUI is ready with all its node packs. In the background. */
class StateKeeping final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateKeeping)

public:
    /** What it works with; all outlive it. */
    struct Parts
    {
        const Services &services;
        InstallStore &installs;
        Sessions &sessions;
        JobRunner &background;
    };

    explicit StateKeeping(const Parts &parts, QObject *parent = nullptr);

private:
    void keep(const Install &before);
    void follow(const InstallId &id);

    const Parts m_parts;
    QHash<InstallId, bool> m_wasReady;
};

} // namespace portico::app
