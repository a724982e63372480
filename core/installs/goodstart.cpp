// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/goodstart.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostBytes = 100;

} // namespace

QDateTime lastGoodStart(const Library &library, const InstallId &id)
{
    const Result<QByteArray> bytes = readFile(library.goodStartFile(id), kMostBytes);
    return bytes ? QDateTime::fromString(QString::fromLatin1(*bytes).trimmed(), Qt::ISODateWithMs)
                 : QDateTime();
}

Result<> noteGoodStart(const Library &library, const InstallId &id, const QDateTime &time)
{
    return writeFileAtomically(library.goodStartFile(id),
                               time.toUTC().toString(Qt::ISODateWithMs).toLatin1() + '\n');
}

bool tellsFailedPack(QStringView line)
{
    return line.contains("(IMPORT FAILED)"_L1) || line.contains("(PRESTARTUP FAILED)"_L1);
}

} // namespace portico
