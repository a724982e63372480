// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/git/repository.h"

#include <QList>

namespace portico {

/** One line of what a server has. */
struct RemoteRef
{
    QString name;   ///< "refs/heads/master", "refs/tags/v1", "refs/tags/v1^{}", "HEAD"
    QString id;     ///< 40 hexadecimal digits
    QString target; ///< of HEAD: the branch it stands for
};

/** What to ask the server for, and what it will be called then. */
struct RemoteChoice
{
    GitRefKind kind = GitRefKind::Head;
    QString name;         ///< as the person named it, or the default branch
    QStringList refspecs; ///< for the fetch
    QString found;        ///< what to resolve afterwards
    bool isOneTip = true; ///< one commit without its history is enough
};

/**
 * The least that must be fetched for this name: one tag, one branch, or, for a commit that is no
 * tip, all of them. Pure. Error: NotFound before a byte is fetched.
 */
Result<RemoteChoice> chooseRemoteRef(const QList<RemoteRef> &refs, const QString &wanted);

} // namespace portico
