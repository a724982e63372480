// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/linesplitter.h"

#include <algorithm>

namespace portico {

LineSplitter::LineSplitter(qsizetype limit)
    : m_limit(limit)
{
    m_pending.reserve(limit);
}

void LineSplitter::feed(QByteArrayView bytes, const Receiver &receiver)
{
    while (!bytes.isEmpty()) {
        if (m_endsWithReturn) {
            m_endsWithReturn = false;
            const bool isNewline = bytes.front() == '\n';
            giveOut(isNewline ? LineEnd::Newline : LineEnd::Rewrite, receiver);
            bytes = bytes.sliced(isNewline ? 1 : 0);
            continue;
        }
        const auto end = std::find_if(bytes.begin(), bytes.end(),
                                      [](char byte) { return byte == '\n' || byte == '\r'; });
        append(bytes.first(end - bytes.begin()));
        if (end == bytes.end())
            return;
        if (*end == '\n')
            giveOut(LineEnd::Newline, receiver);
        else
            m_endsWithReturn = true;
        bytes = bytes.sliced(end - bytes.begin() + 1);
    }
}

qint64 LineSplitter::skip(QByteArrayView bytes)
{
    const qsizetype last = bytes.lastIndexOf('\n');
    if (last < 0)
        return 0; // in the middle of a line, whose rest is not wanted either
    const qint64 lines = bytes.first(last + 1).count('\n');
    m_pending.resize(0);
    m_cut = 0;
    m_endsWithReturn = false;
    append(bytes.sliced(last + 1));
    return lines;
}

void LineSplitter::finish(const Receiver &receiver)
{
    if (m_endsWithReturn || !m_pending.isEmpty())
        giveOut(m_endsWithReturn ? LineEnd::Rewrite : LineEnd::Stream, receiver);
    m_endsWithReturn = false;
}

void LineSplitter::append(QByteArrayView bytes)
{
    const qsizetype room = std::min(bytes.size(), m_limit - m_pending.size());
    m_pending.append(bytes.first(room));
    m_cut += bytes.size() - room;
}

void LineSplitter::giveOut(LineEnd end, const Receiver &receiver)
{
    receiver({.bytes = m_pending, .end = end, .cut = m_cut});
    m_pending.resize(0); // keeps its memory
    m_cut = 0;
}

} // namespace portico
