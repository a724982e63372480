// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/python/filecheck.h"
#include "core/python/judge.h"
#include "core/python/torchfamily.h"
#include "core/python/versionspecifier.h"
#include "core/python/wheeltag.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::JudgeModules)
};

/** Modules of the torch family that nothing but their package may bring. */
constexpr std::array kFamilyModules{"torch"_L1,   "torchvision"_L1, "torchaudio"_L1,
                                    "torchao"_L1, "torchcodec"_L1,  "triton"_L1,
                                    "xformers"_L1};

/** Packages that install the same module: the last one wins, and removing one breaks the other. */
const QList<QStringList> &rivals()
{
    static const QList<QStringList> table{
        {u"opencv-python"_s, u"opencv-python-headless"_s, u"opencv-contrib-python"_s,
         u"opencv-contrib-python-headless"_s},
        {u"onnxruntime"_s, u"onnxruntime-gpu"_s, u"onnxruntime-directml"_s,
         u"onnxruntime-openvino"_s, u"onnxruntime-rocm"_s},
        {u"pillow"_s, u"pillow-simd"_s}};
    return table;
}

Finding shadow(const QString &module, const QString &title, const QStringList &evidence)
{
    return {.kind = FindingKind::ShadowedModule,
            .weight = Weight::Breaks,
            .packages = {normalisedPackage(module)},
            .title = title,
            .message = Text::tr("Python imports it in place of the package, which ends in errors "
                                "such as “module has no attribute”."),
            .nextStep = Text::tr("Repair the install: it moves the folder aside and puts back the "
                                 "package."),
            .evidence = evidence,
            .repair =
                isOfTorchFamily(module) ? RepairKind::ReinstallTorch : RepairKind::RemoveLeftovers};
}

bool isFamilyModule(const QString &module)
{
    return std::any_of(kFamilyModules.begin(), kFamilyModules.end(),
                       [&module](QLatin1StringView known) { return module == known; });
}

QList<Finding> unowned(const PythonEnvironment &environment)
{
    QList<Finding> findings;
    for (const SiteFolder &folder : environment.folders) {
        for (const QString &module : folder.unownedModules) {
            if (isFamilyModule(module))
                findings += shadow(
                    module,
                    Text::tr("There is a folder %1 that no package has installed.").arg(module),
                    {folder.path + u'/' + module});
        }
    }
    for (const QString &name : environment.shadowingModules)
        findings +=
            shadow(name.section(u'.', 0, 0),
                   Text::tr("%1 in the folder of ComfyUI hides the package.").arg(name), {name});
    return findings;
}

/** Packages further back on the path that a folder of nobody further ahead hides. */
QList<Finding> hidden(const PythonEnvironment &environment)
{
    QList<Finding> findings;
    if (environment.folders.size() < 2)
        return findings;
    for (const Distribution &distribution : environment.distributions) {
        QSet<QString> modules;
        for (const RecordedFile &file : distribution.files)
            modules += QString::fromUtf8(topOf(file.path));
        for (const SiteFolder &folder : environment.folders) {
            if (folder.path == distribution.folder)
                break;
            for (const QString &module : folder.unownedModules) {
                const bool isTold = isFamilyModule(module) || module == "nvidia"_L1;
                if (modules.contains(module) && !isTold)
                    findings +=
                        shadow(module,
                               Text::tr("A folder %1 that no package has installed hides %2.")
                                   .arg(module, distribution.name),
                               {folder.path + u'/' + module,
                                distribution.folder + u'/' + distribution.infoName});
            }
        }
    }
    return findings;
}

