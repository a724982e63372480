// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/packageversion.h"

namespace portico {

/**
 * What versions a requirement takes, by PEP 440: "~=2.7, !=2.7.3". Pre-releases count as any
 * other version: it is asked whether an installed one fits, not which one to choose.
 */
class VersionSpecifiers
{
public:
    /** Nothing for what PEP 440 does not know. Empty text takes everything. */
    static std::optional<VersionSpecifiers> fromText(QStringView text);

    /** `installed` as its metadata says it; only "===" takes what is no version at all. */
    bool take(const QString &installed) const;

    const QString &text() const { return m_text; }

private:
    enum class Operator {
        Compatible,
        Equal,
        EqualPrefix,
        Unequal,
        UnequalPrefix,
        AtMost,
        AtLeast,
        Below,
        Above,
        Literal,
    };
    struct Clause
    {
        Operator comparison = Operator::Equal;
        PackageVersion version{};
        QString literal{}; ///< of "==="
    };
    static std::optional<Clause> clauseFromText(const QString &text);
    static bool takes(const Clause &clause, const PackageVersion &installed);

    QList<Clause> m_clauses;
    QString m_text;
};

} // namespace portico
