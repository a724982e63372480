// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/installfile.h"
#include "core/server/sessionlauncher.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

namespace portico {

/**
 * A library in a temporary folder with one adopted install: a copy of the stand-in ComfyUI, run by
 * this computer's Python. `mode` is what the stand-in is to do wrong.
 */
class StandInInstall
{
public:
    explicit StandInInstall(const QString &mode = {}, const QStringList &arguments = {})
        : library(m_folder.filePath(QStringLiteral("library")))
        , id(*InstallId::fromString(u"studio"))
    {
        copyFolder(QStringLiteral(PORTICO_SOURCE_DIR "/tests/support/comfyui"), comfyFolder());
        setMode(mode);
        Generation generation;
        generation.number = 1;
        generation.layout = BundleLayout::Plain;
        generation.python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        Install install;
        install.id = id;
        install.name = QStringLiteral("Studio");
        install.port = port();
        install.currentGeneration = 1;
        install.generations = {generation};
        install.adoptedFolder = comfyFolder();
        install.settings.arguments = QStringList{QStringLiteral("--cpu")} + arguments;
        QDir().mkpath(library.installFolder(id));
        isReady = saveInstall(library, install).operator bool();
    }

    ~StandInInstall()
    {
        // A session that a failed test left behind.
        if (QFile::exists(library.sessionFile(id)))
            sweepDeadSession(library, id);
    }
    Q_DISABLE_COPY_MOVE(StandInInstall)

    QString comfyFolder() const { return m_folder.filePath(QStringLiteral("ComfyUI")); }

    void setMode(const QString &mode) const
    {
        QFile file(comfyFolder() + QStringLiteral("/standin_mode.txt"));
        if (file.open(QIODevice::WriteOnly))
            file.write(mode.toUtf8());
    }

    /** A port that was free a moment ago; the same for all of this install's life. */
    quint16 port()
    {
        if (m_port == 0) {
            QTcpServer probe;
            probe.listen(QHostAddress::LocalHost);
            m_port = probe.serverPort();
        }
        return m_port;
    }

private:
    static void copyFolder(const QString &from, const QString &to)
    {
        QDir().mkpath(to);
        QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            if (file.contains(QStringLiteral("__pycache__")))
                continue;
            const QString target = to + file.mid(from.size());
            QDir().mkpath(QFileInfo(target).path());
            QFile::copy(file, target);
        }
    }

    QTemporaryDir m_folder;
    quint16 m_port = 0;

public:
    const Library library;
    const InstallId id;
    bool isReady = false;
};

} // namespace portico
