// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/isolation/envconfig.h"
#include "core/isolation/envplaces.h"
#include "core/isolation/hoststack.h"

namespace portico {

class Library;
struct Install;

/** The exact comfy-env that a pack asks for. */
struct PackPin
{
    QString pack{};
    QString version{};

    friend bool operator==(const PackPin &, const PackPin &) = default;
};

/** How an install's comfy-env works, and for what its environments are made. */
struct EnvHome
{
    EnvRules rules{};
    bool isInstalled = false; ///< else the rules are those of the packs' pins
    QList<PackPin> pins{};    ///< of all packs; they disagree where versions differ
    HostStack host{};
    QString tag{};  ///< abiTag()
    QString root{}; ///< below which the environments lie
    QString customNodes{};
    QString comfyVersion{};
    QString cudaByHand{}; ///< "12.8": the person's choice for the install; empty: none
    QStringList gpus{};   ///< compute capabilities of the NVIDIA GPUs, where asked for

    /** The folder of one environment, by its folder's name. */
    QString placeOf(const QString &folderName) const;
    bool pinsDisagree() const;
};

/** Where ComfyUI of this install looks for packs. Names only. */
QString packsFolder(const Library &library, const Install &install);

/**
 * The root of an install's environments for later generations: what the person set as
 * COMFY_ENV_ROOT, else a folder of the install's own, so that no two installs rebuild each other's;
 * of an adopted folder comfy-env's default, which its own starts use. Names only.
 */
QString envRootOf(const Library &library, const Install &install, const EnvPlaceFacts &facts);

/** This computer's. */
EnvPlaceFacts hostPlaceFacts();
QString hostMacos(); ///< "14.5"; empty elsewhere

/** Reads metadata only; starts nothing. Blocking, milliseconds. Errors: those of environmentOf()
 *  and readEnvironment(). */
Result<EnvHome> readEnvHome(const Library &library, const Install &install,
                            const EnvPlaceFacts &facts, const JobContext &job);

/** The pin in a requirements file's text: "0.4.22" of "comfy-env==0.4.22"; empty: none. Pure. */
QString comfyEnvPinIn(const QByteArray &requirements);

} // namespace portico
