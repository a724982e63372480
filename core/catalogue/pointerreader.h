// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace portico {

/**
 * Reads a JSON document of a stranger strictly: a key that is there must be of the right kind and
 * in range. The first breach is kept and named by its JSON pointer (RFC 6901): "/bundles/3/os". A
 * value that is wrong or absent reads as empty; a reader of a part shares the error of its whole.
 */
class PointerReader
{
public:
    explicit PointerReader(QJsonObject object);

    enum class Need { Required, Optional };

    /** At most 500 characters, one line; `notes` may be long and have many. */
    QString text(QLatin1StringView key, Need need);
    QString notes(QLatin1StringView key);
    /** A list of such lines; empty where it is absent. */
    QStringList texts(QLatin1StringView key, qsizetype most);
    qint64 number(QLatin1StringView key, Need need, qint64 least, qint64 most);
    QDateTime time(QLatin1StringView key); ///< ISO 8601, date alone allowed; UTC
    /** A reader of each object of a list that has at least one. */
    QList<PointerReader> objects(QLatin1StringView key, qsizetype most);

    /** Says that a value that was read cannot be: "is no SHA-256". */
    void refuse(QLatin1StringView key, const QString &why) const;
    /** The same of the object as a whole. */
    void refuse(const QString &why) const;

    /** The first breach: where, and what. */
    struct Breach
    {
        QString pointer{};
        QString why{};
    };
    const std::optional<Breach> &breach() const { return *m_breach; }

private:
    PointerReader(QJsonObject object, QString pointer,
                  std::shared_ptr<std::optional<Breach>> breach);
    std::optional<QJsonValue> take(QLatin1StringView key, Need need) const;

    QJsonObject m_object;
    QString m_pointer;
    std::shared_ptr<std::optional<Breach>> m_breach;
};

} // namespace portico
