// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/planrows.h"

#include "core/python/torchaccelerator.h"
#include "core/python/torchfamily.h"
#include "core/python/uvnotes.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlanRows)
};

class Rows
{
public:
    Rows(const PlanRows &rows, LayerPlan &plan)
        : m_rows(rows)
        , m_plan(plan)
    { }

    void add();

private:
    void readNotes();
    void takeNote(const QString &by, const QString &text);
    QStringList wantedBy(const QString &name) const;
    void addPackage(const ResolvedPackage &package, PackageSource source);
    LockedPackage locked(const ResolvedPackage &package) const;
    PlannedPackage *row(const QString &name);

    const PlanRows &m_rows;
    LayerPlan &m_plan;
    QHash<QString, QStringList> m_neededBy; ///< package -> packages that need it
};

/** A package that will be added, and what it needs. */
void Rows::takeNote(const QString &by, const QString &text)
{
    const std::optional<PackageNeed> need = PackageNeed::fromText(text);
    if (!need || !need->isActive(m_rows.request.base.markers))
        return;
    if (!isOfTorchFamily(need->name)) {
        QStringList &list = m_neededBy[need->name];
        if (!list.contains(by))
            list += by;
        return;
    }
    StrippedNeed stripped{.text = text.section(u';', 0, 0).trimmed(),
                          .by = by,
                          .present = presentPackage(m_rows.request.base, need->name)};
    stripped.isMet =
        !stripped.present.isEmpty() && need->versions.take(stripped.present.section(u' ', 1));
    m_plan.stripped += stripped;
}

void Rows::readNotes()
{
    for (const ResolvedPackage &package : m_rows.resolution.packages) {
        const auto needs = notedNeeds(m_rows.cacheFolder, package.name, package.version);
        for (const QString &text : needs.value_or(QStringList()))
            takeNote(package.name, text);
    }
}

QStringList Rows::wantedBy(const QString &name) const
{
    QStringList packs;
    for (const WantedNeed &need : m_rows.needs) {
        if (need.name == name && !need.pack.isEmpty() && !packs.contains(need.pack))
            packs += need.pack;
    }
    return packs.isEmpty() ? m_neededBy.value(name) : packs;
}

LockedPackage Rows::locked(const ResolvedPackage &package) const
{
    LockedPackage locked{
        .name = package.name, .version = package.version, .marker = {}, .hashes = {}};
    const QList<PackageFile> files =
        package.wheels.isEmpty() ? QList<PackageFile>{package.source} : package.wheels;
    for (const PackageFile &file : files)
        locked.hashes += file.hashes;
    return locked;
}

PlannedPackage *Rows::row(const QString &name)
{
    const auto found = std::find_if(m_plan.added.begin(), m_plan.added.end(),
                                    [&name](const auto &each) { return each.name == name; });
    return found == m_plan.added.end() ? nullptr : &*found;
}

void Rows::addPackage(const ResolvedPackage &package, PackageSource source)
{
    const PackageFile &file = package.file();
    PlannedPackage planned{.name = package.name,
                           .version = package.version,
                           .source = source,
                           .size = file.size,
                           .wantedBy = wantedBy(package.name)};
    planned.isYoung =
        m_rows.request.cooldownDays > 0 && file.uploaded.isValid() && file.uploaded > m_rows.cutoff;
    if (m_rows.resolution.yanked.contains(package.name))
        planned.remark =
            Text::tr("Its makers took this version back, but it is what is asked for.");
    else if (source == PackageSource::Build)
        planned.remark = Text::tr("There is no wheel of it for this computer: building it runs its "
                                  "own code.");
    m_plan.added += planned;
    if (source == PackageSource::Wheel)
        m_plan.lock.packages += locked(package);
    else if (!file.hashes.isEmpty())
        m_plan.sources.packages += locked(package);
}

void Rows::add()
{
    readNotes();
    QList<ResolvedPackage> packages = m_rows.resolution.packages;
    std::sort(packages.begin(), packages.end(),
              [](const auto &a, const auto &b) { return a.name < b.name; });
    for (const ResolvedPackage &package : std::as_const(packages)) {
        if (PlannedPackage *const outside = row(package.name)) { // by its address, looked at
            outside->version = package.version;
            outside->size = package.file().size;
        } else {
            addPackage(package, PackageSource::Wheel);
        }
    }
    for (const ResolvedPackage &package : m_rows.resolution.builds) {
        if (!wantedBy(package.name).isEmpty()) // else it was of a pack that is left out
            addPackage(package, PackageSource::Build);
    }
}

} // namespace

void addPlanRows(const PlanRows &rows, LayerPlan &plan)
{
    Rows(rows, plan).add();
}

} // namespace portico
