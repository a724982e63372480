// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/crashhistory.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

namespace portico {

using namespace Qt::StringLiterals;

CrashHistory::CrashHistory(QString file, int limit, std::chrono::milliseconds window)
    : m_file(std::move(file))
    , m_limit(limit)
    , m_window(window)
{ }

QList<QDateTime> CrashHistory::recent(const QDateTime &now) const
{
    const Result<QJsonObject> object = readJsonObject(m_file);
    if (!object)
        return {}; // no file, or one that tells nothing
    QList<QDateTime> times;
    const QJsonArray stored = object.value()[u"crashes"_s].toArray();
    for (const auto &value : stored) {
        const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
        if (time.isValid() && time <= now && time.msecsTo(now) < m_window.count())
            times.append(time);
    }
    return times;
}

void CrashHistory::recordCrash(const QDateTime &time)
{
    QJsonArray stored;
    const QList<QDateTime> times = recent(time) << time;
    for (const QDateTime &crash : times)
        stored.append(crash.toUTC().toString(Qt::ISODateWithMs));
    // Where it cannot be written the limit does not work; nothing else depends on it.
    (void)writeFileAtomically(m_file, jsonToBytes({{u"crashes"_s, stored}}));
}

void CrashHistory::forget()
{
    QFile::remove(m_file);
}

bool CrashHistory::isLoop(const QDateTime &now) const
{
    return recent(now).size() >= m_limit;
}

} // namespace portico
