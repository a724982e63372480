// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/git/repository.h"
#include "core/nodes/changepacks.h"
#include "core/platform/clonefile.h"

#include <memory>

namespace portico {

/** A bundle that ComfyUI and Python of a new generation come from. */
struct WishedBundle
{
    AddRequest archive;                   ///< its source may be a folder, too
    const BundleReader *reader = nullptr; ///< as AddServices::reader; must outlive the update
};

/** Another ComfyUI for an install, torch for another accelerator, another Python or torch. */
struct UpdateRequest
{
    InstallId id;
    QString git{}; ///< an https or file address, or a path; empty: where its ComfyUI came from
    QString ref{}; ///< tag, branch or commit; empty: the repository's own branch, or the commit of
                   ///< now where anything below changes
    std::optional<AcceleratorChoice> accelerator{}; ///< torch for this one; empty: as it is
    QString python{}; ///< as PythonRequest::wanted; empty, or what it has already: as it is
    QString torch{};  ///< its version without a label, "2.9.1"; empty: as it is
    std::optional<WishedBundle> bundle{}; ///< then all of the above says nothing
    PackageDate packageDate = PackageDate::Automatic;
    SourceBuilds sourceBuilds = SourceBuilds::Refuse; ///< also of what node packs need

    /** Something else than ComfyUI, which stays where nobody names another. */
    bool changesRuntime() const { return accelerator || !python.isEmpty() || !torch.isEmpty(); }
};

/** What becomes of one package, or of one of ComfyUI's own requirements. */
struct PackageMove
{
    QString name;
    QString before{}; ///< version, or the requirement as it is written; empty: it is new
    QString after{};  ///< empty: it goes

    friend bool operator==(const PackageMove &, const PackageMove &) = default;
};

/** What an update would do. */
struct UpdatePlan
{
    Install install{};    ///< as it is now
    QString repository{}; ///< without secrets; of a bundle its address
    QString bundle{};     ///< its file's name; empty: ComfyUI comes from the repository
    GitTarget target{};
    QString commitBefore{}; ///< empty: not known
    QString versionAfter{}; ///< "0.34.0"; empty: not known
    QList<PackageMove> requirements{};
    QList<PackageMove> packages{}; ///< of its Python
    QStringList clashes{};         ///< with node packs, in whole sentences
    QStringList workflows{};       ///< test workflows that it must work off before the switch
    bool replacesTorch = false;
    QString acceleratorAfter{}; ///< as Generation::accelerator; empty: not asked for
    QString pythonAfter{};      ///< "3.12.10", with all packages put into it anew; empty: it stays

    const Generation &before() const { return *install.generation(); }
    /** It is at that commit already. */
    bool keepsComfy() const { return bundle.isEmpty() && commitBefore == target.commit.id; }
    /** And nothing else is to change. */
    bool isEmpty() const { return keepsComfy() && packages.isEmpty() && pythonAfter.isEmpty(); }
    /** An older ComfyUI than now, which does not read the database of now. */
    bool goesBack() const;
};

/** What was done. */
struct UpdateOutcome
{
    Install install{};                      ///< what install.json says now
    int before = 0;                         ///< the generation that was current
    int made = 0;                           ///< the new one
    CloneMethod method = CloneMethod::Copy; ///< how Python came along
    qint64 bytes = 0; ///< of Python's files that came along; 0: it is another Python
    QStringList remarks{};

    /** Not while ComfyUI ran: then it is there, and a switch away. */
    bool isCurrent() const { return install.currentGeneration == made; }
};

struct UpdateParts;

/** A planned update and what was fetched for it, which lies in staging as long as this lives; node
 *  packs cannot be changed meanwhile. Movable. */
class PreparedUpdate
{
public:
    explicit PreparedUpdate(std::unique_ptr<UpdateParts> parts);
    PreparedUpdate(PreparedUpdate &&) noexcept;
    PreparedUpdate &operator=(PreparedUpdate &&) noexcept;
    ~PreparedUpdate();

    const UpdatePlan &plan() const;
    UpdateParts &parts() { return *m_parts; } ///< for core/updates alone

private:
    std::unique_ptr<UpdateParts> m_parts;
};

/**
 * Fetches that ComfyUI into staging and resolves what it needs over the packages that are there,
 * changing as few as possible; torch and its family stay where the new one takes them. Another
 * Python comes the way that composeInstall() gets one, and is given the versions of now where it
 * takes them. A bundle is fetched, verified and unpacked as addBundle() does it, and brings its own
 * packages; an archive that was downloaded stays until carryOut(). Nothing of the install is
 * changed, and it may run. Blocking. Errors: Unsupported (an adopted install), Busy (its packs are
 * being changed), those of cloneRepository, provideUv, providePython and resolveLock; of a bundle
 * those of addBundle.
 */
Result<PreparedUpdate> prepareUpdate(const NodeServices &services, const UpdateRequest &request,
                                     const JobContext &job);

/**
 * Builds the new generation beside the old: Python cloned or another, packages put in, started once
 * as ComfyUI's makers test it, its layer resolved anew, and once for real where the person saved
 * test workflows, which it must work off; then switches to it, unless ComfyUI runs at that moment.
 * At its end the generation is wholly there or wholly not, and the old one stays as it is. A
 * snapshot is taken before. Blocking. Errors: Refused (node packs clash with it), ProcessFailed (it
 * does not start, or a test workflow fails, named with its node), those of installPackages and
 * layerOver, DiskFull, Io.
 */
Result<UpdateOutcome> carryOut(const NodeServices &services, PreparedUpdate prepared,
                               const JobContext &job);

/** The step names of both, in their order. */
QStringList updateSteps();
QStringList bundleUpdateSteps(); ///< with UpdateRequest::bundle

} // namespace portico
