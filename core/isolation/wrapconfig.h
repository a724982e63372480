// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/hoststack.h"
#include "core/python/marker.h"

#include <QStringList>
#include <QVariantMap>

namespace portico {

/** What an isolated pack's environment must hold. */
struct WrapNeeds
{
    QStringList pack{};  ///< requirements of the pack, as it writes them
    QStringList comfy{}; ///< those of ComfyUI: packs import what it has without asking for it
    HostStack host{};
    MarkerEnvironment markers{};
};

/** A comfy-env.toml made from requirements. */
struct WrapConfig
{
    QVariantMap content{};
    QStringList remarks{}; ///< whole sentences: what is not as it was asked for
};

/**
 * The pack's own requirements count as they are written; of ComfyUI's only the names, so that the
 * versions can follow the pack. torch, torchvision and torchaudio are never named: comfy-env gives
 * every environment those of ComfyUI's own Python, from the index they came from. Packages that are
 * made for one CUDA and torch go under [cuda], which comfy-env looks up in its index of wheels.
 * Pure.
 */
WrapConfig wrapConfig(const WrapNeeds &needs);

} // namespace portico
