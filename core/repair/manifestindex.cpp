// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/manifestindex.h"

#include "core/io/treemanifest.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace portico {

namespace {

constexpr size_t kColumns = 7; // kind, mode, size, digest or target, time, inode, path

std::string_view view(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<size_t>(bytes.size())};
}

template <typename Number>
bool readNumber(QByteArrayView text, Number &number, int base = 10)
{
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, base);
    return read.ec == std::errc() && read.ptr == end;
}

/** The opposite of what treemanifest.cpp writes. */
QByteArray unescaped(QByteArrayView bytes)
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
    return text;
}

std::optional<ManifestLine> lineFrom(QByteArrayView text)
{
    std::array<QByteArrayView, kColumns> columns;
    for (size_t i = 0; i + 1 < kColumns; ++i) {
        const qsizetype tab = text.indexOf('\t');
        if (tab < 0)
            return std::nullopt;
        columns.at(i) = text.first(tab);
        text = text.sliced(tab + 1);
    }
    columns.back() = text;
    ManifestLine line{
        .kind = columns[0].isEmpty() ? '?' : columns[0].front(),
        .content = columns[3],
        .path = columns[6],
    };
    const bool isWhole = columns[0].size() == 1 && !line.path.isEmpty()
        && QByteArrayView("fld").contains(line.kind) && readNumber(columns[1], line.mode, 8)
        && readNumber(columns[2], line.size) && readNumber(columns[4], line.mtimeNs)
        && readNumber(columns[5], line.inode);
    return isWhole ? std::optional(line) : std::nullopt;
}

} // namespace

ManifestIndex::ManifestIndex(QByteArray bytes)
    : m_bytes(std::move(bytes))
{ }

Result<ManifestIndex> ManifestIndex::read(QByteArray bytes)
{
    ManifestIndex index(std::move(bytes));
    QByteArrayView rest(index.m_bytes);
    // The header, a last line that is cut off, and every error with its words: the slow reader
    // knows.
    const auto refuse = [&index]() -> Result<ManifestIndex> {
        const Result<QList<ManifestEntry>> entries = manifestFromBytes(index.m_bytes);
        return entries ? manifestFromBytes({}).error() : entries.error();
    };
    const qsizetype header = rest.indexOf('\n');
    if (header < 0 || !rest.endsWith('\n') || !manifestFromBytes(index.m_bytes.first(header + 1)))
        return refuse();
    rest = rest.sliced(header + 1);
    const auto count = static_cast<size_t>(std::count(rest.begin(), rest.end(), '\n'));
    index.m_lines.reserve(count);
    index.m_table.reserve(count);
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('\n');
        std::optional<ManifestLine> line = lineFrom(rest.first(end));
        if (!line)
            return refuse();
        rest = rest.sliced(end + 1);
        if (line->path.contains('\\'))
            line->path = index.m_unescaped.emplace_back(unescaped(line->path));
        index.m_table.emplace(view(line->path), index.m_lines.size());
        index.m_lines.push_back(*line);
    }
    return index;
}

std::optional<size_t> ManifestIndex::find(QByteArrayView path) const
{
    const auto found = m_table.find(view(path));
    return found == m_table.end() ? std::nullopt : std::optional(found->second);
}

} // namespace portico
