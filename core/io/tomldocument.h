// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace portico {

/**
 * A TOML document that remembers where its keys stand and what is a whole number. Values are
 * QString, qint64, double, bool, QVariantList and QVariantMap; dates and times become their text as
 * Python writes it: "2026-11-21 10:00:00+00:00".
 */
struct TomlDocument
{
    QVariantMap content{};
    QHash<QStringList, int> lines{}; ///< by the names that lead to a key; lists are not entered

    /** Of a key, or of the nearest one above it; 1 where there is none. */
    int lineOf(QStringList path) const;
};

/** As parseToml(), which see for errors. */
Result<TomlDocument> parseTomlDocument(const QByteArray &bytes, const QString &name);

/** The text of such a tree, keys in alphabetical order. */
QByteArray tomlToBytes(const QVariantMap &content);

} // namespace portico
