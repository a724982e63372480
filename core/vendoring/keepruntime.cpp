// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivewriter.h"
#include "core/base/lists.h"
#include "core/git/repository.h"
#include "core/installs/composerecord.h"
#include "core/installs/pristine.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"
#include "core/vendoring/keepparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KeepRuntime)
};

constexpr qint64 kMostManifest = 1LL << 30;

using Entries = QHash<QString, ManifestEntry>;

/** Git's objects are outside of manifests and kept all the same. */
bool isOfGit(QStringView path)
{
    return path == ".git"_L1 || path.startsWith(".git/"_L1) || path.endsWith("/.git"_L1)
        || path.contains("/.git/"_L1);
}

bool isSame(const ManifestEntry &a, const ManifestEntry &b)
{
    return a.kind == b.kind && a.sha256 == b.sha256 && a.linkTarget == b.linkTarget;
}

Error wasChanged(const QStringList &files, const QString &install)
{
    return {.code = ErrorCode::HashMismatch,
            .message = Text::tr("ComfyUI or its Python is not as it was installed: %1.")
                           .arg(listed(files.first(std::min<qsizetype>(3, files.size())))),
            .nextStep =
                Text::tr("Put it back, then keep it again: porticoctl repair %1.").arg(install),
            .detail = files.join(u'\n')};
}

Error hasOtherCommit(const QString &wanted)
{
    return {
        .code = ErrorCode::HashMismatch,
        .message =
            Text::tr("ComfyUI's repository is not at the commit %1 any more.").arg(wanted.left(12)),
        .nextStep = Text::tr("Check that commit out again, then keep it for offline."),
        .detail = {}};
}

/** A composed Python may be one of this computer, of which the generation has no more than links.
 */
std::optional<Error> leansOutside(const Library &library, const Install &install)
{
    const Result<QJsonObject> record =
        readJsonObject(library.runtimeFolder(install) + u'/' + composeRecordName());
    const QJsonObject python = record ? record->value("python"_L1).toObject() : QJsonObject();
    if (python.value("origin"_L1).toString() != pythonOriginName(ProvidedPython::Origin::Linked))
        return std::nullopt;
    return Error{.code = ErrorCode::Unsupported,
                 .message = Text::tr("ComfyUI leans on a Python of this computer, %1, which is not "
                                     "part of it and cannot be kept.")
                                .arg(QDir::toNativeSeparators(python.value("from"_L1).toString())),
                 .nextStep =
                     Text::tr("To rebuild it elsewhere, install it with a Python of its own "
                              "and keep that one."),
                 .detail = {}};
}

Result<Entries> promised(const QString &manifest)
{
    const Result<QByteArray> bytes = readFile(manifest, kMostManifest);
    if (!bytes)
        return bytes.error();
    const auto list = manifestFromBytes(*bytes);
    if (!list)
        return list.error();
    Entries entries;
    for (const ManifestEntry &entry : *list)
        entries.insert(entry.path, entry);
    return entries;
}

/** One generation, as it was promised, in a folder of staging. */
class RuntimeCopy
{
public:
    RuntimeCopy(const KeepWork &work, Entries wanted)
        : m_work(work)
        , m_from(work.library().generationFolder(work.install.id, work.install.currentGeneration))
        , m_to(work.staging + "/runtime"_L1)
        , m_wanted(std::move(wanted))
    { }

    const QString &folder() const { return m_to; }
    Result<> make();

private:
    Result<QStringList> others() const;
    Result<> takePristine(const QString &path) const;

    const KeepWork &m_work;
    const QString m_from;
    const QString m_to;
    const Entries m_wanted;
};

/** What is missing or not as promised; every file is read. */
Result<QStringList> RuntimeCopy::others() const
{
    const Result<QList<ManifestEntry>> found = describeTree(m_to, m_work.job);
    if (!found)
        return found.error();
    Entries there;
    for (const ManifestEntry &entry : *found)
        there.insert(entry.path, entry);
    QStringList others;
    for (const ManifestEntry &entry : m_wanted) {
        if (!there.contains(entry.path) || !isSame(there.value(entry.path), entry))
            others += entry.path;
    }
    others.sort();
    return others;
}

