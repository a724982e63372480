// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/worktree.h"

#include "core/git/gitfailure.h"
#include "core/git/githandles.h"

#include <git2.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

using StatusHandle = GitHandle<git_status_list, git_status_list_free>;
using DiffHandle = GitHandle<git_diff, git_diff_free>;
using TreeHandle = GitHandle<git_tree, git_tree_free>;
using IndexHandle = GitHandle<git_index, git_index_free>;
using WalkHandle = GitHandle<git_revwalk, git_revwalk_free>;

constexpr unsigned int kEdits = GIT_STATUS_INDEX_NEW | GIT_STATUS_INDEX_MODIFIED
    | GIT_STATUS_INDEX_DELETED | GIT_STATUS_INDEX_RENAMED | GIT_STATUS_INDEX_TYPECHANGE
    | GIT_STATUS_WT_MODIFIED | GIT_STATUS_WT_DELETED | GIT_STATUS_WT_TYPECHANGE
    | GIT_STATUS_WT_RENAMED | GIT_STATUS_WT_UNREADABLE | GIT_STATUS_CONFLICTED;

/** An open repository, without a search in the folders above. */
struct Opened
{
    GitLibrary library; // comes first
    RepositoryHandle repository;

    git_repository *get() const { return repository.get(); }
};

Result<> open(const QString &folder, Opened &opened)
{
    const int code = git_repository_open_ext(into(opened.repository), folder.toUtf8().constData(),
                                             GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
    return code == 0 ? Result<>() : gitFailure(code, {.address = folder});
}

QString pathIn(const git_status_entry &entry)
{
    const git_diff_delta *const delta =
        entry.index_to_workdir ? entry.index_to_workdir : entry.head_to_index;
    const char *const path = delta->old_file.path ? delta->old_file.path : delta->new_file.path;
    return QString::fromUtf8(path);
}

/** Files: edited ones and new ones. */
Result<> readFiles(const Opened &opened, const QString &folder, WorkTreeState &state)
{
    git_status_options options;
    git_status_options_init(&options, GIT_STATUS_OPTIONS_VERSION);
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_EXCLUDE_SUBMODULES
        | GIT_STATUS_OPT_NO_REFRESH;
    StatusHandle list;
    const int code = git_status_list_new(into(list), opened.get(), &options);
    if (code != 0)
        return gitFailure(code, {.address = folder});
    const size_t count = git_status_list_entrycount(list.get());
    for (size_t i = 0; i < count; ++i) {
        const git_status_entry *const entry = git_status_byindex(list.get(), i);
        const unsigned int status = entry->status;
        if ((status & kEdits) != 0)
            state.edited += pathIn(*entry);
        else if ((status & GIT_STATUS_WT_NEW) != 0)
            state.added += pathIn(*entry);
    }
    return {};
}

/** What the checkout is compared with: its branch's own upstream, else origin's default branch, as
 *  far as this repository remembers one. */
QString upstreamOf(git_repository *repository, git_reference *head)
{
    ReferenceHandle upstream;
    if (head && git_reference_is_branch(head) == 1
        && git_branch_upstream(into(upstream), head) == 0)
        return QString::fromUtf8(git_reference_shorthand(upstream.get()));
    for (const char *const name : {"origin/HEAD", "origin/main", "origin/master"}) {
        ReferenceHandle branch;
        ReferenceHandle direct;
        const QByteArray full = QByteArray("refs/remotes/") + name;
        int code = git_reference_lookup(into(branch), repository, full.constData());
        if (code == 0)
            code = git_reference_resolve(into(direct), branch.get());
        if (code == 0)
            return QString::fromUtf8(git_reference_shorthand(direct.get()));
    }
    return {};
}

void readCounts(const Opened &opened, WorkTreeState &state)
{
    ReferenceHandle head;
    if (git_repository_head(into(head), opened.get()) != 0)
        return;
    if (git_reference_is_branch(head.get()) == 1)
        state.branch = QString::fromUtf8(git_reference_shorthand(head.get()));
    state.upstream = upstreamOf(opened.get(), head.get());
    git_oid there;
    git_oid here;
    const QByteArray name = "refs/remotes/" + state.upstream.toUtf8();
    size_t ahead = 0;
    size_t behind = 0;
    // A repository without its history cannot be counted.
    if (state.upstream.isEmpty() || git_repository_is_shallow(opened.get()) == 1
        || git_reference_name_to_id(&there, opened.get(), name.constData()) != 0
        || git_reference_name_to_id(&here, opened.get(), "HEAD") != 0
        || git_graph_ahead_behind(&ahead, &behind, opened.get(), &here, &there) != 0)
        return;
    state.ahead = static_cast<int>(ahead);
    state.behind = static_cast<int>(behind);
}

} // namespace

