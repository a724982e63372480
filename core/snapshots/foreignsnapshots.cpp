// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/foreignsnapshots.h"

#include "core/nodes/packsource.h"
#include "core/nodes/registrynode.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ForeignSnapshots)
};

constexpr int kDesktopVersion = 2;

Error unusable(const QString &file, const QString &why)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("%1 cannot be used: %2").arg(file, why),
            .nextStep = Text::tr("Write it anew with the program that it is of."),
            .detail = {}};
}

/** The same repository, however it is written. */
QString addressKey(QString address)
{
    address = address.toLower();
    while (address.endsWith(u'/'))
        address.chop(1);
    if (address.endsWith(".git"_L1))
        address.chop(4);
    return address.section(u"://"_s, -1);
}

bool isCommit(const QString &text)
{
    static const QRegularExpression commit(uR"(^[0-9a-f]{40}$)"_s);
    return commit.match(text).hasMatch();
}

/** Gathers the packs of a file for an install. */
class Gathering
{
public:
    Gathering(QString file, const SnapshotContent &now)
        : m_file(std::move(file))
        , m_now(now)
    { }

    Result<> addGit(const QString &address, const QString &commit, bool isEnabled,
                    const QString &name = {});
    Result<> addRegistry(const QString &id, const QString &version, bool isEnabled,
                         const QString &name = {});
    void addFile(const QString &name, bool isEnabled);
    ImportedSnapshot finish(SnapshotFormat format, QStringList remarks) const;

private:
    template <typename Test>
    const RecordedPack *here(const Test &test) const
    {
        const auto found = std::find_if(m_now.packs.begin(), m_now.packs.end(), test);
        return found == m_now.packs.end() ? nullptr : &*found;
    }

    const QString m_file;
    const SnapshotContent &m_now;
    QList<RecordedPack> m_packs{};
};

Result<> Gathering::addGit(const QString &address, const QString &commit, bool isEnabled,
                           const QString &name)
{
    if (!isCommit(commit) || address.isEmpty())
        return unusable(m_file, Text::tr("%1 has no commit.").arg(address));
    PackSource source{.kind = PackSource::Kind::Git, .place = address, .ref = commit, .name = name};
    const RecordedPack *const known = here([&](const RecordedPack &pack) {
        return pack.kind == PackKind::Git && addressKey(pack.source.place) == addressKey(address);
    });
    const Result<QString> folder = known ? Result<QString>(known->name) : packFolderName(source);
    if (!folder)
        return folder.error();
    source.name.clear();
    m_packs += {.name = *folder,
                .kind = PackKind::Git,
                .isEnabled = isEnabled,
                .isIsolated = known && known->isIsolated,
                .commit = commit,
                .source = source};
    return {};
}

Result<> Gathering::addRegistry(const QString &id, const QString &version, bool isEnabled,
                                const QString &name)
{
    if (!isRegistryId(id) || version.isEmpty())
        return unusable(m_file, Text::tr("“%1” is no node pack of the registry.").arg(id));
    const RecordedPack *const known = here([&](const RecordedPack &pack) {
        return pack.kind == PackKind::Registry
            && pack.source.place.compare(id, Qt::CaseInsensitive) == 0;
    });
    PackSource source{.kind = PackSource::Kind::Registry, .place = id, .name = name};
    const Result<QString> folder = known ? Result<QString>(known->name) : packFolderName(source);
    if (!folder)
        return folder.error();
    source.name.clear();
    source.ref = version;
    m_packs += {.name = *folder,
                .kind = PackKind::Registry,
                .isEnabled = isEnabled,
                .isIsolated = known && known->isIsolated,
                .version = version,
                .source = source};
    return {};
}

/** Its content is nowhere: what is here of that name is turned on or off. */
void Gathering::addFile(const QString &name, bool isEnabled)
{
    const RecordedPack *const known =
        here([&](const RecordedPack &pack) { return pack.name == name; });
    RecordedPack pack = known ? *known
                              : RecordedPack{.name = name,
                                             .kind = PackKind::File,
                                             .source = {.kind = PackSource::Kind::File}};
    pack.isEnabled = isEnabled;
    m_packs += pack;
}

ImportedSnapshot Gathering::finish(SnapshotFormat format, QStringList remarks) const
{
    ImportedSnapshot imported{
        .format = format, .parts = {SnapshotPart::Packs}, .remarks = std::move(remarks)};
    imported.snapshot.content = m_now;
    imported.snapshot.content.packs = m_packs;
    // The Manager does not speak of itself; no restore of its own turns it off.
    for (const RecordedPack &pack : m_now.packs) {
        const bool isListed =
            std::any_of(m_packs.begin(), m_packs.end(),
                        [&](const RecordedPack &one) { return one.name == pack.name; });
        const bool isItself = pack.name.contains("comfyui-manager"_L1, Qt::CaseInsensitive);
        const bool isUnspoken = pack.kind == PackKind::Folder || isItself;
        if (!isListed && isUnspoken)
            imported.snapshot.content.packs += pack;
    }
    imported.snapshot.id = snapshotId(toJson(imported.snapshot.content));
    return imported;
}

