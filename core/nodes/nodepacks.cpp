// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/nodepacks.h"

#include "core/base/lists.h"
#include "core/catalogue/plaintext.h"
#include "core/git/repository.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/toml.h"
#include "core/nodes/isolatedfolders.h"
#include "core/nodes/isolationmark.h"
#include "core/nodes/packrecords.h"
#include "core/nodes/registrynode.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::NodePacks)
};

constexpr qsizetype kMostTitle = 120;
constexpr auto kDisabled = ".disabled"_L1;

/** An entry that may be a pack: where it lies and what it is called when enabled. */
struct Place
{
    QString name;
    QString path;
    bool isEnabled = true;
};

/** What ComfyUI would load of a folder, were it enabled. */
bool isPackName(const QString &name)
{
    return !name.isEmpty() && name != "__pycache__"_L1 && !name.startsWith(u'.');
}

bool isPackEntry(const QFileInfo &entry, const QString &name)
{
    return isPackName(name) && (entry.isDir() || name.endsWith(".py"_L1));
}

/** "<id>@1_2_3" of the Manager's folder of disabled packs. */
QString withoutVersion(const QString &name)
{
    const qsizetype at = name.lastIndexOf(u'@');
    return at > 0 ? name.left(at) : name;
}

QList<Place> placesIn(const QString &folder)
{
    constexpr auto kEverything =
        QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System;
    QList<Place> places;
    for (const QFileInfo &entry : QDir(folder).entryInfoList(kEverything)) {
        QString name = entry.fileName();
        const bool isEnabled = !name.endsWith(kDisabled);
        if (!isEnabled)
            name.chop(kDisabled.size());
        if (isPackEntry(entry, name))
            places += Place{name, entry.absoluteFilePath(), isEnabled};
    }
    for (const QFileInfo &entry : QDir(folder + "/.disabled"_L1).entryInfoList(kEverything)) {
        const QString name = withoutVersion(entry.fileName());
        if (isPackEntry(entry, name))
            places += Place{name, entry.absoluteFilePath(), false};
    }
    return places;
}

QString shortText(const QJsonValue &value)
{
    return plainText(value.toString()).simplified().left(kMostTitle);
}

void readProject(NodePack &pack)
{
    const Result<QJsonObject> file = readToml(pack.ownFolder() + "/pyproject.toml"_L1);
    if (!file)
        return;
    const QJsonObject project = file->value("project"_L1).toObject();
    pack.version = shortText(project.value("version"_L1));
    const QString id = project.value("name"_L1).toString();
    if (isRegistryId(id))
        pack.registryId = id;
    const QString title = shortText(
        file->value("tool"_L1).toObject().value("comfy"_L1).toObject().value("DisplayName"_L1));
    if (!title.isEmpty())
        pack.title = title;
    const QJsonObject urls = project.value("urls"_L1).toObject();
    const QUrl repository(urls.value("Repository"_L1).toString(), QUrl::StrictMode);
    if (repository.isValid() && repository.scheme() == "https"_L1)
        pack.origin = repository.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
}

void readCheckout(NodePack &pack)
{
    const Result<Repository> repository = Repository::open(pack.ownFolder());
    if (!repository)
        return;
    const Result<GitCommit> head = repository->head();
    if (head)
        pack.commit = head->id;
    const QString origin = repository->origin();
    if (!origin.isEmpty())
        pack.origin = QDir::isAbsolutePath(origin) ? QUrl::fromLocalFile(origin) : QUrl(origin);
}

/** What was a checkout elsewhere, and came in a bundle, which carries no repositories. */
void addKnownCommit(NodePack &pack, const PackRecord *record)
{
    const bool isKnown =
        pack.kind == PackKind::Folder && record && record->source.kind == PackSource::Kind::Git;
    if (!isKnown)
        return;
    pack.commit = record->commit;
    pack.origin = QDir::isAbsolutePath(record->source.place)
        ? QUrl::fromLocalFile(record->source.place)
        : QUrl(record->source.place).adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
}

