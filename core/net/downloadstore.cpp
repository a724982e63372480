// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/downloadstore.h"

#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/platform/durable.h"
#include "core/platform/filerules.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <utility>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestName = 100;

} // namespace

DownloadStore::DownloadStore(QString folder)
    : m_folder(std::move(folder))
{ }

QString DownloadStore::keyOf(const QUrl &url, const std::optional<Sha256> &sha256)
{
    if (sha256)
        return sha256->toHex();
    return u"url-"_s + sha256Of(url.toEncoded()).toHex().left(32);
}

QString DownloadStore::partPath(const QString &key) const
{
    return m_folder + u'/' + key + u".part"_s;
}

QString DownloadStore::statePath(const QString &key) const
{
    return m_folder + u'/' + key + u".part.json"_s;
}

QString DownloadStore::lockPath(const QString &key) const
{
    return m_folder + u'/' + key + u".lock"_s;
}

std::optional<QString> DownloadStore::finishedFile(const Sha256 &sha256) const
{
    const QDir place(m_folder + u'/' + sha256.toHex());
    const QStringList names = place.entryList(QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    if (names.isEmpty())
        return std::nullopt;
    return place.filePath(names.constFirst());
}

Result<> DownloadStore::discardFinished(const Sha256 &sha256) const
{
    while (const std::optional<QString> path = finishedFile(sha256)) {
        if (const Result<> removed = removeDurably(*path); !removed)
            return removed;
    }
    return {};
}

Result<QString> DownloadStore::commit(const QString &key, const Sha256 &sha256, const QUrl &url,
                                      const JobContext &job) const
{
    const QString place = m_folder + u'/' + sha256.toHex();
    const QString path = place + u'/' + safeFileName(url);
    if (const Result<> made = makeFolder(place); !made)
        return made.error();
    if (const Result<> synced = syncFolder(m_folder); !synced)
        return synced.error();
    if (const Result<> renamed = renameDurably(partPath(key), path, IfExists::Replace, job);
        !renamed)
        return renamed.error();
    if (const Result<> removed = removeDurably(statePath(key)); !removed)
        return removed.error();
    return path;
}

Result<> DownloadStore::discardPart(const QString &key) const
{
    // The state first: a part without it counts for nothing.
    if (const Result<> removed = removeDurably(statePath(key)); !removed)
        return removed;
    return removeDurably(partPath(key));
}

QString safeFileName(const QUrl &url)
{
    QString name;
    for (const QChar c : url.fileName(QUrl::FullyDecoded)) {
        const bool isPlain = c.isLetterOrNumber() || u"-_.+() "_s.contains(c);
        name +=
            isPlain && c.unicode() < 0x250 ? c : u'_'; // Latin letters survive every file system
    }
    name = name.right(kLongestName); // the end says what kind of file it is
    while (name.startsWith(u'.') || name.startsWith(u' ') || name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    if (name.isEmpty())
        return u"download"_s;
    return isPortableName(name) ? name : u"file-"_s + name;
}

bool isArchiveName(const QString &name)
{
    static constexpr std::array kEndings{".zip"_L1, ".7z"_L1,  ".001"_L1,  ".tar"_L1,
                                         ".gz"_L1,  ".tgz"_L1, ".xz"_L1,   ".txz"_L1,
                                         ".zst"_L1, ".bz2"_L1, ".tzst"_L1, ".whl"_L1};
    return std::any_of(kEndings.begin(), kEndings.end(), [&name](QLatin1StringView ending) {
        return name.endsWith(ending, Qt::CaseInsensitive);
    });
}

} // namespace portico
