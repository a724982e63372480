// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/treemanifest.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TreeManifest)
};

constexpr QByteArrayView kHeader = "portico-manifest 1";
constexpr qsizetype kColumns = 7; // kind, mode, size, digest or target, time, inode, path

/** Tabs and line ends are in no honest path, but they must not break the format. */
QByteArray escaped(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    return bytes.replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r");
}

QString unescaped(QByteArrayView bytes)
{
    QByteArray text;
    text.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        char c = bytes.at(i);
        if (c == '\\' && i + 1 < bytes.size()) {
            c = bytes.at(++i);
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
        }
        text += c;
    }
    return QString::fromUtf8(text);
}

char letterOf(ManifestEntry::Kind kind)
{
    switch (kind) {
    case ManifestEntry::Kind::File:
        return 'f';
    case ManifestEntry::Kind::Link:
        return 'l';
    case ManifestEntry::Kind::Folder:
        return 'd';
    }
    return '?';
}

std::optional<ManifestEntry> entryFromLine(const QByteArray &line)
{
    const QList<QByteArray> columns = line.split('\t');
    if (columns.size() != kColumns || columns.at(0).size() != 1)
        return std::nullopt;
    ManifestEntry entry;
    bool areNumbers[4] = {};
    entry.mode = columns.at(1).toInt(&areNumbers[0], 8);
    entry.size = columns.at(2).toLongLong(&areNumbers[1]);
    entry.mtimeNs = columns.at(4).toLongLong(&areNumbers[2]);
    entry.inode = columns.at(5).toULongLong(&areNumbers[3]);
    entry.path = unescaped(columns.at(6));
    if (!std::all_of(std::begin(areNumbers), std::end(areNumbers), [](bool is) { return is; })
        || entry.path.isEmpty())
        return std::nullopt;
    switch (columns.at(0).front()) {
    case 'f': {
        const auto digest = Sha256::fromHex(QString::fromLatin1(columns.at(3)));
        if (!digest)
            return std::nullopt;
        entry.sha256 = *digest;
        return entry;
    }
    case 'l':
        entry.kind = ManifestEntry::Kind::Link;
        entry.linkTarget = unescaped(columns.at(3));
        return entry;
    case 'd':
        entry.kind = ManifestEntry::Kind::Folder;
        return entry;
    default:
        return std::nullopt;
    }
}

Error brokenError(qsizetype line)
{
    return {.code = ErrorCode::Corrupt,
            .message = Text::tr("The list of an install's files is damaged in line %1.").arg(line),
            .nextStep = Text::tr("Check the install's files to make a new list."),
            .detail = {}};
}

} // namespace

bool isManifestPath(QStringView path)
{
    for (const QStringView name : path.split(u'/')) {
        if (name == "__pycache__"_L1 || name == ".git"_L1)
            return false;
    }
    return true;
}

QByteArray manifestToBytes(QList<ManifestEntry> entries)
{
    std::sort(entries.begin(), entries.end(),
              [](const ManifestEntry &a, const ManifestEntry &b) { return a.path < b.path; });
    QByteArray bytes = kHeader.toByteArray() + '\n';
    for (const ManifestEntry &entry : entries) {
        const QByteArray content = entry.kind == ManifestEntry::Kind::Link
            ? escaped(entry.linkTarget)
            : entry.sha256.toHex().toLatin1();
        bytes += letterOf(entry.kind);
        bytes += '\t' + QByteArray::number(entry.mode, 8) + '\t' + QByteArray::number(entry.size)
            + '\t' + content + '\t' + QByteArray::number(entry.mtimeNs) + '\t'
            + QByteArray::number(entry.inode) + '\t' + escaped(entry.path) + '\n';
    }
    return bytes;
}

Result<QList<ManifestEntry>> manifestFromBytes(const QByteArray &bytes)
{
    QList<QByteArray> lines = bytes.split('\n');
    if (lines.constFirst() != kHeader)
        return brokenError(1);
    if (lines.size() < 2 || !lines.constLast().isEmpty()) // the last line feed is missing: cut off
        return brokenError(lines.size());
    lines.removeLast();
    QList<ManifestEntry> entries;
    entries.reserve(lines.size());
    for (qsizetype line = 1; line < lines.size(); ++line) {
        const auto entry = entryFromLine(lines.at(line));
        if (!entry)
            return brokenError(line + 1);
        entries += *entry;
    }
    return entries;
}

} // namespace portico
