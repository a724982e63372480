// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/io/documentfile.h"

#include <QJsonObject>
#include <QSet>

namespace portico {

/** Changes to some keys: new values, and keys that go back to their defaults. */
struct SettingsChange
{
    QJsonObject values;
    QSet<QString> removed;

    bool isEmpty() const { return values.isEmpty() && removed.isEmpty(); }
    /** The object with this change made. */
    QJsonObject appliedTo(QJsonObject object) const;
};

/**
 * settings.json itself. merge() takes the lock, reads what the file says now, puts the change onto
 * it and writes it: two processes that change different keys both win. Blocking.
 */
class SettingsFile
{
public:
    explicit SettingsFile(const QString &folder);

    QString path() const { return m_document.path(); }
    Result<LoadedDocument> load() const { return m_document.load(); }
    /** What the file says afterwards. */
    Result<QJsonObject> merge(const SettingsChange &change, const JobContext &job) const;

private:
    DocumentFile m_document;
};

} // namespace portico
