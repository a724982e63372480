// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/switchlayer.h"

#include "core/installs/installfile.h"
#include "core/io/filelock.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SwitchLayer)
};

void setLayer(Install &install, const QString &layer, int view)
{
    for (Generation &generation : install.generations) {
        if (generation.number == install.currentGeneration) {
            generation.layer = layer;
            generation.view = view;
        }
    }
}

/** The number under which the view lies when this is done. */
Result<int> settle(const Library &library, const Install &install, PreparedView &prepared,
                   const JobContext &job)
{
    if (!QFileInfo(layerSite(library.layerFolder(prepared.layer))).isDir()) {
        const Result<Layer> gone = readLayer(library.layerFolder(prepared.layer));
        if (!gone)
            return gone.error();
    }
    const int existing = prepared.existing;
    if (existing > 0 && QFileInfo(layerSite(library.viewFolder(install.id, existing))).isDir())
        return existing;
    const int view = nextView(library, install);
    const QString place = library.viewFolder(install.id, view);
    Result<> placed;
    if (prepared.staging) {
        placed = placeView(prepared, place, job);
    } else { // the one that was there was swept since
        const Result<PreparedView> clone = cloneLayer(library, prepared.layer, job);
        placed = clone ? placeView(*clone, place, job) : clone.error();
    }
    return placed ? Result<int>(view) : placed.error();
}

} // namespace

QString layerSiteOf(const Library &library, const Install &install)
{
    const QString view = library.viewFolder(install);
    return view.isEmpty() ? QString() : layerSite(view);
}

Result<Install> switchToView(const Library &library, const InstallId &id, PreparedView prepared,
                             const JobContext &job)
{
    const Result<Install> before = loadInstall(library, id);
    if (!before)
        return before;
    if (before->isAdopted())
        return hasNoLayers(*before);
    const Result<FileLock> lock = FileLock::lock(
        library.layersLock(), Text::tr("changing the layer of “%1”").arg(before->name), job);
    if (!lock)
        return lock.error();
    int view = 0;
    if (!prepared.layer.isEmpty()) {
        const Result<int> settled = settle(library, *before, prepared, job);
        if (!settled)
            return settled.error();
        view = *settled;
    }
    return updateInstall(library, id,
                         [&](Install &changed) { setLayer(changed, prepared.layer, view); });
}

Result<Install> switchLayer(const Library &library, const InstallId &id, const QString &layer,
                            const JobContext &job)
{
    Result<PreparedView> prepared = prepareView(library, id, layer, job);
    if (!prepared)
        return prepared.error();
    Result<Install> after = switchToView(library, id, std::move(*prepared), job);
    if (!after)
        return after;
    const Result<qint64> swept = sweepViews(library, id, job, OldViews::KeepLast);
    if (!swept) // the next start sweeps again
        job.log(swept.error().message);
    return after;
}

} // namespace portico
