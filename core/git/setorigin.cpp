// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/setorigin.h"

#include "core/git/gitfailure.h"
#include "core/git/githandles.h"

#include <git2.h>

using namespace Qt::StringLiterals;

namespace portico {

Result<> setOrigin(const QString &folder, const QString &address)
{
    const GitLibrary library;
    RepositoryHandle repository;
    int code = git_repository_open_ext(into(repository), folder.toUtf8().constData(),
                                       GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
    if (code == 0)
        code = git_remote_set_url(repository.get(), "origin", address.toUtf8().constData());
    return code == 0 ? Result<>() : gitFailure(code, {.address = folder});
}

} // namespace portico
