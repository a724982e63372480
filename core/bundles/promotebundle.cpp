// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/promotebundle.h"

#include "core/base/lists.h"
#include "core/bundles/teamfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PromoteBundle)
};

constexpr qsizetype kMostHistory = 1000; ///< lines; the oldest go first

TeamTrack next(TeamTrack track)
{
    return track == TeamTrack::Stable ? track : TeamTrack(int(track) + 1);
}

QString titleOf(TeamTrack track)
{
    return track == TeamTrack::None ? Text::tr("no track") : teamTrackName(track);
}

Error noCatalogue(const QString &path)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("There is no catalogue %1.").arg(QDir::toNativeSeparators(path)),
            .nextStep = Text::tr("Check the path; “porticoctl bundle publish” makes one."),
            .detail = {}};
}

Error unknownBundle(const QString &bundle, const TeamCatalogue &catalogue)
{
    QStringList ids;
    for (const CatalogueEntry &entry : catalogue.entries)
        ids += entry.id.section(u'/', 2);
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("“%1” has no bundle “%2”.").arg(catalogue.title, bundle),
            .nextStep = Text::tr("It has: %1.").arg(listed(ids)),
            .detail = {}};
}

Error notForward(const CatalogueEntry &entry, TeamTrack to)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("“%1” is on “%2” and cannot go to “%3”: bundles only go forward.")
                           .arg(entry.id.section(u'/', 2), titleOf(entry.track), titleOf(to)),
            .nextStep = Text::tr("Promote another bundle to that track, which takes this one off "
                                 "where it is made for the same computers."),
            .detail = {}};
}

bool isForSameComputers(const CatalogueEntry &a, const CatalogueEntry &b)
{
    return a.os == b.os && a.architecture == b.architecture && a.accelerator == b.accelerator;
}

/** The document with that bundle on its track and others off it. */
QJsonObject changed(QJsonObject document, const TeamCatalogue &catalogue,
                    const PromotedBundle &promoted)
{
    QJsonArray bundles = document.value("bundles"_L1).toArray();
    for (qsizetype i = 0; i < bundles.size(); ++i) {
        QJsonObject bundle = bundles.at(i).toObject();
        const QString &id = catalogue.entries.at(i).id;
        if (id == promoted.id)
            bundle.insert(u"track"_s, teamTrackName(promoted.to));
        else if (promoted.former.contains(id))
            bundle.remove("track"_L1);
        else
            continue;
        if (id != promoted.id) {
            QJsonArray tags = bundle.value("tags"_L1).toArray();
            tags.append(promoted.tag);
            bundle.insert(u"tags"_s, tags);
        }
        bundles.replace(i, bundle);
    }
    document.insert(u"bundles"_s, bundles);
    return document;
}

QJsonObject withHistory(QJsonObject document, const PromotedBundle &promoted, const QString &by,
                        const QDateTime &now)
{
    QJsonObject line = toJson(promoted);
    line.insert(u"at"_s, now.toString(Qt::ISODate));
    if (!by.isEmpty())
        line.insert(u"by"_s, by);
    QJsonArray history = document.value("history"_L1).toArray();
    history.append(line);
    while (history.size() > kMostHistory)
        history.removeFirst();
    document.insert(u"history"_s, history);
    return document;
}

} // namespace

Result<PromotedBundle> promoteBundle(const PromoteRequest &request, const Clock &clock,
                                     const JobContext &job)
{
    if (!QFileInfo(request.catalogue).isFile())
        return noCatalogue(request.catalogue);
    const auto file = TeamFile::lock(request.catalogue, Text::tr("promoting a bundle"), job);
    if (!file)
        return file.error();
    const Result<QJsonObject> document = file->read();
    if (!document)
        return document.error();
    const Result<TeamCatalogue> catalogue = file->judged(*document);
    if (!catalogue)
        return catalogue.error();
    const auto found =
        std::ranges::find_if(catalogue->entries, [&request](const CatalogueEntry &entry) {
            return entry.id == request.bundle || entry.id.section(u'/', 2) == request.bundle;
        });
    if (found == catalogue->entries.cend())
        return unknownBundle(request.bundle, *catalogue);
    const TeamTrack to = request.to == TeamTrack::None ? next(found->track) : request.to;
    if (to <= found->track)
        return notForward(*found, to);
    const QDateTime now = clock.now().toUTC();
    PromotedBundle promoted{.id = found->id, .from = found->track, .to = to};
    for (const CatalogueEntry &entry : catalogue->entries) {
        if (entry.id != found->id && entry.track == to && isForSameComputers(entry, *found))
            promoted.former += entry.id;
    }
    if (!promoted.former.isEmpty())
        promoted.tag = teamTrackName(to) + u'-' + now.date().toString(Qt::ISODate);
    const auto written = file->write(
        withHistory(changed(*document, *catalogue, promoted), promoted, request.by, now));
    return written ? Result<PromotedBundle>(promoted) : written.error();
}

QJsonObject toJson(const PromotedBundle &promoted)
{
    QJsonObject object{{u"bundle"_s, promoted.id},
                       {u"from"_s, teamTrackName(promoted.from)},
                       {u"to"_s, teamTrackName(promoted.to)},
                       {u"former"_s, QJsonArray::fromStringList(promoted.former)}};
    if (!promoted.tag.isEmpty())
        object.insert(u"tag"_s, promoted.tag);
    return object;
}

} // namespace portico
