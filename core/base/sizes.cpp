// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/sizes.h"

#include <QLocale>

namespace portico {

QString sizeText(qint64 bytes)
{
    constexpr qint64 oneMebibyte = 1 << 20;
    return QLocale().formattedDataSize(bytes, bytes < oneMebibyte ? 0 : 1,
                                       QLocale::DataSizeIecFormat);
}

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

} // namespace portico
