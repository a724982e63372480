// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace portico {

/** How a line came to its end. */
enum class LineEnd {
    Newline, ///< LF or CR LF
    Rewrite, ///< a lone CR: the next line redraws this one
    Stream,  ///< the stream ended without either
};

/** One line as it came, without its end. Valid only during the call it is given to. */
struct SplitLine
{
    QByteArrayView bytes;
    LineEnd end = LineEnd::Newline;
    qint64 cut = 0; ///< how many bytes past the limit were left out
};

/**
 * Cuts a byte stream into lines, one splitter for each stream. Memory stays at the limit however
 * long a line is: what passes the limit is counted and dropped. A CR at the end of a chunk waits
 * for the next byte, because it may belong to a CR LF.
 */
class LineSplitter
{
public:
    using Receiver = std::function<void(const SplitLine &)>;

    explicit LineSplitter(qsizetype limit = 16 * 1024);

    void feed(QByteArrayView bytes, const Receiver &receiver);
    /** Passes over the bytes; returns how many lines ended in them. Quick: for floods. */
    qint64 skip(QByteArrayView bytes);
    /** Gives out what is left when the stream has ended. */
    void finish(const Receiver &receiver);

    /** The begun line: a progress bar shows its newest frame here, before its CR comes. */
    QByteArrayView pending() const { return m_pending; }

private:
    void append(QByteArrayView bytes);
    void giveOut(LineEnd end, const Receiver &receiver);

    qsizetype m_limit;
    QByteArray m_pending;
    qint64 m_cut = 0;
    bool m_endsWithReturn = false;
};

} // namespace portico
