// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/unusedenvs.h"

#include "core/installs/installfile.h"
#include "core/installs/isolationvariables.h"
#include "core/io/filelock.h"
#include "core/io/tree.h"
#include "core/isolation/envlinks.h"
#include "core/isolation/envname.h"
#include "core/isolation/foreignlock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UnusedEnvs)
};

QStringList foldersIn(const QString &folder)
{
    QStringList paths;
    for (const QFileInfo &entry :
         QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (!entry.isSymLink())
            paths += QDir::cleanPath(entry.absoluteFilePath());
    }
    return paths;
}

/** Whose use of the shared cache is known: all installs of the library. */
class LibraryUse
{
public:
    LibraryUse(const EnvOperations &operations, const JobContext &job)
        : m_operations(operations)
        , m_job(job)
    { }

    bool covers(const QString &place);
    /** Whether all installs could be asked. */
    bool isWhole();

private:
    void ask();
    void ask(const Install &install);

    const EnvOperations &m_operations;
    const JobContext &m_job;
    bool m_isAsked = false;
    bool m_isWhole = true;
    QSet<QString> m_places;
};

bool LibraryUse::covers(const QString &place)
{
    ask();
    return m_places.contains(place);
}

bool LibraryUse::isWhole()
{
    ask();
    return m_isWhole;
}

void LibraryUse::ask()
{
    if (m_isAsked)
        return;
    m_isAsked = true;
    const InstallList list = listInstalls(m_operations.services.library);
    m_isWhole = list.broken.isEmpty();
    for (const Install &install : list.installs)
        ask(install);
}

void LibraryUse::ask(const Install &install)
{
    const Library &library = m_operations.services.library;
    const QString packs = packsFolder(library, install);
    const QStringList linked = linkedEnvPlaces(packs, m_job);
    m_places.unite(QSet<QString>(linked.begin(), linked.end()));
    const Result<EnvHome> home = readEnvHome(library, install, m_operations.facts, m_job);
    const Result<QList<IsolatedEnv>> envs =
        home ? discoverEnvs(*home, m_job) : Result<QList<IsolatedEnv>>(home.error());
    m_isWhole = m_isWhole && envs;
    for (const IsolatedEnv &env : envs ? *envs : QList<IsolatedEnv>())
        m_places += env.place;
}

bool isBeingBuilt(const QString &place)
{
    return isComfyEnvBuilding(place)
        || FileLock::holder(envBuildLock(QFileInfo(place).path(), QFileInfo(place).fileName()))
               .has_value();
}

/** One below a root that is not the install's alone. */
UnusedEnv envOfManyInstalls(const QString &place)
{
    return {.folder = place,
            .bytes = 0,
            .isSure = false,
            .known = Text::tr("No install of this library asks for it. Other ComfyUIs may keep "
                              "theirs in this folder, too.")};
}

/** One in the cache of the first generation. */
UnusedEnv linkedEnv(const QString &place, bool isLibraryWhole)
{
    const std::optional<EnvRecord> record = readEnvRecord(place);
    UnusedEnv unused{.folder = place, .bytes = record ? record->bytes : 0};
    unused.isSure = record && isLibraryWhole;
    if (!record)
        unused.known = Text::tr("comfy-env built it. No pack of this library links to it; which "
                                "other ComfyUI does, nobody notes.");
    else if (!isLibraryWhole)
        unused.known = Text::tr("Portico built it for %1. Not every install of this library could "
                                "be asked whether it uses it.")
                           .arg(record->source);
    else
        unused.known = Text::tr("Portico built it for %1, and no pack that it was linked into "
                                "leads there any more.")
                           .arg(record->source);
    return unused;
}

Result<> measure(UnusedEnv &unused, EnvSizes sizes, const JobContext &job)
{
    if (sizes == EnvSizes::Leave) {
        unused.bytes = unused.bytes > 0 ? unused.bytes : -1;
        return {};
    }
    const Result<TreeSize> size = treeSize(unused.folder, job);
    if (!size)
        return size.error();
    unused.bytes = size->bytes;
    return {};
}

} // namespace

QString envRootOfPlace(const QString &place)
{
    const QString parent = QFileInfo(place).path();
    return isLinkedEnvName(QFileInfo(place).fileName()) ? parent : QFileInfo(parent).path();
}

Result<QList<UnusedEnv>> findUnusedEnvs(const EnvOperations &operations, const Install &install,
                                        const EnvLook &look, EnvSizes sizes, const JobContext &job)
{
    QSet<QString> used;
    for (const EnvHealth &health : look.envs)
        used += health.env.place;
    LibraryUse library(operations, job);
    QList<UnusedEnv> unused;
    const QString own = isolationFolder(operations.services.library, install);
    for (const QString &place : foldersIn(own + "/envs"_L1)) {
        if (!used.contains(place))
            unused += UnusedEnv{.folder = place};
    }
    const bool isElsewhere = !look.home.rules.isBoundByLink && look.home.root != own;
    for (const QString &place :
         isElsewhere ? foldersIn(look.home.root + "/envs"_L1) : QStringList()) {
        if (!used.contains(place) && !library.covers(place))
            unused += envOfManyInstalls(place);
    }
    for (const QString &place : foldersIn(firstEnvRoot(operations.facts))) {
        const bool isOne = isLinkedEnvName(QFileInfo(place).fileName());
        if (isOne && !used.contains(place) && !isBeingBuilt(place) && knownEnvLinks(place).isEmpty()
            && !library.covers(place))
            unused += linkedEnv(place, library.isWhole());
    }
    if (job.isCancelled())
        return cancelledError();
    for (UnusedEnv &each : unused) {
        const Result<> measured = measure(each, sizes, job);
        if (!measured)
            return measured.error();
    }
    return unused;
}

} // namespace portico
