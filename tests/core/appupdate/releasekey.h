// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/ed25519.h"

#include <QByteArray>

#include <array>
#include <memory>
#include <openssl/evp.h>

namespace portico {

/** A key pair made on the spot, as the authors of a release have one. */
class ReleaseKey
{
public:
    ReleaseKey()
        : m_key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"))
    { }

    QByteArray publicKey() const
    {
        std::array<unsigned char, kEd25519KeySize> bytes{};
        size_t size = bytes.size();
        EVP_PKEY_get_raw_public_key(m_key.get(), bytes.data(), &size);
        return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(size)};
    }

    QByteArray sign(const QByteArray &document) const
    {
        const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
        std::array<unsigned char, kEd25519SignatureSize> bytes{};
        size_t size = bytes.size();
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get());
        EVP_DigestSign(context.get(), bytes.data(), &size,
                       reinterpret_cast<const unsigned char *>(document.data()),
                       static_cast<size_t>(document.size()));
        return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(size)};
    }

    /** A line of portico-update.json.sig. */
    QByteArray line(const QByteArray &document) const
    {
        return publicKey().toHex() + ' ' + sign(document).toHex() + '\n';
    }

private:
    struct FreeKey
    {
        void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    };
    struct FreeDigest
    {
        void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_PKEY, FreeKey> m_key;
};

} // namespace portico
