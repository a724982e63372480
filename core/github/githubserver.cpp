// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/githubserver.h"

#include "core/net/urlrules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GithubServer)
};

GithubServer cloud(const QString &host)
{
    return {.web = QUrl("https://"_L1 + host),
            .api = QUrl("https://api."_L1 + host),
            .uploads = QUrl("https://uploads."_L1 + host)};
}

QUrl below(const QUrl &web, const QString &path)
{
    QUrl url = web;
    url.setPath(path);
    return url;
}

} // namespace

bool GithubServer::isGithubCom() const
{
    return web.host() == "github.com"_L1;
}

QString GithubServer::name() const
{
    return web.authority();
}

QUrl GithubServer::callUrl(const QString &call) const
{
    return QUrl(api.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash) + call,
                QUrl::StrictMode);
}

bool GithubServer::mayHaveToken(const QUrl &url) const
{
    return isSameOrigin(url, api) || isSameOrigin(url, uploads);
}

Result<GithubServer> githubServerFrom(const QString &typed)
{
    QString text = typed.trimmed();
    if (!text.isEmpty() && !text.contains("://"_L1))
        text.prepend("https://"_L1);
    while (text.endsWith(u'/') && !text.endsWith("://"_L1))
        text.chop(1);
    const QUrl url(text.isEmpty() ? u"https://github.com"_s : text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.path().isEmpty() || url.hasQuery()) {
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("“%1” is no address of a GitHub server.").arg(typed),
                     .nextStep = Text::tr("Write it as https://github.example.com, or github.com."),
                     .detail = {}};
    }
    if (const Result<> allowed = checkFetchUrl(url, {}); !allowed)
        return allowed.error();
    const QString host = url.host();
    if (host == "github.com"_L1 || host == "www.github.com"_L1 || host == "api.github.com"_L1)
        return cloud(u"github.com"_s);
    if (host.endsWith(".ghe.com"_L1))
        return cloud(host);
    return GithubServer{
        .web = url, .api = below(url, u"/api/v3"_s), .uploads = below(url, u"/api/uploads"_s)};
}

} // namespace portico
