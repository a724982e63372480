// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/base/sizes.h"
#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/installs/modelpaths.h"
#include "core/installs/runtimefacts.h"
#include "core/io/file.h"
#include "core/platform/host.h"
#include "core/platform/treewalk.h"
#include "core/python/interpretercheck.h"
#include "core/storage/migrateparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlanMigration)
};

constexpr qint64 kMostText = 1 << 20;

Result<> canBeMigrated(const Install &install)
{
    if (!install.isAdopted())
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("“%1” lies in the library already: only a folder of your "
                                         "own that was added where it lies is migrated.")
                                    .arg(install.name),
                     .nextStep = Text::tr("For a second one like it, duplicate it."),
                     .detail = {}};
    if (install.isReadOnly() || !install.generation())
        return Error{
            .code = ErrorCode::Unsupported,
            .message =
                Text::tr("“%1” was written by a newer Portico: this one does not migrate it.")
                    .arg(install.name),
            .nextStep = Text::tr("Update Portico."),
            .detail = {}};
    return {};
}

QString textOf(const QString &path)
{
    const Result<QByteArray> text = readFile(path, kMostText);
    return text ? QString::fromUtf8(*text) : QString();
}

/** The folder that an interpreter belongs to: of a program in bin/ or Scripts/, its parent. */
QString folderOfPython(const QString &python)
{
    const QDir folder = QFileInfo(python).absoluteDir();
    const QString name = folder.dirName().toLower();
    return QDir::cleanPath(name == "bin"_L1 || name == "scripts"_L1
                               ? folder.absoluteFilePath(u".."_s)
                               : folder.absolutePath());
}

/** Whether pyvenv.cfg lets the environment see the packages of the Python behind it. */
bool borrowsPackages(const QString &environment)
{
    static const QRegularExpression line(
        uR"re(^\s*include-system-site-packages\s*=\s*true\s*$)re"_s,
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    return line.match(textOf(environment + "/pyvenv.cfg"_L1)).hasMatch();
}

/** Packages that are only a way into a folder of somebody's, as “pip install -e” leaves them. */
QStringList waysElsewhere(const QString &packages)
{
    QStringList ways;
    if (packages.isEmpty())
        return ways;
    const QDir folder(packages);
    for (const QString &name : folder.entryList({u"*.pth"_s, u"*.egg-link"_s}, QDir::Files)) {
        for (const QString &line : textOf(folder.filePath(name)).split(u'\n')) {
            const QString path = QDir::fromNativeSeparators(line.trimmed());
            if (QDir::isAbsolutePath(path) && QFileInfo(path).isDir())
                ways += QDir::toNativeSeparators(path);
        }
    }
    return ways;
}

class Planning
{
public:
    Planning(const ComposeServices &services, const Install &install, const JobContext &job)
        : m_services(services)
        , m_job(job)
    {
        m_plan.install = install;
    }

    Result<MigrationPlan> run();

private:
    Result<> findPython();
    void findModels();
    Result<> count(const QString &folder, const std::function<bool(QStringView)> &wants);
    Result<> countAll();

    const ComposeServices &m_services;
    const JobContext &m_job;
    MigrationPlan m_plan{};
};

Result<> Planning::findPython()
{
    const Generation &current = *m_plan.install.generation();
    const QDir folder(m_plan.install.adoptedFolder);
    m_plan.comfy = QDir::cleanPath(folder.absoluteFilePath(current.comfyFolder));
    m_plan.python = QDir::cleanPath(folder.absoluteFilePath(current.python));
    m_plan.pythonFolder = folderOfPython(m_plan.python);
    if (!QFileInfo(m_plan.comfy + "/main.py"_L1).isFile())
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("There is no ComfyUI in %1 any more.")
                                    .arg(QDir::toNativeSeparators(m_plan.comfy)),
                     .nextStep = Text::tr("Put the folder back in its place."),
                     .detail = {}};
    const Result<InterpreterFacts> facts =
        checkInterpreter(m_plan.python, m_services.processes, m_job);
    if (!facts)
        return facts.error();
    m_plan.pythonVersion = facts->version;
    if (!QFileInfo(m_plan.pythonFolder + "/pyvenv.cfg"_L1).isFile())
        return {};
    m_plan.way = MigratedPython::Packages;
    m_plan.basePython = facts->prefix;
    m_plan.packages = ownSitePackages(
        readRuntimeFacts(m_plan.comfy, m_plan.python, m_services.host.os()).sitePackages,
        facts->version);
    if (!borrowsPackages(m_plan.pythonFolder))
        return {};
    return Error{.code = ErrorCode::Refused,
                 .message = Text::tr("The environment in %1 borrows packages of the Python of this "
                                     "computer: it is not whole without them.")
                                .arg(QDir::toNativeSeparators(m_plan.pythonFolder)),
                 .nextStep = Text::tr("Put a ComfyUI together with “porticoctl install”, and give "
                                      "it the model folder of this one."),
                 .detail = {}};
}

