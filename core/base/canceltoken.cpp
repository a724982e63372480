// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/canceltoken.h"

#include <atomic>
#include <map>
#include <mutex>

namespace portico {

struct CancelToken::State
{
    std::atomic<bool> cancelled = false;
    std::mutex mutex;
    std::map<int, std::function<void()>> callbacks;
    int nextId = 1;

    void cancel()
    {
        const std::lock_guard lock(mutex);
        if (cancelled.exchange(true))
            return;
        for (const auto &[id, callback] : callbacks)
            callback();
        callbacks.clear();
    }
};

CancelToken::CancelToken(std::shared_ptr<State> state)
    : m_state(std::move(state))
{ }

bool CancelToken::isCancelled() const
{
    return m_state && m_state->cancelled.load();
}

CancelToken::Registration CancelToken::onCancel(std::function<void()> callback) const
{
    if (!m_state)
        return {};
    const std::lock_guard lock(m_state->mutex);
    if (m_state->cancelled) {
        callback();
        return {};
    }
    const int id = m_state->nextId++;
    m_state->callbacks.emplace(id, std::move(callback));
    return {m_state, id};
}

CancelToken::Registration::Registration(std::shared_ptr<State> state, int id)
    : m_state(std::move(state))
    , m_id(id)
{ }

CancelToken::Registration::Registration(Registration &&other) noexcept
    : m_state(std::move(other.m_state))
    , m_id(other.m_id)
{ }

CancelToken::Registration &CancelToken::Registration::operator=(Registration &&other) noexcept
{
    if (this != &other) {
        release();
        m_state = std::move(other.m_state);
        m_id = other.m_id;
    }
    return *this;
}

CancelToken::Registration::~Registration()
{
    release();
}

void CancelToken::Registration::release()
{
    const auto state = std::move(m_state); // perhaps the last hold on it: it must outlive the lock
    if (!state)
        return;
    std::map<int, std::function<void()>>::node_type callback; // what it holds goes after the lock
    const std::lock_guard lock(state->mutex);
    callback = state->callbacks.extract(m_id);
}

CancelSource::CancelSource()
    : m_state(std::make_shared<CancelToken::State>())
{ }

CancelSource::CancelSource(const CancelToken &parent)
    : CancelSource()
{
    m_parent = parent.onCancel([state = m_state] { state->cancel(); });
}

CancelToken CancelSource::token() const
{
    return CancelToken(m_state);
}

void CancelSource::cancel()
{
    m_state->cancel();
}

} // namespace portico
