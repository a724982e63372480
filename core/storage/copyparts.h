// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/storage/duplicateinstall.h"

namespace portico {

// Private to core/storage.

/** One duplication at work: from the install's folder into a folder in staging. */
struct Duplication
{
    const Library &library;
    const Install &install; ///< the first one
    QString target;         ///< where the new install's folder is built
    DuplicateOutputs outputs = DuplicateOutputs::Leave;
    Duplicate &done; ///< counts and remarks are added
    const JobContext &job;

    QString source() const { return library.installFolder(install.id); }
};

/** "Mine copy", or "Mine copy 2" where an install has that name, ... */
QString unusedName(const Library &library, const QString &wanted);

/** The current generation with its manifest and what repairs put back from. */
Result<> copyRuntime(const Duplication &work);

/** The layer's view under number 1, from the store, or as the first install has it. */
Result<> copyView(const Duplication &work);

/** The data folder. */
Result<> copyData(const Duplication &work);

/** Records and whatever else lies in the install's folder. */
Result<> copyRecords(const Duplication &work);

} // namespace portico
