// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/shooter.h"

namespace portico::app {

/** A library without an install: settings, network, disk, this computer, adding. */
void shootEmpty(const Shooter &shooter);
/** What takes how much space. */
void shootDisk(const Shooter &shooter);
/** The first start from looking at the computer to a download that failed. */
void shootFirstStart(const Shooter &shooter);

/** Updates of Portico in the settings: nothing asked yet, a newer one and its notice, downloading,
 *  downloaded, and somebody else's work. */
void shootUpdates(const Shooter &shooter);

} // namespace portico::app
