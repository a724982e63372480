// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/packrow.h"
#include "core/base/error.h"
#include "core/base/identifiers.h"
#include "core/installs/verifyinstall.h"
#include "core/nodes/keptpacks.h"
#include "core/repair/drift.h"
#include "core/repair/probeinstall.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <optional>

namespace portico {
class InstallStore;
class Job;
class JobRunner;
class Services;
} // namespace portico

namespace portico::app {

class Sessions;

/** The layer that an install's packs use now. */
struct LayerFacts
{
    QString id{};           ///< empty: it has none
    QStringList packages{}; ///< "timm 1.0.22", by name
    qint64 bytes = 0;
    std::optional<Error> problem{};
};

/** The node packs of an install. */
struct PackFacts
{
    QList<PackRow> rows{};
    QList<KeptPack> kept{}; ///< earlier versions, the newest first
    std::optional<Error> problem{};
};

/** Its packages: base, torch, layer. */
struct PackageFacts
{
    std::optional<Verdict> verdict{};
    std::optional<Drift> drift{};
    LayerFacts layer{};
    std::optional<PastProbe> probe{}; ///< what torch computed on, the last time it was tried
    std::optional<Error> problem{};   ///< why there is no verdict
};

/** What is being done about what drifted, or why it was not done. */
struct DriftWork
{
    QPointer<Job> job{};
    std::optional<Error> problem{};
};

/** What is known of one install; nothing of what nobody has read yet. */
struct HealthFacts
{
    std::optional<PackFacts> packs{};
    std::optional<PackageFacts> packages{};
    DriftWork drift{};
    bool isLooking = false;
};

/** The same for facts that look the same: whoever shows them need not show them anew. */
QString markOf(const HealthFacts &facts);

/** The packages of an install in one line. */
struct HealthLine
{
    IconName icon = IconName::Check;
    IconTint tint = IconTint::Ready;
    QString text{};
};
HealthLine healthLine(const PackageFacts &facts, const QString &installName);

/** How a worker looks at this computer. */
ComputerSource computerSource(const Services &services);

/**
 * The health of every install as files tell it: read on workers when somebody wants to see it, and
 * again when its session ended or a job changed it. Nothing is started for it.
 */
class Health final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Health)

public:
    /** What it reads through; all outlive it. */
    struct Parts
    {
        const Services &services;
        InstallStore &installs;
        Sessions &sessions;
        JobRunner &background;
    };

    explicit Health(const Parts &parts, QObject *parent = nullptr);

    /** Tells these from now on and reads nothing of that install: for pictures and tests. */
    void tell(const InstallId &id, const HealthFacts &facts);

    const HealthFacts &of(const InstallId &id) const;
    /** Reads anew. Returns at once; while it reads already, it reads once more afterwards. */
    void look(const InstallId &id);
    /** What the cards of a drift say of the work that their buttons began. */
    void setDriftWork(const InstallId &id, const DriftWork &work);

signals:
    void changed(const portico::InstallId &id);

private:
    struct Entry
    {
        HealthFacts facts{};
        int running = 0; ///< how many reads are under way
        bool isStale = false;
        bool wasTold = false;
        bool wasRunning = false; ///< its session, as last seen
        bool wasReady = false;
    };

    void readPacks(const InstallId &id);
    void readPackages(const InstallId &id);
    void finishPart(const InstallId &id);
    void followSession(const InstallId &id);

    const Parts m_parts;
    std::map<InstallId, Entry> m_entries;
};

} // namespace portico::app
