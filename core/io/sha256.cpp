// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/sha256.h"

#include "core/io/cryptoend.h"
#include "core/io/ioerror.h"

#include <QFile>

#include <array>
#include <openssl/evp.h>
#include <vector>

namespace portico {

namespace {

constexpr qint64 kBlock = 1 << 20;

[[maybe_unused]] const bool isLeftToTheSystem = leaveCryptoToTheSystem();

struct FreeDigest
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

} // namespace

struct Sha256Hasher::Context
{
    Digest digest{EVP_MD_CTX_new()};
};

Sha256Hasher::Sha256Hasher()
    : m_context(std::make_unique<Context>())
{
    reset();
}

Sha256Hasher::Sha256Hasher(Sha256Hasher &&) noexcept = default;
Sha256Hasher &Sha256Hasher::operator=(Sha256Hasher &&) noexcept = default;
Sha256Hasher::~Sha256Hasher() = default;

void Sha256Hasher::reset()
{
    if (EVP_DigestInit_ex(m_context->digest.get(), EVP_sha256(), nullptr) != 1)
        qFatal("libcrypto has no SHA-256");
}

void Sha256Hasher::add(QByteArrayView bytes)
{
    EVP_DigestUpdate(m_context->digest.get(), bytes.data(), static_cast<size_t>(bytes.size()));
}

Sha256 Sha256Hasher::result() const
{
    const Digest copy(EVP_MD_CTX_new()); // the end is final, and more may come
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    if (EVP_MD_CTX_copy_ex(copy.get(), m_context->digest.get()) != 1
        || EVP_DigestFinal_ex(copy.get(), bytes.data(), &size) != 1)
        return {};
    const QByteArray hex = QByteArray(reinterpret_cast<const char *>(bytes.data()), size).toHex();
    return Sha256::fromHex(QString::fromLatin1(hex)).value_or(Sha256());
}

Sha256 sha256Of(QByteArrayView bytes)
{
    Sha256Hasher hasher;
    hasher.add(bytes);
    return hasher.result();
}

Result<Sha256> hashFile(const QString &path, const JobContext &job, const QString &step)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileError(FileAct::Read, path, lastSystemError());
    std::vector<char> block(
        static_cast<size_t>(std::min(kBlock, std::max<qint64>(file.size(), 1))));
    Sha256Hasher hasher;
    Progress progress{.step = step, .done = 0, .total = file.size(), .unit = ProgressUnit::Bytes};
    for (;;) {
        if (job.isCancelled())
            return cancelledError();
        const qint64 count = file.read(block.data(), static_cast<qint64>(block.size()));
        if (count < 0)
            return fileError(FileAct::Read, file);
        if (count == 0)
            return hasher.result();
        hasher.add({block.data(), count});
        progress.done += count;
        if (!step.isEmpty())
            job.report(progress);
    }
}

} // namespace portico
