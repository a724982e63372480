// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace portico {

/** SHA-256 over bytes as they come: libcrypto's, eight times as fast as QCryptographicHash. */
class Sha256Hasher
{
public:
    Sha256Hasher();
    Sha256Hasher(Sha256Hasher &&) noexcept;
    Sha256Hasher &operator=(Sha256Hasher &&) noexcept;
    ~Sha256Hasher();

    void add(QByteArrayView bytes);
    /** The digest of everything so far; more may be added after it. */
    Sha256 result() const;
    void reset();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

Sha256 sha256Of(QByteArrayView bytes);

/** Hashes a file; progress in bytes under `step`, which may be empty for no reports. Blocking. */
Result<Sha256> hashFile(const QString &path, const JobContext &job, const QString &step = {});

} // namespace portico
