// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/strictjson.h"

#include "core/base/lists.h"
#include "core/base/sizes.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/jsonlines.h"

#include <QCoreApplication>
#include <QDir>

#include <cmath>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::StrictJson)
};

constexpr qsizetype kMostText = 1000;
constexpr qint64 kMostBytes = 4LL << 20;

QString knownWords(const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted += Text::tr("“%1”").arg(word);
    return listed(quoted);
}

} // namespace

StrictJson::StrictJson(QJsonObject object, QString pointer, std::shared_ptr<Source> source)
    : m_object(std::move(object))
    , m_pointer(std::move(pointer))
    , m_source(std::move(source))
{ }

Result<StrictJson> StrictJson::fromBytes(const QByteArray &bytes, const QString &file)
{
    const Result<QJsonObject> object = parseJsonObject(bytes);
    if (!object)
        return object.error().inContext(
            Text::tr("%1 cannot be used.").arg(QDir::toNativeSeparators(file)));
    return StrictJson(*object, {},
                      std::make_shared<Source>(Source{file, jsonLines(bytes), std::nullopt}));
}

Result<StrictJson> StrictJson::readObject(const QString &file)
{
    const Result<QByteArray> bytes = readFile(file, kMostBytes);
    if (!bytes)
        return bytes.error();
    const Result<QJsonObject> object = readJsonObject(file); // its errors name the file
    if (!object)
        return object.error();
    return fromBytes(*bytes, file);
}

Result<QList<StrictJson>> StrictJson::readObjects(const QString &file)
{
    const Result<QByteArray> bytes = readFile(file, kMostBytes);
    if (!bytes)
        return bytes.error();
    const Result<QJsonArray> array = parseJsonArray(*bytes);
    if (!array)
        return array.error().inContext(
            Text::tr("%1 cannot be used.").arg(QDir::toNativeSeparators(file)));
    const auto source = std::make_shared<Source>(Source{file, jsonLines(*bytes), std::nullopt});
    StrictJson whole({{u"list"_s, *array}}, {}, source);
    QList<StrictJson> objects;
    for (qsizetype i = 0; i < array->size(); ++i) {
        const QString pointer = u'/' + QString::number(i);
        if (!array->at(i).isObject())
            whole.refuseAt(pointer, Text::tr("is no object such as {\"url\": \"https://…\"}"));
        objects += StrictJson(array->at(i).toObject(), pointer, source);
    }
    if (const auto error = whole.error())
        return *error;
    return objects;
}

QString StrictJson::at(QLatin1StringView key) const
{
    return m_pointer + u'/' + pointerPart(key);
}

/** Something that is not there has the line of what it would be part of. */
void StrictJson::refuseAt(const QString &pointer, const QString &why) const
{
    if (m_source->breach)
        return;
    QString place = pointer;
    while (!m_source->lines.contains(place) && !place.isEmpty())
        place = place.left(place.lastIndexOf(u'/'));
    m_source->breach =
        Error{.code = ErrorCode::InvalidInput,
              .message = Text::tr("%1, line %2: “%3” %4.")
                             .arg(QDir::toNativeSeparators(m_source->file),
                                  QString::number(m_source->lines.value(place, 1)), pointer, why),
              .nextStep = Text::tr("Correct that line."),
              .detail = {}};
}

void StrictJson::refuse(QLatin1StringView key, const QString &why) const
{
    refuseAt(at(key), why);
}

void StrictJson::finish() const
{
    for (const QString &key : m_object.keys()) {
        if (!m_asked.contains(key))
            refuseAt(m_pointer + u'/' + pointerPart(key),
                     Text::tr("is no field that Portico knows"));
    }
}

std::optional<Error> StrictJson::error() const
{
    return m_source->breach;
}

std::optional<QJsonValue> StrictJson::take(QLatin1StringView key, Need need)
{
    m_asked += key;
    const QJsonValue value = m_object.value(key);
    if (!value.isUndefined())
        return value;
    if (need == Need::Required)
        refuse(key, Text::tr("is missing"));
    return std::nullopt;
}

bool StrictJson::has(QLatin1StringView key) const
{
    return m_object.contains(key);
}

bool StrictJson::isText(QLatin1StringView key) const
{
    return m_object.value(key).isString();
}

QJsonValue StrictJson::raw(QLatin1StringView key)
{
    return take(key, Need::Optional).value_or(QJsonValue(QJsonValue::Undefined));
}

QString StrictJson::checkedText(const QJsonValue &value, const QString &pointer) const
{
    const QString text = value.toString().trimmed();
    if (!value.isString())
        refuseAt(pointer, Text::tr("is no text"));
    else if (text.isEmpty())
        refuseAt(pointer, Text::tr("is empty"));
    else if (text.size() > kMostText)
        refuseAt(pointer, Text::tr("has more than %1 characters").arg(numberText(kMostText)));
    else if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20; }))
        refuseAt(pointer, Text::tr("has more than one line"));
    return text;
}

QString StrictJson::text(QLatin1StringView key, Need need)
{
    const auto value = take(key, need);
    return value ? checkedText(*value, at(key)) : QString();
}

QString StrictJson::word(QLatin1StringView key, Need need, const QStringList &words)
{
    const QString found = text(key, need);
    if (!found.isEmpty() && !words.contains(found))
        refuse(key, Text::tr("is “%1”; it can be %2").arg(found, knownWords(words)));
    return found;
}

bool StrictJson::flag(QLatin1StringView key)
{
    const auto value = take(key, Need::Optional);
    if (value && !value->isBool())
        refuse(key, Text::tr("is neither true nor false"));
    return value && value->toBool();
}

qint64 StrictJson::number(QLatin1StringView key, Need need)
{
    const auto value = take(key, need);
    if (!value)
        return 0;
    const double number = value->toDouble(std::nan(""));
    if (std::isnan(number) || number != std::floor(number))
        refuse(key, Text::tr("is no whole number"));
    return value->toInteger();
}

QStringList StrictJson::texts(QLatin1StringView key)
{
    const auto value = take(key, Need::Optional);
    if (value && !value->isArray())
        refuse(key, Text::tr("is no list"));
    const QJsonArray array = value ? value->toArray() : QJsonArray();
    QStringList texts;
    for (qsizetype i = 0; i < array.size(); ++i)
        texts += checkedText(array.at(i), at(key) + u'/' + QString::number(i));
    return texts;
}

StrictJson StrictJson::object(QLatin1StringView key, Need need)
{
    const auto value = take(key, need);
    if (value && !value->isObject())
        refuse(key, Text::tr("is no object {…}"));
    return StrictJson(value ? value->toObject() : QJsonObject(), at(key), m_source);
}

QList<StrictJson> StrictJson::objects(QLatin1StringView key)
{
    const auto value = take(key, Need::Optional);
    if (value && !value->isArray())
        refuse(key, Text::tr("is no list"));
    const QJsonArray array = value ? value->toArray() : QJsonArray();
    QList<StrictJson> objects;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString pointer = at(key) + u'/' + QString::number(i);
        if (!array.at(i).isObject())
            refuseAt(pointer, Text::tr("is no object {…}"));
        objects += StrictJson(array.at(i).toObject(), pointer, m_source);
    }
    return objects;
}

QString reasonOf(const Error &error)
{
    const bool hasStop = error.message.endsWith(u'.') || error.message.endsWith(QChar(0x3002));
    return hasStop ? error.message.chopped(1) : error.message;
}

} // namespace portico
