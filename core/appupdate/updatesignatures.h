// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/appupdate/updatechannel.h"

namespace portico {

/** Signatures are a small file: a bigger one is refused before it is read to its end. */
inline constexpr qint64 kMostSignatureBytes = 16 << 10;

/**
 * Whether enough of the channel's keys have signed exactly these bytes. `signatures` is the text
 * beside the document: one line for each, "<key> <signature>" in hexadecimal digits. A key counts
 * once however often it signed; lines of other keys are passed over, as a release may be signed
 * for older and newer programs at once. Errors: InvalidInput for other lines; Refused when it is
 * not enough. Pure.
 */
Result<> checkSignatures(const QByteArray &document, const QByteArray &signatures,
                         const UpdateChannel &channel);

} // namespace portico
