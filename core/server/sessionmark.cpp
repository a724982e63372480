// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionmark.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kBegin{"=== portico: "};
constexpr std::array kKinds{"start"_L1, "ready"_L1, "end"_L1};
constexpr std::array kReasons{"itself"_L1, "asked"_L1, "never-ready"_L1};

template <typename Enum, std::size_t Count>
std::optional<Enum> valueOf(const std::array<QLatin1StringView, Count> &names, const QString &name)
{
    const auto *const found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return {};
    return static_cast<Enum>(found - names.begin());
}

} // namespace

QString markText(const SessionMark &mark)
{
    const QString text = kBegin + kKinds.at(static_cast<std::size_t>(mark.kind));
    switch (mark.kind) {
    case SessionMark::Kind::Start:
        return text + u" port=%1 safe=%2"_s.arg(mark.port).arg(mark.isSafe ? 1 : 0);
    case SessionMark::Kind::Ready:
        return text;
    case SessionMark::Kind::End:
        return text
            + u" %1=%2 why=%3"_s.arg(mark.exit.bySignal ? "signal"_L1 : "code"_L1)
                  .arg(mark.exit.code)
                  .arg(kReasons.at(static_cast<std::size_t>(mark.why)));
    }
    Q_UNREACHABLE();
}

std::optional<SessionMark> markFrom(const QString &text)
{
    if (!text.startsWith(kBegin))
        return {};
    const QStringList words = text.mid(kBegin.size()).split(u' ', Qt::SkipEmptyParts);
    const auto kind = valueOf<SessionMark::Kind>(kKinds, words.value(0));
    if (!kind)
        return {};
    QHash<QString, QString> values;
    for (const QString &word : words.mid(1))
        values.insert(word.section(u'=', 0, 0), word.section(u'=', 1));
    SessionMark mark;
    mark.kind = *kind;
    mark.port = values.value(u"port"_s).toUShort();
    mark.isSafe = values.value(u"safe"_s) == "1"_L1;
    mark.exit.bySignal = values.contains(u"signal"_s);
    mark.exit.code = values.value(mark.exit.bySignal ? u"signal"_s : u"code"_s).toInt();
    mark.why = valueOf<SessionMark::Why>(kReasons, values.value(u"why"_s))
                   .value_or(SessionMark::Why::Itself);
    return mark;
}

} // namespace portico