QString packagesAreOwn()
{
    return Text::tr("Its list of Python packages is not taken over: what the node packs need is "
                    "planned for this ComfyUI.");
}

} // namespace

Result<ImportedSnapshot> managerSnapshot(const QJsonObject &object, const QString &file,
                                         const SnapshotContent &now)
{
    Gathering gathering(file, now);
    const QJsonObject git = object.value("git_custom_nodes"_L1).toObject();
    for (auto it = git.begin(); it != git.end(); ++it) {
        const QJsonObject pack = it.value().toObject();
        const Result<> added = gathering.addGit(it.key(), pack.value("hash"_L1).toString(),
                                                !pack.value("disabled"_L1).toBool());
        if (!added)
            return added.error();
    }
    const QJsonObject registry = object.value("cnr_custom_nodes"_L1).toObject();
    for (auto it = registry.begin(); it != registry.end(); ++it) {
        const Result<> added = gathering.addRegistry(it.key(), it.value().toString(), true);
        if (!added)
            return added.error();
    }
    const QJsonArray files = object.value("file_custom_nodes"_L1).toArray();
    for (const auto &value : files) {
        const QJsonObject one = value.toObject();
        gathering.addFile(one.value("filename"_L1).toString(), !one.value("disabled"_L1).toBool());
    }
    QStringList remarks;
    const QString comfy = object.value("comfyui"_L1).toString();
    if (!comfy.isEmpty() && comfy != now.runtime.commit)
        remarks += Text::tr("It was taken with ComfyUI of commit %1, which stays as it is here.")
                       .arg(comfy.left(10));
    if (!object.value("pips"_L1).toObject().isEmpty())
        remarks += packagesAreOwn();
    return gathering.finish(SnapshotFormat::Manager, remarks);
}

Result<ImportedSnapshot> desktopSnapshot(const QJsonObject &object, const QString &file,
                                         const SnapshotContent &now)
{
    if (object.value("version"_L1).toInt() > kDesktopVersion)
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("%1 was written by a newer Comfy Desktop.").arg(file),
                     .nextStep = Text::tr("Update Portico, then try again."),
                     .detail = {}};
    const QJsonArray snapshots = object.value("snapshots"_L1).toArray();
    if (snapshots.isEmpty())
        return unusable(file, Text::tr("there is no snapshot in it."));
    const QJsonObject newest = snapshots.first().toObject();
    Gathering gathering(file, now);
    const QJsonArray nodes = newest.value("customNodes"_L1).toArray();
    for (const auto &value : nodes) {
        const QJsonObject node = value.toObject();
        const QString kind = node.value("type"_L1).toString();
        const QString name = node.value("dirName"_L1).toString();
        const bool isEnabled = node.value("enabled"_L1).toBool(true);
        Result<> added;
        if (kind == "git"_L1)
            added = gathering.addGit(node.value("url"_L1).toString(),
                                     node.value("commit"_L1).toString(), isEnabled, name);
        else if (kind == "cnr"_L1)
            added = gathering.addRegistry(node.value("id"_L1).toString(),
                                          node.value("version"_L1).toString(), isEnabled, name);
        else
            gathering.addFile(name, isEnabled);
        if (!added)
            return added.error();
    }
    QStringList remarks;
    const QJsonObject comfy = newest.value("comfyui"_L1).toObject();
    const QString commit = comfy.value("commit"_L1).toString();
    if (!commit.isEmpty() && commit != now.runtime.commit)
        remarks += Text::tr("It was taken with ComfyUI %1, which stays as it is here.")
                       .arg(comfy.value("ref"_L1).toString(commit.left(10)));
    if (!newest.value("pipPackages"_L1).toObject().isEmpty())
        remarks += packagesAreOwn();
    return gathering.finish(SnapshotFormat::Desktop, remarks);
}

QByteArray managerBytes(const SnapshotContent &content, QStringList &remarks)
{
    QJsonObject git;
    QJsonObject registry;
    QJsonArray files;
    for (const RecordedPack &pack : content.packs) {
        if (pack.kind == PackKind::Git) {
            git.insert(pack.source.place,
                       QJsonObject{{u"hash"_s, pack.commit}, {u"disabled"_s, !pack.isEnabled}});
        } else if (pack.kind == PackKind::Registry && pack.isEnabled) {
            registry.insert(pack.source.place, pack.version);
        } else if (pack.kind == PackKind::File) {
            files.append(QJsonObject{{u"filename"_s, pack.name}, {u"disabled"_s, !pack.isEnabled}});
        } else {
            remarks += Text::tr("ComfyUI-Manager's snapshots cannot say “%1”.").arg(pack.name);
        }
        if (pack.isEdited)
            remarks += Text::tr("What was changed by hand in “%1” is not in it.").arg(pack.name);
    }
    QJsonObject pips;
    for (const LockedPackage &package : content.layer.lock.packages)
        pips.insert(package.name + u"=="_s + package.version, QString());
    const QJsonObject all{{u"comfyui"_s, content.runtime.commit},
                          {u"git_custom_nodes"_s, git},
                          {u"cnr_custom_nodes"_s, registry},
                          {u"file_custom_nodes"_s, files},
                          {u"pips"_s, pips}};
    return QJsonDocument(all).toJson();
}

} // namespace portico
