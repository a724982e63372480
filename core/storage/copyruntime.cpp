// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/datalayout.h"
#include "core/installs/layerview.h"
#include "core/installs/pristine.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/storage/copyparts.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CopyRuntime)
};

/** Who may write into a part: whether its files may have a second name. */
enum class Written { ByNobody, ByPeople };

struct Part
{
    QString path; ///< relative to the install's folder
    Written written = Written::ByPeople;
    std::function<bool(QStringView)> wants{};
};

Result<CloneSummary> copyPart(const Duplication &work, const Part &part)
{
    const QString from = work.source() + u'/' + part.path;
    if (!QFileInfo(from).isDir())
        return CloneSummary{};
    const Result<CloneSummary> cloned =
        cloneTree({.from = from,
                   .to = work.target + u'/' + part.path,
                   .sharing = part.written == Written::ByNobody ? Sharing::ReflinkOrHardLink
                                                                : Sharing::Reflink,
                   .wants = part.wants,
                   .step = duplicateSteps().constFirst()},
                  work.job);
    if (cloned) {
        work.done.files += cloned->files;
        work.done.bytes += cloned->bytes;
        work.done.takenBytes += cloned->method == CloneMethod::Copy ? cloned->bytes : 0;
    }
    return cloned;
}

bool isBytecode(QStringView path)
{
    return path.endsWith("/__pycache__"_L1) || path == "__pycache__"_L1;
}

/** Everything of a generation but ComfyUI's own folder: Python with its packages. */
Result<> copyPython(const Duplication &work, const QString &generation, const QString &comfy)
{
    const Result<CloneSummary> python = copyPart(
        work, {.path = generation, .written = Written::ByNobody, .wants = [&](QStringView path) {
                   return path != comfy && !isBytecode(path);
               }});
    if (!python)
        return python.error();
    work.done.method = python->method;
    return {};
}

/** ComfyUI's code, which people edit where it lies; git never writes into an object. */
Result<> copyComfy(const Duplication &work, const QString &folder)
{
    const auto isObjects = [](QStringView path) { return path == ".git/objects"_L1; };
    const Result<CloneSummary> code = copyPart(
        work, {.path = folder, .written = Written::ByPeople, .wants = [&](QStringView path) {
                   return !isObjects(path) && !isBytecode(path);
               }});
    if (!code)
        return code.error();
    const Result<CloneSummary> objects =
        copyPart(work, {.path = folder + "/.git/objects"_L1, .written = Written::ByNobody});
    return objects ? Result<>() : Result<>(objects.error());
}

Result<> copyFileOf(const Duplication &work, const QString &name)
{
    const QString from = work.source() + u'/' + name;
    if (!QFileInfo(from).isFile())
        return {};
    const QString to = work.target + u'/' + name;
    const Result<> reflinked = cloneFile(from, to, CloneMethod::Reflink);
    return reflinked ? reflinked : cloneFile(from, to, CloneMethod::Copy);
}

} // namespace

Result<> copyRuntime(const Duplication &work)
{
    const Generation &current = *work.install.generation();
    const QString name = generationFolderName(current.number);
    Result<> copied = copyPython(work, name, current.comfyFolder);
    if (copied && !current.comfyFolder.isEmpty())
        copied = copyComfy(work, name + u'/' + current.comfyFolder);
    if (copied)
        copied = copyFileOf(work, name + ".manifest"_L1);
    if (!copied)
        return copied;
    // Second names again, and no block of its own.
    const Result<CloneSummary> pristine =
        copyPart(work, {.path = pristineFolder(name), .written = Written::ByNobody});
    return pristine ? Result<>() : Result<>(pristine.error());
}

Result<> copyView(const Duplication &work)
{
    const Generation &current = *work.install.generation();
    if (current.layer.isEmpty())
        return {};
    const QString to = work.target + "/view/1"_L1;
    const Result<FileLock> lock = FileLock::lock(
        work.library.layersLock(), Text::tr("duplicating “%1”").arg(work.install.name), work.job);
    if (!lock)
        return lock.error();
    const Result<PreparedView> clone = cloneLayer(work.library, current.layer, work.job);
    if (clone)
        return placeView(*clone, to, work.job);
    if (clone.error().code != ErrorCode::NotFound)
        return clone.error();
    // The store lost it: what the first install sees is all there is.
    const Result<> made = makeFolder(QFileInfo(to).path());
    if (!made)
        return made;
    const QString view = work.library.viewFolder(work.install);
    if (!QFileInfo(view).isDir())
        return {};
    const Result<CloneSummary> copied =
        cloneTree({.from = view,
                   .to = to,
                   .sharing = Sharing::Reflink,
                   .wants = [](QStringView path) { return !isBytecode(path); },
                   .step = duplicateSteps().constFirst()},
                  work.job);
    return copied ? Result<>() : Result<>(copied.error());
}

} // namespace portico
