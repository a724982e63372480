// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/versionspecifier.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

std::optional<VersionSpecifiers> VersionSpecifiers::fromText(QStringView text)
{
    VersionSpecifiers specifiers;
    specifiers.m_text = text.trimmed().toString();
    for (const QStringView part : QStringView(specifiers.m_text).split(u',')) {
        if (part.trimmed().isEmpty())
            continue;
        const std::optional<Clause> clause = clauseFromText(part.trimmed().toString());
        if (!clause)
            return std::nullopt;
        specifiers.m_clauses += *clause;
    }
    return specifiers;
}

std::optional<VersionSpecifiers::Clause> VersionSpecifiers::clauseFromText(const QString &text)
{
    static const std::array<std::pair<QLatin1StringView, Operator>, 8> operators{{
        {"==="_L1, Operator::Literal},
        {"~="_L1, Operator::Compatible},
        {"=="_L1, Operator::Equal},
        {"!="_L1, Operator::Unequal},
        {"<="_L1, Operator::AtMost},
        {">="_L1, Operator::AtLeast},
        {"<"_L1, Operator::Below},
        {">"_L1, Operator::Above},
    }};
    const auto found = std::find_if(operators.begin(), operators.end(), [&text](const auto &row) {
        return text.startsWith(row.first);
    });
    if (found == operators.end())
        return std::nullopt;
    Clause clause{.comparison = found->second};
    QString rest = text.mid(found->first.size()).trimmed();
    if (clause.comparison == Operator::Literal) {
        clause.literal = rest;
        return rest.isEmpty() ? std::nullopt : std::optional(clause);
    }
    const bool isPrefix = rest.endsWith(".*"_L1);
    if (isPrefix)
        rest.chop(2);
    const std::optional<PackageVersion> version = PackageVersion::fromText(rest);
    if (!version)
        return std::nullopt;
    clause.version = *version;
    const bool isEquality =
        clause.comparison == Operator::Equal || clause.comparison == Operator::Unequal;
    if (isPrefix) {
        if (!isEquality || *version != version->baseVersion())
            return std::nullopt;
        clause.comparison =
            clause.comparison == Operator::Equal ? Operator::EqualPrefix : Operator::UnequalPrefix;
    }
    if (!isEquality && !version->local().isEmpty())
        return std::nullopt;
    if (clause.comparison == Operator::Compatible && version->releaseLength() < 2)
        return std::nullopt;
    return clause;
}

bool VersionSpecifiers::takes(const Clause &clause, const PackageVersion &installed)
{
    const PackageVersion &wanted = clause.version;
    const PackageVersion visible = installed.withoutLocal();
    const bool isSameBase = installed.baseVersion() == wanted.baseVersion();
    switch (clause.comparison) {
    case Operator::Compatible:
        return visible >= wanted && installed.startsWith(wanted.releaseParent());
    case Operator::Equal:
        return (wanted.local().isEmpty() ? visible : installed) == wanted;
    case Operator::Unequal:
        return (wanted.local().isEmpty() ? visible : installed) != wanted;
    case Operator::EqualPrefix:
        return installed.startsWith(wanted);
    case Operator::UnequalPrefix:
        return !installed.startsWith(wanted);
    case Operator::AtMost:
        return visible <= wanted;
    case Operator::AtLeast:
        return visible >= wanted;
    case Operator::Below: // "<2" does not mean 2rc1
        return installed < wanted
            && !(isSameBase && installed.isPreRelease() && !wanted.isPreRelease());
    case Operator::Above: // ">2" means neither 2.post1 nor 2+cu130
        return installed > wanted
            && !(isSameBase
                 && ((installed.isPostRelease() && !wanted.isPostRelease())
                     || !installed.local().isEmpty()));
    case Operator::Literal:
        return false;
    }
    Q_UNREACHABLE();
}

bool VersionSpecifiers::take(const QString &installed) const
{
    const std::optional<PackageVersion> version = PackageVersion::fromText(installed);
    return std::all_of(m_clauses.begin(), m_clauses.end(), [&](const Clause &clause) {
        if (clause.comparison == Operator::Literal)
            return installed.compare(clause.literal, Qt::CaseInsensitive) == 0;
        return version && takes(clause, *version);
    });
}

} // namespace portico