Result<WorkTreeState> readWorkTree(const QString &folder, const JobContext &job)
{
    if (job.isCancelled())
        return cancelledError();
    Opened opened;
    if (const auto done = open(folder, opened); !done)
        return done.error();
    WorkTreeState state;
    if (const auto files = readFiles(opened, folder, state); !files)
        return files.error();
    readCounts(opened, state);
    return state;
}

Result<QByteArray> editsAsPatch(const QString &folder)
{
    Opened opened;
    if (const auto done = open(folder, opened); !done)
        return done.error();
    ObjectHandle head;
    ObjectHandle tree;
    DiffHandle diff;
    git_diff_options options;
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags = GIT_DIFF_SHOW_BINARY | GIT_DIFF_IGNORE_SUBMODULES;
    git_buf buffer = {};
    int code = git_revparse_single(into(head), opened.get(), "HEAD");
    if (code == 0)
        code = git_object_peel(into(tree), head.get(), GIT_OBJECT_TREE);
    if (code == 0)
        code = git_diff_tree_to_workdir_with_index(
            into(diff), opened.get(), reinterpret_cast<git_tree *>(tree.get()), // NOLINT
            &options);
    if (code == 0)
        code = git_diff_to_buf(&buffer, diff.get(), GIT_DIFF_FORMAT_PATCH);
    if (code != 0)
        return gitFailure(code, {.address = folder});
    const QByteArray patch(buffer.ptr, static_cast<qsizetype>(buffer.size));
    git_buf_dispose(&buffer);
    return patch;
}

Result<QStringList> trackedFiles(const QString &folder)
{
    Opened opened;
    if (const auto done = open(folder, opened); !done)
        return done.error();
    IndexHandle index;
    const int code = git_repository_index(into(index), opened.get());
    if (code != 0)
        return gitFailure(code, {.address = folder});
    QStringList files;
    const size_t count = git_index_entrycount(index.get());
    for (size_t i = 0; i < count; ++i)
        files += QString::fromUtf8(git_index_get_byindex(index.get(), i)->path);
    return files;
}

Result<CommitList> commitsBetween(const QString &folder, const QString &from, const QString &to)
{
    Opened opened;
    if (const auto done = open(folder, opened); !done)
        return done.error();
    git_oid newest;
    git_oid oldest;
    if (git_oid_fromstr(&newest, to.toLatin1().constData()) != 0
        || git_oid_fromstr(&oldest, from.toLatin1().constData()) != 0)
        return CommitList{.isKnown = false};
    WalkHandle walk;
    int code = git_revwalk_new(into(walk), opened.get());
    if (code == 0)
        code = git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    if (code == 0)
        code = git_revwalk_push(walk.get(), &newest);
    if (code != 0)
        return gitFailure(code, {.address = folder});
    CommitList list;
    list.isKnown = git_revwalk_hide(walk.get(), &oldest) == 0;
    if (!list.isKnown)
        return list;
    git_oid id;
    while (git_revwalk_next(&id, walk.get()) == 0) {
        CommitHandle commit;
        if (list.count++ >= kListedCommits
            || git_commit_lookup(into(commit), opened.get(), &id) != 0)
            continue;
        const char *const subject = git_commit_summary(commit.get());
        list.subjects += subject ? QString::fromUtf8(subject) : QString();
    }
    return list;
}

} // namespace portico
