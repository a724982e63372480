// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/sourcereport.h"

#include <QJsonObject>

namespace portico {

/**
 * NVML, the library that NVIDIA's driver brings. It is loaded at run time by `portico-helper
 * hardware`, because a broken driver can hang or crash whoever calls it; the helper prints what it
 * learnt as one JSON object and ends.
 */

/** The library's names and places on that system, the best first. */
QStringList nvmlLibraries(Os os);

/**
 * Loads NVML from the first of these that is there and asks it. In this process, so only in the
 * helper. `{"library": false}` where there is none; `{"error": …, "code": …}` where it fails.
 */
QJsonObject askNvml(const QStringList &libraries);

/** The call of our helper. */
ToolCall nvmlCall();

/** What askNvml() said, from the helper's output. */
SourceReport parseNvml(const QByteArray &output);

/** The troubles of the driver that have a cure of their own get their own words. */
Error nvidiaTrouble(Error error);

SourceReport readNvml(const HardwareProbe &probe, const JobContext &job);

} // namespace portico
