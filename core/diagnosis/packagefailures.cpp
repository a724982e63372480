// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Packages of ComfyUI itself that are missing, old or do not fit.
#include "core/diagnosis/knownfailures.h"

#include <QCoreApplication>

#include <array>

namespace portico {

namespace {

constexpr std::array kRows{
    KnownFailure{"web-page-missing", 15, "comfyui-frontend-package is not installed",
                 R"(comfyui-frontend-package is not installed\.)", When::Always, Gravity::Stops,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "ComfyUI's web page is missing"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "The package comfyui-frontend-package is not installed."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair the environment."),
                 FixKind::RepairEnvironment},
    KnownFailure{
        "attention-missing", 18, "-attention` feature, the",
        R"(To use the .(--use-(?:sage|flash)-attention). feature, the .([\w-]+). package)",
        When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "An attention package is missing"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "The argument %1 needs the package %2, which is not installed."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Remove the argument %1, then start again."),
        FixKind::RemoveArgument, "%1"},
    KnownFailure{"attention-missing", 18, "Comfy Kitchen attention is unavailable",
                 R"(Comfy Kitchen attention is unavailable)", When::Always, Gravity::Stops,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "An attention kernel is missing"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Comfy Kitchen's attention does not work with this build."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Remove the argument --use-ck-attention, then start again."),
                 FixKind::RemoveArgument, "--use-ck-attention"},
    KnownFailure{
        "templates-missing", 16, "comfyui-workflow-templates is not installed",
        R"(comfyui-workflow-templates is not installed\.)", When::Always, Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "The workflow templates are missing"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "The package comfyui-workflow-templates is not installed; ComfyUI runs "
                          "without its templates."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair the environment."),
        FixKind::RepairEnvironment},
    KnownFailure{"package-outdated", 17, "is lower than the recommended version",
                 R"(Installed (\S+) version (\S+) is lower than the recommended version (\S+)\.)",
                 When::Always, Gravity::Hinders,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "A package is too old"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "%1 is of version %2, and this ComfyUI is made for %3."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair the environment."),
                 FixKind::RepairEnvironment},
    KnownFailure{
        "manager-missing", 19, "--enable-manager` feature, the",
        R"(To use the .--enable-manager. feature, the .comfyui-manager. package)", When::Always,
        Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "ComfyUI-Manager is not installed"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "The argument --enable-manager needs the package comfyui-manager, which is "
            "not installed; ComfyUI runs without it."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Remove the argument, or install the package."),
        FixKind::RemoveArgument, "--enable-manager"},
    KnownFailure{
        "slow-memory-mode", 24, "Unsupported Pytorch detected",
        R"(Unsupported Pytorch detected\. DynamicVRAM)", When::Always, Gravity::Tells,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Memory is managed the older, slower way"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "This torch is too old for ComfyUI's dynamic graphics memory."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Choose a newer build."), FixKind::ChangeBuild},
    KnownFailure{
        "slow-memory-mode", 24, "No working comfy-aimdo install detected",
        R"(No working comfy-aimdo install detected)", When::Always, Gravity::Tells,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Memory is managed the older, slower way"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "The package comfy-aimdo does not work, so ComfyUI does without dynamic "
                          "graphics memory."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair the environment."),
        FixKind::RepairEnvironment},
    KnownFailure{
        "own-nodes-failed", 27, " nodes did not import correctly",
        R"(some comfy_(extras|api_nodes)/ nodes did not import correctly)", When::Always,
        Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Some of ComfyUI's own nodes are missing"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "Some nodes of comfy_%1 could not be imported: packages are missing or old."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair the environment."),
        FixKind::RepairEnvironment},
    KnownFailure{"numpy-mixed", 0, "A module that was compiled using NumPy 1.x",
                 R"(A module that was compiled using NumPy 1\.x cannot be run in)", When::Always,
                 Gravity::Hinders,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Packages for two versions of NumPy"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "A package was built for NumPy 1 and NumPy 2 is installed."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair the environment."),
                 FixKind::RepairEnvironment},
    KnownFailure{
        "web-page-download", 31, "Failed to initialize frontend: ",
        R"(Failed to initialize frontend: (.*)$)", When::Always, Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Another version of the web page could not be had"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "The web page that --front-end-version names could not be downloaded; the "
            "installed one is shown."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Remove the argument --front-end-version, or check the network."),
        FixKind::RemoveArgument, "--front-end-version"},
};

} // namespace

std::span<const KnownFailure> packageFailures()
{
    return kRows;
}

} // namespace portico
