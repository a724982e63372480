// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envbuilder.h"

namespace portico {

/** `pixi install` of `<place>/pixi.toml`, in its place: its files name it. Blocking; ended on
 *  cancel. Errors: those of pixiFailure(). */
Result<AssembledEnv> assembleWithPixi(const EnvAssembly &assembly, const EnvServices &services,
                                      const JobContext &job);

/** What pixi's last words mean for a person. Pure. */
Error pixiFailure(const QString &words, int code);

/** One release's file for a computer. */
struct PixiAsset
{
    QString fileName{};
    QString sha256{};
};
/** Of the pinned version; nothing where there is none (Windows on ARM). Pure. */
std::optional<PixiAsset> pixiAsset(Os os, Architecture architecture);

/**
 * The pixi that comfy-env runs everything with, in its private place: left as it is where it is
 * there, else the one of the settings, else fetched from its release and checked. Blocking.
 * Errors: Unsupported, HashMismatch, those of Downloader.
 */
Result<QString> ensurePixi(const EnvServices &services, Architecture architecture,
                           const JobContext &job);

} // namespace portico
