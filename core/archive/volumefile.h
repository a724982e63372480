// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QFile>
#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>
#include <vector>

namespace portico {

/**
 * An archive's bytes, held open from the first look to the last byte: one file, or the parts
 * `name.001`, `name.002`, ... of a split one read as one. Thread-safe.
 */
class VolumeFile
{
public:
    /** Without `further` volumes, those beside a `.001` are taken. Errors: NotFound,
     *  PermissionDenied, Io; Usage when a later part is given. */
    static Result<std::shared_ptr<VolumeFile>> open(const QString &path,
                                                    const QStringList &further = {});

    const QString &path() const { return m_path; }
    qint64 size() const { return m_size; }
    bool isSplit() const { return m_parts.size() > 1; }
    /** The name that the part after the last one would have; null for a single file. */
    QString nextPartName() const;

    /** Up to `length` bytes at `offset`; fewer only at the end. */
    Result<qint64> readAt(qint64 offset, char *data, qint64 length) const;
    /** The same as a value. */
    Result<QByteArray> bytesAt(qint64 offset, qint64 length) const;

    /** Whether size or time of a part changed since it was opened. */
    bool hasChanged() const;

private:
    struct Part
    {
        std::unique_ptr<QFile> file;
        qint64 start = 0;
        qint64 size = 0;
        QDateTime modified;
    };

    explicit VolumeFile(QString path);
    Result<> addPart(const QString &path);

    QString m_path;
    qint64 m_size = 0;
    std::vector<Part> m_parts;
    mutable std::mutex m_mutex; ///< each part has one position
};

} // namespace portico
