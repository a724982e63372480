// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/pixitoml.h"
#include "envsamples.h"

namespace portico {

/** The manifest that a version of comfy-env makes of a config. */
inline Result<QVariantMap> manifestOf(const QByteArray &text, const HostStack &host,
                                      const TorchPin &torch, const char *version,
                                      const QString &name)
{
    const EnvRules rules = rulesOf(version);
    const Result<EnvConfig> config = parseEnvConfig(text, QStringLiteral("comfy-env.toml"), rules);
    if (!config)
        return config.error();
    return pixiManifest(
        {.config = *config, .rules = rules, .host = host, .name = name, .torch = torch});
}

inline const TorchPin &fallback()
{
    static const TorchPin pin =
        pinOf({.cuda = QStringLiteral("12.8"), .torch = QStringLiteral("2.8")});
    return pin;
}

inline const QString &wheel()
{
    static const QString address = QStringLiteral(
        "https://example.invalid/cumesh-0.0.1%2Bcu128torch2.8-cp311-cp311-linux_x86_64.whl");
    return address;
}

} // namespace portico
