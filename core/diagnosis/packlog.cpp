// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/packlog.h"

#include "core/diagnosis/modulepackages.h"

#include <QRegularExpression>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

PackLog::Entry &PackLog::entryOf(const QString &path)
{
    const QString pack = packOfPath(path);
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(),
                     [&pack](const Entry &entry) { return entry.report.pack == pack; });
    if (found != m_entries.end())
        return *found;
    m_entries.append(Entry{.report = {.pack = pack, .path = path}});
    return m_entries.last();
}

void PackLog::fail(Entry &entry, const QString &cause, const QStringList &evidence)
{
    static const QRegularExpression missing(uR"(No module named '([^']+)')"_s);
    PackReport &report = entry.report;
    report.failed = true;
    if (cause.isEmpty())
        return;
    report.cause = cause;
    report.module = missing.match(cause).captured(1);
    report.distribution = report.module.isEmpty() ? QString() : distributionOfModule(report.module);
    entry.evidence = evidence;
    entry.evidence.removeAll(QString());
}

/** A line of one of the two lists of times. */
bool PackLog::takeTime(const QString &line)
{
    static const QRegularExpression time(
        uR"(^\s*(\d+\.\d) seconds(?: \((IMPORT FAILED|PRESTARTUP FAILED)\))?: (.+)$)"_s);
    if (line.endsWith(" times for custom nodes:"_L1)) {
        m_isPrestartup = line.startsWith("Prestartup"_L1);
        return true;
    }
    const QRegularExpressionMatch match = time.match(line);
    if (!match.hasMatch())
        return false;
    Entry &entry = entryOf(match.captured(3));
    if (!m_isPrestartup)
        entry.report.seconds = match.captured(1).toDouble();
    if (match.capturedLength(2) == 0)
        return true;
    entry.isStartScript = entry.isStartScript || m_isPrestartup;
    fail(entry, {}, {});
    if (entry.evidence.isEmpty())
        entry.evidence.append(line.trimmed());
    return true;
}

bool PackLog::take(const QString &line, const QString &before)
{
    static const QRegularExpression import(
        uR"(^Cannot import (.+) module for custom nodes: (.*)$)"_s);
    static const QRegularExpression skip(
        uR"(^Skip (.+) module for custom nodes due to the lack of)"_s);
    static const QRegularExpression entrypoint(
        uR"(^Error while calling comfy_entrypoint in (.+?): (.*)$)"_s);
    static const QRegularExpression script(
        uR"(^Failed to execute startup-script: (.+?) / (.*)$)"_s);
    if (const QRegularExpressionMatch match = import.match(line); match.hasMatch()) {
        fail(entryOf(match.captured(1)), match.captured(2), {before, line});
        return true;
    }
    if (const QRegularExpressionMatch match = entrypoint.match(line); match.hasMatch()) {
        fail(entryOf(match.captured(1)), match.captured(2), {line});
        return true;
    }
    if (const QRegularExpressionMatch match = script.match(line); match.hasMatch()) {
        Entry &entry = entryOf(match.captured(1));
        entry.isStartScript = true;
        fail(entry, match.captured(2), {before, line});
        return true;
    }
    if (const QRegularExpressionMatch match = skip.match(line); match.hasMatch()) {
        Entry &entry = entryOf(match.captured(1));
        entry.hasNoNodes = true;
        fail(entry, u"NODE_CLASS_MAPPINGS"_s, {line});
        return true;
    }
    return takeTime(line);
}

} // namespace portico
