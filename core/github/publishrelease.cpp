// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/publishrelease.h"

#include "core/base/sizes.h"
#include "core/github/releaseupload.h"
#include "core/github/repository.h"
#include "core/io/ioerror.h"
#include "core/io/sha256.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PublishRelease)
};

constexpr qsizetype kMostReleases = 300;

Error refused(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Refused, .message = message, .nextStep = nextStep, .detail = {}};
}

Result<> checkFile(const QFileInfo &file, qint64 volumeSize)
{
    static const QRegularExpression form(u"^[A-Za-z0-9][A-Za-z0-9._+-]{0,200}$"_s);
    if (!file.isFile()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("There is no file %1.").arg(file.filePath()),
                     .nextStep = Text::tr("Name the bundle that was built."),
                     .detail = {}};
    }
    if (!form.match(file.fileName()).hasMatch())
        return refused(
            Text::tr("GitHub would give the file “%1” another name.").arg(file.fileName()),
            Text::tr("Name it with letters, digits and . _ + - only."));
    const bool isTooLarge = volumeSize == 0 && file.size() > kMostAssetBytes;
    if (isTooLarge || file.size() == 0)
        return refused(
            Text::tr("%1 has %2 bytes; a file of a release may have 1 to %3.")
                .arg(file.fileName(), numberText(file.size()), numberText(kMostAssetBytes)),
            Text::tr("Build the bundle in volumes, so that each is smaller."));
    return {};
}

/** The hash of a part of a file; progress is that of the whole. */
Result<Sha256> hashPart(const ReleaseFile &part, qint64 total, const JobContext &job)
{
    constexpr qint64 kChunk = 1 << 20;
    QFile file(part.path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(part.from))
        return fileError(FileAct::Read, file);
    Sha256Hasher hasher;
    for (qint64 left = part.size; left > 0;) {
        const QByteArray bytes = file.read(std::min(kChunk, left));
        if (bytes.isEmpty())
            return fileError(FileAct::Read, file);
        if (job.isCancelled())
            return cancelledError();
        hasher.add(bytes);
        left -= bytes.size();
        job.report(
            {.step = Text::tr("Check"), .done = part.from + part.size - left, .total = total});
    }
    return hasher.result();
}

/** The file, or the volumes that it is too large without. */
Result<QList<ReleaseFile>> partsOf(const QFileInfo &file, qint64 volumeSize, const JobContext &job)
{
    constexpr qsizetype kMostVolumes = 999;
    const bool isSplit = volumeSize > 0 && file.size() > volumeSize;
    const qint64 size = isSplit ? volumeSize : file.size();
    QList<ReleaseFile> parts;
    for (qint64 from = 0; from < file.size(); from += size) {
        ReleaseFile part{.path = file.filePath(),
                         .name = file.fileName(),
                         .size = std::min(size, file.size() - from),
                         .from = from};
        if (isSplit)
            part.name += u".%1"_s.arg(parts.size() + 1, 3, 10, QChar(u'0'));
        if (parts.size() == kMostVolumes)
            return refused(Text::tr("%1 would be more than %2 volumes.")
                               .arg(file.fileName(), numberText(kMostVolumes)),
                           Text::tr("Choose a larger volume size."));
        const Result<Sha256> sha256 = hashPart(part, file.size(), job);
        if (!sha256)
            return sha256.error();
        part.sha256 = *sha256;
        parts += part;
    }
    return parts;
}

Result<QList<ReleaseFile>> hashFiles(const ReleaseRequest &request, const JobContext &job)
{
    QList<ReleaseFile> files;
    QSet<QString> names;
    for (const QString &path : request.files) {
        const QFileInfo file(path);
        if (const Result<> fine = checkFile(file, request.volumeSize); !fine)
            return fine.error();
        if (names.contains(file.fileName()))
            return refused(Text::tr("Two files are called %1.").arg(file.fileName()),
                           Text::tr("Name each only once."));
        names.insert(file.fileName());
        const auto parts = partsOf(file, request.volumeSize, job);
        if (!parts)
            return parts.error();
        files += *parts;
    }
    return files;
}

QString notesWith(const QString &notes, const QList<ReleaseFile> &files)
{
    QString text = notes.trimmed();
    if (!text.isEmpty())
        text += "\n\n"_L1;
    text += "| file | SHA-256 |\n|---|---|\n"_L1;
    for (const ReleaseFile &file : files)
        text += u"| %1 | `%2` |\n"_s.arg(file.name, file.sha256.toHex());
    return text;
}

