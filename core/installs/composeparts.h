// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/git/clonerepository.h"
#include "core/installs/composeinstall.h"
#include "core/python/pythonprovider.h"
#include "core/python/uv.h"

namespace portico {

/** What all parts of one composition share; private to core/installs. */
struct ComposeWork
{
    const ComposeServices &services;
    const ComposeRequest &request;
    const GitAddress &address;
    const NetworkChain &network;
    QString generation; ///< its folder in staging
    const JobContext &job;

    QString comfyFolder() const { return generation + QStringLiteral("/ComfyUI"); }
    QString pythonFolder() const { return generation + QStringLiteral("/python"); }
};

/** uv, found or fetched. */
Result<Uv> composeTools(const ComposeWork &work);
/** The repository at its commit. Refused when it holds no ComfyUI. */
Result<ClonedRepository> composeComfy(const ComposeWork &work);
/** The interpreter in its folder. */
Result<ProvidedPython> composePython(const ComposeWork &work, const Uv &uv);
/** The digest of the Python that came. HashMismatch where the lock names another. */
Result<Sha256> lockedPython(const ComposeWork &work, const ProvidedPython &python);

QString toolsStep();
QString comfyStep();
QString pythonStep();

} // namespace portico
