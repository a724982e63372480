// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace portico {

/**
 * The operating system as a value: every difference is a function of it, so one computer tests the
 * rules of all three. The computer's own is `hostOs()` in core/platform.
 */
enum class Os { Linux, Windows, MacOS };

/** The processor family that a bundle or a computer is made for. */
enum class Architecture { X64, Arm64 };

/** "linux", "windows", "macos". */
QString osName(Os os);
/** "Linux", "Windows", "macOS": for people. */
QString osTitle(Os os);
/** "x64", "arm64". */
QString architectureName(Architecture architecture);

std::optional<Os> osFromName(QStringView name);
std::optional<Architecture> architectureFromName(QStringView name);

} // namespace portico
