// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

namespace portico {

class StagingDir;

/**
 * The last step of every way to a new install. Gives out id (from the name) and port (the wanted
 * one, else the next unused) under the library's lock, writes install.json into the staged folder,
 * and brings it into its place by one rename. Blocking. Before it nothing of the install exists,
 * after it all of it does.
 */
Result<Install> commitInstall(const Library &library, StagingDir &staging, Install install,
                              std::optional<quint16> port, const JobContext &job);

} // namespace portico
