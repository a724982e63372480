// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/jsonreader.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::JsonReader)
};

} // namespace

JsonReader::JsonReader(QJsonObject object, QString place)
    : m_object(std::move(object))
    , m_place(std::move(place))
{ }

QJsonValue JsonReader::take(QLatin1StringView key)
{
    m_asked.insert(key);
    return m_object.value(key);
}

void JsonReader::refuse(QLatin1StringView key, const QString &why)
{
    if (m_error)
        return;
    const QString name = m_place.isEmpty() ? QString(key) : m_place + u'.' + key;
    m_error = {.code = ErrorCode::Corrupt,
               .message = Text::tr("The entry “%1” cannot be used: %2.").arg(name, why),
               .nextStep = Text::tr("Correct this entry in a text editor, or put a good copy of "
                                    "the file in its place."),
               .detail = {}};
}

QString JsonReader::text(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isString())
        refuse(key, Text::tr("it is no text"));
    return value.toString();
}

qint64 JsonReader::number(QLatin1StringView key, qint64 fallback, qint64 least, qint64 most)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return fallback;
    const double number = value.toDouble(std::nan(""));
    if (std::isnan(number) || number != std::floor(number)) {
        refuse(key, Text::tr("it is no whole number"));
        return fallback;
    }
    if (number < static_cast<double>(least) || number > static_cast<double>(most)) {
        refuse(key, Text::tr("it is not between %1 and %2").arg(least).arg(most));
        return fallback;
    }
    return value.toInteger();
}

bool JsonReader::flag(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isBool())
        refuse(key, Text::tr("it is neither true nor false"));
    return value.toBool();
}

QStringList JsonReader::texts(QLatin1StringView key)
{
    QStringList result;
    for (const auto &item : array(key)) {
        if (!item.isString())
            refuse(key, Text::tr("it is no list of texts"));
        result += item.toString();
    }
    return result;
}

QMap<QString, QString> JsonReader::textMap(QLatin1StringView key)
{
    QMap<QString, QString> result;
    const QJsonObject map = object(key);
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (!it.value().isString())
            refuse(key, Text::tr("“%1” is no text").arg(it.key()));
        result.insert(it.key(), it.value().toString());
    }
    return result;
}

QDateTime JsonReader::time(QLatin1StringView key)
{
    const QString value = text(key);
    if (value.isEmpty())
        return {};
    const QDateTime time = QDateTime::fromString(value, Qt::ISODateWithMs);
    if (!time.isValid())
        refuse(key, Text::tr("it is no time"));
    return time.toUTC();
}

QJsonObject JsonReader::object(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isObject())
        refuse(key, Text::tr("it is no object"));
    return value.toObject();
}

QJsonArray JsonReader::array(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isArray())
        refuse(key, Text::tr("it is no list"));
    return value.toArray();
}

QJsonObject JsonReader::unknown() const
{
    QJsonObject rest;
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!m_asked.contains(it.key()))
            rest.insert(it.key(), it.value());
    }
    return rest;
}

} // namespace portico
