// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"

#include <QString>

namespace portico {

struct Install;

/** The folders of a library: names only, nothing is read or made. All paths absolute. */
class Library
{
public:
    explicit Library(QString root);

    const QString &root() const { return m_root; }
    QString installs() const;
    QString models() const;
    QString downloads() const;
    QString staging() const;
    QString journal() const;

    QString installFolder(const InstallId &id) const;
    QString installFile(const InstallId &id) const; ///< install.json
    QString sessionFile(const InstallId &id) const; ///< session.json: describes the session
    QString sessionLock(const InstallId &id) const; ///< session.lock: its OS lock is the truth
    QString logFolder(const InstallId &id) const;
    QString dataFolder(const InstallId &id) const; ///< input output user custom_nodes db
    QString generationFolder(const InstallId &id, int number) const; ///< gen-0001
    QString manifestFile(const InstallId &id, int number) const;     ///< gen-0001.manifest

    /** Where this install's current runtime lies: its generation, or the adopted folder. */
    QString runtimeFolder(const Install &install) const;

private:
    QString m_root;
};

/** `~/Portico`, unless the person chose another: the settings know. */
QString defaultLibraryRoot();

} // namespace portico
