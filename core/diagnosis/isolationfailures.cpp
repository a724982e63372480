// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What comfy-env says of isolated environments, in the words of its versions 0.2.19 to 0.4.46.
#include "core/diagnosis/knownfailures.h"

#include <QCoreApplication>

#include <array>

namespace portico {

namespace {

/** One that leaves ComfyUI running without nodes of a pack. */
constexpr KnownFailure hindering(const char *id, const char *literal, const char *pattern,
                                 const char *title, const char *message, const char *nextStep,
                                 FixKind fix = FixKind::None)
{
    return {id, 0, literal, pattern, When::Always, Gravity::Hinders, title, message, nextStep, fix};
}

/** The same, where the repair of the install, which builds environments, helps. */
constexpr KnownFailure repairable(const char *id, const char *literal, const char *pattern,
                                  const char *title, const char *message, const char *nextStep)
{
    return hindering(id, literal, pattern, title, message, nextStep, FixKind::RepairEnvironment);
}

constexpr std::array kRows{
    repairable("isolated-missing", "isolation env not found at ",
               R"(isolation env not found at .*?has not materialized `([^`]+)`)",
               QT_TRANSLATE_NOOP("portico::KnownFailures", "An isolated environment is not built"),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "comfy-env did not find the environment “%1”, so its nodes ran in "
                                 "ComfyUI's own Python, or not at all."),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "Build it in the install's environments, then start again.")),
    hindering("isolated-missing", "isolation env not found: ",
              R"(isolation env not found: (.*?); using in-process import)",
              QT_TRANSLATE_NOOP("portico::KnownFailures", "An isolated environment is not found"),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "comfy-env did not look for an environment (%1), so the nodes ran "
                                "in ComfyUI's own Python."),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "Put the node pack itself, not a link to it, into custom_nodes.")),
    repairable("isolated-other", "REFUSING env `",
               R"(REFUSING env `([^`]+)` at .*?: (.+?)\. Re-run)",
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "An isolated environment is for something else"),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "The environment “%1” was made for another Python or torch, and "
                                 "comfy-env refused it: %2."),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "Build it anew in the install's environments, then start again.")),
    repairable("isolated-scan", "] Failed to scan ", R"(\] Failed to scan (\S+) root: (.+))",
               QT_TRANSLATE_NOOP("portico::KnownFailures", "Isolated nodes could not be read"),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "The nodes of %1 could not be read in their environment, so the "
                                 "pack has none of them: %2"),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "Repair the environment in the install's environments.")),
    repairable("isolated-scan", "Metadata scan failed for ",
               R"(Metadata scan failed for (\S+?):? \(?(.+?)(?:\):)?$)",
               QT_TRANSLATE_NOOP("portico::KnownFailures", "Isolated nodes could not be read"),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "The nodes of %1 could not be read in their environment, so the "
                                 "pack has none of them: %2"),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "Repair the environment in the install's environments.")),
    hindering("isolated-twice", "is derived from BOTH ",
              R"(env name '([^']+)' is derived from BOTH (.+?) and (.+?)\. Two)",
              QT_TRANSLATE_NOOP("portico::KnownFailures", "Two packs share one environment's name"),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "%2 and %3 both give the name “%1” to their environment, and "
                                "comfy-env then builds none at all."),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "Remove or rename the pack that is a copy of the other.")),
    hindering("isolated-wheels", "No cuda-wheels combo covers",
              R"(No cuda-wheels combo covers all required packages)",
              QT_TRANSLATE_NOOP("portico::KnownFailures", "CUDA packages are not offered"),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "Nobody offers all CUDA packages of the isolated environments for "
                                "one CUDA and torch."),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "Build them in the install's environments, where it is said which "
                                "one is missing.")),
    hindering("isolated-wheels", "No wheel for ", R"(\[comfy-env\].*No wheel for (\S+))",
              QT_TRANSLATE_NOOP("portico::KnownFailures", "A CUDA package is not offered"),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "Nobody offers the CUDA package %1 for this CUDA, torch and "
                                "Python."),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "Choose another CUDA for the install, or ask the author of the "
                                "pack.")),
    repairable("isolated-pixi", "pixi download checksum mismatch",
               R"(pixi download checksum mismatch for ([^\s:]+))",
               QT_TRANSLATE_NOOP("portico::KnownFailures", "pixi came damaged"),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "comfy-env fetched %1, and it is not what its makers published."),
               QT_TRANSLATE_NOOP("portico::KnownFailures",
                                 "Check the network settings, then build in the install's "
                                 "environments.")),
    hindering("isolated-pixi", "No pixi binary for ", R"(No pixi binary for (\S+))",
              QT_TRANSLATE_NOOP("portico::KnownFailures", "There is no pixi for this computer"),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "comfy-env runs its environments with pixi, which is not made for "
                                "%1."),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "Isolated environments need another computer.")),
    repairable(
        "isolated-stale-lock", "Stale lock detected", R"(\[comfy-env\] Stale lock detected)",
        QT_TRANSLATE_NOOP("portico::KnownFailures", "comfy-env began a build again"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "comfy-env waited ten minutes for another build of an environment, "
                          "then removed it and began again."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Build in the install's environments, which never ends a build "
                          "that is alive.")),
    hindering("isolated-variable", "was removed in 0.4.25",
              R"((COMFY_ENV_\w+)=\S* was removed in 0\.4\.25)",
              QT_TRANSLATE_NOOP("portico::KnownFailures", "A variable ends comfy-env"),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "This version of comfy-env refuses to start with the variable %1."),
              QT_TRANSLATE_NOOP("portico::KnownFailures",
                                "Remove %1 from the variables of this install.")),
};

} // namespace

std::span<const KnownFailure> isolationFailures()
{
    return kRows;
}

} // namespace portico
