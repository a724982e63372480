// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/json.h"

#include <QByteArrayView>

#include <optional>

namespace portico {

/** Where a JSON text breaks a rule, and which. */
struct JsonFault
{
    qsizetype offset = 0;
    bool isCutOff = false; ///< it ends too early: as a power cut leaves it, rather than a person
    QString reason;        ///< translated, the end of a sentence
};

/**
 * Looks through a JSON text for what QJsonDocument lets pass or cannot tell: duplicate keys,
 * nesting beyond the limit, numbers that are not finite, and text after the end. Never recursive,
 * so that no nesting can exhaust the stack. Private to core/io: parseJsonObject() is the door.
 */
std::optional<JsonFault> scanJson(QByteArrayView text, const JsonLimits &limits);

} // namespace portico
