// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Which folders a layout is about, and where what the bundle shipped in them lies.
#include "core/installs/datalayout.h"
#include "core/platform/folderlink.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Whether anything has that name, a dangling link too. */
bool isThere(const QString &path)
{
    return QFileInfo::exists(path) || isFolderLink(path);
}

} // namespace

QString dataLayoutName(DataLayout layout)
{
    return layout == DataLayout::Classic ? u"classic"_s : u"separate"_s;
}

std::optional<DataLayout> dataLayoutFromName(QStringView name)
{
    if (name == "classic"_L1)
        return DataLayout::Classic;
    return name == "separate"_L1 ? std::optional(DataLayout::Separate) : std::nullopt;
}

QStringList personalFolders()
{
    return {u"custom_nodes"_s, u"models"_s, u"input"_s, u"output"_s, u"user"_s};
}

QString shippedAside(const Library &library, const InstallId &id, int generation)
{
    return library.generationFolder(id, generation) + ".classic"_L1;
}

QHash<QString, QString> linkedFolders(const Library &library, const Install &install)
{
    QHash<QString, QString> linked;
    const Generation *const generation = install.generation();
    if (!generation || install.isAdopted())
        return linked;
    const QString root = library.generationFolder(install.id, generation->number);
    const QString aside = shippedAside(library, install.id, generation->number);
    for (const QString &name : personalFolders()) {
        const QString path = generation->comfyFolder + u'/' + name;
        const bool isAside = isThere(aside + u'/' + name);
        if (isAside || isFolderLink(root + u'/' + path))
            linked.insert(path, isAside ? aside + u'/' + name : QString());
    }
    return linked;
}

QString shippedFile(const QString &comfyFolder, const QString &aside, const QString &path)
{
    const QString name = path.section(u'/', 0, 0);
    if (QFileInfo::exists(aside + u'/' + name))
        return aside + u'/' + path;
    return isFolderLink(comfyFolder + u'/' + name) ? QString() : comfyFolder + u'/' + path;
}

} // namespace portico
