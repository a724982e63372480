// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/distribution.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** One row: RECORD is CSV, so a path may stand in quotes. */
struct Row
{
    QByteArrayView path;
    QByteArrayView rest;
    QByteArray unquoted; ///< the path where it stood in quotes
};

Row rowOf(QByteArrayView line)
{
    Row row;
    if (!line.startsWith('"')) {
        const qsizetype comma = line.indexOf(',');
        row.path = comma < 0 ? line : line.first(comma);
        row.rest = comma < 0 ? QByteArrayView() : line.sliced(comma + 1);
        return row;
    }
    qsizetype i = 1;
    for (; i < line.size(); ++i) {
        if (line.at(i) == '"') {
            if (i + 1 >= line.size() || line.at(i + 1) != '"')
                break;
            ++i;
        }
        row.unquoted += line.at(i);
    }
    row.path = row.unquoted;
    row.rest = line.sliced(std::min(i + 2, line.size()));
    return row;
}

/** The number behind the last comma; -1 where there is none. */
qint64 sizeOf(QByteArrayView rest)
{
    qint64 size = 0;
    qint64 digit = 1;
    qsizetype i = rest.size();
    for (; i > 0 && rest.at(i - 1) >= '0' && rest.at(i - 1) <= '9'; --i, digit *= 10) {
        if (rest.size() - i > 16)
            return -1;
        size += digit * (rest.at(i - 1) - '0');
    }
    return i < rest.size() && i > 0 && rest.at(i - 1) == ',' ? size : -1;
}

/** Whether it is written in the plain way, as all but very old tools do. */
bool isPlain(QByteArrayView path)
{
    char before = '/';
    for (const char c : path) {
        if (c == '\\' || c == '\0' || (c == '/' && (before == '/' || before == '.')))
            return false;
        before = c;
    }
    return true;
}

/** Whether it stays inside site-packages. */
bool isInside(QByteArrayView path)
{
    return !path.isEmpty() && !path.startsWith('/') && !path.startsWith("..")
        && !path.contains('\0') && (path.size() < 2 || path.at(1) != ':');
}

} // namespace

void readRecord(const QByteArray &record, Distribution &distribution)
{
    distribution.texts += record;
    const QByteArrayView text = distribution.texts.constLast();
    QList<RecordedFile> &files = distribution.files;
    files.reserve(std::min<qsizetype>(text.count('\n'), kMostRecordedFiles));
    for (qsizetype begin = 0; begin < text.size() && files.size() < kMostRecordedFiles;) {
        qsizetype end = text.indexOf('\n', begin);
        end = end < 0 ? text.size() : end;
        QByteArrayView line = text.sliced(begin, end - begin);
        begin = end + 1;
        if (line.endsWith('\r'))
            line = line.chopped(1);
        const Row row = rowOf(line);
        QByteArrayView path = row.path;
        if (path.endsWith(".pyc"))
            continue;
        if (!row.unquoted.isNull() || !isPlain(path)) {
            const QString odd = QString::fromUtf8(path).replace(u'\\', u'/');
            distribution.texts += QDir::cleanPath(odd).toUtf8();
            path = distribution.texts.constLast();
        }
        if (isInside(path))
            files += RecordedFile{.path = path, .size = sizeOf(row.rest)};
    }
}

QStringList eggNeeds(const QByteArray &requiresText)
{
    QStringList needs;
    QString marker;
    bool isExtra = false;
    for (const QByteArray &bytes : requiresText.split('\n')) {
        const QString line = QString::fromUtf8(bytes).trimmed();
        if (line.isEmpty() || line.startsWith(u'#') || needs.size() >= kMostNeeds)
            continue;
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            const QString section = line.mid(1, line.size() - 2);
            isExtra = !section.section(u':', 0, 0).isEmpty();
            marker = section.section(u':', 1);
        } else if (!isExtra) {
            needs += marker.isEmpty() ? line : u"%1; %2"_s.arg(line, marker);
        }
    }
    return needs;
}

} // namespace portico
