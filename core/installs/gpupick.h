// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace portico {

struct Accelerator;
struct AcceleratorChoice;
struct Install;
struct InstallSettings;

/**
 * What a person chose by hand for one install: what it computes on, and on which GPUs. Pure.
 *
 * The pick becomes the variables of the build's platform (CUDA_VISIBLE_DEVICES with the order of
 * PCI addresses, which is also the order of Gpu::index; HIP_VISIBLE_DEVICES;
 * ONEAPI_DEVICE_SELECTOR). What the person wrote themselves, as a variable or an argument of the
 * install, always wins; overrideNotes() says so.
 */

/**
 * What a new install begins with, so that its build computes on what was chosen for this computer:
 * the processor although `made` is for a GPU, one of several GPUs. Mostly empty.
 */
InstallSettings settingsFor(const AcceleratorChoice &choice,
                            const std::optional<Accelerator> &made);

/** "0", "0,2", "GPU-5f3c…", "MIG-…" in its plain form; empty for "" and "all". Errors: Usage. */
Result<QString> readGpuPick(const QString &text);

/**
 * "cpu", or what the install's build is made for; empty for "" and "auto". Errors: Usage for no
 * accelerator at all; Unsupported for one that needs another build.
 */
Result<QString> readAcceleratorSetting(const Install &install, const QString &text);

/** Variables that the pick means for this install, without those the person set. */
QMap<QString, QString> gpuPickEnvironment(const Install &install, Os os);

/** `--cpu` where the install computes on the processor and the person did not say it. */
QStringList acceleratorArguments(const Install &install);

/** Whole sentences: where the person's own words win over a setting, or a setting has no effect. */
QStringList overrideNotes(const Install &install, Os os);

} // namespace portico
