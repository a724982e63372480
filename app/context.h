// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

namespace portico {
class InstallStore;
class JobRunner;
class Services;
class SettingsStore;
} // namespace portico

namespace portico::app {

class Advice;
class AppUpdates;
class Appearance;
class Environments;
class Health;
class Sessions;
class SetUp;

/** What main() built and the window's parts use; everything outlives them. */
struct Context
{
    const Services &services;
    SettingsStore &settings;
    InstallStore &installs;
    Sessions &sessions;
    JobRunner &jobs;       ///< work that the person asked for: the activity pane shows it
    JobRunner &background; ///< small reads that keep the window quick: shown nowhere
    Appearance &appearance;
    Advice &advice;
    SetUp &setUp;
    Health &health;
    Environments &environments;
    AppUpdates &updates;
};

} // namespace portico::app
