// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/unpack.h"

#include <QByteArray>

#include <variant>

namespace portico {

/**
 * What `portico-helper unpack` says: one JSON object a line. The request goes to its standard input
 * as one line, too; the end of that input means "stop".
 */
struct UnpackLogLine
{
    QString text;
};

using UnpackMessage = std::variant<Progress, UnpackLogLine, UnpackSummary, Error>;

/** With its line feed. */
QByteArray unpackMessageToLine(const UnpackMessage &message);

/** InvalidInput for a line that is none. */
Result<UnpackMessage> unpackMessageFromLine(const QByteArray &line);

} // namespace portico
