// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/plaintext.h"

#include <algorithm>

namespace portico {

namespace {

bool isHarmless(QChar c)
{
    const char16_t code = c.unicode();
    if (code == u'\n' || code == u'\t')
        return true;
    const bool isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const bool turnsDirection = code == 0x61c || code == 0x200e || code == 0x200f
        || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return !isControl && !turnsDirection && code != 0xfeff;
}

} // namespace

QString plainText(const QString &text)
{
    QString plain(text.size(), Qt::Uninitialized);
    const auto end = std::copy_if(text.begin(), text.end(), plain.begin(), isHarmless);
    plain.truncate(end - plain.begin());
    return plain;
}

} // namespace portico
