// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/tomldocument.h"

#include "core/io/toml.h"
#include "core/io/tomlnodes.h"

namespace portico {

namespace {

/** Reads a parsed tree and where its keys stand. */
class Reader
{
public:
    explicit Reader(TomlDocument &document)
        : m_document(document)
    { }

    QVariantMap mapOf(const toml::table &table, const QStringList &path);

private:
    QVariant valueOf(const toml::node &node, const QStringList &path);

    TomlDocument &m_document;
};

QVariant Reader::valueOf(const toml::node &node, const QStringList &path)
{
    if (const auto *moment = node.as_date_time()) // as Python writes it
        return printed(moment->get()).replace(u'T', u' ').replace(u'Z', QStringLiteral("+00:00"));
    if (const QVariant scalar = scalarOf(node); scalar.isValid())
        return scalar;
    if (const auto *table = node.as_table())
        return mapOf(*table, path);
    QVariantList values;
    if (const auto *list = node.as_array()) {
        TomlDocument within; // lines within a list are nobody's
        for (const toml::node &item : *list)
            values.append(Reader(within).valueOf(item, {}));
    }
    return values;
}

QVariantMap Reader::mapOf(const toml::table &table, const QStringList &path)
{
    QVariantMap map;
    for (const auto &[key, value] : table) {
        const QString name = textOf(key.str());
        const QStringList here = path + QStringList{name};
        m_document.lines.insert(here, static_cast<int>(key.source().begin.line));
        map.insert(name, valueOf(value, here));
    }
    return map;
}

toml::table tableOf(const QVariantMap &map);
toml::array arrayOf(const QVariantList &list);

/** Puts a value where `put` wants it, in its own type. */
template <typename Put>
void convert(const QVariant &value, const Put &put)
{
    switch (value.typeId()) {
    case QMetaType::QVariantMap:
        return put(tableOf(value.toMap()));
    case QMetaType::QVariantList:
    case QMetaType::QStringList:
        return put(arrayOf(value.toList()));
    case QMetaType::Bool:
        return put(value.toBool());
    case QMetaType::Int:
    case QMetaType::LongLong:
        return put(static_cast<int64_t>(value.toLongLong()));
    case QMetaType::Double:
        return put(value.toDouble());
    default:
        return put(value.toString().toStdString());
    }
}

toml::table tableOf(const QVariantMap &map)
{
    toml::table table;
    for (auto entry = map.cbegin(); entry != map.cend(); ++entry) {
        const std::string key = entry.key().toStdString();
        convert(entry.value(), [&table, &key](auto &&value) {
            table.insert(key, std::forward<decltype(value)>(value));
        });
    }
    return table;
}

toml::array arrayOf(const QVariantList &list)
{
    toml::array array;
    for (const QVariant &item : list)
        convert(item,
                [&array](auto &&value) { array.push_back(std::forward<decltype(value)>(value)); });
    return array;
}

} // namespace

int TomlDocument::lineOf(QStringList path) const
{
    for (; !path.isEmpty(); path.removeLast()) {
        const auto line = lines.constFind(path);
        if (line != lines.constEnd())
            return *line;
    }
    return 1;
}

Result<TomlDocument> parseTomlDocument(const QByteArray &bytes, const QString &name)
{
    const Result<QJsonObject> checked = parseToml(bytes, name); // bounds and the error's words
    if (!checked)
        return checked.error();
    const toml::parse_result parsed =
        toml::parse(std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())));
    TomlDocument document;
    document.content = Reader(document).mapOf(parsed.table(), {});
    return document;
}

QByteArray tomlToBytes(const QVariantMap &content)
{
    std::ostringstream stream;
    stream << toml::toml_formatter(tableOf(content)) << '\n';
    return QByteArray::fromStdString(stream.str());
}

} // namespace portico
