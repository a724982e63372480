// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/bundlesource.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleSource)
};

Error badAddress(const QString &text)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("%1 is no address that a bundle can be fetched from.").arg(text),
            .nextStep = Text::tr("Give an https address, or a file of this computer."),
            .detail = {}};
}

} // namespace

QString BundleSource::fileName() const
{
    return isLocal() ? QFileInfo(localPath).fileName() : url.fileName();
}

QUrl BundleSource::publicUrl() const
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

Result<BundleSource> bundleSource(const QString &text)
{
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]+://"_s);
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return badAddress(u"\"\""_s);
    if (!scheme.match(trimmed).hasMatch()) {
        const QString path = QDir::cleanPath(QDir::current().absoluteFilePath(trimmed));
        return BundleSource{.localPath = path, .url = QUrl::fromLocalFile(path)};
    }
    const QUrl url(trimmed, QUrl::StrictMode);
    const QString name = url.scheme().toLower();
    if (url.isLocalFile() && !url.toLocalFile().isEmpty())
        return BundleSource{.localPath = QDir::cleanPath(url.toLocalFile()), .url = url};
    if (!url.isValid() || url.host().isEmpty() || (name != "https"_L1 && name != "http"_L1))
        return badAddress(trimmed.section(u'?', 0, 0));
    return BundleSource{.localPath = {}, .url = url};
}

} // namespace portico
