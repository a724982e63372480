// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/libcversion.h"

#include <QByteArray>

#include <unistd.h>

namespace portico {

QString glibcVersion()
{
#ifdef _CS_GNU_LIBC_VERSION
    QByteArray text(64, '\0');
    const size_t size =
        confstr(_CS_GNU_LIBC_VERSION, text.data(), static_cast<size_t>(text.size()));
    if (size > 0 && size <= static_cast<size_t>(text.size())) {
        text.truncate(static_cast<qsizetype>(size) - 1);
        const QByteArray name = "glibc ";
        return text.startsWith(name) ? QString::fromLatin1(text.mid(name.size())) : QString();
    }
#endif
    return {};
}

} // namespace portico
