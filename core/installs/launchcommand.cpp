// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/launchcommand.h"

#include "core/installs/gpupick.h"
#include "core/installs/guardbase.h"
#include "core/installs/install.h"
#include "core/installs/isolationvariables.h"
#include "core/installs/library.h"
#include "core/installs/ownarguments.h"
#include "core/installs/switchlayer.h"
#include "core/platform/filerules.h"
#include "core/process/childenvironment.h"
#include "core/python/layerpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LaunchCommand)
};

QString native(const QString &path, Os os)
{
    return os == Os::Windows ? QString(path).replace(u'/', u'\\') : path;
}

/** A path of install.json: relative to the runtime, or absolute (an adopted install's Python). */
QString resolved(const QString &folder, const QString &path, Os os)
{
    if (path.isEmpty())
        return folder;
    return isAbsoluteOn(path, os) ? path : folder + u'/' + path;
}

QString parentOf(const QString &path)
{
    return path.section(u'/', 0, -2);
}

/** Everything that the parts of the command are made from. */
struct Launch
{
    const Library &library;
    const Install &install;
    const LaunchOptions &options;
    Os os;
    const Generation &generation;
    QString comfyFolder;
    QString python;
    QString workingFolder;

    bool knows(QLatin1StringView flag) const
    {
        return options.knownFlags.isEmpty() || options.knownFlags.contains(flag);
    }
};

/** The official portable is started from its root, as its own run files do: its Python's path file
 *  and some packs count on that. */
bool startsFromRoot(const Generation &generation)
{
    return generation.layout == BundleLayout::Official;
}

/**
 * SQLAlchemy takes what follows `sqlite:///` as the path, up to a '?'; alembic reads the URL
 * through ConfigParser, to which '%' is a command, and ComfyUI splits it at "///". Where the
 * library's own path has such characters, the way from the working folder has not.
 */
QString databaseUrl(const Launch &launch)
{
    static const QRegularExpression unfit(u"[%?#]|///"_s);
    const QString file = launch.library.databaseFile(launch.install.id, launch.generation.number);
    const QString path = unfit.match(file).hasMatch()
        ? QDir(launch.workingFolder).relativeFilePath(file)
        : native(file, launch.os);
    return "sqlite:///"_L1 + path;
}

void addFolder(QStringList &arguments, const Launch &launch, QLatin1StringView flag,
               const QString &chosen, QLatin1StringView inData)
{
    // Without --base-directory (before ComfyUI 0.3) each folder of the data folder is named; links
    // lead there in the classic layout.
    const bool needsOwn = !launch.install.isAdopted() && !launch.knows("--base-directory"_L1)
        && launch.install.settings.layout == DataLayout::Separate;
    if (!launch.knows(flag) || (chosen.isEmpty() && !needsOwn))
        return;
    const QString folder =
        chosen.isEmpty() ? launch.library.dataFolder(launch.install.id) + inData : chosen;
    arguments << flag << native(folder, launch.os);
}

/** Beside main.py it would be a change of the base; ComfyUI makes a folder "temp" in it. */
QStringList temporaryFolder(const Launch &launch)
{
    constexpr QLatin1StringView kFlag{"--temp-directory"};
    const QStringList &own = launch.install.settings.arguments;
    const bool isOwn = std::any_of(own.begin(), own.end(), [&](const QString &argument) {
        return argument.section(u'=', 0, 0) == kFlag;
    });
    if (isOwn || !launch.knows(kFlag))
        return {};
    return {kFlag, native(launch.library.dataFolder(launch.install.id), launch.os)};
}

QStringList folderArguments(const Launch &launch)
{
    const InstallSettings &settings = launch.install.settings;
    QStringList arguments;
    if (!launch.install.isAdopted()) {
        if (settings.layout == DataLayout::Classic)
            arguments << temporaryFolder(launch);
        else if (launch.knows("--base-directory"_L1))
            arguments << u"--base-directory"_s
                      << native(launch.library.dataFolder(launch.install.id), launch.os);
        if (launch.knows("--database-url"_L1))
            arguments << u"--database-url"_s << databaseUrl(launch);
    }
    const bool hasModelPaths = !launch.install.isAdopted() || !settings.modelFolders.isEmpty();
    if (hasModelPaths && launch.knows("--extra-model-paths-config"_L1))
        arguments << u"--extra-model-paths-config"_s
                  << native(launch.library.modelPathsFile(launch.install.id), launch.os);
    addFolder(arguments, launch, "--output-directory"_L1, settings.outputFolder, "/output"_L1);
    addFolder(arguments, launch, "--input-directory"_L1, settings.inputFolder, "/input"_L1);
    addFolder(arguments, launch, "--user-directory"_L1, settings.userFolder, "/user"_L1);
    return arguments;
}

