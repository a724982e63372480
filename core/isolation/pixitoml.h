// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envconfig.h"
#include "core/isolation/torchpin.h"

#include <QUrl>

namespace portico {

/** What a manifest is made from. */
struct ManifestRequest
{
    const EnvConfig &config;
    const EnvRules &rules;
    const HostStack &host;
    QString name{};   ///< of the environment; first generation: of its folder
    TorchPin torch{}; ///< later generations: what the host or a combination of wheels says
    QString cuda{};   ///< first generation: what was detected; empty: none
    QMap<QString, QString> wheels{}; ///< package -> address, where they stand in the manifest
};

/** pixi's name for a computer: "linux-64", "osx-arm64", "win-64". */
QString pixiPlatform(Os os, Architecture architecture);

/**
 * The manifest that comfy-env itself would generate, so that it accepts the result as its own.
 * Pure. Errors: InvalidInput where a pack pins what must be the host's.
 */
Result<QVariantMap> pixiManifest(const ManifestRequest &request);

/** The file: two lines that say where it comes from, then the manifest. */
QByteArray pixiTomlBytes(const QVariantMap &manifest, const ManifestRequest &request);

} // namespace portico
