// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/installfile.h"

#include <QFileSystemWatcher>
#include <QMap>
#include <QObject>
#include <QTimer>

namespace portico {

/**
 * The installs of a library as the window sees them. Lives on the GUI thread and owns the Install
 * values by id. Follows the folder: what porticoctl or a session server changes is told by the same
 * signals as our own changes. Every change is saved before it is shown.
 */
class InstallStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InstallStore)

public:
    explicit InstallStore(Library library, QObject *parent = nullptr);

    const Library &library() const { return m_library; }
    /** Sorted by name. */
    QList<Install> installs() const;
    /** The install with that id; null if there is none. Valid until the next signal. */
    const Install *find(const InstallId &id) const;
    QList<BrokenInstall> broken() const { return m_broken.values(); }

    /** Applies a change to the newest state on disk, saves it and tells. */
    Result<> change(const InstallId &id, const std::function<void(Install &)> &change);
    Result<> rename(const InstallId &id, const QString &name);
    Result<> setPort(const InstallId &id, quint16 port);
    Result<> setSettings(const InstallId &id, const InstallSettings &settings);

    /** Reads again what has changed. Happens by itself; a job that added or removed calls it. */
    void rescan();

signals:
    void added(const portico::InstallId &id);
    void changed(const portico::InstallId &id);
    void removed(const portico::InstallId &id);
    /** We have changed settings or port of an install, which was this before. */
    void settingsReplaced(const portico::Install &before);
    /** An install.json that cannot be used was met for the first time. */
    void broke(const portico::InstallId &id, const portico::Error &error);

private:
    void forget(const InstallId &id);
    void read(const InstallId &id);
    void watchFolders(const QList<InstallId> &ids);

    const Library m_library;
    QMap<InstallId, Install> m_installs;
    QMap<InstallId, BrokenInstall> m_broken;
    QMap<InstallId, QByteArray> m_bytes; ///< of each install.json as last read
    QFileSystemWatcher m_watcher;
    QTimer m_soon; ///< gathers the watcher's bursts
    QTimer m_slow; ///< for file systems that do not tell
};

} // namespace portico
