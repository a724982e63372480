// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packupdate.h"

#include "core/base/lists.h"
#include "core/git/repository.h"
#include "core/nodes/packdigest.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackUpdate)
};

constexpr qsizetype kNamedFiles = 5;
constexpr qint64 kClockSlackSeconds = 2;

Error unknownOrigin(const QString &pack)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("Nobody knows where “%1” was got from.").arg(pack),
            .nextStep = Text::tr("Remove it and install it again from where it is offered."),
            .detail = {}};
}

/** A branch that was asked for is followed; a tag or commit was meant for that time only. */
QString followedBranch(const NodePack &pack, const PackRecord *record)
{
    const Result<Repository> repository = Repository::open(pack.ownFolder());
    if (!repository)
        return {};
    if (record && !record->source.ref.isEmpty()) {
        const auto target = repository->find(record->source.ref);
        return target && target->kind == GitRefKind::Branch ? record->source.ref : QString();
    }
    const Result<GitTarget> head = repository->find({});
    const bool isOnBranch = head && head->name != head->commit.id;
    return isOnBranch ? head->name : QString();
}

Result<PackSource> gitSource(const NodePack &pack, const PackRecord *record, const QString &to)
{
    QString place;
    if (record && record->source.kind == PackSource::Kind::Git)
        place = record->source.place;
    if (place.isEmpty()) {
        const Result<Repository> repository = Repository::open(pack.ownFolder());
        place = repository ? repository->origin() : QString();
    }
    if (place.isEmpty())
        return unknownOrigin(pack.name);
    return PackSource{.kind = PackSource::Kind::Git,
                      .place = place,
                      .ref = to.isEmpty() ? followedBranch(pack, record) : to,
                      .name = pack.name};
}

QString registryIdOf(const NodePack &pack, const PackRecord *record)
{
    if (record && record->source.kind == PackSource::Kind::Registry)
        return record->source.place;
    return pack.registryId.isEmpty() ? pack.name : pack.registryId;
}

/** Code that was written after it was installed. */
QStringList newerCode(const QString &folder, const QDateTime &installed, const JobContext &job)
{
    const qint64 since = (installed.toSecsSinceEpoch() + kClockSlackSeconds) * 1'000'000'000;
    QStringList files;
    const auto walked = walkTree(
        folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.path == ".git"_L1 || entry.path.endsWith("__pycache__"_L1))
                return Visit::SkipContent;
            if (entry.kind == TreeEntry::Kind::File && isPackCode(entry.path)
                && entry.mtimeNs > since)
                files += entry.path;
            return Visit::Continue;
        },
        job);
    (void)walked; // what cannot be read has no name here
    return files;
}

QString changelogBetween(const RegistryPack &pack, const QString &from, const QString &to)
{
    QStringList lines;
    bool isBetween = false;
    for (const RegistryVersion &version : pack.versions) { // the newest first
        isBetween = isBetween || version.version == to;
        if (version.version == from)
            break;
        if (isBetween && !version.changelog.isEmpty())
            lines += version.version + u": "_s + version.changelog;
    }
    return lines.join(u"\n\n"_s);
}

} // namespace

Result<PackSource> updateSource(const NodePack &pack, const PackRecord *record, const QString &to)
{
    // A bundle brings a checkout's files without its repository.
    const bool isOfGit =
        pack.kind == PackKind::Folder && record && record->source.kind == PackSource::Kind::Git;
    if (pack.kind == PackKind::Git || isOfGit)
        return gitSource(pack, record, to);
    if (pack.kind == PackKind::Registry) {
        if (!to.isEmpty() && !isRegistryVersion(to))
            return Error{.code = ErrorCode::InvalidInput,
                         .message = Text::tr("“%1” is no version.").arg(to),
                         .nextStep = Text::tr("See which there are: porticoctl nodes info %1.")
                                         .arg(registryIdOf(pack, record)),
                         .detail = {}};
        return PackSource{.kind = PackSource::Kind::Registry,
                          .place = registryIdOf(pack, record),
                          .ref = to,
                          .name = pack.name};
    }
    if (!record || record->source.place.isEmpty())
        return unknownOrigin(pack.name);
    if (!to.isEmpty())
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("“%1” came from %2, which has no versions.")
                                    .arg(pack.name, shownSource(record->source)),
                     .nextStep = Text::tr("Update it without naming a version."),
                     .detail = {}};
    PackSource source = record->source;
    source.name = pack.name;
    return source;
}

Result<QStringList> editsOf(const NodePack &pack, const PackRecord *record, const JobContext &job)
{
    if (pack.kind == PackKind::Git) {
        const Result<WorkTreeState> state = readWorkTree(pack.ownFolder(), job);
        return state ? Result<QStringList>(state->edited) : state.error();
    }
    if (!record || record->digest.isNull())
        return QStringList();
    const Result<Sha256> digest = packDigest(pack.ownFolder(), job);
    if (!digest)
        return digest.error();
    if (*digest == record->digest && !record->isEdited)
        return QStringList();
    const QStringList files = newerCode(pack.ownFolder(), record->installed, job);
    return files.isEmpty() ? QStringList{QDir::toNativeSeparators(pack.ownFolder())} : files;
}

Error editsError(const QString &pack, const QStringList &edits)
{
    QString named = listed(edits.mid(0, kNamedFiles));
    if (edits.size() > kNamedFiles)
        named = Text::tr("%1 and %n more", nullptr, static_cast<int>(edits.size() - kNamedFiles))
                    .arg(named);
    return {.code = ErrorCode::Refused,
            .message = Text::tr("“%1” was changed by hand: %2.").arg(pack, named),
            .nextStep = Text::tr("Update it with --stash: your changes are then kept aside, with "
                                 "a patch of them where it is a git repository."),
            .detail = edits.join(u'\n')};
}

void tellWhatIsNew(const NodeServices &services, PackStep &step, const JobContext &job)
{
    if (!step.before || !step.after)
        return;
    if (step.after->kind == PackKind::Git) {
        const Result<CommitList> commits =
            commitsBetween(step.after->folder, step.before->commit, step.after->commit);
        if (commits)
            step.commits = *commits;
        return;
    }
    if (step.after->kind != PackKind::Registry)
        return;
    const Result<RegistryPack> pack =
        services.registry.pack(registryIdOf(*step.after, nullptr), Asking::IfOld, job);
    if (pack)
        step.changelog = changelogBetween(*pack, step.before->version, step.after->version);
}

} // namespace portico
