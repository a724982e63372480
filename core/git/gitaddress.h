// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QStringList>
#include <QUrl>

namespace portico {

/** Where a repository is fetched from: a folder of this computer, or an address. */
struct GitAddress
{
    QString localPath; ///< absolute; empty for an address
    QUrl url;          ///< https or http; without user and password
    QString user;      ///< taken out of the address
    QString password;

    bool isLocal() const { return !localPath.isEmpty(); }
    /** For people, logs and install.json: no secrets, no query. */
    QString shown() const;
};

/**
 * Reads what a person typed: https, http (loopback and `plainHttpHosts`), file, or a path. Pure but
 * for a look whether a path is there. Errors: InvalidInput (nothing of these, control characters, a
 * leading '-'), Unsupported (ssh, git, scp-like: says to use https), Refused (plain http), NotFound
 * (no such folder).
 */
Result<GitAddress> gitAddress(const QString &text, const QStringList &plainHttpHosts);

/** Whether the text can be a tag, branch or commit: git's own rules, and no leading '-'. */
bool isPossibleRef(QStringView ref);

} // namespace portico
