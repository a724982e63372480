// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/verifyinstall.h"
#include "core/platform/host.h"
#include "core/platform/treewalk.h"
#include "core/python/torchfamily.h"
#include "core/repair/adopted.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairAdopted)
};

/** The prefix of an interpreter by its own path: links are not followed, a virtual environment's
 *  Python is one. */
QString prefixOf(const QString &python)
{
    const QString folder = QFileInfo(python).absolutePath();
    const QString name = folder.section(u'/', -1).toLower();
    return name == "bin"_L1 || name == "scripts"_L1 ? folder.section(u'/', 0, -2) : folder;
}

Error notOwnPython(const Install &install, const QString &python)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("“%1” runs with a Python that lies outside of its folder: %2.")
                           .arg(install.name, QDir::toNativeSeparators(python)),
            .nextStep = Text::tr("Others may use it, too, so Portico does not change it. Repair it "
                                 "with its own tools, or install ComfyUI anew beside it."),
            .detail = {}};
}

void addFiles(const QString &root, const QString &folder, QStringList &files)
{
    const Result<> walked = walkTree(
        root + u'/' + folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.path.section(u'/', -1) == "__pycache__"_L1)
                return Visit::SkipContent;
            if (entry.kind != TreeEntry::Kind::Folder)
                files += folder + u'/' + entry.path;
            return Visit::Continue;
        },
        JobContext());
    Q_UNUSED(walked) // what cannot be read cannot be moved either; that fails then, named
}

/** What others than `package` have recorded. */
QSet<QByteArrayView> claimedByOthers(const PythonEnvironment &environment, const QString &package)
{
    QSet<QByteArrayView> paths;
    for (const Distribution &distribution : environment.distributions) {
        if (distribution.name == package)
            continue;
        for (const RecordedFile &file : distribution.files)
            paths.insert(file.path);
    }
    return paths;
}

} // namespace

Result<AdoptedPlace> adoptedPlace(const RepairServices &services, const Install &install,
                                  const JobContext &job)
{
    const Result<EnvironmentRequest> request =
        environmentOf(services.library, install, services.host.os());
    if (!request)
        return request.error();
    AdoptedPlace place{.root = {},
                       .site = request->folders.value(0),
                       .scripts = {},
                       .python = repairPython(services.library, install),
                       .programFolder = request->programFolder,
                       .environment = {}};
    place.root = prefixOf(place.python);
    place.scripts =
        services.host.os() == Os::Windows ? place.root + "/Scripts"_L1 : place.root + "/bin"_L1;
    const QString own = QDir::cleanPath(install.adoptedFolder) + u'/';
    if (!place.python.startsWith(own) || !place.site.startsWith(place.root + u'/'))
        return notOwnPython(install, place.python);
    const Result<PythonEnvironment> environment = readEnvironment(*request, job);
    if (!environment)
        return environment.error();
    place.environment = *environment;
    return place;
}

QStringList filesBelow(const AdoptedPlace &place, const QStringList &entries)
{
    QStringList files;
    const QString site = place.site.mid(place.root.size() + 1);
    for (const QString &entry : entries) {
        const QFileInfo info(place.site + u'/' + entry);
        if (info.isDir() && !info.isSymLink())
            addFiles(place.root, site + u'/' + entry, files);
        else if (info.exists() || info.isSymLink())
            files += site + u'/' + entry;
    }
    return files;
}

QStringList filesOfPackage(const AdoptedPlace &place, const QString &package)
{
    const QSet<QByteArrayView> others = claimedByOthers(place.environment, package);
    const QString site = place.site.mid(place.root.size() + 1) + u'/';
    QStringList files;
    QSet<QString> tops;
    for (const Distribution &distribution : place.environment.distributions) {
        if (distribution.name != package || distribution.folder != place.site)
            continue;
        tops.insert(distribution.infoName);
        for (const RecordedFile &file : distribution.files) {
            const QString path = QString::fromUtf8(file.path);
            if (!others.contains(file.path))
                files += site + path;
            if (isOfTorchFamily(package) && path.contains(u'/'))
                tops.insert(path.section(u'/', 0, 0));
        }
    }
    if (isOfTorchFamily(package) && QFileInfo(place.site + u'/' + package).isDir())
        tops.insert(package); // its files, also where its metadata is gone
    for (const QString &path : filesBelow(place, tops.values())) {
        if (!others.contains(path.mid(site.size()).toUtf8()))
            files += path;
    }
    files.removeDuplicates();
    return files;
}

QString versionOf(const AdoptedPlace &place, const QString &package)
{
    if (const Distribution *found = place.environment.find(package))
        return found->version;
    if (package.size() < 2)
        return {};
    // pip renames while it replaces: "~orch-2.9.1+cu130.dist-info".
    const QString name = QString(package).replace(u'-', u'_').mid(1);
    for (const QString &entry : QDir(place.site).entryList({u"~*.dist-info"_s})) {
        const QString rest = entry.mid(1).chopped(10);
        if (normalisedPackage(rest.section(u'-', 0, 0)) == normalisedPackage(name))
            return rest.section(u'-', 1);
    }
    return {};
}

} // namespace portico
