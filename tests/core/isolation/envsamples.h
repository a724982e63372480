// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/hoststack.h"

#include <QByteArray>

namespace portico {

/** The example of the seed systems' specification, A.5. */
inline QByteArray exampleConfig()
{
    return R"(python = "3.11"
[cuda]
packages = ["cumesh"]
[workspace]
channels = ["conda-forge", "pozzettiandrea"]
[dependencies]
cgal = "*"
[pypi-dependencies]
trimesh = { version = "*", extras = ["easy"] }
torch = "*"
[target.linux-64.dependencies]
mesalib = "*"
[target.win-64.pypi-dependencies]
msvc-runtime = "*"
[env_vars]
OMP_NUM_THREADS = "4"
[options]
health_check_timeout = 10.0
)";
}

/** Its host: Python 3.13, torch 2.10 for CUDA 12.8, glibc 2.35, a GPU. */
inline HostStack exampleHost()
{
    return {.python = QStringLiteral("3.13"),
            .torch = QStringLiteral("2.10.0"),
            .torchLabel = QStringLiteral("cu128"),
            .glibc = QStringLiteral("2.35"),
            .hasGpu = true};
}

inline EnvRules rulesOf(const char *version)
{
    return envRules(QVersionNumber::fromString(QLatin1StringView(version)));
}

} // namespace portico
