// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace portico {

/**
 * Watches a tar stream on its way to libarchive, and refuses what two readers could understand in
 * two ways or what must not be there (reliability.md A10, A11, A12, A15): wrong header sums,
 * negative sizes, a pax size that contradicts the header's, names over 1 MiB or with NUL bytes,
 * sparse files, unknown entry types, and a stream that ends before tar's own end mark (which
 * libarchive takes for a whole one).
 */
class TarCheck
{
public:
    explicit TarCheck(QString archive);

    /** Whether 512 bytes are a tar header: their sum is right. */
    static bool isHeader(QByteArrayView block);

    Result<> feed(QByteArrayView bytes);
    /** Call when the stream is over. */
    Result<> finish() const;

private:
    Result<> header();
    Result<> headerOfFile(char type);
    Result<> body();
    Result<> paxRecord(QByteArrayView key, QByteArrayView value);
    Result<> paxRecords();
    Error refused(const QString &why, const QString &detail) const;

    QString m_archive;
    QByteArray m_block;    ///< the header or body being collected
    qint64 m_wanted = 512; ///< how many bytes m_block needs
    qint64 m_skip = 0;     ///< data and padding still to pass over
    qint64 m_bodySize = 0; ///< of a pax or GNU name header; 0: a header is next
    char m_bodyType = 0;
    qint64 m_paxSize = -1;   ///< said by a pax header for the next file; -1: nothing
    bool m_hasEnded = false; ///< the first block of the end mark was seen
    qint64 m_afterEnd = 0;   ///< bytes behind it
};

} // namespace portico
