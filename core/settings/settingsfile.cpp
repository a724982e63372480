// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"

#include "core/io/filelock.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kSchema = 1;

} // namespace

QJsonObject SettingsChange::appliedTo(QJsonObject object) const
{
    for (auto value = values.begin(); value != values.end(); ++value)
        object[value.key()] = value.value();
    for (const QString &key : removed)
        object.remove(key);
    return object;
}

SettingsFile::SettingsFile(const QString &folder)
    : m_document(QDir(folder).absoluteFilePath(u"settings.json"_s), kSchema, FileAccess::Private)
{ }

Result<QJsonObject> SettingsFile::merge(const SettingsChange &change, const JobContext &job) const
{
    const Result<FileLock> lock =
        FileLock::lock(path() + u".lock"_s, u"writing the settings"_s, job);
    if (!lock)
        return lock.error();
    const Result<LoadedDocument> onDisk = m_document.load();
    if (!onDisk)
        return onDisk.error();
    const QJsonObject merged = change.appliedTo(onDisk->content);
    if (const Result<> saved = m_document.save(merged); !saved)
        return saved.error();
    return merged;
}

} // namespace portico
