// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/toml.h"

#include "core/base/sizes.h"
#include "core/io/file.h"
#include "core/io/tomlnodes.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonValue>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Toml)
};

QJsonObject objectOf(const toml::table &table);

QJsonValue valueOf(const toml::node &node)
{
    if (const QVariant scalar = scalarOf(node); scalar.isValid())
        return QJsonValue::fromVariant(scalar);
    if (const auto *table = node.as_table())
        return objectOf(*table);
    QJsonArray array;
    if (const auto *list = node.as_array()) {
        for (const toml::node &item : *list)
            array.append(valueOf(item));
    }
    return array;
}

QJsonObject objectOf(const toml::table &table)
{
    QJsonObject object;
    for (const auto &[key, value] : table)
        object.insert(textOf(key.str()), valueOf(value));
    return object;
}

} // namespace

Result<QJsonObject> parseToml(const QByteArray &bytes, const QString &name)
{
    if (bytes.size() > kMostTomlBytes)
        return Error{.code = ErrorCode::InvalidInput,
                     .message =
                         Text::tr("%1 is longer than %2.").arg(name, sizeText(kMostTomlBytes)),
                     .nextStep = Text::tr("Check whether it is the right file."),
                     .detail = {}};
    const toml::parse_result parsed =
        toml::parse(std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())));
    if (parsed)
        return objectOf(parsed.table());
    const toml::parse_error &fault = parsed.error();
    return Error{.code = ErrorCode::InvalidInput,
                 .message = Text::tr("%1 cannot be understood: it is no TOML (line %2).")
                                .arg(name)
                                .arg(fault.source().begin.line),
                 .nextStep = Text::tr("Correct that line, or put a good copy in its place."),
                 .detail = textOf(fault.description())};
}

Result<QJsonObject> readToml(const QString &path)
{
    const Result<QByteArray> bytes = readFile(path, kMostTomlBytes);
    if (!bytes)
        return bytes.error();
    return parseToml(*bytes, QDir::toNativeSeparators(path));
}

} // namespace portico
