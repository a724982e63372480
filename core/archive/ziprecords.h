// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace portico {

/** One entry of a zip that is being written, and its records. Format: PKWARE APPNOTE 6.3.10. */
struct ZipRecord
{
    enum class Kind { File, Folder, Link };
    enum class Sizes {
        AreKnown,
        ComeLater, ///< they stand behind the data, too
    };

    QByteArray name{}; ///< UTF-8; a folder's ends with '/'
    int mode = 0644;
    Kind kind = Kind::File;
    quint64 size = 0;     ///< known from the beginning
    QByteArray content{}; ///< of a link: where it leads
    quint64 offset = 0;   ///< of its local header
    quint64 packedSize = 0;
    quint32 checksum = 0;

    /** It is stored as it is. */
    void store(const QByteArray &bytes);
    void store(const QByteArray &bytes, quint32 crc);
    /** It is deflated, in parts that append() counts. */
    void deflate(Sizes sizes);
    void append(qsizetype packed, quint32 crc, qsizetype bytes);

    QByteArray localHeader() const;
    QByteArray descriptor() const;
    QByteArray centralHeader() const;

    bool isDeflated = false; ///< of deflate()
    bool comesLater = false; ///< of deflate()
};

/** What stands at the end of a zip, with zip64's records where they are needed. Pure. */
QByteArray zipEnd(quint64 entries, quint64 directoryOffset, quint64 directorySize);

} // namespace portico
