// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/githubapi.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

namespace portico {

/** Whose the token is and what it may do. */
struct GithubAccount
{
    QString login{};
    QString server{};
    QStringList scopes{};       ///< of a classic token
    bool isFineGrained = false; ///< it has permissions for repositories, which nobody can ask for
    QDateTime expires{};        ///< invalid: never, or not told; UTC
    QStringList remarks{};      ///< rights that are missing for what Portico can do, and the end
};

/** Asks GitHub. Blocking. Errors: those of GithubApi. */
Result<GithubAccount> whoAmI(const GithubApi &api, const JobContext &job);

QJsonObject toJson(const GithubAccount &account);

} // namespace portico
