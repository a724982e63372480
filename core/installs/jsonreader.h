// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <optional>

namespace portico {

/**
 * Reads known keys of a JSON object strictly: a key that is there must have the right type and be
 * in range; one that is absent has the fallback. The first breach is kept as error() and names the
 * key. What was never asked for is unknown().
 */
class JsonReader
{
public:
    /** `place` is put before key names in errors: "settings", "generations[0]". */
    explicit JsonReader(QJsonObject object, QString place = {});

    QString text(QLatin1StringView key);
    qint64 number(QLatin1StringView key, qint64 fallback, qint64 least, qint64 most);
    bool flag(QLatin1StringView key);
    QStringList texts(QLatin1StringView key);
    QMap<QString, QString> textMap(QLatin1StringView key);
    /** UTC; null when absent or empty. */
    QDateTime time(QLatin1StringView key);
    QJsonObject object(QLatin1StringView key);
    QJsonArray array(QLatin1StringView key);

    /** Says that a value that was read cannot be. */
    void refuse(QLatin1StringView key, const QString &why);

    const std::optional<Error> &error() const { return m_error; }
    QJsonObject unknown() const;

private:
    QJsonValue take(QLatin1StringView key);

    QJsonObject m_object;
    QString m_place;
    QSet<QString> m_asked;
    std::optional<Error> m_error;
};

} // namespace portico
