// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>

namespace portico {

/** One commit as people name it. */
struct GitCommit
{
    QString id; ///< 40 hexadecimal digits
    QDateTime time;
    QString subject; ///< the first line of its message

    friend bool operator==(const GitCommit &, const GitCommit &) = default;
};

/** What a name of a commit was found to be. */
enum class GitRefKind { Head, Tag, Branch, Commit };

/** A name and what it leads to, tags peeled. */
struct GitTarget
{
    GitRefKind kind = GitRefKind::Head;
    QString name; ///< "v0.33.0", "master", the commit's id
    GitCommit commit;

    friend bool operator==(const GitTarget &, const GitTarget &) = default;
};

/**
 * A repository of this computer, opened for reading. Reads take milliseconds and happen in process;
 * whatever speaks to a server is in clonerepository.h. Nothing of the person's git configuration is
 * used, no hook or filter program is run. Movable; not thread-safe.
 */
class Repository
{
public:
    /** NotFound where there is none, Corrupt where it cannot be read. */
    static Result<Repository> open(const QString &folder);

    Repository(Repository &&) noexcept;
    Repository &operator=(Repository &&) noexcept;
    ~Repository();

    /** What is checked out. */
    Result<GitCommit> head() const;
    /** A tag, else a branch (local, then of origin), else a commit, full or shortened. Empty: the
     *  head. Errors: NotFound naming what there is, InvalidInput. */
    Result<GitTarget> find(const QString &ref) const;
    /** Names of tags, in no order. */
    Result<QStringList> tags() const;
    /** Where origin is, without secrets; empty without one. */
    QString origin() const;

private:
    struct Handles;
    explicit Repository(std::unique_ptr<Handles> handles);

    std::unique_ptr<Handles> m_handles;
};

} // namespace portico
