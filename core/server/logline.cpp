// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logline.h"

#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 4> levelNames{"debug"_L1, "info"_L1, "warning"_L1,
                                                      "error"_L1};
constexpr std::array<QLatin1StringView, 3> streamNames{"output"_L1, "error"_L1, "portico"_L1};

template <typename Enum, std::size_t Count>
QString nameOf(const std::array<QLatin1StringView, Count> &names, Enum value)
{
    return names[static_cast<std::size_t>(value)];
}

/** The value with that name; an unknown one of a newer server gives `otherwise`. */
template <typename Enum, std::size_t Count>
Enum valueOf(const std::array<QLatin1StringView, Count> &names, const QString &name, Enum otherwise)
{
    for (std::size_t i = 0; i < Count; ++i) {
        if (names[i] == name)
            return static_cast<Enum>(i);
    }
    return otherwise;
}

} // namespace

QJsonObject toJson(const LogLine &line)
{
    QJsonObject object{{u"number"_s, line.number},
                       {u"time"_s, line.time.toUTC().toString(Qt::ISODateWithMs)},
                       {u"stream"_s, nameOf(streamNames, line.stream)},
                       {u"level"_s, nameOf(levelNames, line.level)},
                       {u"text"_s, line.text}};
    if (line.isContinuation)
        object[u"continues"_s] = true;
    if (line.replaces)
        object[u"replaces"_s] = *line.replaces;
    if (line.progress) {
        object[u"progress"_s] = QJsonObject{{u"description"_s, line.progress->description},
                                            {u"percent"_s, line.progress->percent},
                                            {u"detail"_s, line.progress->detail}};
    }
    return object;
}

std::optional<LogLine> logLineFromJson(const QJsonObject &object)
{
    const QJsonValue number = object[u"number"_s];
    const QJsonValue text = object[u"text"_s];
    if (!number.isDouble() || !text.isString())
        return {};
    LogLine line;
    line.number = number.toInteger();
    line.time = QDateTime::fromString(object[u"time"_s].toString(), Qt::ISODateWithMs);
    line.stream = valueOf(streamNames, object[u"stream"_s].toString(), LogStream::ErrorOutput);
    line.level = valueOf(levelNames, object[u"level"_s].toString(), LogLevel::Info);
    line.text = text.toString();
    line.isContinuation = object[u"continues"_s].toBool();
    if (const QJsonValue replaced = object[u"replaces"_s]; replaced.isDouble())
        line.replaces = replaced.toInteger();
    if (const QJsonValue progress = object[u"progress"_s]; progress.isObject()) {
        line.progress = LogProgress{.description = progress[u"description"_s].toString(),
                                    .percent = progress[u"percent"_s].toInt(),
                                    .detail = progress[u"detail"_s].toString()};
    }
    return line;
}

} // namespace portico
