// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/github/githubserver.h"
#include "core/net/httpclient.h"

#include <QStringList>

namespace portico {

/** A refusal of GitHub's and what was wanted of it. */
struct GithubRefusal
{
    const GithubServer &server;
    const HttpReply &reply;
    const QByteArray &body;
    QString what; ///< the act, for people: "pushing to owner/name"
};

/**
 * The sentences for it: an expired token, single sign-on, two factors, rights that the token lacks
 * (named, where GitHub names them), what is not there or must not be seen, what is wrong with the
 * request, GitHub's own troubles. Rate limits are not its matter. Pure.
 */
Error githubError(const GithubRefusal &refusal);

/** The rights of a classic token as the head of any reply tells them; a fine-grained one has none.
 */
QStringList tokenScopes(const HttpReply &reply);

/** What GitHub says itself: its message and the messages of what is wrong, on one line. */
QString githubWords(const QByteArray &body);

/** No token was given, or it is not to be had. */
Error noTokenError(const GithubServer &server);

} // namespace portico
