// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/bundlesource.h"

#include "core/installs/steps.h"
#include "core/io/sha256.h"
#include "core/net/downloader.h"
#include "core/net/downloadstore.h"

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

Error unverified(const QString &name)
{
    return {.code = ErrorCode::Unverified,
            .message = Text::tr("There is no published SHA-256 to check %1 with, and one is "
                                "demanded.")
                           .arg(name),
            .nextStep = Text::tr("Give the SHA-256 of the publisher, or allow unverified bundles."),
            .detail = {}};
}

/** One part of several: a hash of it says nothing about the others. */
bool isFirstVolume(const QString &fileName)
{
    return fileName.endsWith(".001"_L1);
}

Error badAddress(const QString &text)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("%1 is no address that a bundle can be fetched from.").arg(text),
            .nextStep = Text::tr("Give an https address, or a file of this computer."),
            .detail = {}};
}

Result<QFileInfo> existingFile(const QString &path)
{
    QFileInfo file(path);
    if (file.isFile())
        return file;
    if (file.isDir())
        return Error{.code = ErrorCode::InvalidInput,
                     .message =
                         Text::tr("%1 is a folder, no bundle.").arg(QDir::toNativeSeparators(path)),
                     .nextStep = Text::tr("Add it as an existing folder."),
                     .detail = {}};
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("There is no file %1.").arg(QDir::toNativeSeparators(path)),
                 .nextStep = Text::tr("Check the path."),
                 .detail = {}};
}

Error mismatch(const QString &what, const QString &expected, const QString &found)
{
    return {.code = ErrorCode::HashMismatch,
            .message = Text::tr("%1 is not the published bundle: expected %2, found %3.")
                           .arg(what, expected, found),
            .nextStep = Text::tr("Fetch it again from its publisher."),
            .detail = {}};
}

Result<BundleArchive> checkLocal(const AddRequest &request, const BundleSource &source,
                                 const JobContext &job)
{
    const auto file = existingFile(source.localPath);
    if (!file)
        return file.error();
    const QString name = file->fileName();
    if (request.size && *request.size != file->size())
        return mismatch(name, Text::tr("%1 bytes").arg(*request.size),
                        Text::tr("%1 bytes").arg(file->size()));
    BundleArchive archive{.path = source.localPath,
                          .sha256 = {},
                          .isVerified = request.sha256.has_value() && !isFirstVolume(name),
                          .isDownloaded = false,
                          .size = file->size(),
                          .modified = file->lastModified()};
    const auto sha256 = hashFile(source.localPath, job, verifyStep());
    if (!sha256)
        return sha256.error();
    if (request.sha256 && *request.sha256 != *sha256)
        return mismatch(name, request.sha256->toHex(), sha256->toHex());
    archive.sha256 = *sha256;
    return archive;
}

Result<BundleArchive> download(const AddServices &services, const AddRequest &request,
                               const BundleSource &source, const JobContext &job)
{
    DownloadRequest wanted;
    wanted.url = source.url;
    wanted.sha256 = request.sha256;
    wanted.size = request.size;
    const auto file = services.downloader.fetch(wanted, inStep(job, downloadStep()));
    if (!file)
        return file.error();
    return BundleArchive{.path = file->path,
                         .sha256 = file->sha256,
                         .isVerified = file->isVerified,
                         .isDownloaded = true,
                         .size = file->size,
                         .modified = QFileInfo(file->path).lastModified()};
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

bool BundleArchive::isUnchanged() const
{
    const QFileInfo file(path);
    return file.size() == size && file.lastModified() == modified;
}

Result<BundleArchive> obtainArchive(const AddServices &services, const AddRequest &request,
                                    const BundleSource &source, const JobContext &job)
{
    if (request.hashPolicy == HashPolicy::Require
        && (!request.sha256 || isFirstVolume(source.fileName())))
        return unverified(source.fileName());
    return source.isLocal() ? checkLocal(request, source, job)
                            : download(services, request, source, job);
}

void discardArchive(const Library &library, const Sha256 &sha256, const JobContext &job)
{
    const DownloadStore store(library.downloads());
    const auto dropped = store.discardFinished(sha256);
    if (!dropped)
        job.log(dropped.error().message);
    QDir(store.folder()).rmdir(sha256.toHex());
}

} // namespace portico
