// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/githubverb.h"
#include "core/github/publishrelease.h"
#include "core/github/pushfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::GithubCommand)
};

QStringList absolutePaths(const QStringList &given)
{
    QStringList paths;
    for (const QString &path : given)
        paths += QDir::current().absoluteFilePath(path);
    return paths;
}

Result<QMap<QString, QByteArray>> allFiles(const QStringList &paths, const QString &folder,
                                           const JobContext &job)
{
    QMap<QString, QByteArray> files;
    const QString below = QDir::cleanPath(folder);
    for (const QString &path : paths) {
        const auto found = filesToPush(path, job);
        if (!found)
            return found.error();
        for (auto it = found->begin(); it != found->end(); ++it)
            files.insert(folder.isEmpty() ? it.key() : below + u'/' + it.key(), it.value());
    }
    return files;
}

} // namespace

std::unique_ptr<RunningCommand> githubPush(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const QString folder = parser.value(u"to"_s);
    if (folder.startsWith(u'/') || QDir::cleanPath(folder).startsWith(".."_L1))
        return githubUsage(context, Text::tr("“%1” is no folder in a repository.").arg(folder));
    PushRequest request{.repository = githubRepository(context),
                        .branch = parser.value(u"branch"_s),
                        .message = parser.isSet(u"message"_s)
                            ? parser.value(u"message"_s)
                            : u"Update the portable bundle's recipe"_s,
                        .files = {}};
    const QStringList paths = absolutePaths(githubArguments(context));
    return githubJob(
        context, Text::tr("Push to GitHub"),
        [request, paths, folder](const GithubWork &work) -> Result<JobCommand::Report> {
            const auto files = allFiles(paths, folder, work.job);
            if (!files)
                return files.error();
            PushRequest push = request;
            push.files = *files;
            const Result<PushedFiles> pushed = pushFiles(work.api, push, work.job);
            if (!pushed)
                return pushed.error();
            return JobCommand::Report([pushed = *pushed](Terminal &terminal) {
                terminal.print(toJson(pushed));
                terminal.print(
                    pushed.changed
                        ? Text::tr("Pushed %n file(s) to %1 as %2.", nullptr,
                                   static_cast<int>(pushed.paths.size()))
                              .arg(pushed.branch, pushed.commit.left(12))
                        : Text::tr("The branch %1 has all of it already.").arg(pushed.branch));
                terminal.print(u"  "_s + pushed.page.toString());
            });
        });
}

std::unique_ptr<RunningCommand> githubRelease(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    if (!parser.isSet(u"tag"_s))
        return githubUsage(context, Text::tr("The release's tag was not said: --tag v1.2.0."));
    const ReleaseRequest request{.repository = githubRepository(context),
                                 .tag = parser.value(u"tag"_s),
                                 .target = parser.value(u"branch"_s),
                                 .title = parser.value(u"title"_s),
                                 .notes = parser.value(u"notes"_s),
                                 .files = absolutePaths(githubArguments(context)),
                                 .kind = parser.isSet(u"prerelease"_s)
                                     ? ReleaseRequest::Kind::Prerelease
                                     : ReleaseRequest::Kind::Release};
    return githubJob(context, Text::tr("Make a release"),
                     [request](const GithubWork &work) -> Result<JobCommand::Report> {
                         const auto release = publishRelease(work.api, request, work.job);
                         if (!release)
                             return release.error();
                         return releaseReport(*release);
                     });
}

JobCommand::Report releaseReport(const PublishedRelease &release)
{
    return [release](Terminal &terminal) {
        terminal.print(toJson(release));
        terminal.print(Text::tr("Published %1 with %n file(s).", nullptr,
                                static_cast<int>(release.assets.size()))
                           .arg(release.tag));
        for (const ReleasedAsset &asset : release.assets)
            terminal.print(u"  %1  %2  %3"_s.arg(asset.name, sizeText(asset.size),
                                                 "sha256:"_L1 + asset.sha256.toHex()));
        terminal.print(u"  "_s + release.page.toString());
    };
}

} // namespace portico::cli
