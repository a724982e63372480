// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace portico {

/**
 * What uv noted of a package's metadata in its cache during a resolution: its requirements as
 * written. uv leaves excluded packages out of all that it prints, so nobody else tells which
 * package asked for which torch without another download. The format is uv's own (an array of
 * name, version, requirements, ... in MessagePack): nothing when it is not as expected, or not
 * there. A few small reads.
 */
std::optional<QStringList> notedNeeds(const QString &cacheFolder, const QString &name,
                                      const QString &version);

/** The same of one note's bytes. Pure. */
std::optional<QStringList> needsInNote(const QByteArray &bytes, const QString &name,
                                       const QString &version);

} // namespace portico
