// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/stateparts.h"

#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/nodes/nodepacks.h"
#include "core/python/layer.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostManifest = 1LL << 30;

Result<QList<ManifestEntry>> readManifest(const QString &file)
{
    const Result<QByteArray> bytes = readFile(file, kMostManifest);
    return bytes ? manifestFromBytes(*bytes) : Result<QList<ManifestEntry>>(bytes.error());
}

} // namespace

QJsonObject toJson(const StatePart &part)
{
    return {{u"name"_s, part.name}, {u"digest"_s, part.digest.toHex()}};
}

Sha256 treeDigest(const QList<ManifestEntry> &entries)
{
    QList<QByteArray> lines;
    for (const ManifestEntry &entry : entries) {
        if (entry.kind != ManifestEntry::Kind::Folder)
            lines += entry.path.toUtf8() + '\t' + entry.sha256.toHex().toLatin1() + '\t'
                + entry.linkTarget.toUtf8() + '\n';
    }
    std::sort(lines.begin(), lines.end());
    Sha256Hasher hasher;
    for (const QByteArray &line : std::as_const(lines))
        hasher.add(line);
    return hasher.result();
}

Result<StatePart> runtimePart(const Library &library, const Install &install)
{
    const auto entries = readManifest(library.manifestFile(install.id, install.currentGeneration));
    if (!entries)
        return entries.error();
    return StatePart{.name = u"runtime"_s, .digest = treeDigest(*entries)};
}

Result<StatePart> layerPart(const QString &layerFolder)
{
    Result<QList<ManifestEntry>> entries = readManifest(layerManifest(layerFolder));
    if (!entries)
        return entries.error();
    entries->removeIf(
        [](const ManifestEntry &entry) { return !entry.path.startsWith("site/"_L1); });
    return StatePart{.name = u"layer"_s, .digest = treeDigest(*entries)};
}

Result<StatePart> packPart(const RecordedPack &pack, const QString &folder, const JobContext &job)
{
    Sha256 files;
    if (QFileInfo(folder).isFile()) {
        const Result<Sha256> hash = hashFile(folder, job);
        if (!hash)
            return hash.error();
        files = *hash;
    } else {
        const Result<QList<ManifestEntry>> entries = describeTree(folder, job);
        if (!entries)
            return entries.error();
        files = treeDigest(*entries);
    }
    const QByteArray text = pack.commit.toUtf8() + '\n' + files.toHex().toLatin1() + '\n'
        + (pack.isEnabled ? "enabled" : "disabled") + '\n'
        + (pack.isIsolated ? "isolated" : "together") + '\n';
    return StatePart{.name = u"pack "_s + pack.name, .digest = sha256Of(text)};
}

StatePart environmentPart(const RecordedEnv &env)
{
    return {.name = u"environment "_s + env.name,
            .digest = sha256Of(env.python.toUtf8() + '\n' + env.lock.toUtf8())};
}

Result<QList<StatePart>> stateParts(const Library &library, const Install &install,
                                    const SnapshotContent &content, const JobContext &job)
{
    const Result<StatePart> runtime = runtimePart(library, install);
    if (!runtime)
        return runtime.error();
    QList<StatePart> parts{*runtime};
    if (!content.layer.id.isEmpty()) {
        const Result<StatePart> layer = layerPart(library.layerFolder(content.layer.id));
        if (!layer)
            return layer.error();
        parts += *layer;
    }
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (!packs)
        return packs.error();
    for (const RecordedPack &pack : content.packs) {
        const Result<NodePack> found = findNodePack(*packs, pack.name);
        const Result<StatePart> part =
            found ? packPart(pack, found->ownFolder(), job) : Result<StatePart>(found.error());
        if (!part)
            return part.error();
        parts += *part;
    }
    return parts;
}

Sha256 manifestHash(QList<StatePart> parts)
{
    std::sort(parts.begin(), parts.end(),
              [](const StatePart &a, const StatePart &b) { return a.name < b.name; });
    QByteArray text = "portico-manifest 1\n";
    for (const StatePart &part : std::as_const(parts))
        text += part.name.toUtf8() + '\t' + part.digest.toHex().toLatin1() + '\n';
    return sha256Of(text);
}

} // namespace portico
