// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>

namespace portico {

/**
 * When this install's ComfyUI crashed, over the ends of session servers: kept in a small file
 * beside install.json. A clean end forgets it.
 */
class CrashHistory
{
public:
    CrashHistory(QString file, int limit, std::chrono::milliseconds window);

    void recordCrash(const QDateTime &time);
    void forget();
    /** Whether it crashed so often lately that a start like the last ones makes no sense. */
    bool isLoop(const QDateTime &now) const;

private:
    QList<QDateTime> recent(const QDateTime &now) const;

    QString m_file;
    int m_limit;
    std::chrono::milliseconds m_window;
};

} // namespace portico
