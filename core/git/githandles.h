// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <git2.h>

#include <memory>

namespace portico {

/** libgit2's objects as values: freed when they go out of scope. Private to core/git. */
template <auto Free>
struct GitFree
{
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

template <typename T, auto Free>
using GitHandle = std::unique_ptr<T, GitFree<Free>>;

using RepositoryHandle = GitHandle<git_repository, git_repository_free>;
using RemoteHandle = GitHandle<git_remote, git_remote_free>;
using ReferenceHandle = GitHandle<git_reference, git_reference_free>;
using ObjectHandle = GitHandle<git_object, git_object_free>;
using CommitHandle = GitHandle<git_commit, git_commit_free>;
using ConfigHandle = GitHandle<git_config, git_config_free>;

/** For functions that give their result through a pointer: `git_repository_open(into(handle), …)`.
 */
template <typename Handle>
class GitInto
{
public:
    explicit GitInto(Handle &handle)
        : m_handle(handle)
    { }
    ~GitInto() { m_handle.reset(m_pointer); }
    Q_DISABLE_COPY_MOVE(GitInto)

    // NOLINTNEXTLINE(google-explicit-constructor): the function's parameter wants just that
    operator typename Handle::pointer *() { return &m_pointer; }

private:
    Handle &m_handle;
    typename Handle::pointer m_pointer = nullptr;
};

template <typename Handle>
GitInto<Handle> into(Handle &handle)
{
    return GitInto<Handle>(handle);
}

/**
 * Whoever has one may use libgit2; nothing of the person's configuration counts. It stays from the
 * first one until the program ends: starting it reads all certificates of the computer, which
 * would be done anew for each repository otherwise. Thread: any.
 */
class GitLibrary
{
public:
    GitLibrary();
    Q_DISABLE_COPY_MOVE(GitLibrary)
};

} // namespace portico
