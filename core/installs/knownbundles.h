// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QString>
#include <QUrl>

#include <optional>

namespace portico {

/** What was once downloaded from an address that publishes no hash. */
struct KnownBundle
{
    Sha256 sha256;
    qint64 size = 0;
    QDateTime seen; ///< for the first time; UTC

    friend bool operator==(const KnownBundle &, const KnownBundle &) = default;
};

/**
 * The hashes that Portico computed itself, by address (without user, query and fragment), because
 * nobody published one: trust on first use. A document of the library, written atomically; several
 * Porticos may write it.
 */
class KnownBundles
{
public:
    /** `path` is Library::knownBundles(). */
    explicit KnownBundles(QString path);

    /** Nothing if the address is new. Error: the document is there and cannot be read. */
    Result<std::optional<KnownBundle>> find(const QUrl &address) const;
    /** Replaces what was known of the address. */
    Result<> remember(const QUrl &address, const KnownBundle &bundle, const JobContext &job) const;

private:
    QString m_path;
};

/** A download that is not what the address gave before: Refused. */
Error changedBundleError(const QUrl &address, const KnownBundle &known, const Sha256 &found);

} // namespace portico
