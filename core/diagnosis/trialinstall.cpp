// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/trialinstall.h"

#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/installs/isolationvariables.h"
#include "core/installs/launchcommand.h"
#include "core/installs/preparelaunch.h"
#include "core/io/file.h"
#include "core/platform/hostos.h"
#include "core/server/portcheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TrialInstall)
};

constexpr QLatin1StringView kNoPacks{"--disable-all-custom-nodes"};
constexpr QLatin1StringView kThesePacks{"--whitelist-custom-nodes"};

Error cannotChoose(const Install &install)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("The ComfyUI of “%1” is too old to be started with chosen node "
                                "packs, so the search cannot be made without moving them.")
                           .arg(install.name),
            .nextStep = Text::tr("Disable the node packs one by one, or use a newer version of "
                                 "ComfyUI."),
            .detail = {}};
}

Error noPacks(const Install &install)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("“%1” has no node packs, so none can be guilty.").arg(install.name),
            .nextStep = Text::tr("Look at what the log of the last start tells."),
            .detail = {}};
}

/** Where this command makes ComfyUI look for node packs. */
QString packFolderOf(const QStringList &arguments, const QString &comfyFolder)
{
    const qsizetype base = arguments.lastIndexOf("--base-directory"_L1);
    const QString folder = base >= 0 ? arguments.value(base + 1) : comfyFolder;
    return QDir::fromNativeSeparators(folder) + "/custom_nodes"_L1;
}

/** Takes a flag with all words behind it away and returns them. */
QStringList takeValues(QStringList &arguments, QLatin1StringView flag)
{
    QStringList values;
    for (qsizetype at = arguments.indexOf(flag); at >= 0; at = arguments.indexOf(flag)) {
        arguments.removeAt(at);
        while (at < arguments.size() && !arguments.at(at).startsWith(u'-'))
            values.append(arguments.takeAt(at));
    }
    return values;
}

/** What the real start hands to ComfyUI and the trial would not, but for what marks a session. */
QMap<QString, QString> difference(const QProcessEnvironment &real, const QProcessEnvironment &trial)
{
    QMap<QString, QString> found;
    for (const QString &name : real.keys()) {
        if (trial.value(name) != real.value(name))
            found.insert(name, real.value(name));
    }
    found.remove(u"PORTICO_SESSION"_s);
    found.remove(u"__COMFY_CLI_SESSION__"_s);
    return found;
}

/** From the working folder, so that no character of the library's own path can spoil it. */
QString databaseAddress(const TrialRuntime &runtime, const QString &workingFolder)
{
    if (runtime.database.isEmpty())
        return u"sqlite:///:memory:"_s;
    const QDir folder(QDir::fromNativeSeparators(workingFolder));
    return "sqlite:///"_L1 + folder.relativeFilePath(runtime.database);
}

} // namespace

QStringList packsIn(const QString &folder)
{
    QStringList packs;
    const QFileInfoList entries =
        QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries) {
        const QString name = entry.fileName();
        const bool isPack = entry.isDir() ? name != "__pycache__"_L1 : name.endsWith(".py"_L1);
        if (isPack && !name.endsWith(".disabled"_L1))
            packs.append(name);
    }
    packs.sort();
    return packs;
}

QStringList comfyArguments(const Command &command)
{
    const QStringList &all = command.arguments;
    const auto script = std::find_if(all.begin(), all.end(), [](const QString &argument) {
        return argument.endsWith("main.py"_L1);
    });
    return script == all.end() ? QStringList() : QStringList(script + 1, all.end());
}

QString takeValue(QStringList &arguments, QLatin1StringView flag)
{
    QString value;
    for (qsizetype at = arguments.indexOf(flag); at >= 0; at = arguments.indexOf(flag)) {
        arguments.removeAt(at);
        if (at < arguments.size() && !arguments.at(at).startsWith("--"_L1))
            value = arguments.takeAt(at);
    }
    return value;
}

TrialInstall::TrialInstall(StagingDir folder, const Library &library)
    : m_folder(std::move(folder))
    , m_library(library)
{ }

Result<TrialInstall> TrialInstall::make(const Library &library, const Install &install,
                                        const ProcessRunner &processes, const JobContext &job)
{
    // As the next start would find it; not under a ComfyUI that runs.
    const Result<QStringList> arranged = arrangeFoldersNow(library, install, job);
    if (!arranged)
        return arranged.error();
    const Result<PreparedLaunch> prepared = prepareLaunch(library, install, processes, job);
    if (!prepared)
        return prepared.error();
    const QSet<QString> &known = prepared->knownFlags;
    if (!known.contains(kNoPacks) || !known.contains(kThesePacks))
        return cannotChoose(install);
    const LaunchOptions options{.port = install.port,
                                .comfyEnv = comfyEnvOf(library, install, hostOs()),
                                .knownFlags = known};
    const Result<Command> command = launchCommand(
        library, install, options, QProcessEnvironment::systemEnvironment(), hostOs());
    if (!command)
        return command.error();
    Result<StagingDir> folder =
        StagingDir::create(library.staging(), Text::tr("looking for the guilty node pack"));
    if (!folder)
        return folder.error();
    const Library own(folder->path() + "/library"_L1);
    TrialInstall trial(std::move(*folder), own);
    const Result<> made =
        trial.imitate(library, install, {.command = *command, .knownFlags = known});
    if (!made)
        return made.error();
    if (trial.m_packs.isEmpty())
        return noPacks(install);
    return trial;
}

