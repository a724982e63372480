// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/library.h"
#include "core/io/file.h"
#include "core/repair/exchange.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairSteps)
};

constexpr qint64 kMostScript = 1LL << 20;
constexpr qsizetype kMostLines = 12;

QString userFolder(const Library &library, const Install &install)
{
    if (!install.settings.userFolder.isEmpty())
        return install.settings.userFolder;
    if (!install.isAdopted())
        return library.dataFolder(install.id) + "/user"_L1;
    return QDir(library.runtimeFolder(install)).absoluteFilePath(install.generation()->comfyFolder)
        + "/user"_L1;
}

/** Both places that ComfyUI-Manager has used. */
QStringList pendingFiles(const Library &library, const Install &install)
{
    QStringList files;
    const QString user = userFolder(library, install);
    for (const auto place :
         {"/__manager/startup-scripts/"_L1, "/default/ComfyUI-Manager/startup-scripts/"_L1}) {
        for (const auto name : {"install-scripts.txt"_L1, "restore-snapshot.json"_L1}) {
            const QString path = user + place + name;
            if (QFileInfo(path).isFile())
                files += path;
        }
    }
    return files;
}

} // namespace

void planPending(const Library &library, const Install &install, RepairPlan &plan)
{
    const QStringList files = pendingFiles(library, install);
    if (files.isEmpty())
        return;
    RepairStep step{.act = RepairAct::ClearPending};
    step.title = Text::tr("Clear what ComfyUI-Manager would do at the next start");
    step.why = Text::tr("It would install, change or remove packages and node packs again as soon "
                        "as ComfyUI starts, and may undo this repair. It is left as it is unless "
                        "you agree.");
    step.files = files.size();
    step.needsConsent = true;
    for (const QString &file : files) {
        step.lines += QDir::toNativeSeparators(file);
        const Result<QByteArray> bytes = readFile(file, kMostScript);
        if (!bytes || !file.endsWith(".txt"_L1))
            continue;
        for (const QString &line : QString::fromUtf8(*bytes).split(u'\n', Qt::SkipEmptyParts))
            step.lines += u"  "_s + line.trimmed().left(200);
    }
    step.lines = step.lines.first(qMin(kMostLines, step.lines.size()));
    plan.steps += step;
}

Result<> runClearPending(const RepairWork &work)
{
    int number = 0;
    for (const QString &file : pendingFiles(work.services.library, work.install)) {
        const QString folder = work.kept + u"/pending-%1"_s.arg(++number);
        const Result<> made = makeFolder(folder);
        if (!made)
            return made;
        const Result<> moved = moveFile(file, folder + u'/' + QFileInfo(file).fileName());
        if (!moved)
            return moved;
    }
    return {};
}

} // namespace portico
