// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QUrl>

namespace portico {

/** Which GitHub is spoken to: github.com, its cloud for companies (name.ghe.com), or a company's
 *  own server, whose API lies below api/v3. Values; pure. */
struct GithubServer
{
    QUrl web{};     ///< for people: https://github.com
    QUrl api{};     ///< https://api.github.com
    QUrl uploads{}; ///< files of releases go there: https://uploads.github.com

    bool isGithubCom() const;
    QString name() const; ///< "github.com"
    /** The address of a call with its query: "/repos/owner/name/releases?per_page=100". */
    QUrl callUrl(const QString &call) const;
    /** Whether the person's token may go there: to API and uploads, and nowhere else. */
    bool mayHaveToken(const QUrl &url) const;
};

/** The server of what a person typed: "", "github.com", "https://github.example.com". Plain http is
 *  for this computer only. Errors: InvalidInput, Refused. */
Result<GithubServer> githubServerFrom(const QString &typed);

} // namespace portico
