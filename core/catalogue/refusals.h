// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>
#include <QUrl>

#include <optional>

namespace portico {

/**
 * Which servers refused because they were asked too often, and until when: kept in a folder, so
 * that the next start does not ask either (GitHub shuts out those who do). Thread-safe; what cannot
 * be read or written counts as nothing.
 */
class Refusals
{
public:
    explicit Refusals(QString folder);

    /** Still refused at `now`? Never more than a day ahead, whatever the file says. */
    std::optional<QDateTime> until(const QUrl &url, bool hasToken, const QDateTime &now) const;
    void remember(const QUrl &url, bool hasToken, const QDateTime &until) const;

private:
    QString pathOf(const QUrl &url, bool hasToken) const;

    QString m_folder;
};

} // namespace portico
