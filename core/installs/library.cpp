// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/library.h"

#include "core/installs/install.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

Library::Library(const QString &root)
    : m_root(QDir::cleanPath(QDir::fromNativeSeparators(root)))
    , m_store(m_root + "/store"_L1)
{ }

Library Library::within(const Library &outer, const QString &root)
{
    Library library(root);
    library.m_store = outer.m_store;
    return library;
}

QString Library::installs() const
{
    return m_root + "/installs"_L1;
}

QString Library::models() const
{
    return m_root + "/models"_L1;
}

QString Library::downloads() const
{
    return m_root + "/store/downloads"_L1;
}

QString Library::knownBundles() const
{
    return m_root + "/store/known-bundles.json"_L1;
}

QString Library::tools() const
{
    return m_store + "/tools"_L1;
}

QString Library::packageCache() const
{
    return m_store + "/uv"_L1;
}

QString Library::layers() const
{
    return m_root + "/store/layers"_L1;
}

QString Library::layerFolder(const QString &id) const
{
    return layers() + u'/' + id;
}

QString Library::layersLock() const
{
    return m_root + "/store/layers.lock"_L1;
}

QString Library::roots() const
{
    return m_root + "/store/roots"_L1;
}

QString Library::wheels() const
{
    return m_store + "/wheels"_L1;
}

QString Library::staging() const
{
    return m_root + "/staging"_L1;
}

QString Library::journal() const
{
    return m_root + "/journal"_L1;
}

QString Library::kept() const
{
    return m_root + "/kept"_L1;
}

QString Library::removing() const
{
    return m_root + "/removing"_L1;
}

QString Library::libraryLock() const
{
    return installs() + "/library.lock"_L1;
}

QString Library::installFolder(const InstallId &id) const
{
    return installs() + u'/' + id.toString();
}

QString Library::installFile(const InstallId &id) const
{
    return installFolder(id) + "/install.json"_L1;
}

QString Library::installLock(const InstallId &id) const
{
    return installs() + u'/' + id.toString() + ".lock"_L1;
}

QString Library::sessionFile(const InstallId &id) const
{
    return installFolder(id) + "/session.json"_L1;
}

QString Library::sessionLock(const InstallId &id) const
{
    return installFolder(id) + "/session.lock"_L1;
}

QString Library::logFolder(const InstallId &id) const
{
    return installFolder(id) + "/logs"_L1;
}

QString Library::goodStartFile(const InstallId &id) const
{
    return installFolder(id) + "/good-start"_L1;
}

QString Library::dataFolder(const InstallId &id) const
{
    return installFolder(id) + "/data"_L1;
}

QString Library::viewsFolder(const InstallId &id) const
{
    return installFolder(id) + "/view"_L1;
}

QString Library::viewFolder(const InstallId &id, int number) const
{
    return viewsFolder(id) + u'/' + QString::number(number);
}

QString Library::viewFolder(const Install &install) const
{
    const Generation *generation = install.generation();
    return generation && generation->view > 0 ? viewFolder(install.id, generation->view)
                                              : QString();
}

QString Library::constraintsFile(const InstallId &id) const
{
    return installFolder(id) + "/constraints.txt"_L1;
}

QString Library::modelPathsFile(const InstallId &id) const
{
    return installFolder(id) + "/model-paths.yaml"_L1;
}

QString Library::flagsFile(const InstallId &id) const
{
    return installFolder(id) + "/flags.json"_L1;
}

QString Library::testWorkflows(const InstallId &id) const
{
    return installFolder(id) + "/test-workflows"_L1;
}

QString Library::generationFolder(const InstallId &id, int number) const
{
    return installFolder(id) + u'/' + generationFolderName(number);
}

QString Library::manifestFile(const InstallId &id, int number) const
{
    return generationFolder(id, number) + ".manifest"_L1;
}

QString Library::databaseFile(const InstallId &id, int number) const
{
    return dataFolder(id) + "/db/"_L1 + generationFolderName(number) + "/comfyui.db"_L1;
}

QString Library::runtimeFolder(const Install &install) const
{
    if (install.isAdopted())
        return install.adoptedFolder;
    return generationFolder(install.id, install.currentGeneration);
}

QString generationFolderName(int number)
{
    return u"gen-%1"_s.arg(number, 4, 10, '0'_L1);
}

QString defaultLibraryRoot()
{
    return QDir::homePath() + "/Portico"_L1;
}

} // namespace portico
