// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/scriptcheck.h"

#include "core/installs/installfile.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackCauses)
};

bool bringsScript(const Library &library, const InstallId &id, const QString &pack)
{
    return !pack.isEmpty()
        && QFileInfo(library.dataFolder(id) + "/custom_nodes/"_L1 + pack + "/install.py"_L1)
               .isFile();
}

} // namespace

QList<Diagnosis> checkScripts(QList<Diagnosis> diagnoses, const Library &library,
                              const InstallId &id)
{
    for (Diagnosis &diagnosis : diagnoses) {
        if (diagnosis.id != "pack-part-missing"_L1 || !bringsScript(library, id, diagnosis.pack))
            continue;
        const Result<Install> install = loadInstall(library, id);
        if (!install || install->isAdopted())
            return diagnoses;
        diagnosis.otherFix = {.kind = FixKind::RunScript, .arguments = {diagnosis.pack}};
        diagnosis.nextStep =
            Text::tr("Update the pack, or run its install.py: some packs fetch parts of themselves "
                     "by it. It is shown first, and runs in a throwaway copy.");
    }
    return diagnoses;
}

} // namespace portico
