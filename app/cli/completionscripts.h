// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace portico::cli {

/**
 * The script that makes a shell ask `porticoctl completion suggest` at each Tab, so that it never
 * differs from what the program can do. Nothing for another shell than bash, zsh and fish.
 */
std::optional<QByteArray> completionScript(const QString &shell);

} // namespace portico::cli
