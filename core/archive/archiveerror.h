// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QByteArrayView>
#include <QString>

namespace portico {

/** The failures of reading an archive as sentences. `archive` is its path; `detail` is evidence. */

/** Refused: one entry is unsafe; `why` ends the sentence, as faultText() does. */
Error refusedEntry(const QString &archive, QByteArrayView entry, const QString &why);

/** Refused: the archive as a whole is unsafe. `why` is a whole sentence's end. */
Error refusedArchive(const QString &archive, const QString &why, const QString &detail = {});

/** Corrupt: the end is missing; fetch it again. */
Error incompleteArchive(const QString &archive, const QString &detail);

/** Corrupt: bytes in it are wrong; fetch it again. */
Error damagedArchive(const QString &archive, const QString &detail);

/** Unsupported: `why` ends the sentence, such as "is a web page". */
Error unsupportedArchive(const QString &archive, const QString &why, const QString &nextStep,
                         const QString &detail = {});

/** Unsupported: needs a password. */
Error encryptedArchive(const QString &archive);

} // namespace portico
