// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace portico {

struct Install;

/** A person's choices for an install as install.json has them, with its port: {"port",
 *  "settings"}. Pure. */
QJsonObject settingsJson(const Install &install);

/** The same install with these choices; keys that are not there keep their value. Errors: those of
 *  installFromJson(). Pure. */
Result<Install> withSettings(const Install &install, const QJsonObject &settings);

} // namespace portico