Result<TrialInstall> TrialInstall::of(StagingDir folder, const Library &library,
                                      const Install &install, const TrialRuntime &runtime)
{
    const Library own(folder.path() + "/library"_L1);
    TrialInstall trial(std::move(folder), own);
    const Result<> made = trial.imitate(library, install, runtime);
    return made ? Result<TrialInstall>(std::move(trial)) : made.error();
}

/** Whatever the real start does is taken from its very command, so that nothing is forgotten. */
Result<> TrialInstall::imitate(const Library &real, const Install &install,
                               const TrialRuntime &runtime)
{
    const Command &command = runtime.command;
    const QSet<QString> &known = runtime.knownFlags;
    const Generation &generation = *install.generation();
    m_trial.id = install.id;
    m_trial.name = install.name;
    m_trial.port = install.port;
    m_trial.currentGeneration = 1;
    Generation copy = generation;
    copy.number = 1;
    copy.layer.clear(); // its variables come with the others
    m_trial.generations = {copy};
    m_trial.adoptedFolder = runtime.folder.isEmpty() ? real.runtimeFolder(install) : runtime.folder;
    m_trial.created = QDateTime::currentDateTimeUtc();

    QStringList arguments = comfyArguments(command);
    const QString comfyFolder =
        QDir(m_trial.adoptedFolder).absoluteFilePath(generation.comfyFolder);
    m_packs = packsIn(packFolderOf(arguments, comfyFolder));
    const QStringList chosen = takeValues(arguments, kThesePacks);
    m_isChosen = arguments.removeAll(kNoPacks) > 0;
    if (m_isChosen)
        m_packs.removeIf([&chosen](const QString &pack) { return !chosen.contains(pack); });
    m_packs.removeIf([](const QString &pack) { return pack.startsWith(u'-'); }); // no argument
    for (const auto flag : {"--port"_L1, "--listen"_L1, "--user-directory"_L1,
                            "--output-directory"_L1, "--temp-directory"_L1, "--database-url"_L1})
        takeValue(arguments, flag);
    for (const auto flag :
         {"--disable-auto-launch"_L1, "--auto-launch"_L1, "--windows-standalone-build"_L1})
        arguments.removeAll(flag);

    InstallSettings &settings = m_trial.settings;
    settings.inputFolder = QDir::fromNativeSeparators(takeValue(arguments, "--input-directory"_L1));
    settings.userFolder = m_folder.path() + "/user"_L1;
    settings.outputFolder = m_folder.path() + "/output"_L1;
    for (const QString &folder : {settings.userFolder, settings.outputFolder,
                                  m_library.logFolder(m_trial.id), m_library.staging()}) {
        const Result<> made = makeFolder(folder);
        if (!made)
            return made;
    }
    if (known.contains(u"--temp-directory"_s))
        arguments << u"--temp-directory"_s << QDir::toNativeSeparators(m_folder.path());
    settings.arguments = arguments;
    settings.guardBase = false; // what the real start says of it is among its variables

    const Result<Command> own =
        launchCommand(m_library, m_trial, {.port = install.port, .knownFlags = known},
                      QProcessEnvironment::systemEnvironment(), hostOs());
    if (!own)
        return own.error();
    settings.environment = difference(command.environment, own->environment);
    if (known.contains(u"--database-url"_s))
        settings.arguments << u"--database-url"_s << databaseAddress(runtime, own->workingFolder);
    // The flags of the runtime need not be asked for again.
    QFile::copy(real.flagsFile(install.id), m_library.flagsFile(m_trial.id));
    return {};
}

Result<> TrialInstall::choosePacks(const QStringList &packs) const
{
    Install install = m_trial;
    install.settings.arguments << kNoPacks;
    if (!packs.isEmpty())
        install.settings.arguments << kThesePacks << packs;
    return save(install);
}

Result<> TrialInstall::chooseAllPacks() const
{
    return m_isChosen ? choosePacks(m_packs) : save(m_trial);
}

Result<> TrialInstall::save(const Install &trial) const
{
    // Each round is a first start: three crashes of the search are no crash loop.
    QFile::remove(m_library.installFolder(m_trial.id) + "/crashes.json"_L1);
    return saveInstall(m_library, trial);
}

} // namespace portico