/** The file as it was installed lies beside the generation, on most file systems. */
Result<> RuntimeCopy::takePristine(const QString &path) const
{
    const QString kept = pristineFolder(m_from) + u'/' + path;
    if (m_wanted.value(path).kind != ManifestEntry::Kind::File || !QFileInfo(kept).isFile())
        return {};
    const QString to = m_to + u'/' + path;
    if (const Result<> gone = removeDurably(to, m_work.job); !gone)
        return gone;
    if (const Result<> made = makeFolder(QFileInfo(to).path()); !made)
        return made;
    return cloneFile(kept, to, CloneMethod::Copy);
}

Result<> RuntimeCopy::make()
{
    const Result<CloneSummary> cloned =
        cloneTree({.from = m_from,
                   .to = m_to,
                   .sharing = Sharing::ReflinkOrHardLink,
                   .wants =
                       [this](QStringView path) {
                           return m_wanted.contains(path.toString()) || isOfGit(path);
                       },
                   .step = {}},
                  m_work.job);
    if (!cloned)
        return cloned.error();
    const Result<QStringList> changed = others();
    if (!changed || changed->isEmpty())
        return changed ? Result<>() : Result<>(changed.error());
    for (const QString &path : *changed) {
        if (const Result<> taken = takePristine(path); !taken)
            return taken;
    }
    const Result<QStringList> left = others();
    if (!left)
        return left.error();
    return left->isEmpty() ? Result<>() : Result<>(wasChanged(*left, m_work.install.id.toString()));
}

Result<> checkCommit(const KeepWork &work, const QString &folder)
{
    const QString &wanted = work.state.content.runtime.commit;
    if (wanted.isEmpty())
        return {};
    const auto repository =
        Repository::open(folder + u'/' + work.install.generation()->comfyFolder);
    const Result<GitCommit> head =
        repository ? repository->head() : Result<GitCommit>(repository.error());
    if (!head)
        return head.error();
    return head->id == wanted ? Result<>() : Result<>(hasOtherCommit(wanted));
}

Result<> keep(const KeepWork &work)
{
    const Library &library = work.library();
    const auto entries =
        promised(library.manifestFile(work.install.id, work.install.currentGeneration));
    if (!entries)
        return entries.error();
    const Result<StatePart> part = runtimePart(library, work.install);
    if (!part)
        return part.error();
    RuntimeCopy copy(work, *entries);
    const QByteArray madeOf = "runtime\n" + part->digest.toHex().toLatin1() + '\n'
        + work.state.content.runtime.commit.toUtf8();
    const auto stored = storedArchive(library, madeOf, work.job);
    if (!stored)
        return stored.error();
    Result<VendoredFile> file = stored->value_or(VendoredFile());
    if (!*stored) {
        Result<> made = copy.make();
        if (made)
            made = checkCommit(work, copy.folder());
        if (!made)
            return made;
        file = keepArchive(work, {.folder = copy.folder(), .name = u"comfyui"_s, .madeOf = madeOf});
        if (!file)
            return file.error();
        if (const Result<> cleared = removeTree(copy.folder(), work.job); !cleared)
            return cleared;
    }
    work.state.parts += *part;
    work.add(*file, VendoredKind::Runtime, runtimeText(work.state.content.runtime));
    return {};
}

} // namespace

Result<> keepRuntime(const KeepWork &work)
{
    const std::optional<Error> outside = leansOutside(work.library(), work.install);
    const Result<> kept = outside ? Result<>(*outside) : keep(work);
    if (kept)
        return kept;
    return work.lackUnlessFatal(VendoredKind::Runtime, runtimeText(work.state.content.runtime),
                                kept.error());
}

} // namespace portico
