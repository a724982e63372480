// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/git/chooseremoteref.h"
#include "core/git/clonerepository.h"

#include <QElapsedTimer>
#include <git2.h>

namespace portico {

/**
 * What libgit2 calls back while it speaks to a server: progress for the job (throttled: it calls
 * hundreds of thousands of times), cancel, and the login. Outlives the options it gave out. Private
 * to core/git.
 */
class GitTransfer
{
public:
    GitTransfer(const GitCloneRequest &request, const JobContext &job);
    Q_DISABLE_COPY_MOVE(GitTransfer)

    git_fetch_options fetchOptions();
    git_checkout_options checkoutOptions();

    /** Lets libgit2 trust the authorities of the request, if it names some; comes before all else.
     */
    Result<> trustAuthorities() const;

    /** Connects to the server and asks which branches and tags it has. */
    Result<QList<RemoteRef>> listRefs(git_remote *remote, const git_fetch_options &options) const;

    /** Says why from libgit2's last words, so it comes right after the call that failed. */
    Error failure(int code) const;

private:
    static int onProgress(const git_indexer_progress *stats, void *self);
    static int onServerWords(const char *words, int length, void *self);
    static int onCredentials(git_credential **credential, const char *url, const char *user,
                             unsigned int allowed, void *self);
    static void onCheckout(const char *path, size_t done, size_t total, void *self);
    static int onFile(git_checkout_notify_t why, const char *path, const git_diff_file *baseline,
                      const git_diff_file *target, const git_diff_file *workdir, void *self);
    void report(const QString &step, quint64 done, quint64 total);
    bool isLoginHost(const char *url) const;

    const GitCloneRequest &m_request;
    const JobContext &m_job;
    const QByteArray m_proxy;
    QElapsedTimer m_lastReport;
    QString m_lastStep;
    int m_logins = 0;
    std::optional<Error> m_loginFailure;
};

} // namespace portico
