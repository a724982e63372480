// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/cryptoend.h"

#include <openssl/crypto.h>

namespace portico {

bool leaveCryptoToTheSystem()
{
    return OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr) == 1;
}

} // namespace portico
