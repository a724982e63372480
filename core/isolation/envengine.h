// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/pixitoml.h"

#include <optional>

namespace portico {

/** What puts an environment together. */
enum class EnvEngine {
    Uv,   ///< Python packages alone: several times as fast, nothing of conda is fetched
    Pixi, ///< comfy-env's own: also packages of conda
};
QString engineName(EnvEngine engine); ///< "uv", "pixi"

/** Which one, and why, in a whole sentence. */
struct EngineChoice
{
    EnvEngine engine = EnvEngine::Uv;
    QString reason{};
};

/** The version that an entry of [pypi-dependencies] asks for, in PEP 440: ">=1,<2", "==1.0"; empty:
 *  any. Nothing: it has a source of its own, and pixi alone knows how. Pure. */
std::optional<QString> plainVersion(const QVariant &entry);

/** uv wherever the file asks for nothing that it cannot give. Pure. */
EngineChoice chooseEngine(const EnvConfig &config, const QString &platform);

/** What uv is told, out of a manifest: the torch family for itself. */
struct UvNeeds
{
    QStringList torch{};
    QStringList others{};
};
/** Every package of the manifest for this platform, with pip, setuptools and the numpy that
 *  comfy-env's workers import. Pure. */
UvNeeds uvNeeds(const QVariantMap &manifest, const EnvRules &rules, const QString &platform);

} // namespace portico
