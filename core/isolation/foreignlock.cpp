// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/foreignlock.h"

#include "core/isolation/envplaces.h"
#include "core/platform/durable.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kForeignLockSeconds = 600; ///< comfy-env's own patience

QString markIn(const QString &folder)
{
    return folder + "/portico"_L1;
}

/** Where the lock gets its mark and loses it: in its own place it is never without. */
QString asideOf(const QString &place)
{
    return place + "/.portico-lock"_L1;
}

bool isComfyEnvsLock(const QString &folder)
{
    return QFileInfo(folder).isDir() && !QFileInfo::exists(markIn(folder));
}

bool makeMarked(const QString &folder)
{
    QFile mark(markIn(folder));
    return QDir().mkdir(folder) && mark.open(QIODevice::WriteOnly);
}

void removeAside(const QString &place)
{
    QFile::remove(markIn(asideOf(place)));
    QDir().rmdir(asideOf(place));
}

} // namespace

ForeignLock::ForeignLock(const QString &place, const EnvRules &rules)
{
    if (!rules.isBoundByLink || !QDir().mkpath(place))
        return;
    clearForeignLock(place);
    const QString folder = envForeignLock(place);
    const QString aside = asideOf(place);
    // Refused: a comfy-env of this moment has its own, and whoever is done last counts.
    if (!makeMarked(aside) || !renameUnsynced(aside, folder, IfExists::Refuse)) {
        removeAside(place);
        return;
    }
    m_folder = folder;
}

ForeignLock::~ForeignLock()
{
    if (m_folder.isEmpty())
        return;
    clearForeignLock(QFileInfo(m_folder).path());
    QDir().rmdir(QFileInfo(m_folder).path()); // where nothing came of it
}

bool isOwnForeignLock(const QString &place)
{
    return QFileInfo::exists(markIn(envForeignLock(place))) || QFileInfo(asideOf(place)).isDir();
}

bool isComfyEnvBuilding(const QString &place)
{
    if (!isComfyEnvsLock(envForeignLock(place)) || QFileInfo::exists(envDoneFile(place)))
        return false;
    QDateTime last = QFileInfo(envForeignLock(place)).lastModified();
    const QFileInfo log(envLogFile(place));
    if (log.exists())
        last = std::max(last, log.lastModified());
    return last.secsTo(QDateTime::currentDateTime()) < kForeignLockSeconds;
}

void clearForeignLock(const QString &place)
{
    removeAside(place);
    const QString folder = envForeignLock(place);
    if (QFileInfo::exists(markIn(folder))
        && renameUnsynced(folder, asideOf(place), IfExists::Refuse))
        removeAside(place);
}

} // namespace portico