PackKind kindOf(const QFileInfo &place)
{
    if (!place.isDir())
        return PackKind::File;
    const QString folder = place.absoluteFilePath();
    if (QFileInfo::exists(folder + "/.git"_L1))
        return PackKind::Git;
    return QFileInfo::exists(folder + "/.tracking"_L1) ? PackKind::Registry : PackKind::Folder;
}

bool isManagerName(const QString &name)
{
    return name.contains("comfyui-manager"_L1, Qt::CaseInsensitive);
}

} // namespace

QString customNodesFolder(const Library &library, const Install &install)
{
    if (!install.isAdopted())
        return library.dataFolder(install.id) + "/custom_nodes"_L1;
    const Generation *const generation = install.generation();
    const QString comfy = generation ? generation->comfyFolder : QString();
    return QDir::cleanPath(library.runtimeFolder(install) + u'/' + comfy + "/custom_nodes"_L1);
}

NodePack readNodePack(const QString &name, const QString &folder)
{
    const QFileInfo place(folder);
    NodePack pack{.name = name, .folder = place.absoluteFilePath(), .title = name};
    if (const auto mark = readIsolationMark(pack.folder)) {
        pack.inner = pack.folder + u'/' + mark->files;
        pack.losses = mark->losses;
    }
    pack.kind = kindOf(QFileInfo(pack.ownFolder()));
    pack.changed = place.lastModified();
    if (pack.kind == PackKind::File)
        return pack;
    const auto has = [&](QLatin1StringView file) {
        return QFileInfo::exists(pack.ownFolder() + u'/' + file);
    };
    readProject(pack);
    if (pack.kind == PackKind::Git)
        readCheckout(pack);
    pack.hasInstallScript = has("install.py"_L1);
    pack.hasPrestartup = has("prestartup_script.py"_L1);
    pack.wantsIsolation = hasIsolatedFolders(pack.folder);
    pack.isManager = isManagerName(name) || isManagerName(pack.registryId);
    return pack;
}

Result<QList<NodePack>> readNodePacks(const Library &library, const Install &install,
                                      const JobContext &job)
{
    QList<NodePack> packs;
    const PackRecords records = readPackRecords(library, install.id);
    for (const Place &place : placesIn(customNodesFolder(library, install))) {
        if (job.isCancelled())
            return cancelledError();
        NodePack pack = readNodePack(place.name, place.path);
        pack.isEnabled = place.isEnabled;
        addKnownCommit(pack, records.find(place.name));
        packs += pack;
    }
    std::stable_sort(packs.begin(), packs.end(), [](const NodePack &a, const NodePack &b) {
        const int order = a.name.compare(b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.isEnabled && !b.isEnabled;
    });
    return packs;
}

Result<NodePack> findNodePack(const QList<NodePack> &packs, const QString &name)
{
    using Test = std::function<bool(const NodePack &)>;
    const QList<Test> tests{
        [&](const NodePack &pack) { return pack.name == name; },
        [&](const NodePack &pack) { return pack.registryId == name; },
        [&](const NodePack &pack) {
            return pack.name.compare(name, Qt::CaseInsensitive) == 0
                || pack.registryId.compare(name, Qt::CaseInsensitive) == 0;
        },
    };
    for (const Test &test : tests) {
        const auto found = std::find_if(packs.begin(), packs.end(), test);
        // An enabled one stands before its disabled namesake.
        if (found != packs.end())
            return *found;
    }
    QStringList names;
    for (const NodePack &pack : packs)
        names += pack.name;
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("There is no node pack “%1”.").arg(name),
                 .nextStep = names.isEmpty()
                     ? Text::tr("This install has no node packs.")
                     : Text::tr("The node packs are: %1.").arg(listed(names)),
                 .detail = {}};
}

} // namespace portico