QStringList arguments(const Launch &launch)
{
    // The embedded Python ignores PYTHON* variables, so what matters is said here as well: no
    // packages of the user's home folder, UTF-8 everywhere.
    QStringList arguments{u"-s"_s, u"-X"_s, u"utf8"_s};
    arguments << (startsFromRoot(launch.generation)
                      ? native(launch.comfyFolder.section(u'/', -1) + "/main.py"_L1, launch.os)
                      : u"main.py"_s);
    if (launch.generation.layout == BundleLayout::Official && launch.os == Os::Windows
        && launch.knows("--windows-standalone-build"_L1))
        arguments << u"--windows-standalone-build"_s;
    arguments << u"--port"_s << QString::number(launch.options.port);
    arguments << u"--listen"_s << u"127.0.0.1"_s;
    if (launch.knows("--disable-auto-launch"_L1))
        arguments << u"--disable-auto-launch"_s;
    arguments << folderArguments(launch);
    if (launch.options.withoutNodePacks && launch.knows("--disable-all-custom-nodes"_L1))
        arguments << u"--disable-all-custom-nodes"_s;
    for (const QString &argument : acceleratorArguments(launch.install)) {
        if (launch.options.knownFlags.isEmpty() || launch.options.knownFlags.contains(argument))
            arguments << argument;
    }
    return arguments << launch.install.settings.arguments;
}

/** The runtime's programs come first on PATH: uv, ffmpeg, what packs call by name. */
QStringList programFolders(const Launch &launch)
{
    const QString folder = parentOf(launch.python);
    if (launch.os != Os::Windows)
        return {folder};
    if (folder.endsWith("/Scripts"_L1, Qt::CaseInsensitive))
        return {native(folder, launch.os)};
    return {native(folder, launch.os), native(folder + "/Scripts"_L1, launch.os),
            native(folder + "/Library/bin"_L1, launch.os)};
}

/** Variable names are one whatever their case on Windows, also when Linux tests it. */
QString nameIn(const QProcessEnvironment &environment, const QString &name, Os os)
{
    if (os == Os::Windows) {
        for (const QString &key : environment.keys()) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return key;
        }
    }
    return name;
}

QProcessEnvironment childEnvironment(const Launch &launch, const QProcessEnvironment &own)
{
    QProcessEnvironment environment = cleanEnvironment(own, launch.os);
    environment.insert(u"PYTHONUTF8"_s, u"1"_s);
    environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
    environment.insert(u"PYTHONNOUSERSITE"_s, u"1"_s);
    launch.options.network.applyTo(environment, launch.os);
    const auto insertAll = [&](const QMap<QString, QString> &variables) {
        for (auto it = variables.begin(); it != variables.end(); ++it)
            environment.insert(nameIn(environment, it.key(), launch.os), it.value());
    };
    insertAll(constraintVariables(launch.library, launch.install, launch.os));
    insertAll(gpuPickEnvironment(launch.install, launch.os));
    insertAll(isolationVariables(launch.library, launch.install, launch.options.comfyEnv));
    insertAll(launch.install.settings.environment);
    for (const QString &name : refusedIsolationVariables(launch.options.comfyEnv))
        environment.remove(nameIn(environment, name, launch.os));

    const QString pathName = nameIn(environment, u"PATH"_s, launch.os);
    QStringList path = programFolders(launch);
    const QString layer = layerSiteOf(launch.library, launch.install);
    if (!layer.isEmpty()) {
        environment.insert(layerVariable(), native(layer, launch.os));
        path += native(layer + (launch.os == Os::Windows ? "/Scripts"_L1 : "/bin"_L1), launch.os);
    }
    if (!environment.value(pathName).isEmpty())
        path += environment.value(pathName);
    environment.insert(pathName, path.join(pathListSeparator(launch.os)));

    if (!launch.options.sessionToken.isEmpty())
        environment.insert(u"PORTICO_SESSION"_s, launch.options.sessionToken);
    if (!launch.options.restartMarker.isEmpty())
        environment.insert(u"__COMFY_CLI_SESSION__"_s,
                           native(launch.options.restartMarker, launch.os));
    return environment;
}

/** Values of variables that are named like secrets. */
QStringList secretsIn(const QMap<QString, QString> &environment)
{
    static const QRegularExpression secretName(u"TOKEN|SECRET|PASSW|(^|_)(API_?)?KEY($|_)"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    QStringList secrets;
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        if (secretName.match(it.key()).hasMatch() && !it.value().isEmpty())
            secrets += it.value();
    }
    return secrets;
}

Error noGeneration(const Install &install)
{
    return {
        .code = ErrorCode::NotFound,
        .message =
            Text::tr("The install “%1” has no ComfyUI and no Python to start.").arg(install.name),
        .nextStep = Text::tr("Remove it and add its bundle again; your own files can be kept."),
        .detail = {}};
}

} // namespace

Result<Command> launchCommand(const Library &library, const Install &install,
                              const LaunchOptions &options, const QProcessEnvironment &own, Os os)
{
    const Generation *generation = install.generation();
    if (!generation)
        return noGeneration(install);
    const auto canStand = checkPersonsArguments(install, options.knownFlags);
    if (!canStand)
        return canStand.error();

    const QString runtime = library.runtimeFolder(install);
    const QString comfyFolder = resolved(runtime, generation->comfyFolder, os);
    const Launch launch{.library = library,
                        .install = install,
                        .options = options,
                        .os = os,
                        .generation = *generation,
                        .comfyFolder = comfyFolder,
                        .python = resolved(runtime, generation->python, os),
                        .workingFolder =
                            startsFromRoot(*generation) ? parentOf(comfyFolder) : comfyFolder};
    return Command{.program = native(launch.python, os),
                   .arguments = arguments(launch),
                   .workingFolder = native(launch.workingFolder, os),
                   .environment = childEnvironment(launch, own),
                   .secrets = secretsIn(install.settings.environment) + options.network.secrets};
}

} // namespace portico
