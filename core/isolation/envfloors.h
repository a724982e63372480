// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envplan.h"

namespace portico {

/** What an environment demands of the computer. */
struct EnvFloors
{
    QString glibc{}; ///< "2.35"; empty: nothing
    QString macos{};
    QString cuda{};

    friend bool operator==(const EnvFloors &, const EnvFloors &) = default;
};

/** As the author wrote them: [system-requirements]. Pure. */
EnvFloors floorsOf(const EnvConfig &config);
/** As pixi is told, comfy-env's own among them, in the ways of all generations. Pure. */
EnvFloors floorsIn(const QVariantMap &manifest);

/** Before anything is fetched. Errors: Unsupported naming what is asked for and what is here. Pure.
 */
Result<> checkFloors(const EnvFloors &floors, const HostStack &host, const IsolatedEnv &env);

} // namespace portico
