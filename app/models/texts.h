// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/sizes.h"
#include "core/installs/install.h"
#include "core/jobs/job.h"
#include "core/server/sessionstatus.h"

#include <QString>

#include <chrono>

namespace portico::app {

/** The words of the window that several places share; all translated, numbers by locale. */

/** "Ready", "Starting": one word. */
QString stateWord(SessionState state);
/** "1 m 12 s", "3 h 5 m", "18 s". */
QString durationText(std::chrono::seconds duration);
/** "Today at 14:05", "Yesterday at 9:10", else the date: alone, or at the beginning. */
QString momentText(const QDateTime &moment);
/** "today at 14:05": the same within a sentence or behind a comma. */
QString momentWithin(const QDateTime &moment);
/** "Still asking Official portable and Anymatix…", for as long as sources are silent. */
QString askingText(const QStringList &sources);
/** "42 MiB/s"; "120 a second" for items; empty while unknown. */
QString speedText(double speed, ProgressUnit unit);
/** "0.4 of 1.9 GiB", "12 of 40", or what is done so far. */
QString progressText(const Progress &progress);
/** "CUDA 13.0" of "cuda 13.0"; empty stays empty. */
QString acceleratorText(const QString &accelerator);
/** "ComfyUI 0.33.0 · CUDA 13.0 · Python 3.12": what is known of it. */
QString runtimeText(const Install &install);
QString layoutText(BundleLayout layout);
/** "Download", what a job does now, or how it ended. */
QString jobText(const Job &job);

} // namespace portico::app
