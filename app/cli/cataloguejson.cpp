// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/cataloguejson.h"

#include "core/server/sessionstatus.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::CatalogueJson)
};

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString kindName(SourceState::Kind kind)
{
    switch (kind) {
    case SourceState::Kind::Fresh:
        return u"fresh"_s;
    case SourceState::Kind::Kept:
        return u"kept"_s;
    case SourceState::Kind::Failed:
        return u"failed"_s;
    }
    return {};
}

} // namespace

QString suitabilityName(Suitability suitability)
{
    switch (suitability) {
    case Suitability::Best:
        return u"best"_s;
    case Suitability::Works:
        return u"works"_s;
    case Suitability::Not:
        return u"not"_s;
    }
    return {};
}

QString agoText(const QDateTime &then, const QDateTime &now)
{
    const int minutes = static_cast<int>(std::max<qint64>(0, then.secsTo(now) / 60));
    if (minutes < 1)
        return Text::tr("just now");
    if (minutes < 60)
        return Text::tr("%n minute(s) ago", nullptr, minutes);
    if (minutes < 48 * 60)
        return Text::tr("%n hour(s) ago", nullptr, minutes / 60);
    return Text::tr("%n day(s) ago", nullptr, minutes / (24 * 60));
}

QJsonObject entryJson(const CatalogueEntry &entry)
{
    QJsonArray files;
    for (const BundleFile &file : entry.files) {
        files.append(QJsonObject{
            {u"url"_s, file.url.toString(QUrl::FullyEncoded)},
            {u"name"_s, file.name},
            {u"size"_s, file.size >= 0 ? QJsonValue(file.size) : QJsonValue()},
            {u"sha256"_s, file.sha256 ? QJsonValue(file.sha256->toHex()) : QJsonValue()}});
    }
    const qint64 size = entry.size();
    return {{u"id"_s, entry.id},
            {u"source"_s, entry.sourceId},
            {u"name"_s, entry.name},
            {u"version"_s, entry.version},
            {u"comfyVersion"_s, orNull(entry.comfyVersion)},
            {u"date"_s, orNull(timeText(entry.date))},
            {u"os"_s, osName(entry.os)},
            {u"architecture"_s, architectureName(entry.architecture)},
            {u"variant"_s, entry.variant},
            {u"accelerator"_s,
             entry.accelerator ? QJsonValue(entry.accelerator->text()) : QJsonValue()},
            {u"pythonVersion"_s, orNull(entry.pythonVersion)},
            {u"torchVersion"_s, orNull(entry.torchVersion)},
            {u"size"_s, size >= 0 ? QJsonValue(size) : QJsonValue()},
            {u"hasPublishedHash"_s, entry.hasPublishedHash()},
            {u"prerelease"_s, entry.isPrerelease},
            {u"track"_s, orNull(teamTrackName(entry.track))},
            {u"tags"_s, QJsonArray::fromStringList(entry.tags)},
            {u"page"_s, orNull(entry.page.toString())},
            {u"files"_s, files}};
}

QJsonObject fitJson(const BundleFit &fit)
{
    return {{u"suitability"_s, suitabilityName(fit.suitability)}, {u"reason"_s, fit.reason}};
}

QJsonObject limitJson(const RateLimit &limit)
{
    return {{u"limit"_s, limit.limit},
            {u"remaining"_s, limit.remaining},
            {u"reset"_s, timeText(limit.reset)}};
}

QJsonObject sourceJson(const SourceState &state, const QDateTime &now)
{
    QJsonObject object{{u"id"_s, state.id},
                       {u"title"_s, state.title},
                       {u"state"_s, kindName(state.kind)},
                       {u"entries"_s, state.entries}};
    if (state.asked.isValid()) {
        object.insert(u"asked"_s, timeText(state.asked));
        object.insert(u"ageSeconds"_s, std::max<qint64>(0, state.asked.secsTo(now)));
    }
    if (state.problem)
        object.insert(u"problem"_s, errorToJson(*state.problem));
    if (state.limit)
        object.insert(u"limit"_s, limitJson(*state.limit));
    return object;
}

QJsonObject recommendationJson(const Recommendation &recommendation)
{
    return {
        {u"bundle"_s, recommendation.bundle ? QJsonValue(recommendation.bundle->id) : QJsonValue()},
        {u"compose"_s, recommendation.isCompose()},
        {u"reasons"_s, QJsonArray::fromStringList(recommendation.reasons)}};
}

QJsonObject releaseJson(const ComfyRelease &release)
{
    return {{u"tag"_s, release.tag},
            {u"version"_s, release.version},
            {u"date"_s, orNull(timeText(release.date))},
            {u"prerelease"_s, release.isPrerelease},
            {u"page"_s, orNull(release.page.toString())},
            {u"notes"_s, release.notes}};
}

} // namespace portico::cli
