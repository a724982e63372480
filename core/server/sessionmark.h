// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/exitfacts.h"

#include <QString>

#include <optional>

namespace portico {

/**
 * A line of the log files that only programs read: where a start begins, when it was ready and how
 * it ended. Never translated, so that a log tells the same in every language.
 */
struct SessionMark
{
    enum class Kind { Start, Ready, End } kind = Kind::Start;
    quint16 port = 0;    ///< Start
    bool isSafe = false; ///< Start: without node packs
    ExitFacts exit{};    ///< End
    /** End: by itself, because it was asked to (stop, restart), or because it never got ready. */
    enum class Why { Itself, Asked, NeverReady } why = Why::Itself;

    friend bool operator==(const SessionMark &, const SessionMark &) = default;
};

/** "=== portico: end signal=9 why=itself". */
QString markText(const SessionMark &mark);

/** The mark that a line's text is; nothing if it is none. */
std::optional<SessionMark> markFrom(const QString &text);

} // namespace portico
