// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/recipes/lockinstall.h"

#include "core/base/lists.h"
#include "core/installs/composerecord.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/python/layer.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LockInstall)
};

bool isSamePackage(const LockedPackage &made, const LockedPackage *locked)
{
    return locked && made.version == locked->version
        && std::any_of(made.hashes.begin(), made.hashes.end(),
                       [&](const Sha256 &hash) { return locked->hashes.contains(hash); });
}

} // namespace

QString platformName(Os os, Architecture architecture)
{
    return osName(os) + u'-' + architectureName(architecture);
}

Result<RecipeLock> lockOfInstall(const Library &library, const Install &install)
{
    const auto from = readComposeRecord(library.runtimeFolder(install));
    if (!from)
        return from.error();
    RecipeLock lock{.comfyGit = from->repository,
                    .comfyCommit = from->commit,
                    .pythonVersion = from->pythonVersion,
                    .uvVersion = from->uvVersion,
                    .base = from->locks};
    const QString layerId = install.generation()->layer;
    if (layerId.isEmpty())
        return lock;
    const Result<Layer> layer = readLayer(library.layerFolder(layerId));
    if (!layer)
        return layer.error();
    lock.layer = layer->lock;
    return lock;
}

std::optional<int> packagesAge(const Library &library, const Install &install, const QDateTime &now)
{
    const auto from = readComposeRecord(library.runtimeFolder(install));
    if (!from || !from->packagesUntil.isValid())
        return std::nullopt;
    return static_cast<int>(std::max<qint64>(0, from->packagesUntil.daysTo(now)));
}

Result<> compareLayers(const Lock &made, const Lock &locked)
{
    QStringList others;
    for (const LockedPackage &package : made.packages) {
        if (!isSamePackage(package, locked.find(package.name)))
            others += package.name;
    }
    for (const LockedPackage &package : locked.packages) {
        if (!made.find(package.name))
            others += package.name;
    }
    if (others.isEmpty())
        return {};
    return Error{.code = ErrorCode::HashMismatch,
                 .message = Text::tr("The package index does not give what the lock names any "
                                     "more: %1.")
                                .arg(listed(others)),
                 .nextStep = Text::tr("Build without the lock (--update), or from an index that "
                                      "keeps these files."),
                 .detail = {}};
}

} // namespace portico
