// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHashFunctions>
#include <QList>
#include <QString>

#include <optional>

namespace portico {

/**
 * The short name of an install: its folder under `installs/` and what `porticoctl` is given.
 * Lower-case letters, digits and '-', 1 to 40 characters, never a name that Windows reserves.
 */
class InstallId
{
public:
    InstallId() = default;
    /** The id if the text is one. */
    static std::optional<InstallId> fromString(QStringView text);
    /** An id made from a display name: "My Studio" gives "my-studio"; `taken` are avoided. */
    static InstallId fromName(const QString &name, const QList<InstallId> &taken);

    const QString &toString() const { return m_text; }
    bool isNull() const { return m_text.isEmpty(); }

    friend bool operator==(const InstallId &, const InstallId &) = default;
    friend auto operator<=>(const InstallId &a, const InstallId &b)
    {
        return a.m_text.compare(b.m_text) <=> 0;
    }
    friend size_t qHash(const InstallId &id, size_t seed = 0) { return qHash(id.m_text, seed); }

private:
    explicit InstallId(QString text);
    QString m_text;
};

/** A SHA-256 digest: 64 lower-case hexadecimal digits. */
class Sha256
{
public:
    Sha256() = default;
    /** Accepts upper case and the prefix "sha256:"; nothing else. */
    static std::optional<Sha256> fromHex(QStringView hex);

    const QString &toHex() const { return m_hex; }
    bool isNull() const { return m_hex.isEmpty(); }

    friend bool operator==(const Sha256 &, const Sha256 &) = default;
    friend size_t qHash(const Sha256 &hash, size_t seed = 0) { return qHash(hash.m_hex, seed); }

private:
    explicit Sha256(QString hex);
    QString m_hex;
};

} // namespace portico
