// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace portico {

/**
 * GitHub's two addresses, through the mirror that a person set, if any. A mirror stands in for
 * https://github.com; its API is looked for where GitHub's own servers for companies have it, below
 * `api/v3`. Most mirrors have nothing there (404): then GitHub's own API is asked. Values; pure.
 */
struct GithubAddress
{
    QUrl mirror{}; ///< settings::kGithubMirror, checked; empty: none

    /** Where an API call ("/repos/Comfy-Org/ComfyUI/releases") is answered, in the order to try. */
    QList<QUrl> apiUrls(const QString &call) const;
    /** Where a file of github.com is fetched from: the mirror alone, if there is one, because it
     * was set where GitHub itself cannot be reached. Other addresses are left as they are. */
    QUrl fileUrl(const QUrl &url) const;
};

/** Whether an API address is GitHub's own: the person's token goes there and nowhere else. */
bool isGithubsOwn(const QUrl &apiUrl);

/** Whether a text is "owner/name" as GitHub allows it. */
bool isRepositoryName(const QString &text);

} // namespace portico