void Planning::findModels()
{
    const QDir models(m_plan.comfy + "/models"_L1);
    m_plan.modelFolders = m_plan.install.settings.modelFolders;
    if (models.exists()) {
        m_plan.modelFolders += QDir::cleanPath(models.absolutePath());
        QStringList known = modelFolderNames();
        known << u"unet"_s << u"clip"_s;
        for (const QFileInfo &entry :
             models.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name)) {
            if (!known.contains(entry.fileName()))
                m_plan.linkedModels += entry.fileName();
        }
    }
    m_plan.modelFolders.removeDuplicates();
    const QString map = m_plan.comfy + "/extra_model_paths.yaml"_L1;
    if (QFileInfo(map).isFile())
        m_plan.modelMap = map;
}

Result<> Planning::count(const QString &folder, const std::function<bool(QStringView)> &wants)
{
    return walkTree(
        folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (wants && !wants(entry.path))
                return Visit::SkipContent;
            if (entry.kind == TreeEntry::Kind::File) {
                ++m_plan.files;
                m_plan.bytes += entry.size;
            }
            return Visit::Continue;
        },
        m_job);
}

Result<> Planning::countAll()
{
    Result<> counted =
        count(m_plan.way == MigratedPython::Whole ? m_plan.pythonFolder : m_plan.packages, {});
    if (counted)
        counted = count(m_plan.comfy,
                        [&](QStringView path) { return isMigratedCode(m_plan.comfy, path); });
    for (const auto name : {"custom_nodes"_L1, "input"_L1, "user"_L1}) {
        const QFileInfo own(m_plan.comfy + u'/' + name);
        if (counted && own.isDir())
            counted = count(own.canonicalFilePath(), {});
    }
    return counted;
}

Result<MigrationPlan> Planning::run()
{
    const Result<> python = findPython();
    if (!python)
        return python.error();
    findModels();
    const Result<> counted = countAll();
    if (!counted)
        return counted.error();
    for (const QString &way : waysElsewhere(m_plan.packages))
        m_plan.remarks +=
            Text::tr("A package is only a way to the folder %1, which must stay.").arg(way);
    if (m_services.host.os() == Os::Windows && m_plan.way == MigratedPython::Packages)
        m_plan.remarks += Text::tr("Programs in the environment's Scripts folder stay behind: they "
                                   "only work where they were made.");
    return m_plan;
}

} // namespace

bool isMigratedCode(const QString &comfy, QStringView path)
{
    if (path.endsWith("__pycache__"_L1))
        return false;
    if (path.contains(u'/'))
        return true;
    static const QStringList others{u"temp"_s, u"venv"_s, u".venv"_s, u"python_embeded"_s,
                                    u"extra_model_paths.yaml"_s};
    return !personalFolders().contains(path) && !others.contains(path)
        && !QFileInfo(comfy + u'/' + path.toString() + "/pyvenv.cfg"_L1).isFile();
}

Result<MigrationPlan> planMigration(const ComposeServices &services, const InstallId &id,
                                    const JobContext &job)
{
    const Result<Install> install = loadInstall(services.library, id);
    if (!install)
        return install.error();
    if (const Result<> can = canBeMigrated(*install); !can)
        return can.error();
    return Planning(services, *install, job).run();
}

QStringList migrationSentences(const MigrationPlan &plan)
{
    const QString folder = QDir::toNativeSeparators(plan.install.adoptedFolder);
    QStringList lines{
        Text::tr("“%1” becomes an install of its own in the library, with versions to go back to. "
                 "%2 stays as it is and can still be started; removing the new install undoes it.")
            .arg(plan.install.name, folder),
        Text::tr("Copied or shared: Python's packages, ComfyUI, node packs, inputs and user files, "
                 "%n file(s) with %1.",
                 nullptr, static_cast<int>(plan.files))
            .arg(sizeText(plan.bytes))};
    if (plan.way == MigratedPython::Whole)
        lines += Text::tr("Python %1 is taken over with its packages.").arg(plan.pythonVersion);
    else
        lines += Text::tr("Its packages are taken over; the virtual environment itself works only "
                          "where it is. The new install gets a Python %1 of its own: a copy of the "
                          "one in %2, or where that cannot be copied, one as for a ComfyUI that is "
                          "put together.")
                     .arg(plan.pythonVersion.section(u'.', 0, 1),
                          QDir::toNativeSeparators(plan.basePython));
    for (const QString &models : plan.modelFolders)
        lines += Text::tr("Models stay in %1 and are used from there: keep that folder.")
                     .arg(QDir::toNativeSeparators(models));
    if (!plan.linkedModels.isEmpty())
        lines += Text::tr("Model folders of node packs are linked: %1.")
                     .arg(listedWithAnd(plan.linkedModels));
    if (!plan.modelMap.isEmpty())
        lines += Text::tr("The folders that %1 names are used as before.")
                     .arg(QDir::toNativeSeparators(plan.modelMap));
    lines += Text::tr("Pictures that were made stay in the old folder. Close it in other programs "
                      "before.");
    return lines + plan.remarks;
}

} // namespace portico
