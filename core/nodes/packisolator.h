// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/nodes/isolationmark.h"
#include "core/nodes/nodepack.h"

#include <QStringList>

namespace portico {

struct Install;

/** A pack to be wrapped. */
struct WrapRequest
{
    const Install &install;
    const NodePack &pack;      ///< its own files are read, not changed
    QStringList scriptNeeds{}; ///< what its install.py added
    QString wrapper{};         ///< an empty folder
    IsolationMark mark{};      ///< to be kept in the wrapper; without files and comfyEnv
};

/** What a wrapper came to be. */
struct WrappedPack
{
    QString files{};       ///< the place for the pack's own files, relative to the wrapper
    QStringList remarks{}; ///< whole sentences: what is different in an isolated pack
};

/** A wrapper to be tried. */
struct TrialRequest
{
    const Install &install;
    QString pack{};    ///< its name
    QString wrapper{}; ///< as wrap() made it
    QString files{};   ///< the pack's own files, wherever they lie; they are copied
    QString layer{};   ///< id of the layer that ComfyUI will have; empty: none
};

/**
 * Isolates ordinary node packs by comfy-env. Planning and carrying out are core/nodes', which knows
 * no environments; this is what it asks for them. All calls block and are thread-safe.
 */
class PackIsolator
{
public:
    virtual ~PackIsolator() = default;

    /**
     * Writes all of a wrapper but the pack's files: `requirements.txt` asks for comfy-env, and
     * comfy-env.toml for what the pack and ComfyUI need. Errors: Unsupported (a comfy-env that is
     * too old is what the other packs ask for), those of readPackNeeds().
     */
    virtual Result<WrappedPack> wrap(const WrapRequest &request, const JobContext &job) const = 0;

    /**
     * Builds the environment and starts ComfyUI twice on copies of the pack, as it is and in its
     * wrapper. Errors: Refused naming the nodes that the isolated pack would not have, or why it
     * has none; those of buildEnv(). After an error the environment that was built for it is gone.
     * Returns remarks.
     */
    virtual Result<QStringList> tryOut(const TrialRequest &request,
                                       const JobContext &job) const = 0;

    /** Makes the environment of an isolated pack what its wrapper asks for, where a change that did
     *  not come about, or was undone, left another. What cannot be made is listed as stale. */
    virtual void renew(const Install &install, const QString &pack,
                       const JobContext &job) const = 0;

    /** Removes the environment of a pack that is not isolated any more. What cannot be removed is
     *  listed as unused later. */
    virtual void forget(const Install &install, const QString &pack,
                        const JobContext &job) const = 0;
};

} // namespace portico
