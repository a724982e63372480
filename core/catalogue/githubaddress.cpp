// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/githubaddress.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr QLatin1StringView kApi{"https://api.github.com"};

QString withoutSlash(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash);
}

} // namespace

QList<QUrl> GithubAddress::apiUrls(const QString &call) const
{
    QList<QUrl> urls;
    if (!mirror.isEmpty())
        urls += QUrl(withoutSlash(mirror) + "/api/v3"_L1 + call);
    urls += QUrl(kApi + call);
    return urls;
}

QUrl GithubAddress::fileUrl(const QUrl &url) const
{
    const bool isGithub = url.scheme() == "https"_L1 && url.host() == "github.com"_L1;
    if (mirror.isEmpty() || !isGithub)
        return url;
    const QString rest = url.toString(QUrl::FullyEncoded | QUrl::RemoveScheme
                                      | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    return QUrl(withoutSlash(mirror) + rest);
}

bool isGithubsOwn(const QUrl &apiUrl)
{
    return apiUrl.scheme() == "https"_L1 && apiUrl.host() == "api.github.com"_L1;
}

bool isRepositoryName(const QString &text)
{
    static const QRegularExpression form(
        uR"(^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$)"_s);
    return form.match(text).hasMatch();
}

} // namespace portico
