// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/packageneed.h"

#include "core/python/torchfamily.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qsizetype kLongestNeed = 16'384;

bool isNameCharacter(QChar c)
{
    return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.');
}

/** Cuts what stands before the marker off; a marker follows ';', in an address " ;". */
QStringView takeMarker(QStringView &text, QString &marker)
{
    const bool isAddress = text.contains(u'@');
    const qsizetype end = isAddress ? text.indexOf(u" ;") : text.indexOf(u';');
    if (end < 0)
        return text;
    marker = text.sliced(end + (isAddress ? 2 : 1)).trimmed().toString();
    return text.first(end).trimmed();
}

} // namespace

std::optional<PackageNeed> PackageNeed::fromText(const QString &text)
{
    if (text.size() > kLongestNeed)
        return std::nullopt;
    PackageNeed need{.text = text.trimmed()};
    QStringView rest = need.text;
    const auto end = std::find_if_not(rest.begin(), rest.end(), isNameCharacter);
    if (end == rest.begin())
        return std::nullopt;
    const qsizetype length = end - rest.begin();
    need.name = normalisedPackage(rest.first(length));
    rest = rest.sliced(length).trimmed();
    if (rest.startsWith(u'[')) {
        const qsizetype close = rest.indexOf(u']');
        if (close < 0)
            return std::nullopt;
        for (const QStringView extra : rest.sliced(1, close - 1).split(u','))
            need.extras += normalisedPackage(extra.trimmed());
        rest = rest.sliced(close + 1).trimmed();
    }
    rest = takeMarker(rest, need.marker);
    if (rest.startsWith(u'@')) {
        need.url = rest.sliced(1).trimmed().toString();
        return need.url.isEmpty() ? std::nullopt : std::optional(need);
    }
    if (rest.startsWith(u'(') && rest.endsWith(u')'))
        rest = rest.sliced(1, rest.size() - 2);
    const std::optional<VersionSpecifiers> versions = VersionSpecifiers::fromText(rest);
    if (!versions)
        return std::nullopt;
    need.versions = *versions;
    return need;
}

bool PackageNeed::isActive(const MarkerEnvironment &environment) const
{
    return marker.isEmpty() || markerHolds(marker, environment).value_or(false);
}

} // namespace portico
