// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/documentcache.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/sha256.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DocumentCache)
};

constexpr qsizetype kMostHead = 16 << 10;

/*
 * A file is one line of JSON about the document, then the document, byte for byte:
 *     {"asked":"2026-11-21T09:00:00Z","etag":"W/\"…\"","sha256":"…","url":"https://…"}
 */
QByteArray toBytes(const KeptDocument &document)
{
    const QJsonObject head{{u"url"_s, document.url.toString(QUrl::FullyEncoded)},
                           {u"etag"_s, QString::fromLatin1(document.etag)},
                           {u"asked"_s, document.asked.toUTC().toString(Qt::ISODateWithMs)},
                           {u"sha256"_s, sha256Of(document.bytes).toHex()}};
    return QJsonDocument(head).toJson(QJsonDocument::Compact) + '\n' + document.bytes;
}

std::optional<KeptDocument> fromBytes(const QByteArray &bytes, const QUrl &url)
{
    const qsizetype end = bytes.left(kMostHead).indexOf('\n');
    if (end < 0)
        return std::nullopt;
    const auto head = parseJsonObject(bytes.left(end), {.maxBytes = kMostHead, .maxDepth = 2});
    if (!head)
        return std::nullopt;
    KeptDocument document{
        .url = url,
        .bytes = bytes.mid(end + 1),
        .etag = head->value("etag"_L1).toString().toLatin1(),
        .asked = QDateTime::fromString(head->value("asked"_L1).toString(), Qt::ISODateWithMs)};
    const auto sha256 = Sha256::fromHex(head->value("sha256"_L1).toString());
    const bool isRight = head->value("url"_L1).toString() == url.toString(QUrl::FullyEncoded)
        && document.asked.isValid() && sha256 && *sha256 == sha256Of(document.bytes);
    if (!isRight)
        return std::nullopt;
    // The value goes into the head of a request: nothing but what an ETag may have.
    for (const char c : std::as_const(document.etag)) {
        if (c < 0x21 || c > 0x7e)
            return std::nullopt;
    }
    return document;
}

} // namespace

DocumentCache::DocumentCache(QString folder)
    : m_folder(std::move(folder))
{ }

QString DocumentCache::pathOf(const QUrl &url) const
{
    return m_folder + u'/' + sha256Of(url.toEncoded()).toHex().left(32) + ".answer"_L1;
}

Result<std::optional<KeptDocument>> DocumentCache::load(const QUrl &url) const
{
    const QString path = pathOf(url);
    const Result<QByteArray> bytes = readFile(path, kMostDocumentBytes + kMostHead);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return std::optional<KeptDocument>();
    const auto document = bytes ? fromBytes(*bytes, url) : std::nullopt;
    if (document)
        return document;
    return Error{.code = ErrorCode::Corrupt,
                 .message =
                     Text::tr("What was kept of %1 is damaged and is not used.").arg(url.host()),
                 .nextStep = Text::tr("Nothing has to be done: it is asked for again."),
                 .detail = QDir::toNativeSeparators(path)
                     + (bytes ? QString() : u": "_s + bytes.error().message)};
}

Result<> DocumentCache::save(const KeptDocument &document) const
{
    const Result<> made = makeFolder(m_folder);
    if (!made)
        return made;
    return writeFileAtomically(pathOf(document.url), toBytes(document));
}

QString cacheFolder()
{
    const QString chosen = qEnvironmentVariable("PORTICO_CACHE_DIR");
    if (!chosen.isEmpty())
        return QDir(chosen).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/portico"_L1;
}

} // namespace portico
