// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/foreignlock.h"

#include "core/isolation/envplaces.h"

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

} // namespace

ForeignLock::ForeignLock(const QString &place, const EnvRules &rules)
{
    if (!rules.isBoundByLink || !QDir().mkpath(place))
        return;
    clearForeignLock(place);
    const QString folder = envForeignLock(place);
    if (!QDir().mkdir(folder))
        return; // a comfy-env of this moment: whoever is done last counts
    if (QFile mark(markIn(folder)); !mark.open(QIODevice::WriteOnly)) {
        QDir().rmdir(folder); // a full disk: without its mark it would count as comfy-env's
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
    return QFileInfo::exists(markIn(envForeignLock(place)));
}

bool isComfyEnvBuilding(const QString &place)
{
    if (!QFileInfo(envForeignLock(place)).isDir() || QFileInfo::exists(envDoneFile(place))
        || isOwnForeignLock(place))
        return false;
    QDateTime last = QFileInfo(envForeignLock(place)).lastModified();
    const QFileInfo log(envLogFile(place));
    if (log.exists())
        last = std::max(last, log.lastModified());
    return last.secsTo(QDateTime::currentDateTime()) < kForeignLockSeconds;
}

void clearForeignLock(const QString &place)
{
    const QString folder = envForeignLock(place);
    if (QFile::remove(markIn(folder)))
        QDir().rmdir(folder);
}

} // namespace portico
