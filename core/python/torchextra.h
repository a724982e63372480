// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/requirements.h"

namespace portico {

/** torch with the extra that its index wants for one GPU: `torch[device-gfx1100]`. Others, and one
 *  that has an extra already, stay as they are. */
Requirement withTorchExtra(Requirement requirement, const QString &extra);

} // namespace portico
