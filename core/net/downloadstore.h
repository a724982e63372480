// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace portico {

/**
 * Where downloads lie:
 *
 *     <folder>/<sha256>/<file name>     finished; the name is kept because the kind of an archive
 *                                       may hang on it
 *     <folder>/<key>.part, .part.json   on the way; key: the demanded hash, else from the address
 *     <folder>/<key>.lock               held by the Portico that fetches it
 */
class DownloadStore
{
public:
    explicit DownloadStore(QString folder);

    const QString &folder() const { return m_folder; }
    static QString keyOf(const QUrl &url, const std::optional<Sha256> &sha256);
    QString partPath(const QString &key) const;
    QString statePath(const QString &key) const;
    QString lockPath(const QString &key) const;

    /** The finished file with that hash as its folder says; nobody looked into it yet. */
    std::optional<QString> finishedFile(const Sha256 &sha256) const;
    /** Removes one that turned out to be something else. */
    Result<> discardFinished(const Sha256 &sha256) const;

    /** Moves a complete, synced partial file to its place; returns the place. */
    Result<QString> commit(const QString &key, const Sha256 &sha256, const QUrl &url,
                           const JobContext &job) const;
    /** Removes the partial file and its state. */
    Result<> discardPart(const QString &key) const;

private:
    QString m_folder;
};

/** A file name out of an address that every system can hold; "download" if nothing is left. */
QString safeFileName(const QUrl &url);

/** Whether a name says that the file is an archive, so that a web page in its place is wrong. */
bool isArchiveName(const QString &name);

} // namespace portico
