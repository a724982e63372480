// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/git/clonerepository.h"
#include "core/installs/composepackages.h"
#include "core/python/pythonprovider.h"

#include <QDateTime>

namespace portico {

/** Everything that a composition was made from; kept in the generation as compose.json. */
struct ComposeRecord
{
    QString repository; ///< without secrets
    GitTarget comfy;
    ProvidedPython python;
    Sha256 pythonDigest; ///< before there were packages in it
    QString uvVersion;
    QString torchTag;
    QUrl packageIndex;
    ComposedPackages packages;
};

/** Its name in a generation's folder; what tells a composed generation from a bundle. */
QString composeRecordName();

/** What a composed generation was made from, as far as it must be known to make it again. */
struct ComposedFrom
{
    QString repository;
    QString commit;
    QString pythonVersion;
    QString uvVersion;
    QDateTime packagesUntil; ///< none younger was taken; invalid: the newest were
    ComposeLocks locks;
};

/** Of a generation's folder. Errors: NotFound, Corrupt. */
Result<ComposedFrom> readComposeRecord(const QString &generationFolder);

/** Writes compose.json and both locks (torch.lock, packages.lock) into the generation's folder. */
Result<> writeComposeRecord(const QString &generationFolder, const ComposeRecord &record);

/** Whether a record says where torch comes from anew. */
enum class TorchRecord {
    Stays, ///< torch came along: its tag and index are those that were told before
    Anew,
};

/** The same in a copy of a composed generation whose ComfyUI and packages were changed: its Python
 *  stays as it was told. Errors: those of reading and writing. */
Result<> renewComposeRecord(const QString &generationFolder, const ComposeRecord &record,
                            TorchRecord torch);

} // namespace portico
