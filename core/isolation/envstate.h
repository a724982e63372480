// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/discoverenvs.h"
#include "core/isolation/envrecord.h"

namespace portico {

/** How an environment is. */
enum class EnvState {
    Built,           ///< comfy-env will take it
    Building,        ///< somebody makes it now
    Missing,         ///< there is none yet
    Stale,           ///< its comfy-env.toml has changed since
    Broken,          ///< a part of it is gone
    OtherGeneration, ///< there is one of another comfy-env, Python or torch
    Moved,           ///< made in another folder: came here with a copied or moved install
    Unreadable,      ///< its comfy-env.toml cannot be used
};
QString envStateName(EnvState state); ///< "built", "stale", ...: stable in JSON
QString envStateText(EnvState state); ///< "built", "out of date", ...: for people

/** What was found of one, by its files alone. */
struct EnvHealth
{
    IsolatedEnv env{};
    EnvState state = EnvState::Missing;
    QString problem{}; ///< a whole sentence; empty when it is built
    QString nextStep{};
    QString lastError{};               ///< what the last build failed with, where it is not built
    std::optional<EnvRecord> record{}; ///< nothing: built by comfy-env itself, or not at all
    QString python{};                  ///< "3.11.7", or "3.11"
    int packages = 0;
    bool isLinkWrong = false; ///< first generation: all but the link is as it should be
    QStringList others{};     ///< folders of the same environment for other Pythons or torches
};

/** Whose build lock a held one is. */
enum class BuildLock { Others, Ours };

/** Looks at one, and starts its interpreter. Blocking; some ten milliseconds. */
EnvHealth examineEnv(const IsolatedEnv &env, const EnvHome &home, Os os,
                     BuildLock lock = BuildLock::Others);

/** All of an install, several at once. Blocking. Errors: those of discoverEnvs(). */
Result<QList<EnvHealth>> readAllEnvHealth(const EnvHome &home, Os os, const JobContext &job);

} // namespace portico
