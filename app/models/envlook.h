// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/environments.h"
#include "app/style/icons.h"

namespace portico::app {

/** A fact about an environment: a word and what it is. */
using EnvFact = std::pair<QString, QString>;

/** One isolated environment as its row shows it; what cannot be done has its reason. */
struct EnvLook
{
    QString name{};
    IconName icon = IconName::Pending; ///< never the only thing that tells: the word stands beside
    IconTint tint = IconTint::Muted;
    QString state{};     ///< "built", "out of date"
    QString summary{};   ///< pack, Python, packages, size, engine, in one line
    QString problem{};   ///< whole sentences: what it is, what to do
    QString lastError{}; ///< whole sentences: what the last build failed with
    QList<EnvFact> details{};
    EnvAct act = EnvAct::Build; ///< what its button does
    bool hasAct = false;        ///< else nothing needs to be done, or somebody does it
    bool hasLog = false;
    bool isThere = false;   ///< there is something to remove, to open, to look into
    bool hasPython = false; ///< an interpreter that may be started
    QString obstacle{};     ///< why what is there cannot be changed now; empty: it can

    friend bool operator==(const EnvLook &, const EnvLook &) = default;
};

/** "Build", "Repair", "Build again"; with the mark of its key. */
QString envActText(EnvAct act);

/** How one is shown; `obstacle`: why what is there cannot be changed now. Only of facts with a
 *  report. */
EnvLook envLook(const EnvHealth &health, const EnvFacts &facts, const QString &obstacle);

/** Of which comfy-env all of them are, and where packs disagree: whole sentences. */
QString envHomeText(const EnvHome &home);

/** How all of an install are, in one line. */
struct EnvSummary
{
    IconName icon = IconName::Pending;
    IconTint tint = IconTint::Muted;
    QString text{};
};
EnvSummary envSummary(const EnvFacts &facts);

} // namespace portico::app
