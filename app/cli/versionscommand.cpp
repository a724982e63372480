// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/cataloguejson.h"
#include "app/cli/command.h"
#include "app/services.h"
#include "core/base/lists.h"
#include "core/server/sessionstatus.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::VersionsCommand)
};

void declareOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"version"_s, Text::tr("Show the notes of this one."),
                                 u"[version]"_s);
    parser.addOption({u"refresh"_s, Text::tr("Ask GitHub for what is new.")});
    parser.addOption({u"offline"_s, Text::tr("Show what is kept; ask nobody.")});
}

QString versionOf(const ComfyRelease *release)
{
    return release ? release->version : QString();
}

JobCommand::Report listReport(const VersionList &list)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString stable = versionOf(stableRelease(list.releases, now));
    const QString latest = versionOf(latestRelease(list.releases));
    QJsonArray releases;
    for (const ComfyRelease &release : list.releases)
        releases.append(releaseJson(release));
    QJsonObject document{{u"stable"_s, stable},
                         {u"latest"_s, latest},
                         {u"asked"_s, list.asked.toUTC().toString(Qt::ISODate)},
                         {u"kept"_s, list.isKept},
                         {u"releases"_s, releases}};
    if (list.problem)
        document.insert(u"problem"_s, errorToJson(*list.problem));
    if (list.limit)
        document.insert(u"limit"_s, limitJson(*list.limit));
    return [=](Terminal &terminal) {
        terminal.print(document);
        for (const ComfyRelease &release : list.releases) {
            QStringList words;
            if (release.version == latest)
                words += trackName(Track::Latest);
            if (release.version == stable)
                words += trackName(Track::Stable);
            if (release.isPrerelease)
                words += Text::tr("prerelease");
            const QString date =
                QLocale().toString(release.date.toLocalTime().date(), QLocale::ShortFormat);
            terminal.print(
                u"%1  %2  %3"_s
                    .arg(release.version.leftJustified(12), date.leftJustified(10), listed(words))
                    .trimmed());
        }
        terminal.say(Text::tr("As it was %1.").arg(agoText(list.asked, now)));
        if (list.problem)
            terminal.say(list.problem->message + u' ' + list.problem->nextStep);
    };
}

Result<JobCommand::Report> releaseReport(const VersionList &list, const QString &wanted)
{
    const auto version = ReleaseVersion::fromTag(wanted);
    for (const ComfyRelease &release : list.releases) {
        if (version && release.version == version->text()) {
            return JobCommand::Report([release](Terminal &terminal) {
                terminal.print(releaseJson(release));
                terminal.print(u"ComfyUI %1, %2"_s.arg(
                    release.version,
                    QLocale().toString(release.date.toLocalTime().date(), QLocale::ShortFormat)));
                terminal.print(release.page.toString());
                terminal.print(u'\n' + release.notes.trimmed());
            });
        }
    }
    return Error{.code = ErrorCode::NotFound,
                 .message =
                     Text::tr("There is no release “%1” of ComfyUI in the list.").arg(wanted),
                 .nextStep = Text::tr("“porticoctl versions” lists those that are known."),
                 .detail = {}};
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const Asking asking = parser.isSet(u"refresh"_s) ? Asking::Always
        : parser.isSet(u"offline"_s)                 ? Asking::Never
                                                     : Asking::IfOld;
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(context, Text::tr("Read the versions"),
                                        [services, catalogue = services->catalogue(), asking,
                                         wanted = parser.positionalArguments().value(0)](
                                            const JobContext &job) -> Result<JobCommand::Report> {
                                            const auto list = askVersions(catalogue, asking, job);
                                            if (!list)
                                                return list.error();
                                            return wanted.isEmpty() ? listReport(*list)
                                                                    : releaseReport(*list, wanted);
                                        });
}

} // namespace

Command versionsCommand()
{
    return {.name = u"versions"_s,
            .summary = Text::tr("List the releases of ComfyUI, with the stable and latest one"),
            .syntax = u"[version] [--refresh|--offline]"_s,
            .description =
                Text::tr("“latest” is the newest release; “stable” stays one line behind it until "
                         "the line is two weeks old, and has its last patch."),
            .declare = declareOptions,
            .minimumArguments = 0,
            .maximumArguments = 1,
            .make = make};
}

} // namespace portico::cli
