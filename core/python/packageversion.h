// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <compare>
#include <optional>

namespace portico {

/**
 * A version of a Python package, ordered as PEP 440 orders: epoch, release, pre, post, dev, local
 * label. Read leniently as the PEP says ("v1.0-RC.1" is "1.0rc1"). A number with more than 18
 * digits is no version.
 */
class PackageVersion
{
public:
    /** Nothing for what PEP 440 does not know. */
    static std::optional<PackageVersion> fromText(QStringView text);

    /** The normal form: "1!2.0rc1.post3.dev4+cu130". */
    QString text() const;
    /** The local label, "cu130"; empty without one. */
    QString local() const;

    bool isPreRelease() const { return m_preKind != PreKind::None || m_dev >= 0; }
    bool isPostRelease() const { return m_post >= 0; }

    /** Without local label; without everything behind the release. */
    PackageVersion withoutLocal() const;
    PackageVersion baseVersion() const;

    /** Whether the release begins with that of `prefix`, both of one epoch: "==2.7.*". */
    bool startsWith(const PackageVersion &prefix) const;
    /** Numbers in the release as it was written: 3 in "2.7.0". */
    qsizetype releaseLength() const { return m_release.size(); }
    /** The release without its last number: what "~=2.7.1" must begin with. */
    PackageVersion releaseParent() const;

    std::strong_ordering operator<=>(const PackageVersion &other) const;
    bool operator==(const PackageVersion &other) const { return std::is_eq(*this <=> other); }

private:
    enum class PreKind { Alpha, Beta, Candidate, None };

    qint64 m_epoch = 0;
    QList<qint64> m_release;
    PreKind m_preKind = PreKind::None;
    qint64 m_pre = 0;
    qint64 m_post = -1; ///< -1: none
    qint64 m_dev = -1;  ///< -1: none
    QList<QString> m_local;
};

} // namespace portico
