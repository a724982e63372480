// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/pointerreader.h"

#include "core/base/sizes.h"
#include "core/catalogue/plaintext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PointerReader)
};

constexpr qsizetype kMostText = 500;
constexpr qsizetype kMostNotes = 64 << 10;

QString escaped(QLatin1StringView key)
{
    return QString(key).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

} // namespace

PointerReader::PointerReader(QJsonObject object)
    : PointerReader(std::move(object), {}, std::make_shared<std::optional<Breach>>())
{ }

PointerReader::PointerReader(QJsonObject object, QString pointer,
                             std::shared_ptr<std::optional<Breach>> breach)
    : m_object(std::move(object))
    , m_pointer(std::move(pointer))
    , m_breach(std::move(breach))
{ }

void PointerReader::refuse(QLatin1StringView key, const QString &why) const
{
    if (!*m_breach)
        *m_breach = Breach{.pointer = m_pointer + u'/' + escaped(key), .why = why};
}

void PointerReader::refuse(const QString &why) const
{
    if (!*m_breach)
        *m_breach = Breach{.pointer = m_pointer.isEmpty() ? u"/"_s : m_pointer, .why = why};
}

std::optional<QJsonValue> PointerReader::take(QLatin1StringView key, Need need) const
{
    const QJsonValue value = m_object.value(key);
    if (!value.isUndefined())
        return value;
    if (need == Need::Required)
        refuse(key, Text::tr("is missing"));
    return std::nullopt;
}

QString PointerReader::text(QLatin1StringView key, Need need)
{
    const auto value = take(key, need);
    if (!value)
        return {};
    const QString text = plainText(value->toString()).simplified();
    if (!value->isString())
        refuse(key, Text::tr("is no text"));
    else if (text.size() > kMostText)
        refuse(key, Text::tr("has more than %1 characters").arg(numberText(kMostText)));
    else if (text.isEmpty() && need == Need::Required)
        refuse(key, Text::tr("is empty"));
    return text;
}

QString PointerReader::notes(QLatin1StringView key)
{
    const auto value = take(key, Need::Optional);
    if (!value)
        return {};
    if (!value->isString())
        refuse(key, Text::tr("is no text"));
    else if (value->toString().size() > kMostNotes)
        refuse(key, Text::tr("has more than %1 characters").arg(numberText(kMostNotes)));
    return plainText(value->toString());
}

QStringList PointerReader::texts(QLatin1StringView key, qsizetype most)
{
    const auto value = take(key, Need::Optional);
    if (!value)
        return {};
    const QJsonArray array = value->toArray();
    QStringList texts;
    for (const auto &item : array)
        texts += plainText(item.toString()).simplified();
    const auto isPlain = [](const QString &text) {
        return !text.isEmpty() && text.size() <= kMostText;
    };
    if (!value->isArray() || !std::ranges::all_of(texts, isPlain))
        refuse(key, Text::tr("is no list of lines"));
    else if (array.size() > most)
        refuse(key, Text::tr("has more than %1 entries").arg(numberText(most)));
    return texts;
}

qint64 PointerReader::number(QLatin1StringView key, Need need, qint64 least, qint64 most)
{
    const auto value = take(key, need);
    if (!value)
        return -1;
    const double number = value->toDouble(std::nan(""));
    if (std::isnan(number) || number != std::floor(number))
        refuse(key, Text::tr("is no whole number"));
    else if (number < static_cast<double>(least) || number > static_cast<double>(most))
        refuse(key, Text::tr("is not between %1 and %2").arg(least).arg(most));
    else
        return value->toInteger();
    return -1;
}

QDateTime PointerReader::time(QLatin1StringView key)
{
    const QString value = text(key, Need::Optional);
    if (value.isEmpty())
        return {};
    const QDateTime time = QDateTime::fromString(value, Qt::ISODate);
    if (!time.isValid())
        refuse(key, Text::tr("is no date such as 2026-11-21 or 2026-11-21T09:00:00Z"));
    else if (value.size() <= 10)
        return QDateTime(time.date(), QTime(0, 0), Qt::UTC);
    return time.toUTC();
}

QList<PointerReader> PointerReader::objects(QLatin1StringView key, qsizetype most)
{
    const auto value = take(key, Need::Required);
    if (!value)
        return {};
    const QJsonArray array = value->toArray();
    if (!value->isArray())
        refuse(key, Text::tr("is no list"));
    else if (array.isEmpty())
        refuse(key, Text::tr("is empty"));
    else if (array.size() > most)
        refuse(key, Text::tr("has more than %1 entries").arg(numberText(most)));
    if (*m_breach)
        return {};
    QList<PointerReader> readers;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString pointer = u"%1/%2/%3"_s.arg(m_pointer, escaped(key)).arg(i);
        PointerReader reader(array.at(i).toObject(), pointer, m_breach);
        if (!array.at(i).isObject())
            reader.refuse(Text::tr("is no object"));
        readers.append(reader);
    }
    return readers;
}

} // namespace portico
