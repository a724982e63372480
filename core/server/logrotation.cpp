// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logrotation.h"

#include <KCompressionDevice>
#include <QFile>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 chunkSize = 256 * 1024;

/** "x.log" and 2 give "x.2.log". */
QString olderName(const QString &file, int age)
{
    QString name = file;
    return name.insert(name.lastIndexOf(u'.'), u".%1"_s.arg(age));
}

bool copyCompressed(QFile &from, const QString &to)
{
    KCompressionDevice device(to, KCompressionDevice::GZip);
    if (!device.open(QIODevice::WriteOnly))
        return false;
    while (!from.atEnd()) {
        const QByteArray bytes = from.read(chunkSize);
        if (bytes.isEmpty() || device.write(bytes) != bytes.size())
            return false;
    }
    device.close();
    return device.error() == QFileDevice::NoError;
}

void compress(const QString &file)
{
    QFile plain(file);
    const QString part = file + u".gz.part"_s;
    const bool isDone = plain.open(QIODevice::ReadOnly) && copyCompressed(plain, part);
    if (isDone && QFile::rename(part, file + u".gz"_s))
        plain.remove();
    else
        QFile::remove(part);
}

} // namespace

void rotateLogs(const QString &file, int files)
{
    for (const QString &ending : {QString(), u".gz"_s}) {
        QFile::remove(olderName(file, files - 1) + ending);
        for (int age = files - 2; age >= 1; --age)
            QFile::rename(olderName(file, age) + ending, olderName(file, age + 1) + ending);
    }
    if (files < 2) {
        QFile::remove(file);
        return;
    }
    if (QFile::rename(file, olderName(file, 1)))
        compress(olderName(file, 1));
}

} // namespace portico
