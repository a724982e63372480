// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/bundlepublish.h"

#include "app/cli/githubverb.h"
#include "app/services.h"
#include "core/bundles/buildbundle.h"
#include "core/bundles/publishbundle.h"
#include "core/bundles/releasefiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::BundlePublish)
};

JobCommand::Report publishedReport(const PublishedBundle &published)
{
    return [published](Terminal &terminal) {
        terminal.print(toJson(published));
        terminal.print(published.wasThere
                           ? Text::tr("The same bundle was there already; the catalogue names it.")
                           : Text::tr("Published as %1.").arg(published.id));
        for (qsizetype i = 0; i < published.files.size(); ++i)
            terminal.print(u"  %1  sha256:%2"_s.arg(QDir::toNativeSeparators(published.files.at(i)),
                                                    published.hashes.at(i).toHex()));
        terminal.print(u"  "_s
                       + Text::tr("Others add it once: porticoctl sources add %1")
                             .arg(QDir::toNativeSeparators(published.catalogue)));
    };
}

std::unique_ptr<RunningCommand> toCatalogue(const CommandContext &context,
                                            const PublishRequest &request)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Publish a bundle"),
        [services, request](const JobContext &job) -> Result<JobCommand::Report> {
            const SystemClock clock;
            const auto published = publishBundle({.processes = services->processes(),
                                                  .clock = clock,
                                                  .staging = services->library().staging()},
                                                 request, job);
            if (!published)
                return published.error();
            return publishedReport(*published);
        });
}

constexpr qint64 kMostVolume = 1LL << 40;

std::unique_ptr<RunningCommand> toGithub(const CommandContext &context, const QString &file)
{
    const QCommandLineParser &parser = context.parser;
    const QString tag = parser.isSet(u"tag"_s) ? parser.value(u"tag"_s) : releaseTag(file);
    if (tag.isEmpty())
        return githubUsage(context, Text::tr("The release's tag was not said: --tag v1.2.0."));
    const Result<qint64> volumeSize = volumeSizeOf(parser);
    if (!volumeSize)
        return githubUsage(context, volumeSize.error().message);
    const ReleaseRequest request{.repository = parser.value(u"github"_s),
                                 .tag = tag,
                                 .target = {},
                                 .title = parser.value(u"title"_s),
                                 .notes = parser.value(u"notes"_s),
                                 .files = {},
                                 .kind = parser.isSet(u"prerelease"_s)
                                     ? ReleaseRequest::Kind::Prerelease
                                     : ReleaseRequest::Kind::Release,
                                 .volumeSize = *volumeSize > 0 ? *volumeSize : kMostAssetBytes};
    return githubJob(context, Text::tr("Publish a bundle"),
                     [request, file](const GithubWork &work) -> Result<JobCommand::Report> {
                         const Result<QStringList> files = filesToRelease(file);
                         if (!files)
                             return files.error();
                         ReleaseRequest whole = request;
                         whole.files = *files;
                         const auto release = publishRelease(work.api, whole, work.job);
                         if (!release)
                             return release.error();
                         return releaseReport(*release);
                     });
}

} // namespace

Result<qint64> volumeSizeOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"volume-size"_s))
        return qint64{0};
    static const QRegularExpression form(uR"(^(\d{1,12})([KMG])?$)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QString text = parser.value(u"volume-size"_s);
    const QRegularExpressionMatch match = form.match(text);
    const qsizetype unit = u" KMG"_s.indexOf(match.captured(2).toUpper());
    const qint64 bytes = match.captured(1).toLongLong()
        << (match.captured(2).isEmpty() ? 0 : 10 * unit);
    if (match.hasMatch() && bytes >= kLeastVolume && bytes <= kMostVolume)
        return bytes;
    return Error{.code = ErrorCode::Usage,
                 .message = Text::tr("“%1” is no size of volumes.").arg(text),
                 .nextStep = Text::tr("Write it as 1900M or 2G; 64K is the least."),
                 .detail = {}};
}

void declareBundlePublish(QCommandLineParser &parser)
{
    parser.addOption({u"volume-size"_s,
                      Text::tr("Split a larger archive into files NAME.001, NAME.002, … of that "
                               "size, such as 1900M. With --github it is done by itself where "
                               "GitHub takes no file as large."),
                      u"SIZE"_s});
    parser.addOption({u"folder"_s,
                      Text::tr("For publish: a folder that others read, such as a share; its "
                               "catalogue.json is made or added to."),
                      u"DIR"_s});
    parser.addOption({u"catalogue"_s,
                      Text::tr("For publish: a team's catalogue; the bundle lies beside it."),
                      u"FILE"_s});
    parser.addOption(
        {u"github"_s, Text::tr("For publish: a release of that repository."), u"owner/name"_s});
    parser.addOption({u"tag"_s,
                      Text::tr("For --github: the release's tag; the bundle's version "
                               "without this."),
                      u"TAG"_s});
    parser.addOption({u"title"_s,
                      Text::tr("For publish: the title of the release, or of a "
                               "catalogue that is made."),
                      u"TEXT"_s});
    parser.addOption(
        {u"notes"_s, Text::tr("For publish: what others read of it, in Markdown."), u"TEXT"_s});
    parser.addOption({u"accelerator"_s,
                      Text::tr("For publish: what its torch runs on, where it does not tell."),
                      u"NAME"_s});
    parser.addOption({u"prerelease"_s, Text::tr("For --github: not the latest release.")});
}

std::unique_ptr<RunningCommand> bundlePublishing(const CommandContext &context, const QString &file)
{
    const QCommandLineParser &parser = context.parser;
    const QString path = QDir::current().absoluteFilePath(file);
    const int targets = static_cast<int>(parser.isSet(u"folder"_s))
        + static_cast<int>(parser.isSet(u"catalogue"_s))
        + static_cast<int>(parser.isSet(u"github"_s));
    if (targets != 1)
        return githubUsage(context,
                           Text::tr("Say where to: one of --folder, --catalogue and --github."));
    if (parser.isSet(u"github"_s))
        return toGithub(context, path);
    const QString catalogue = parser.isSet(u"folder"_s)
        ? parser.value(u"folder"_s) + "/catalogue.json"_L1
        : parser.value(u"catalogue"_s);
    return toCatalogue(context,
                       {.file = path,
                        .catalogue = QDir::cleanPath(QDir::current().absoluteFilePath(catalogue)),
                        .title = parser.value(u"title"_s),
                        .notes = parser.value(u"notes"_s),
                        .accelerator = parser.value(u"accelerator"_s),
                        .old = parser.isSet(u"replace"_s) ? PublishRequest::Old::Replace
                                                          : PublishRequest::Old::Refuse});
}

} // namespace portico::cli
