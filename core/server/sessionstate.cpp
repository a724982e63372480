// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionstate.h"

#include <array>

namespace portico {

namespace {

using Cell = std::optional<SessionState>;
using Row = std::array<Cell, 6>;

constexpr Cell none = std::nullopt;
constexpr auto stopped = SessionState::Stopped;
constexpr auto starting = SessionState::Starting;
constexpr auto ready = SessionState::Ready;
constexpr auto stopping = SessionState::Stopping;
constexpr auto crashed = SessionState::Crashed;

// In the order of SessionState; columns in the order of SessionEvent.
constexpr std::array<Row, 5> table{{
    {starting, none, none, none, none, none},
    {none, ready, stopping, starting, none, crashed},
    {none, none, stopping, starting, stopped, crashed},
    {none, none, stopping, starting, stopped, crashed},
    {starting, none, stopped, none, none, none},
}};

} // namespace

std::optional<SessionState> nextState(SessionState state, SessionEvent event)
{
    return table[static_cast<std::size_t>(state)][static_cast<std::size_t>(event)];
}

} // namespace portico
