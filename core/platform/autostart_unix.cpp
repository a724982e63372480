// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/autostart.h"
#include "core/platform/fileerror.h"
#include "core/platform/hostos.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString entryPath()
{
    if (hostOs() == Os::MacOS)
        return QDir::homePath() + u"/Library/LaunchAgents/org.portico.Portico.plist"_s;
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + u"/autostart/org.portico.Portico.desktop"_s;
}

} // namespace

bool hasAutostart()
{
    return !QFileInfo::exists(u"/.flatpak-info"_s);
}

bool isAutostartOn()
{
    QFile file(entryPath());
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = file.read(64 * 1024);
    return !text.contains("Hidden=true") && !text.contains("X-GNOME-Autostart-enabled=false");
}

Result<> setAutostart(const QStringList &command)
{
    const QString path = entryPath();
    const QByteArray text = autostartText(hostOs(), command).toUtf8();
    QFile now(path);
    if (now.open(QIODevice::ReadOnly) && now.readAll() == text)
        return {};
    errno = 0;
    if (!QDir().mkpath(QFileInfo(path).path()))
        return fileError(FileAct::Create, QFileInfo(path).path(), errno);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return fileError(FileAct::Write, path, errno);
    return {};
}

Result<> removeAutostart()
{
    const QString path = entryPath();
    if (QFileInfo::exists(path) && !QFile::remove(path))
        return fileError(FileAct::Remove, path, errno);
    return {};
}

} // namespace portico
