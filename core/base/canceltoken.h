// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

namespace portico {

/**
 * Whether the person asked to stop. Copies share one state. Thread-safe.
 *
 * Blocking loops poll isCancelled(); code that waits elsewhere registers onCancel(). A callback
 * runs on the cancelling thread under the token's lock and may only post or wake, never wait. Once
 * a Registration is destroyed its callback does not run any more, so what it refers to may die.
 */
class CancelToken
{
public:
    class Registration;

    /** A token that never fires. */
    CancelToken() = default;

    bool isCancelled() const;
    [[nodiscard]] Registration onCancel(std::function<void()> callback) const;

private:
    friend class CancelSource;
    struct State;
    explicit CancelToken(std::shared_ptr<State> state);

    std::shared_ptr<State> m_state;
};

/** Keeps a callback registered as long as it lives. Movable, not copyable. */
class CancelToken::Registration
{
public:
    Registration() = default;
    Registration(Registration &&other) noexcept;
    Registration &operator=(Registration &&other) noexcept;
    ~Registration();

private:
    friend class CancelToken;
    Registration(std::shared_ptr<State> state, int id);
    void release();

    std::shared_ptr<State> m_state;
    int m_id = 0;
};

/** The other end of a token. Linked to a parent, it also fires when the parent does. */
class CancelSource
{
public:
    CancelSource();
    explicit CancelSource(const CancelToken &parent);

    CancelToken token() const;
    void cancel();

private:
    std::shared_ptr<CancelToken::State> m_state;
    CancelToken::Registration m_parent;
};

} // namespace portico
