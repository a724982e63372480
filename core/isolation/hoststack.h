// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/isolation/envrules.h"
#include "core/python/environment.h"

#include <QMap>
#include <QVersionNumber>

#include <optional>

namespace portico {

/** The Python that runs ComfyUI, as comfy-env sees it: by the metadata of its packages alone. */
struct HostStack
{
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
    QString python{};      ///< "3.12"
    QString torch{};       ///< "2.10.0"; empty: none
    QString torchLabel{};  ///< "cu128" of "2.10.0+cu128"; empty: none
    QString torchvision{}; ///< "0.25.0"; empty: none
    QString torchaudio{};
    QString macosFloor{};              ///< "14.0" of torch's wheel; empty: not told
    QString glibc{};                   ///< "2.35" of this computer; empty: none
    QString macos{};                   ///< "14.5" of this computer; empty: none, or not known
    bool hasGpu = false;               ///< an NVIDIA one
    bool hasMps = false;               ///< of macOS: torch may use it
    QMap<QString, QString> hostPins{}; ///< comfy-aimdo, comfy-kitchen: installed versions

    QString torchMinor() const; ///< "2.10"; empty without torch
    /** "12.8" of the label; empty for other labels. */
    QString torchCuda() const;

    friend bool operator==(const HostStack &, const HostStack &) = default;
};

/** "2.10" of "2.10.0+cu128". */
QString minorVersion(const QString &version);

/** What the packages of an environment say; glibc and GPU are not told by them. Pure. */
HostStack hostStackOf(const PythonEnvironment &environment, Architecture architecture);

/** The comfy-env that is installed there; nothing: none. Pure. */
std::optional<QVersionNumber> comfyEnvIn(const PythonEnvironment &environment);

/**
 * `py312-torch2-10-cu128`: what an environment is made for, in the folder's name. Follows the
 * label of torch's METADATA as comfy-env does, also where that is wrong: a torch of PyPI is "cpu".
 */
QString abiTag(const HostStack &host, const EnvRules &rules);

} // namespace portico
