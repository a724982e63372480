// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/platform/filehandle.h"

#include <QByteArrayView>
#include <QString>

#include <span>

namespace portico {

/**
 * A file that several threads read and write at once, each at its own offset: a download that
 * arrives in several ranges. Every function but the move is thread-safe. Movable; the destructor
 * closes and leaves the file.
 */
class PositionedFile
{
public:
    /** Opens for reading and writing; makes the file when it is missing. Never follows a link. */
    static Result<PositionedFile> open(const QString &path);

    /** Writes all bytes there or fails. */
    Result<> writeAt(qint64 offset, QByteArrayView bytes) const;
    /** Reads up to the span's size from there; 0 at the end of the file. */
    Result<qint64> readAt(qint64 offset, std::span<char> into) const;
    Result<qint64> size() const;
    /** Cuts or lengthens (with a hole) to that size. */
    Result<> resize(qint64 size) const;
    /** Flushes the data to the disk itself. */
    Result<> sync() const;

private:
    PositionedFile(qintptr handle, QString path)
        : m_handle(handle)
        , m_path(std::move(path))
    { }

    FileHandle m_handle;
    QString m_path;
};

} // namespace portico
