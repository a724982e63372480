// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/gittransfer.h"

#include "core/git/gitfailure.h"

#include <QCoreApplication>
#include <git2.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GitTransfer)
};

constexpr qint64 kReportEvery = 100; // ms

GitTransfer &of(void *self)
{
    return *static_cast<GitTransfer *>(self);
}

} // namespace

GitTransfer::GitTransfer(const GitCloneRequest &request, const JobContext &job)
    : m_request(request)
    , m_job(job)
    , m_proxy(request.transport.proxyUrl.toUtf8())
{ }

Error GitTransfer::failure(int code) const
{
    if (m_job.isCancelled())
        return cancelledError();
    if (m_loginFailure)
        return *m_loginFailure;
    return gitFailure(code,
                      {.address = m_request.address.shown(),
                       .secrets = {m_request.address.password, m_request.transport.proxyUrl}});
}

Result<> GitTransfer::trustAuthorities() const
{
    const QByteArray file = m_request.transport.authorityFile.toUtf8();
    if (file.isEmpty())
        return {};
    const int code = git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, file.constData(),
                                      static_cast<const char *>(nullptr));
    if (code != 0)
        return failure(code);
    return {};
}

Result<QList<RemoteRef>> GitTransfer::listRefs(git_remote *remote,
                                               const git_fetch_options &options) const
{
    int code = git_remote_connect(remote, GIT_DIRECTION_FETCH, &options.callbacks,
                                  &options.proxy_opts, nullptr);
    if (code != 0)
        return failure(code);
    const git_remote_head **heads = nullptr;
    size_t count = 0;
    code = git_remote_ls(&heads, &count, remote);
    if (code != 0)
        return failure(code);
    QList<RemoteRef> refs;
    for (size_t i = 0; i < count; ++i) {
        char id[GIT_OID_HEXSZ + 1] = {};
        git_oid_tostr(id, sizeof id, &heads[i]->oid);
        refs +=
            RemoteRef{.name = QString::fromUtf8(heads[i]->name),
                      .id = QString::fromLatin1(id),
                      .target = heads[i]->symref_target ? QString::fromUtf8(heads[i]->symref_target)
                                                        : QString()};
    }
    return refs;
}

git_fetch_options GitTransfer::fetchOptions()
{
    git_fetch_options options;
    git_fetch_options_init(&options, GIT_FETCH_OPTIONS_VERSION);
    options.callbacks.transfer_progress = onProgress;
    options.callbacks.sideband_progress = onServerWords;
    options.callbacks.credentials = onCredentials;
    options.callbacks.payload = this;
    options.follow_redirects = GIT_REMOTE_REDIRECT_INITIAL;
    options.download_tags = m_request.history == GitHistory::Whole ? GIT_REMOTE_DOWNLOAD_TAGS_AUTO
                                                                   : GIT_REMOTE_DOWNLOAD_TAGS_NONE;
    options.proxy_opts.type = m_proxy.isEmpty() ? GIT_PROXY_NONE : GIT_PROXY_SPECIFIED;
    options.proxy_opts.url = m_proxy.isEmpty() ? nullptr : m_proxy.constData();
    return options;
}

git_checkout_options GitTransfer::checkoutOptions()
{
    git_checkout_options options;
    git_checkout_options_init(&options, GIT_CHECKOUT_OPTIONS_VERSION);
    options.checkout_strategy = GIT_CHECKOUT_FORCE;
    options.progress_cb = onCheckout;
    options.progress_payload = this;
    options.notify_flags = GIT_CHECKOUT_NOTIFY_UPDATED;
    options.notify_cb = onFile;
    options.notify_payload = this;
    return options;
}

void GitTransfer::report(const QString &step, quint64 done, quint64 total)
{
    const bool isLast = done == total && total > 0;
    if (step == m_lastStep && !isLast && m_lastReport.isValid()
        && m_lastReport.elapsed() < kReportEvery)
        return;
    m_lastStep = step;
    m_lastReport.start();
    m_job.report({.step = step,
                  .done = static_cast<qint64>(done),
                  .total = static_cast<qint64>(total),
                  .unit = ProgressUnit::Items});
}

int GitTransfer::onProgress(const git_indexer_progress *stats, void *self)
{
    GitTransfer &transfer = of(self);
    if (transfer.m_job.isCancelled())
        return GIT_EUSER;
    if (stats->received_objects < stats->total_objects)
        transfer.report(Text::tr("Receive"), stats->received_objects, stats->total_objects);
    else if (stats->total_deltas > 0)
        transfer.report(Text::tr("Put together"), stats->indexed_deltas, stats->total_deltas);
    return 0;
}

/** The server counts: shown as progress without an end, never as text (it may hold anything). */
int GitTransfer::onServerWords(const char *, int, void *self)
{
    GitTransfer &transfer = of(self);
    if (transfer.m_job.isCancelled())
        return GIT_EUSER;
    transfer.report(Text::tr("Wait for the server"), 0, 0);
    return 0;
}

bool GitTransfer::isLoginHost(const char *url) const
{
    const QUrl asked(QString::fromUtf8(url), QUrl::StrictMode);
    const QUrl &ours = m_request.address.url;
    return asked.scheme() == ours.scheme() && asked.host() == ours.host()
        && asked.port() == ours.port();
}

int GitTransfer::onCredentials(git_credential **credential, const char *url, const char *,
                               unsigned int allowed, void *self)
{
    GitTransfer &transfer = of(self);
    const GitAddress &address = transfer.m_request.address;
    const bool canLogIn = !address.user.isEmpty() || !address.password.isEmpty();
    if (canLogIn && transfer.m_logins == 0 && (allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT) != 0
        && transfer.isLoginHost(url)) {
        ++transfer.m_logins;
        return git_credential_userpass_plaintext_new(credential, address.user.toUtf8().constData(),
                                                     address.password.toUtf8().constData());
    }
    const QString shown = address.shown();
    transfer.m_loginFailure =
        Error{.code = ErrorCode::PermissionDenied,
              .message = transfer.m_logins > 0
                  ? Text::tr("%1 does not accept the user and password.").arg(shown)
                  : Text::tr("%1 wants a login: it is private, or it is not there.").arg(shown),
              .nextStep = Text::tr("Check the address; put user and token into it as "
                                   "https://user:token@host/…"),
              .detail = {}};
    return GIT_EAUTH;
}

void GitTransfer::onCheckout(const char *, size_t done, size_t total, void *self)
{
    of(self).report(Text::tr("Check out"), done, total);
}

int GitTransfer::onFile(git_checkout_notify_t, const char *, const git_diff_file *,
                        const git_diff_file *, const git_diff_file *, void *self)
{
    return of(self).m_job.isCancelled() ? GIT_EUSER : 0;
}

} // namespace portico
