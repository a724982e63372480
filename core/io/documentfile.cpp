// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/documentfile.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/platform/clonefile.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DocumentFile)
};

constexpr auto kSchema = "schema"_L1;
constexpr auto kWrittenBy = "writtenBy"_L1;

QString previousPath(const QString &path)
{
    return path + u".previous"_s;
}

bool isUnreadable(const Error &error)
{
    return error.code == ErrorCode::Corrupt || error.code == ErrorCode::InvalidInput;
}

Error newerError(const QString &path, const QJsonObject &content)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("%1 is not changed: a newer version wrote it (%2).")
                           .arg(QDir::toNativeSeparators(path),
                                content.value(kWrittenBy).toString(Text::tr("not named"))),
            .nextStep = Text::tr("Update Portico."),
            .detail = {}};
}

LoadedDocument loaded(const QJsonObject &content, LoadedDocument::Origin origin)
{
    LoadedDocument document;
    document.content = content;
    document.origin = origin;
    document.schema = document.content.take(kSchema).toInt();
    document.content.remove(kWrittenBy);
    return document;
}

/** Says about an unreadable file what is used instead. */
LoadedDocument fallBack(const QString &path, const Error &problem)
{
    const Result<QJsonObject> previous = readJsonObject(previousPath(path));
    LoadedDocument document =
        previous ? loaded(*previous, LoadedDocument::Origin::Previous) : LoadedDocument();
    document.problem = problem;
    document.problem->nextStep = previous
        ? Text::tr("The copy before it is used. The damaged file will be kept beside it.")
        : Text::tr("Defaults are used. The damaged file will be kept beside it.");
    return document;
}

} // namespace

DocumentFile::DocumentFile(QString path, int schema, FileAccess access)
    : m_path(std::move(path))
    , m_schema(schema)
    , m_access(access)
{ }

Result<LoadedDocument> DocumentFile::load() const
{
    sweepAtomicWrites(QFileInfo(m_path).absolutePath(), QFileInfo(m_path).fileName());
    const Result<QJsonObject> content = readJsonObject(m_path);
    if (!content) {
        if (content.error().code == ErrorCode::NotFound)
            return LoadedDocument();
        if (isUnreadable(content.error()))
            return fallBack(m_path, content.error());
        return content.error();
    }
    LoadedDocument document = loaded(*content, LoadedDocument::Origin::File);
    if (document.schema > m_schema) {
        document.isReadOnly = true;
        document.problem = newerError(m_path, *content);
    }
    return document;
}

Result<> DocumentFile::save(const QJsonObject &content) const
{
    if (const Result<> kept = keepOldState(); !kept)
        return kept;
    QJsonObject written = content;
    written[kSchema] = m_schema;
    written[kWrittenBy] = u"Portico " PORTICO_VERSION ""_s;
    return writeFileAtomically(m_path, jsonToBytes(written), m_access);
}

/** The file on disk as `.previous` if it is good, as `.bad-<time>` if it cannot be read. The name
 *  itself never goes meanwhile: a kill here leaves everything readable. */
Result<> DocumentFile::keepOldState() const
{
    const Result<QByteArray> bytes = readFile(m_path, JsonLimits().maxBytes);
    const Result<QJsonObject> old = bytes ? parseJsonObject(*bytes) : bytes.error();
    if (old) {
        if (old->value(kSchema).toInt() > m_schema)
            return newerError(m_path, *old);
        return writeFileAtomically(previousPath(m_path), *bytes, m_access);
    }
    if (old.error().code == ErrorCode::NotFound)
        return {};
    if (!isUnreadable(old.error()) || QFileInfo(m_path).isDir())
        return old.error();
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-hhmmss-zzz"_s);
    const QString aside = u"%1.bad-%2"_s.arg(m_path, time);
    Result<> kept = cloneFile(m_path, aside, CloneMethod::HardLink);
    if (!kept && kept.error().code == ErrorCode::Unsupported)
        kept = cloneFile(m_path, aside, CloneMethod::Copy);
    return kept ? syncFolder(QFileInfo(m_path).absolutePath()) : kept;
}

} // namespace portico
