// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"

#include <QString>

namespace portico {

struct Install;

/** The folders of a library: names only, nothing is read or made. All paths absolute, with '/'. */
class Library
{
public:
    explicit Library(const QString &root);
    /** One of its own inside `outer` that shares what was fetched: tools, packages, wheels. */
    static Library within(const Library &outer, const QString &root);

    const QString &root() const { return m_root; }
    QString installs() const;
    QString models() const;
    QString downloads() const;
    QString knownBundles() const; ///< known-bundles.json: hashes of what nobody published one for
    QString tools() const;        ///< programs that were fetched: uv
    QString packageCache() const; ///< uv's: what a composition under way has fetched
    QString layers() const;       ///< the store's layers, see core/python/layer.h
    QString layerFolder(const QString &id) const; ///< one of them
    QString layersLock() const; ///< held while layers are removed or put into an install
    QString roots() const;      ///< who beside the installs needs what, see storeroots.h
    QString wheels() const;     ///< vendored wheels: `<sha256>/<name>.whl`
    QString staging() const;
    QString journal() const;
    QString kept() const;     ///< data folders of removed installs, kept for the person
    QString removing() const; ///< installs on their way out, until recycle bin or deletion is done
    QString libraryLock() const; ///< held while an id and a port are given out

    QString installFolder(const InstallId &id) const;
    QString installFile(const InstallId &id) const; ///< install.json
    QString installLock(const InstallId &id) const; ///< held while install.json is changed
    QString sessionFile(const InstallId &id) const; ///< session.json: describes the session
    QString sessionLock(const InstallId &id) const; ///< session.lock: its OS lock is the truth
    QString logFolder(const InstallId &id) const;
    /** Holds the time of the last start that became ready with all its node packs. */
    QString goodStartFile(const InstallId &id) const;
    QString dataFolder(const InstallId &id) const;  ///< input output user custom_nodes models db
    QString viewsFolder(const InstallId &id) const; ///< view: its own clones of layers
    QString viewFolder(const InstallId &id, int number) const; ///< view/1: laid out as a layer
    /** The view of the current generation; empty: it has no layer. */
    QString viewFolder(const Install &install) const;
    QString constraintsFile(const InstallId &id) const; ///< constraints.txt for its pip and uv
    QString modelPathsFile(const InstallId &id) const;  ///< model-paths.yaml, written by Portico
    QString flagsFile(const InstallId &id) const;       ///< flags.json: what `main.py --help` lists
    QString testWorkflows(const InstallId &id) const;   ///< test-workflows: run at updates
    QString generationFolder(const InstallId &id, int number) const; ///< gen-0001
    QString manifestFile(const InstallId &id, int number) const;     ///< gen-0001.manifest
    QString databaseFile(const InstallId &id, int number) const; ///< data/db/gen-0001/comfyui.db

    /** Where this install's current runtime lies: its generation, or the adopted folder. */
    QString runtimeFolder(const Install &install) const;

private:
    QString m_root;
    QString m_store; ///< what libraries share
};

/** "gen-0001". */
QString generationFolderName(int number);

/** `~/Portico`, unless the person chose another: the settings know. */
QString defaultLibraryRoot();

} // namespace portico
