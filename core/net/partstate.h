// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/net/byteranges.h"
#include "core/net/httpheaders.h"

#include <QUrl>

#include <optional>

namespace portico {

/** What `<key>.part.json` says about the partial file beside it. */
struct PartState
{
    QUrl url;
    Validator validator;
    qint64 size = -1;        ///< -1 while unknown
    QList<ByteRange> ranges; ///< on the disk for sure
    Sha256 sha256;           ///< of the complete file; null before
};

/** Written atomically and durably. */
Result<> writePartState(const QString &path, const PartState &state);

/** Nothing if there is none or it makes no sense: then the download begins anew. */
std::optional<PartState> readPartState(const QString &path);

} // namespace portico
