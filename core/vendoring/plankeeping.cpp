// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installfile.h"
#include "core/io/tree.h"
#include "core/nodes/nodepacks.h"
#include "core/python/wheelstore.h"
#include "core/snapshots/takesnapshot.h"
#include "core/vendoring/keepoffline.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KeepOffline)
};

/** What is kept already by any state, by kind and name. */
class Kept
{
public:
    Kept(const Library &library, const QString &id)
    {
        for (const VendoredState &state : listVendored(library).states) {
            if (state.id == id && state.isFinished)
                m_files = state.files;
        }
    }

    bool has(VendoredKind kind, const QString &name) const
    {
        return std::any_of(m_files.begin(), m_files.end(), [&](const VendoredFile &file) {
            return file.kind == kind && file.name == name;
        });
    }

private:
    QList<VendoredFile> m_files{};
};

Result<qint64> sizeOf(const QString &path, const JobContext &job)
{
    const Result<TreeSize> size = treeSize(path, job);
    return size ? Result<qint64>(size->bytes) : size.error();
}

KeepItem wheelItem(const Library &library, const LockedPackage &package)
{
    KeepItem item{.kind = VendoredKind::Wheel,
                  .name = package.name + u' ' + package.version,
                  .isFetched = true};
    for (const Sha256 &sha256 : package.hashes) {
        if (const auto wheel = storedWheel(library.wheels(), sha256)) {
            item.bytes = QFileInfo(*wheel).size();
            item.isKept = true;
            item.isFetched = false;
        }
    }
    return item;
}

Result<> addPacks(const Library &library, const Install &install, const SnapshotContent &content,
                  const Kept &kept, KeepPlan &plan, const JobContext &job)
{
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    const Result<QList<RecordedPack>> now =
        packs ? recordPacks(library, install, job) : Result<QList<RecordedPack>>(packs.error());
    if (!now)
        return now.error();
    for (const RecordedPack &pack : content.packs) {
        KeepItem item{.kind = VendoredKind::Pack,
                      .name = pack.name,
                      .isKept = kept.has(VendoredKind::Pack, pack.name)};
        const auto here = std::find_if(now->begin(), now->end(), [&](const RecordedPack &one) {
            return one.name == pack.name && isSameCode(one, pack);
        });
        const Result<NodePack> found = findNodePack(*packs, pack.name);
        item.isFetched = !item.isKept && (here == now->end() || !found);
        if (here != now->end() && found) {
            const Result<qint64> size = sizeOf(found->ownFolder(), job);
            if (!size)
                return size.error();
            item.bytes = *size;
        }
        plan.items += item;
    }
    return {};
}

} // namespace

qint64 KeepPlan::bytes() const
{
    return std::accumulate(items.begin(), items.end(), qint64(0),
                           [](qint64 sum, const KeepItem &item) {
                               return sum + (item.isKept ? 0 : std::max<qint64>(0, item.bytes));
                           });
}

Result<KeepPlan> planKeeping(const RestoreServices &services, const KeepRequest &request,
                             const JobContext &job)
{
    const Library &library = services.nodes.compose.library;
    const Result<Install> install = loadInstall(library, request.install);
    if (!install)
        return install.error();
    const Result<Snapshot> snapshot = request.snapshot.isEmpty()
        ? Result<Snapshot>(Snapshot{})
        : findSnapshot(library, install->id, request.snapshot);
    if (!snapshot)
        return snapshot.error();
    const Result<SnapshotContent> content = request.snapshot.isEmpty()
        ? contentOf(library, *install, job)
        : Result<SnapshotContent>(snapshot->content);
    if (!content)
        return content.error();
    const Result<Install> then = installForKeeping(library, *install, *content);
    if (!then)
        return then.error();
    KeepPlan plan{.id = vendoredId(request.install, *content)};
    const Kept kept(library, plan.id);
    const QString runtime = runtimeText(content->runtime);
    const Result<qint64> size =
        sizeOf(library.generationFolder(then->id, then->currentGeneration), job);
    if (!size)
        return size.error();
    plan.items += KeepItem{.kind = VendoredKind::Runtime,
                           .name = runtime,
                           .bytes = *size,
                           .isKept = kept.has(VendoredKind::Runtime, runtime)};
    const Result<> packs = addPacks(library, *install, *content, kept, plan, job);
    if (!packs)
        return packs.error();
    for (const LockedPackage &package : content->layer.lock.packages)
        plan.items += wheelItem(library, package);
    for (const RecordedEnv &env : content->environments) {
        if (env.isThere)
            plan.items += KeepItem{.kind = VendoredKind::Environment,
                                   .name = env.name,
                                   .isKept = kept.has(VendoredKind::Environment, env.name)};
    }
    return plan;
}

} // namespace portico
