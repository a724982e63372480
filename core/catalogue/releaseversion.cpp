// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/releaseversion.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Below a plain release: "rc1", "beta", "alpha.2", "dev"; anything else ("env2", "1") is above. */
bool isBeforeRelease(const QString &suffix)
{
    static const QRegularExpression before(u"^(a|b|rc|alpha|beta|pre|dev)[.\\d]*"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return before.match(suffix).hasMatch();
}

int rankOf(const QString &suffix)
{
    if (suffix.isEmpty())
        return 0;
    return isBeforeRelease(suffix) ? -1 : 1;
}

/** "env10" above "env9": digits count as numbers. */
int compareSuffixes(const QString &a, const QString &b)
{
    static const QRegularExpression lastNumber(u"^(.*?)(\\d{1,9})$"_s);
    const auto first = lastNumber.match(a);
    const auto second = lastNumber.match(b);
    if (first.hasMatch() && second.hasMatch() && first.captured(1) == second.captured(1))
        return first.captured(2).toInt() - second.captured(2).toInt();
    return a.compare(b);
}

} // namespace

std::optional<ReleaseVersion> ReleaseVersion::fromTag(QStringView tag)
{
    static const QRegularExpression form(
        u"^v?(\\d{1,6}(?:\\.\\d{1,6}){1,3})(?:[-+.]?([A-Za-z][A-Za-z0-9.]{0,30}|-?\\d{1,6}))?$"_s);
    const auto match = form.match(tag.toString());
    if (!match.hasMatch())
        return std::nullopt;
    return ReleaseVersion{.number = QVersionNumber::fromString(match.captured(1)),
                          .suffix = match.captured(2)};
}

QString ReleaseVersion::text() const
{
    return suffix.isEmpty() ? number.toString() : number.toString() + u'-' + suffix;
}

int compareVersions(const ReleaseVersion &a, const ReleaseVersion &b)
{
    if (const int order = QVersionNumber::compare(a.number, b.number); order != 0)
        return order;
    if (const int order = rankOf(a.suffix) - rankOf(b.suffix); order != 0)
        return order;
    return compareSuffixes(a.suffix, b.suffix);
}

int compareVersionTexts(const QString &a, const QString &b)
{
    const auto first = ReleaseVersion::fromTag(a);
    const auto second = ReleaseVersion::fromTag(b);
    if (first && second)
        return compareVersions(*first, *second);
    return int(first.has_value()) - int(second.has_value());
}

} // namespace portico
