// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace portico {

/** What one press on a card's button does. The arguments are Fix::arguments. */
enum class FixKind {
    None,
    // Changes of the install's settings: fixsettings.h carries them out.
    NextFreePort,     ///< the next port that nobody uses
    SetArgument,      ///< adds an argument of ComfyUI: flag [value]
    RemoveArgument,   ///< takes an argument of ComfyUI away: flag
    SetGpu,           ///< shows ComfyUI one GPU only: its number
    UseClassicLayout, ///< ComfyUI's own folders become links to the data folder's: a path
    // What other parts of Portico do.
    InstallPackages,   ///< what a node pack needs, by a plan: pack [distribution]
    RepairTorch,       ///< torch for this install's accelerator
    RepairEnvironment, ///< the packages of ComfyUI itself
    DisablePack,       ///< pack
    UpdatePack,        ///< pack
    RunScript,         ///< the pack's install.py, by a plan: pack
    FindPack,          ///< the pack that has a node type: type
    FindGuiltyPack,    ///< by halves
    SafeStart,
    ChangeBuild,      ///< another build of ComfyUI and torch for this computer
    RemoveLeftover,   ///< ends what a killed session left behind
    ClearManagerWork, ///< what ComfyUI-Manager wants to do at the next start
    CreateFolder,     ///< path
    OpenFile,         ///< path
    OpenFolder,       ///< path, or "models"
    OpenAddress,      ///< URL
    FreeDisk,
};
QString fixKindName(FixKind kind); ///< "next-free-port", ...: stable in JSON

/** What helps against a diagnosis. */
struct Fix
{
    FixKind kind = FixKind::None;
    QStringList arguments{};

    friend bool operator==(const Fix &, const Fix &) = default;
};

/** How grave it is. */
enum class Gravity {
    Stops,   ///< ComfyUI does not run because of it
    Hinders, ///< it runs, but a node, a pack or a prompt does not
    Tells,   ///< good to know
};
QString gravityName(Gravity gravity); ///< "stops", "hinders", "tells"

/** One known failure that was seen. */
struct Diagnosis
{
    QString id; ///< "port-taken": stable
    Gravity gravity = Gravity::Stops;
    QString title;        ///< a few words
    QString message;      ///< one sentence: what, where, why
    QString nextStep;     ///< one sentence
    QStringList evidence; ///< the lines that told it
    QString pack;         ///< the node pack's name; empty: not a pack's
    QString module;       ///< the Python module that is missing
    QString distribution; ///< the package to install for it
    Fix fix;
    Fix otherFix; ///< another way, where one press does it, too

    friend bool operator==(const Diagnosis &, const Diagnosis &) = default;
};

QJsonObject toJson(const Diagnosis &diagnosis);

} // namespace portico
