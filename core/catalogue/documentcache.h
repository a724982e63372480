// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QUrl>

#include <optional>

namespace portico {

/** The most bytes an answer may have. */
inline constexpr qint64 kMostDocumentBytes = 16LL << 20;

/** An answer of a server that is kept on disk. */
struct KeptDocument
{
    QUrl url{};
    QByteArray bytes{};
    QByteArray etag{}; ///< for If-None-Match; may be empty
    QDateTime asked{}; ///< when it was last known to be right; UTC
};

/**
 * Answers of servers in a folder: one file each, written atomically, with the hash of its own
 * bytes, so that what is torn, cut or changed by hand is known and never used. Thread-safe; several
 * Porticos may use one folder. Nothing in it is trusted more than what the network says.
 */
class DocumentCache
{
public:
    explicit DocumentCache(QString folder);

    /** Nothing if it is not kept. Error (Corrupt): a file is there but cannot be used. */
    Result<std::optional<KeptDocument>> load(const QUrl &url) const;
    Result<> save(const KeptDocument &document) const;

    QString pathOf(const QUrl &url) const;
    const QString &folder() const { return m_folder; }

private:
    QString m_folder;
};

/** The folder of this person's kept answers: the variable PORTICO_CACHE_DIR, else the system's
 * place for what may be deleted at any time. */
QString cacheFolder();

} // namespace portico
