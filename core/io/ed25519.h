// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace portico {

inline constexpr qsizetype kEd25519KeySize = 32;       ///< bytes of a public key
inline constexpr qsizetype kEd25519SignatureSize = 64; ///< bytes

/**
 * Whether this is the key's Ed25519 signature (RFC 8032) over exactly these bytes; libcrypto's.
 * False, too, for a key or a signature of another length. Pure.
 */
bool isEd25519Signature(QByteArrayView signature, QByteArrayView message, QByteArrayView publicKey);

} // namespace portico
