// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/gitaddress.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GitAddress)
};

constexpr qsizetype kLongest = 2048;

Error make(ErrorCode code, const QString &message, const QString &nextStep)
{
    return {.code = code, .message = message, .nextStep = nextStep, .detail = {}};
}

bool hasControls(QStringView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c.category() == QChar::Other_Control; });
}

bool isLoopback(const QString &host)
{
    static const QRegularExpression loopback(uR"re(^127(\.\d{1,3}){3}$)re"_s);
    return host == "localhost"_L1 || host == "::1"_L1 || loopback.match(host).hasMatch();
}

Result<GitAddress> localAddress(const QString &path)
{
    const QFileInfo folder(path);
    if (!folder.isDir())
        return make(ErrorCode::NotFound,
                    Text::tr("There is no folder %1.").arg(QDir::toNativeSeparators(path)),
                    Text::tr("Give the folder of a git repository, or its https address."));
    return GitAddress{
        .localPath = folder.absoluteFilePath(), .url = {}, .user = {}, .password = {}};
}

Result<GitAddress> webAddress(QUrl url, const QStringList &plainHttpHosts)
{
    const bool isPlain = url.scheme() == "http"_L1;
    if (isPlain && !isLoopback(url.host()) && !plainHttpHosts.contains(url.host()))
        return make(ErrorCode::Refused,
                    Text::tr("%1 would be fetched without encryption.").arg(url.host()),
                    Text::tr("Use its https address, or allow http from this host in the network "
                             "settings."));
    if (url.host().isEmpty())
        return make(ErrorCode::InvalidInput, Text::tr("The address names no host."),
                    Text::tr("Give an address such as https://github.com/owner/name."));
    GitAddress address;
    address.user = url.userName(QUrl::FullyDecoded);
    address.password = url.password(QUrl::FullyDecoded);
    url.setUserInfo({});
    url.setFragment({});
    address.url = url;
    return address;
}

} // namespace

QString GitAddress::shown() const
{
    if (isLocal())
        return QDir::toNativeSeparators(localPath);
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

Result<GitAddress> gitAddress(const QString &text, const QStringList &plainHttpHosts)
{
    const QString wanted = text.trimmed();
    if (wanted.isEmpty() || wanted.size() > kLongest || wanted.startsWith(u'-')
        || hasControls(wanted))
        return make(ErrorCode::InvalidInput, Text::tr("This is no address of a git repository."),
                    Text::tr("Give an https address, or the path of a folder."));
    static const QRegularExpression schemed(uR"re(^([A-Za-z][A-Za-z0-9+.-]+)://)re"_s);
    static const QRegularExpression scpLike(uR"re(^[^/\\@:]+@[^/\\:]+:(?!//))re"_s);
    const QString scheme = schemed.match(wanted).captured(1).toLower();
    if (scheme == "ssh"_L1 || scheme == "git"_L1 || scpLike.match(wanted).hasMatch())
        return make(ErrorCode::Unsupported,
                    Text::tr("Repositories are fetched by https only, and this is another kind of "
                             "address."),
                    Text::tr("Give its https address, such as https://github.com/owner/name."));
    const QUrl url(wanted, QUrl::StrictMode);
    if (scheme == "file"_L1)
        return localAddress(url.toLocalFile());
    if (scheme.isEmpty())
        return localAddress(wanted);
    if (!url.isValid() || (scheme != "https"_L1 && scheme != "http"_L1))
        return make(ErrorCode::InvalidInput,
                    Text::tr("This is no address that a git repository can have."),
                    Text::tr("Give an https address, or the path of a folder."));
    return webAddress(url, plainHttpHosts);
}

bool isPossibleRef(QStringView ref)
{
    if (ref.isEmpty() || ref.size() > 250 || ref.startsWith(u'-') || ref.startsWith(u'/')
        || ref.endsWith(u'/') || ref.endsWith(u'.') || ref == u"@")
        return false;
    for (const auto bad : {".."_L1, "//"_L1, "@{"_L1, "/."_L1, ".lock/"_L1}) {
        if (ref.contains(bad))
            return false;
    }
    if (ref.startsWith(u'.') || ref.endsWith(".lock"_L1))
        return false;
    return std::none_of(ref.begin(), ref.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || u" ~^:?*[\\"_s.contains(c);
    });
}

} // namespace portico
