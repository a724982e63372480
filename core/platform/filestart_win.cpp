// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/filestart.h"

#include <QFile>
#include <QFileInfo>

namespace portico {

QByteArray readFileStart(const QByteArray &path, qint64 most)
{
    QFile file(QString::fromUtf8(path));
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    return file.read(std::min(most, file.size()));
}

} // namespace portico
