// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QVariant>

#include <sstream>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 1
#define TOML_MAX_NESTED_VALUES 64
#include <toml++/toml.h>

/** toml++ as core/io sets it up, and what its values are in Qt. Private to toml and tomldocument.
 */
namespace portico {

inline QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename Value>
QString printed(const Value &value)
{
    std::ostringstream stream;
    stream << value;
    return textOf(stream.str());
}

/** Text, number or truth; dates and times as TOML writes them. Invalid for a table or list. */
inline QVariant scalarOf(const toml::node &node)
{
    if (const auto *text = node.as_string())
        return textOf(text->get());
    if (const auto *number = node.as_integer())
        return static_cast<qint64>(number->get());
    if (const auto *number = node.as_floating_point())
        return number->get();
    if (const auto *truth = node.as_boolean())
        return truth->get();
    if (const auto *date = node.as_date())
        return printed(date->get());
    if (const auto *time = node.as_time())
        return printed(time->get());
    if (const auto *moment = node.as_date_time())
        return printed(moment->get());
    return {};
}

} // namespace portico
