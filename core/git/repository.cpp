// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/repository.h"

#include "core/git/gitfailure.h"
#include "core/git/githandles.h"
#include "core/git/resolveref.h"

#include <QUrl>
#include <git2.h>

using namespace Qt::StringLiterals;

namespace portico {

struct Repository::Handles
{
    GitLibrary library; // comes first
    RepositoryHandle repository;
};

Repository::Repository(std::unique_ptr<Handles> handles)
    : m_handles(std::move(handles))
{ }
Repository::Repository(Repository &&) noexcept = default;
Repository &Repository::operator=(Repository &&) noexcept = default;
Repository::~Repository() = default;

Result<Repository> Repository::open(const QString &folder)
{
    auto handles = std::make_unique<Handles>();
    const int code = git_repository_open_ext(into(handles->repository), folder.toUtf8().constData(),
                                             GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
    if (code != 0)
        return gitFailure(code, {.address = folder});
    return Repository(std::move(handles));
}

Result<GitCommit> Repository::head() const
{
    const Result<GitTarget> target = resolveRef(m_handles->repository.get(), {});
    return target ? Result<GitCommit>(target->commit) : target.error();
}

Result<GitTarget> Repository::find(const QString &ref) const
{
    return resolveRef(m_handles->repository.get(), ref);
}

Result<QStringList> Repository::tags() const
{
    git_strarray names = {};
    const int code = git_tag_list(&names, m_handles->repository.get());
    if (code != 0)
        return gitFailure(
            code, {.address = QString::fromUtf8(git_repository_path(m_handles->repository.get()))});
    QStringList tags;
    for (size_t i = 0; i < names.count; ++i)
        tags += QString::fromUtf8(names.strings[i]);
    git_strarray_dispose(&names);
    return tags;
}

QString Repository::origin() const
{
    RemoteHandle remote;
    if (git_remote_lookup(into(remote), m_handles->repository.get(), "origin") != 0)
        return {};
    const QString address = QString::fromUtf8(git_remote_url(remote.get()));
    const QUrl url(address);
    if (!url.isValid() || url.host().isEmpty())
        return address;
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace portico
