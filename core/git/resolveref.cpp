// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/resolveref.h"

#include "core/base/lists.h"
#include "core/git/gitaddress.h"
#include "core/git/gitfailure.h"
#include "core/git/githandles.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>
#include <git2.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ResolveRef)
};

constexpr qsizetype kShownNames = 8;

std::optional<GitCommit> commitAt(git_repository *repository, const QByteArray &name)
{
    ObjectHandle object;
    if (git_revparse_single(into(object), repository, name.constData()) != 0)
        return std::nullopt;
    ObjectHandle peeled;
    if (git_object_peel(into(peeled), object.get(), GIT_OBJECT_COMMIT) != 0)
        return std::nullopt;
    CommitHandle commit;
    if (git_commit_lookup(into(commit), repository, git_object_id(peeled.get())) != 0)
        return std::nullopt;
    char id[GIT_OID_HEXSZ + 1] = {};
    git_oid_tostr(id, sizeof id, git_commit_id(commit.get()));
    const char *const subject = git_commit_summary(commit.get());
    return GitCommit{.id = QString::fromLatin1(id),
                     .time = QDateTime::fromSecsSinceEpoch(git_commit_time(commit.get()), Qt::UTC),
                     .subject = subject ? QString::fromUtf8(subject) : QString()};
}

QStringList knownNames(git_repository *repository)
{
    git_strarray names = {};
    QStringList known;
    if (git_reference_list(&names, repository) == 0) {
        for (size_t i = 0; i < names.count; ++i)
            known += QString::fromUtf8(names.strings[i]);
        git_strarray_dispose(&names);
    }
    return known;
}

} // namespace

Error noSuchRef(const QString &ref, const QStringList &known)
{
    QStringList names;
    for (const QString &full : known) {
        const QString name = full.section(u'/', full.startsWith("refs/remotes/"_L1) ? 3 : 2);
        if (!name.isEmpty() && !name.endsWith("^{}"_L1) && name != "HEAD"_L1)
            names += name;
    }
    const QString some = listed(names.mid(qMax<qsizetype>(0, names.size() - kShownNames)));
    return {.code = ErrorCode::NotFound,
            .message = some.isEmpty()
                ? Text::tr("The repository has no tag, branch or commit “%1”.").arg(ref)
                : Text::tr("The repository has no tag, branch or commit “%1”. Among others it has "
                           "%2.")
                      .arg(ref, some),
            .nextStep = Text::tr("Choose one that is there."),
            .detail = {}};
}

Result<GitTarget> resolveRef(git_repository *repository, const QString &ref)
{
    if (ref.isEmpty()) {
        const auto head = commitAt(repository, "HEAD");
        if (!head)
            return noSuchRef(u"HEAD"_s, knownNames(repository));
        ReferenceHandle reference;
        const bool isKnown = git_repository_head(into(reference), repository) == 0;
        const bool isBranch = isKnown && git_reference_is_branch(reference.get()) == 1;
        return GitTarget{.kind = GitRefKind::Head,
                         .name = isBranch
                             ? QString::fromUtf8(git_reference_shorthand(reference.get()))
                             : head->id,
                         .commit = *head};
    }
    if (!isPossibleRef(ref))
        return noSuchRef(ref, {});
    const QByteArray name = ref.toUtf8();
    if (const auto tag = commitAt(repository, "refs/tags/" + name))
        return GitTarget{.kind = GitRefKind::Tag, .name = ref, .commit = *tag};
    for (const char *const place : {"refs/remotes/origin/", "refs/heads/"}) {
        if (const auto branch = commitAt(repository, place + name))
            return GitTarget{.kind = GitRefKind::Branch, .name = ref, .commit = *branch};
    }
    static const QRegularExpression isHash(uR"re(^[0-9a-fA-F]{7,40}$)re"_s);
    if (isHash.match(ref).hasMatch()) {
        if (const auto commit = commitAt(repository, name.toLower()))
            return GitTarget{.kind = GitRefKind::Commit, .name = commit->id, .commit = *commit};
    }
    return noSuchRef(ref, knownNames(repository));
}

} // namespace portico
