// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/lzmastream.h"

#include <QtEndian>

#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace portico {

std::optional<QByteArray> unpackLzma(const QByteArray &properties, const QByteArray &packed,
                                     qsizetype size)
{
    if (properties.size() != 5)
        return std::nullopt;
    // Properties, size and stream are what an old .lzma file is, which libarchive reads.
    QByteArray file = properties + QByteArray(8, '\0') + packed;
    qToLittleEndian<quint64>(static_cast<quint64>(size), file.data() + 5);
    const std::unique_ptr<archive, int (*)(archive *)> reader(archive_read_new(),
                                                              archive_read_free);
    archive_entry *entry = nullptr;
    const bool isOpen = archive_read_support_format_raw(reader.get()) == ARCHIVE_OK
        && archive_read_append_filter(reader.get(), ARCHIVE_FILTER_LZMA) == ARCHIVE_OK
        && archive_read_open_memory(reader.get(), file.constData(),
                                    static_cast<size_t>(file.size()))
            == ARCHIVE_OK
        && archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK;
    if (!isOpen)
        return std::nullopt;
    QByteArray result(size, Qt::Uninitialized);
    for (qsizetype done = 0; done < size;) {
        const la_ssize_t got =
            archive_read_data(reader.get(), result.data() + done, static_cast<size_t>(size - done));
        if (got <= 0)
            return std::nullopt;
        done += got;
    }
    return result;
}

} // namespace portico
