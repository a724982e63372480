// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installstore.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

constexpr auto kGatherTime = 50ms;
constexpr auto kSlowScan = 10s;

/** The bytes of a small file; empty if it is not there. */
QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(16LL << 20) : QByteArray();
}

QList<InstallId> idsIn(const QString &folder)
{
    QList<InstallId> ids;
    const QStringList names =
        QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QString &name : names) {
        if (const auto id = InstallId::fromString(name))
            ids += *id;
    }
    return ids;
}

} // namespace

InstallStore::InstallStore(Library library, QObject *parent)
    : QObject(parent)
    , m_library(std::move(library))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kGatherTime);
    connect(&m_soon, &QTimer::timeout, this, &InstallStore::rescan);
    connect(&m_slow, &QTimer::timeout, this, &InstallStore::rescan);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    m_slow.start(kSlowScan);
    rescan();
}

QList<Install> InstallStore::installs() const
{
    QList<Install> sorted = m_installs.values();
    std::stable_sort(sorted.begin(), sorted.end(), [](const Install &a, const Install &b) {
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    return sorted;
}

const Install *InstallStore::find(const InstallId &id) const
{
    const auto found = m_installs.constFind(id);
    return found == m_installs.constEnd() ? nullptr : &*found;
}

Result<> InstallStore::change(const InstallId &id, const std::function<void(Install &)> &change)
{
    const Install *const known = find(id);
    const std::optional<Install> before = known ? std::optional(*known) : std::nullopt;
    const auto written = updateInstall(m_library, id, change);
    rescan();
    if (!written)
        return written.error();
    if (before && (before->settings != written->settings || before->port != written->port))
        emit settingsReplaced(*before);
    return {};
}

Result<> InstallStore::rename(const InstallId &id, const QString &name)
{
    return change(id, [&](Install &install) { install.name = name.simplified(); });
}

Result<> InstallStore::setPort(const InstallId &id, quint16 port)
{
    return change(id, [&](Install &install) { install.port = port; });
}

Result<> InstallStore::setSettings(const InstallId &id, const InstallSettings &settings)
{
    return change(id, [&](Install &install) { install.settings = settings; });
}

void InstallStore::rescan()
{
    const QList<InstallId> ids = idsIn(m_library.installs());
    watchFolders(ids);
    for (const InstallId &id : m_bytes.keys()) {
        if (!ids.contains(id))
            forget(id);
    }
    for (const InstallId &id : ids)
        read(id);
}

void InstallStore::forget(const InstallId &id)
{
    m_bytes.remove(id);
    m_broken.remove(id);
    if (m_installs.remove(id) > 0)
        emit removed(id);
}

void InstallStore::read(const InstallId &id)
{
    const QByteArray bytes = contentOf(m_library.installFile(id));
    const bool isNew = !m_bytes.contains(id);
    if (!isNew && m_bytes.value(id) == bytes)
        return;
    m_bytes.insert(id, bytes);
    const auto install = loadInstall(m_library, id);
    if (!install) {
        const bool isFirst = !m_broken.contains(id);
        m_broken.insert(id, {id, install.error()});
        if (m_installs.remove(id) > 0)
            emit removed(id);
        if (isFirst)
            emit broke(id, install.error());
        return;
    }
    m_broken.remove(id);
    const bool wasThere = m_installs.contains(id);
    m_installs.insert(id, *install);
    if (wasThere)
        emit changed(id);
    else
        emit added(id);
}

void InstallStore::watchFolders(const QList<InstallId> &ids)
{
    QStringList wanted{m_library.root()};
    if (QDir(m_library.installs()).exists())
        wanted += m_library.installs();
    for (const InstallId &id : ids)
        wanted += m_library.installFolder(id);
    const QStringList watched = m_watcher.directories();
    for (const QString &folder : watched) {
        if (!wanted.contains(folder))
            m_watcher.removePath(folder);
    }
    for (const QString &folder : wanted) {
        if (!watched.contains(folder) && QDir(folder).exists())
            m_watcher.addPath(folder);
    }
}

} // namespace portico