/** nvidia is a namespace that many packages fill: an __init__.py in one place hides the others. */
QList<Finding> nvidia(const PythonEnvironment &environment)
{
    for (const SiteFolder &folder : environment.folders) {
        const bool areElsewhere =
            std::any_of(environment.distributions.begin(), environment.distributions.end(),
                        [&folder](const Distribution &distribution) {
                            return distribution.name.startsWith("nvidia-"_L1)
                                && isOfTorchFamily(distribution.name)
                                && distribution.folder != folder.path;
                        });
        if (folder.hasNvidiaInit && areElsewhere)
            return {shadow(u"nvidia"_s,
                           Text::tr("A file hides the libraries of NVIDIA in another folder."),
                           {folder.path + "/nvidia/__init__.py"_L1})};
    }
    return {};
}

QList<Finding> twoProviders(const PythonEnvironment &environment)
{
    QList<Finding> findings;
    for (const QStringList &group : rivals()) {
        QStringList packages;
        QStringList evidence;
        for (const QString &name : group) {
            if (const Distribution *found = environment.find(name)) {
                packages += name;
                evidence += found->infoName;
            }
        }
        if (packages.size() < 2)
            continue;
        findings += Finding{
            .kind = FindingKind::TwoProviders,
            .weight = Weight::Remark,
            .packages = packages,
            .title = Text::tr("%1 install the same module.").arg(listed(packages)),
            .message = Text::tr("The one that came last is used, and removing any of them breaks "
                                "the others."),
            .nextStep = Text::tr("Keep one of them; which one, the plan of the node packs says."),
            .evidence = evidence,
            .repair = RepairKind::RemovePackage};
    }
    return findings;
}

QString interpreterTitle(const PythonEnvironment &environment)
{
    return u"Python %1, %2"_s.arg(environment.pythonVersion.isEmpty() ? u"3"_s
                                                                      : environment.pythonVersion,
                                  osTitle(environment.os));
}

bool fitsAny(const QStringList &tags, const PythonEnvironment &environment)
{
    return tags.isEmpty() || std::any_of(tags.begin(), tags.end(), [&](const QString &tag) {
               return fitsWheelTag(tag, environment);
           });
}

/** Whether a tag fits but for the Python it names: decord 0.6 says cp36 in its WHEEL and py3 in its
 *  file's name, and loads everywhere. */
bool fitsSystem(const QStringList &tags, const PythonEnvironment &environment)
{
    QStringList ofSystem;
    for (const QString &tag : tags)
        ofSystem += "py3-none-"_L1 + tag.section(u'-', 2);
    return fitsAny(ofSystem, environment);
}

std::optional<Finding> abi(const Distribution &distribution, const DistributionFiles &files,
                           const PythonEnvironment &environment)
{
    const bool isFitting = fitsAny(distribution.tags, environment);
    if (isFitting && files.foreignModules.isEmpty())
        return std::nullopt;
    const bool mayLoad =
        files.foreignModules.isEmpty() && fitsSystem(distribution.tags, environment);
    return Finding{
        .kind = FindingKind::WrongAbi,
        .weight = mayLoad ? Weight::Remark : Weight::Breaks,
        .packages = {distribution.name},
        .title =
            Text::tr("%1 is built for another Python or another system.").arg(distribution.name),
        .message =
            (mayLoad ? Text::tr("That is what it says of itself; its files name no Python, so "
                                "that %1 may well load them.")
                     : Text::tr("%1 cannot load its compiled files."))
                .arg(interpreterTitle(environment)),
        .nextStep = reinstallStep(distribution.name),
        .evidence = (isFitting ? files.foreignModules.first
                               : QStringList{distribution.infoName} + distribution.tags)
                        .mid(0, kSampledPaths),
        .repair = reinstallOf(distribution.name)};
}

} // namespace

QList<Finding> judgeModules(const PythonEnvironment &environment)
{
    return unowned(environment) + hidden(environment) + nvidia(environment)
        + twoProviders(environment);
}

QList<Finding> judgeAbi(const PythonEnvironment &environment)
{
    QList<Finding> findings;
    for (qsizetype i = 0; i < environment.distributions.size(); ++i) {
        if (const std::optional<Finding> found =
                abi(environment.distributions.at(i), environment.files.at(i), environment))
            findings += *found;
    }
    return findings;
}

} // namespace portico
