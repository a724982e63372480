// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/verifyinstall.h"

#include "core/hardware/chooseaccelerator.h"
#include "core/installs/executableformat.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/switchlayer.h"
#include "core/io/file.h"
#include "core/python/requirements.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::VerifyInstall)
};

constexpr qint64 kMostConfiguration = 64LL << 10;

Error noRuntime(const Install &install)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("“%1” has no Python that could be looked at.").arg(install.name),
            .nextStep = Text::tr("Repair the install, or install it again."),
            .detail = {}};
}

/** "home" of a virtual environment that also uses the packages of its base; empty otherwise. */
QString sharedHome(const QString &python)
{
    const QString configuration = QFileInfo(python).absolutePath() + "/../pyvenv.cfg"_L1;
    const Result<QByteArray> bytes = readFile(configuration, kMostConfiguration);
    if (!bytes)
        return {};
    const QString text = QString::fromUtf8(*bytes);
    static const QRegularExpression shares(uR"re(^include-system-site-packages\s*=\s*true\s*$)re"_s,
                                           QRegularExpression::MultilineOption
                                               | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression home(uR"re(^home\s*=\s*(\S.*?)\s*$)re"_s,
                                         QRegularExpression::MultilineOption);
    return shares.match(text).hasMatch() ? home.match(text).captured(1) : QString();
}

/** Of a Python of this computer, a distribution's included. */
QStringList foldersOfHome(const QString &home, const QString &version, Os os)
{
    if (os == Os::Windows)
        return {home + "/Lib/site-packages"_L1};
    const QString prefix = QDir::cleanPath(home + "/.."_L1);
    const QString minor = version.section(u'.', 0, 1);
    return {u"%1/lib/python%2/site-packages"_s.arg(prefix, minor),
            u"%1/local/lib/python%2/dist-packages"_s.arg(prefix, minor),
            prefix + "/lib/python3/dist-packages"_L1};
}

/** What ComfyUI itself needs, as its own file says; nothing where there is none. */
QStringList programNeeds(const QString &folder)
{
    QStringList needs;
    const Result<RequirementList> list = readRequirements(folder + "/requirements.txt"_L1);
    if (list) {
        for (const Requirement &requirement : list->requirements)
            needs += requirement.text;
    }
    return needs;
}

/** The person's choice, else what it was made for. An adopted folder's torch may have been broken
 *  before it came here, so that a CPU build there says nothing. */
std::optional<Accelerator> wantedOf(const Install &install)
{
    if (const auto chosen = Accelerator::fromText(install.settings.accelerator))
        return chosen;
    const auto made = Accelerator::fromText(install.generation()->accelerator);
    const bool saysNothing = install.isAdopted() && made && made->kind == AcceleratorKind::Cpu;
    return saysNothing ? std::nullopt : made;
}

void lookAt(const Computer &computer, VerdictRequest &request)
{
    const AcceleratorChoice choice = chooseAccelerator(computer);
    if (choice.readiness != Readiness::Ready)
        return;
    request.ofComputer = choice.accelerator;
    if (choice.gpu)
        request.gpuName = computer.gpus.at(*choice.gpu).name;
}

} // namespace

Result<EnvironmentRequest> baseEnvironmentOf(const Library &library, const Install &install, Os os)
{
    const Generation *generation = install.generation();
    const auto request = generation
        ? baseEnvironmentIn(library.runtimeFolder(install), *generation, os)
        : std::nullopt;
    return request ? Result<EnvironmentRequest>(*request) : noRuntime(install);
}

std::optional<EnvironmentRequest> baseEnvironmentIn(const QString &folder,
                                                    const Generation &generation, Os os)
{
    const QDir runtime(folder);
    const QString python = runtime.absoluteFilePath(generation.python);
    const QString comfy = runtime.absoluteFilePath(generation.comfyFolder);
    if (!QFileInfo::exists(python))
        return std::nullopt;
    const RuntimeFacts facts = readRuntimeFacts(comfy, python, os);
    EnvironmentRequest request{.pythonVersion = facts.pythonVersion.isEmpty()
                                   ? generation.pythonVersion
                                   : facts.pythonVersion,
                               .os = os,
                               .programFolder = comfy};
    if (!facts.sitePackages.isEmpty())
        request.folders += ownSitePackages(facts.sitePackages, request.pythonVersion);
    if (const QString home = sharedHome(python); !home.isEmpty())
        request.folders += foldersOfHome(home, request.pythonVersion, os);
    const Result<ExecutableFormat> format = readExecutableFormat(python);
    if (format && format->architectures.size() == 1)
        request.architecture = format->architectures.constFirst();
    return request;
}

Result<EnvironmentRequest> environmentOf(const Library &library, const Install &install, Os os)
{
    Result<EnvironmentRequest> request = baseEnvironmentOf(library, install, os);
    const QString layer = layerSiteOf(library, install);
    if (request && !layer.isEmpty())
        request->folders += layer;
    return request;
}

Result<Verdict> verifyInstall(const Library &library, const Install &install, Os os,
                              const ComputerSource &computer, const JobContext &job)
{
    const Result<EnvironmentRequest> place = environmentOf(library, install, os);
    if (!place)
        return place.error();
    const Result<PythonEnvironment> environment = readEnvironment(*place, job);
    if (!environment)
        return environment.error();
    VerdictRequest request{.wanted = wantedOf(install),
                           .built = Accelerator::fromText(install.generation()->accelerator),
                           .builtTorch =
                               install.isAdopted() ? QString() : install.generation()->torchVersion,
                           .programNeeds = programNeeds(place->programFolder),
                           .programName = u"ComfyUI"_s};
    if (needsComputer(*environment, request)) {
        const Result<Computer> found = computer(job);
        if (!found)
            return found.error();
        lookAt(*found, request);
    }
    return judge(*environment, request);
}

} // namespace portico
