// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

/** A size of files for people, everywhere the same: "512 KiB", "1.9 GiB", by the locale. Any
 *  thread. */
QString sizeText(qint64 bytes);

/** A whole number for people, with its thousands apart where the locale writes them so; never for
 *  ports, versions and numbers of processes, which are names. Any thread. */
QString numberText(qint64 number);

} // namespace portico
