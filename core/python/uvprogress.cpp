// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/uvprogress.h"

#include <QRegularExpression>

#include <array>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

std::optional<qint64> uvSize(const QString &text)
{
    static const QRegularExpression size(uR"re(^(\d+(?:\.\d+)?)(B|KiB|MiB|GiB)$)re"_s);
    static constexpr std::array<std::pair<QLatin1StringView, double>, 4> kUnits{
        {{"B"_L1, 1.0}, {"KiB"_L1, 1024.0}, {"MiB"_L1, 1048576.0}, {"GiB"_L1, 1073741824.0}}};
    const QRegularExpressionMatch match = size.match(text);
    for (const auto &[unit, factor] : kUnits) {
        if (match.captured(2) == unit)
            return std::llround(match.captured(1).toDouble() * factor);
    }
    return std::nullopt;
}

void UvProgress::take(const QString &line)
{
    static const QRegularExpression begun(uR"re(^\s*Downloading (\S+) \(([^)]+)\)$)re"_s);
    static const QRegularExpression ended(uR"re(^\s*Downloaded (\S+)$)re"_s);
    m_hasChanged = false;
    if (const auto match = begun.match(line); match.hasMatch()) {
        const qint64 size = uvSize(match.captured(2)).value_or(0);
        m_sizes.insert(match.captured(1), size);
        m_total += size;
        m_hasChanged = true;
    } else if (const auto done = ended.match(line); done.hasMatch()) {
        m_done += m_sizes.take(done.captured(1));
        m_hasChanged = true;
    }
}

Progress UvProgress::progress(const QString &step) const
{
    return {.step = step,
            .done = m_done,
            .total = m_total > 0 ? m_total : -1,
            .unit = ProgressUnit::Bytes};
}

} // namespace portico
