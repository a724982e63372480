// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace portico {

/** A display adapter as the system's graphics layer lists it. */
struct DisplayAdapter
{
    QString name;
    quint16 vendorId = 0; ///< PCI
    quint16 deviceId = 0;
    qint64 dedicatedMemory = 0; ///< bytes
    QString driver;             ///< "32.0.15.8129"; empty if not told
    bool isSoftware = false;    ///< Microsoft's Basic Render Driver
};

/**
 * What DXGI lists on Windows; nothing elsewhere. A graphics driver works inside this call and may
 * hang or crash it, so only `portico-helper` calls it. Errors: ProcessFailed.
 */
Result<QList<DisplayAdapter>> displayAdapters();

} // namespace portico
