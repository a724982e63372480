// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

namespace portico {

/**
 * Where this program hears of its updates, and whose word counts. It is compiled in (CMake:
 * PORTICO_UPDATE_ADDRESS, PORTICO_UPDATE_KEYS, PORTICO_UPDATE_THRESHOLD), never a setting: who
 * could change it could give the person any program.
 */
struct UpdateChannel
{
    QUrl address;           ///< of portico-update.json; its signatures lie beside it, with ".sig"
    QList<QByteArray> keys; ///< Ed25519 public keys, 32 bytes each; none twice
    int threshold = 1;      ///< so many of them must have signed

    bool isEmpty() const { return keys.isEmpty() || address.isEmpty(); }
    /** Names the keys and the threshold in one word: what was trusted under other keys counts anew.
     */
    QString keyName() const;
};

/** The keys as 64 hexadecimal digits each, split by ','. Empty keys give an empty channel. Error:
 *  InvalidInput for a key that is none or comes twice, or a threshold that they cannot reach. */
Result<UpdateChannel> readUpdateChannel(const QString &address, const QString &keys, int threshold);

/** The one that was compiled in; empty in a build without a release key. */
Result<UpdateChannel> builtInChannel();

} // namespace portico
