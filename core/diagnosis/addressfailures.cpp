// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Ports, arguments, folders and the database: what keeps ComfyUI from serving.
#include "core/diagnosis/knownfailures.h"

#include <QCoreApplication>

#include <array>

namespace portico {

namespace {

constexpr std::array kRows{
    KnownFailure{
        "bad-argument", 20, "main.py: error: ",
        R"(^main\.py: error: unrecognized arguments: (--[\w-]+).*$)", When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "An argument that this ComfyUI does not know"),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "ComfyUI does not know the argument %1."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Remove the argument %1, then start again."),
        FixKind::RemoveArgument, "%1"},
    KnownFailure{
        "bad-argument", 20, "main.py: error: argument ",
        R"(^main\.py: error: argument (--[\w-]+)(?:/\S+)?: (.*)$)", When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "An argument that ComfyUI does not accept"),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "ComfyUI does not accept the argument %1: %2"),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Remove the argument %1, then start again."),
        FixKind::RemoveArgument, "%1"},
    KnownFailure{
        "bad-argument", 20, "main.py: error: ", R"(^main\.py: error: (.*)$)", When::Always,
        Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "An argument that ComfyUI does not accept"),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "ComfyUI does not accept its arguments: %1."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Correct the arguments in the settings of this install.")},
    KnownFailure{"port-taken", 1, " is already in use on address ",
                 R"(Port (\d+) is already in use on address (\S+?)\. )", When::Always,
                 Gravity::Stops, QT_TRANSLATE_NOOP("portico::KnownFailures", "The port is taken"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Another program uses port %1 on %2."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Use the next free port, or end the other program."),
                 FixKind::NextFreePort},
    KnownFailure{"port-taken", 2, " while attempting to bind on address",
                 R"(\[Errno (?:10048|98|48)\] .*bind on address \('([^']*)', (\d+))", When::Always,
                 Gravity::Stops, QT_TRANSLATE_NOOP("portico::KnownFailures", "The port is taken"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Another program uses port %2 on %1."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Use the next free port, or end the other program."),
                 FixKind::NextFreePort},
    KnownFailure{
        "port-forbidden", 3, "bind on address",
        R"(\[Errno (?:10013|13)\].*bind on address \('([^']*)', (\d+))", When::Always,
        Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "The system does not give this port away"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "The system does not let ComfyUI use port %2: it is reserved, or a security "
            "program blocks it."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Use the next free port."),
        FixKind::NextFreePort},
    KnownFailure{
        "address-not-here", 4, "bind on address",
        R"(\[Errno (?:99|10049)\].*bind on address \('([^']*)')", When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "An address that this computer does not have"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "ComfyUI cannot listen on %1: this computer does not have that address."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Remove the argument --listen, then start again."),
        FixKind::RemoveArgument, "--listen"},
    KnownFailure{"port-out-of-range", 4, "OverflowError: bind(): port must be",
                 R"(OverflowError: bind\(\): port must be 0-65535)", When::Always, Gravity::Stops,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "A port that does not exist"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "There is no such port: ports go from 1 to 65535."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Use the next free port."),
                 FixKind::NextFreePort},
    KnownFailure{
        "database-in-use", 22, "is already using this database",
        R"(Database is locked\. Another ComfyUI process is already using this database)",
        When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Another ComfyUI uses the same database"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Another ComfyUI that still runs holds the database of this install."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "End what an earlier session left behind, or stop the other ComfyUI."),
        FixKind::RemoveLeftover},
    KnownFailure{
        "database-in-use", 23, "Could not acquire lock on database",
        R"(Could not acquire lock on database '(.+?)')", When::Always, Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Another ComfyUI uses the same database"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Another ComfyUI that still runs holds the database %1."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "End what an earlier session left behind, or stop the other ComfyUI."),
        FixKind::RemoveLeftover},
    KnownFailure{
        "database-in-use", 23, "ASSETS_STARTUP_FAILED: ",
        R"(^ASSETS_STARTUP_FAILED: (in_use|locked)\b)", When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Another ComfyUI uses the same database"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Another ComfyUI that still runs holds the database of this install."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "End what an earlier session left behind, or stop the other ComfyUI."),
        FixKind::RemoveLeftover},
    KnownFailure{
        "database-packages", 23, "ASSETS_STARTUP_FAILED: ",
        R"(^ASSETS_STARTUP_FAILED: (missing_packages)\b)", When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Packages for the database are missing"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "ComfyUI cannot open its database, because Python packages are missing."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair the environment."),
        FixKind::RepairEnvironment},
    KnownFailure{
        "database-broken", 23, "ASSETS_STARTUP_FAILED: ", R"(^ASSETS_STARTUP_FAILED: (\w+))",
        When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "The database cannot be used"),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "ComfyUI cannot use its database (%1)."),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "Start without the list of assets; pictures and workflows are not touched."),
        FixKind::SetArgument, "--disable-assets"},
    KnownFailure{
        "folder-missing", 36, "custom_nodes", R"(^FileNotFoundError: .*'(.*custom_nodes)')",
        When::FailedStart, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "A folder of node packs is missing"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "ComfyUI looks for node packs in %1, and there is no such folder."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Create the folder, or correct the extra model folders."),
        FixKind::CreateFolder, "%1"},
    KnownFailure{"extra-paths-broken", 37, "extra_config.py",
                 R"(File "(.*?)[/\\]utils[/\\]extra_config\.py")", When::FailedStart,
                 Gravity::Stops,
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "The list of extra model folders cannot be read"),
                 QT_TRANSLATE_NOOP(
                     "portico::KnownFailures",
                     "ComfyUI cannot read a file that lists extra model folders: it is missing, "
                     "empty or no YAML."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Correct extra_model_paths.yaml, or remove the file."),
                 FixKind::OpenFile, "%1/extra_model_paths.yaml"},
    KnownFailure{"disk-full", 0, "No space left on device", R"(No space left on device)",
                 When::Always, Gravity::Stops,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "The disk is full"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "ComfyUI could not write a file, because the disk is full."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Free some space, then start again."),
                 FixKind::FreeDisk},
    KnownFailure{"disk-full", 0, "[WinError 112]", R"(\[WinError 112\])", When::Always,
                 Gravity::Stops, QT_TRANSLATE_NOOP("portico::KnownFailures", "The disk is full"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "ComfyUI could not write a file, because the disk is full."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Free some space, then start again."),
                 FixKind::FreeDisk},
};

} // namespace

std::span<const KnownFailure> addressFailures()
{
    return kRows;
}

} // namespace portico
