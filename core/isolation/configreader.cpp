// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/configreader.h"

#include "core/base/lists.h"

#include <QCoreApplication>

#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvConfig)
};

/** repr() of a float: the shortest digits that give it back, with a point. */
QString pythonNumber(double number)
{
    if (std::isnan(number))
        return u"nan"_s;
    if (std::isinf(number))
        return number > 0 ? u"inf"_s : u"-inf"_s;
    std::array<char, 40> digits{};
    const double size = std::fabs(number);
    const auto format = number == 0.0 || (size >= 1e-4 && size < 1e16)
        ? std::chars_format::fixed
        : std::chars_format::scientific;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, format);
    if (end.ec != std::errc{})
        return QString::number(number);
    QString text = QString::fromLatin1(digits.data(), end.ptr - digits.data());
    if (!text.contains(u'.') && !text.contains(u'e'))
        text += ".0"_L1;
    return text;
}

} // namespace

QString pythonText(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool)
        return value.toBool() ? u"True"_s : u"False"_s;
    if (value.typeId() == QMetaType::Double)
        return pythonNumber(value.toDouble());
    return value.toString();
}

Error ConfigReader::error(const QStringList &path, const QString &what,
                          const QString &nextStep) const
{
    return {.code = ErrorCode::InvalidInput,
            .message =
                Text::tr("%1, line %2: %3").arg(m_name).arg(m_document.lineOf(path)).arg(what),
            .nextStep = nextStep,
            .detail = path.join(u'.')};
}

void ConfigReader::remark(const QStringList &path, const QString &message)
{
    m_remarks += ConfigRemark{.line = m_document.lineOf(path), .message = message};
}

void ConfigReader::remarkUnknown(const QString &section, const QStringList &known)
{
    const QVariantMap keys = content().value(section).toMap();
    for (auto key = keys.keyBegin(); key != keys.keyEnd(); ++key) {
        if (!known.contains(*key))
            remark({section, *key},
                   Text::tr("“%1” in [%2] has no effect: known there is %3. Correct its spelling.")
                       .arg(*key, section, listed(known)));
    }
}

Result<QVariantMap> ConfigReader::table(const QString &section) const
{
    const QVariant value = content().value(section);
    if (value.isValid() && value.typeId() != QMetaType::QVariantMap)
        return error({section}, Text::tr("“%1” must be a table.").arg(section),
                     Text::tr("Write it as [%1] with its keys below.").arg(section));
    return value.toMap();
}

Result<QStringList> ConfigReader::texts(const QString &section, const QString &key) const
{
    const Result<QVariantMap> keys = table(section);
    if (!keys)
        return keys.error();
    const QVariant value = keys->value(key);
    const bool isList = value.typeId() == QMetaType::QVariantList;
    QStringList list;
    for (const QVariant &item : isList ? value.toList() : QVariantList{value}) {
        if (!isList && item.toString().isEmpty())
            continue;
        if (item.typeId() != QMetaType::QString)
            return error({section, key},
                         Text::tr("“%1” in [%2] must be a list of names.").arg(key, section),
                         Text::tr("Write it as %1 = [\"first\", \"second\"].").arg(key));
        list += item.toString();
    }
    return list;
}

} // namespace portico
