// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/distribution.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** The path of a RECORD row and what follows it; RECORD is CSV, so a path may stand in quotes. */
QByteArray pathOfRow(QByteArrayView row, QByteArrayView &rest)
{
    if (!row.startsWith('"')) {
        const qsizetype comma = row.indexOf(',');
        rest = comma < 0 ? QByteArrayView() : row.sliced(comma + 1);
        return (comma < 0 ? row : row.first(comma)).toByteArray();
    }
    QByteArray path;
    qsizetype i = 1;
    for (; i < row.size(); ++i) {
        if (row.at(i) == '"') {
            if (i + 1 >= row.size() || row.at(i + 1) != '"')
                break;
            ++i;
        }
        path += row.at(i);
    }
    rest = row.sliced(std::min(i + 2, row.size()));
    return path;
}

qint64 sizeOfRow(QByteArrayView rest)
{
    const qsizetype comma = rest.lastIndexOf(',');
    bool isNumber = false;
    const qint64 size = rest.sliced(comma + 1).toByteArray().trimmed().toLongLong(&isNumber);
    return isNumber && size >= 0 ? size : -1;
}

/** Made plain; empty for what is absolute, climbs out, or is bytecode. */
QByteArray checkedPath(QByteArray path)
{
    if (path.contains('\\'))
        path.replace('\\', '/'); // as old pips wrote it on Windows
    if (path.contains("./") || path.contains("//"))
        path = QDir::cleanPath(QString::fromUtf8(path)).toUtf8();
    if (path.isEmpty() || path.startsWith('/') || path.startsWith("..") || path.contains('\0')
        || (path.size() > 1 && path.at(1) == ':') || path.endsWith(".pyc"))
        return {};
    return path;
}

} // namespace

QList<RecordedFile> recordedFiles(const QByteArray &record)
{
    QList<RecordedFile> files;
    files.reserve(record.count('\n'));
    for (qsizetype begin = 0; begin < record.size() && files.size() < kMostRecordedFiles;) {
        qsizetype end = record.indexOf('\n', begin);
        end = end < 0 ? record.size() : end;
        QByteArrayView row = QByteArrayView(record).sliced(begin, end - begin);
        begin = end + 1;
        if (row.endsWith('\r'))
            row = row.chopped(1);
        QByteArrayView rest;
        const QByteArray path = checkedPath(pathOfRow(row, rest));
        if (!path.isEmpty())
            files += RecordedFile{.path = path, .size = rest.isEmpty() ? -1 : sizeOfRow(rest)};
    }
    return files;
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
