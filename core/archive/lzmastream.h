// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace portico {

/** Unpacks one raw LZMA stream, as a 7z's packed header is: `properties` are LZMA's own five bytes.
 *  Nothing if it does not come to exactly `size` bytes. */
std::optional<QByteArray> unpackLzma(const QByteArray &properties, const QByteArray &packed,
                                     qsizetype size);

} // namespace portico
