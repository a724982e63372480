// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/ed25519.h"

#include "core/io/cryptoend.h"

#include <memory>
#include <openssl/evp.h>

namespace portico {

namespace {

[[maybe_unused]] const bool isLeftToTheSystem = leaveCryptoToTheSystem();

struct FreeKey
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};

struct FreeDigest
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

const unsigned char *octets(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

} // namespace

bool isEd25519Signature(QByteArrayView signature, QByteArrayView message, QByteArrayView publicKey)
{
    if (publicKey.size() != kEd25519KeySize || signature.size() != kEd25519SignatureSize)
        return false;
    const std::unique_ptr<EVP_PKEY, FreeKey> key(EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nullptr, octets(publicKey), static_cast<size_t>(publicKey.size())));
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    if (!key || !context
        || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1)
        return false;
    return EVP_DigestVerify(context.get(), octets(signature), static_cast<size_t>(signature.size()),
                            octets(message), static_cast<size_t>(message.size()))
        == 1;
}

} // namespace portico