/** A draft of a try before, or nothing. Error: AlreadyExists. */
Result<std::optional<QJsonObject>> findDraft(const GithubApi &api,
                                             const GithubRepository &repository, const QString &tag,
                                             const JobContext &job)
{
    const auto releases =
        api.pages({.what = Text::tr("listing the releases of %1").arg(repository.name),
                   .path = "/repos/"_L1 + repository.name + "/releases"_L1},
                  {}, kMostReleases, job);
    if (!releases)
        return releases.error();
    std::optional<QJsonObject> draft;
    for (const QJsonObject &release : *releases) {
        if (release.value("tag_name"_L1).toString() != tag)
            continue;
        if (!release.value("draft"_L1).toBool()) {
            return Error{.code = ErrorCode::AlreadyExists,
                         .message =
                             Text::tr("%1 has a release %2 already.").arg(repository.name, tag),
                         .nextStep = Text::tr("Choose another version; what was published stays as "
                                              "it is."),
                         .detail = release.value("html_url"_L1).toString()};
        }
        draft = release;
    }
    return draft;
}

Result<QJsonObject> makeDraft(const GithubApi &api, const GithubRepository &repository,
                              const ReleaseRequest &request, const QString &notes,
                              const JobContext &job)
{
    const bool isPrerelease = request.kind == ReleaseRequest::Kind::Prerelease;
    return api.object(
        {.what = Text::tr("making the release %1 of %2").arg(request.tag, repository.name),
         .path = "/repos/"_L1 + repository.name + "/releases"_L1,
         .method = "POST",
         .body = QJsonObject{{u"tag_name"_s, request.tag},
                             {u"target_commitish"_s,
                              request.target.isEmpty() ? repository.defaultBranch : request.target},
                             {u"name"_s, request.title.isEmpty() ? request.tag : request.title},
                             {u"body"_s, notes},
                             {u"draft"_s, true},
                             {u"prerelease"_s, isPrerelease}},
         .twice = GithubCall::Twice::Never,
         .answers = {}},
        job);
}

Result<QJsonObject> publishDraft(const GithubApi &api, const GithubRepository &repository,
                                 qint64 draft, const QString &notes, const JobContext &job)
{
    return api.object({.what = Text::tr("publishing the release of %1").arg(repository.name),
                       .path = u"/repos/%1/releases/%2"_s.arg(repository.name).arg(draft),
                       .method = "PATCH",
                       .body = QJsonObject{{u"draft"_s, false}, {u"body"_s, notes}},
                       .twice = GithubCall::Twice::Harmless,
                       .answers = {}},
                      job);
}

Result<> checkTag(const QString &tag)
{
    static const QRegularExpression form(
        uR"(^(?![./-])(?!.*(\.\.|//|@\{))[A-Za-z0-9._/+-]{1,100}(?<![./])$)"_s);
    if (form.match(tag).hasMatch() && !tag.endsWith(".lock"_L1))
        return {};
    return Error{.code = ErrorCode::InvalidInput,
                 .message = Text::tr("“%1” is no tag for a release.").arg(tag),
                 .nextStep = Text::tr("Write it as v1.2.0."),
                 .detail = {}};
}

} // namespace

Result<PublishedRelease> publishRelease(const GithubApi &api, const ReleaseRequest &request,
                                        const JobContext &job)
{
    job.announce({Text::tr("Check"), uploadStep()});
    if (const Result<> fine = checkTag(request.tag); !fine)
        return fine.error();
    const auto files = hashFiles(request, job);
    if (!files)
        return files.error();
    const auto repository = findWritableRepository(api, request.repository, job);
    if (!repository)
        return repository.error();
    const auto found = findDraft(api, *repository, request.tag, job);
    if (!found)
        return found.error();
    const QString notes = notesWith(request.notes, *files);
    const Result<QJsonObject> draft =
        *found ? Result<QJsonObject>(**found) : makeDraft(api, *repository, request, notes, job);
    if (!draft)
        return draft.error();
    const qint64 id = draft->value("id"_L1).toInteger();
    const auto assets = ReleaseUpload(api, repository->name, *draft, job).send(*files);
    if (!assets) {
        job.log(Text::tr("The draft of the release stays: the next try goes on with it."));
        return assets.error();
    }
    const Result<QJsonObject> published = publishDraft(api, *repository, id, notes, job);
    if (!published)
        return published.error();
    return PublishedRelease{.tag = request.tag,
                            .page = QUrl(published->value("html_url"_L1).toString()),
                            .assets = *assets};
}

QJsonObject toJson(const PublishedRelease &release)
{
    QJsonArray assets;
    for (const ReleasedAsset &asset : release.assets)
        assets.append(QJsonObject{{u"name"_s, asset.name},
                                  {u"size"_s, asset.size},
                                  {u"sha256"_s, asset.sha256.toHex()},
                                  {u"url"_s, asset.url.toString()},
                                  {u"wasThere"_s, asset.wasThere}});
    return {{u"tag"_s, release.tag}, {u"page"_s, release.page.toString()}, {u"assets"_s, assets}};
}

} // namespace portico
