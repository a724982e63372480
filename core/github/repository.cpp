// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/repository.h"

#include "core/catalogue/githubaddress.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GithubRepository)
};

} // namespace

QString inPath(const QString &word)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(word));
}

Result<GithubRepository> findRepository(const GithubApi &api, const QString &repository,
                                        const JobContext &job)
{
    if (!isRepositoryName(repository)) {
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("“%1” is no GitHub repository.").arg(repository),
                     .nextStep = Text::tr("Write it as owner/name."),
                     .detail = {}};
    }
    const Result<QJsonObject> found = api.object(
        {.what = Text::tr("looking at %1").arg(repository), .path = "/repos/"_L1 + repository},
        job);
    if (!found)
        return found.error();
    return GithubRepository{.name = isRepositoryName(found->value("full_name"_L1).toString())
                                ? found->value("full_name"_L1).toString()
                                : repository,
                            .defaultBranch = found->value("default_branch"_L1).toString(u"main"_s),
                            .page = QUrl(api.server().web.toString() + u'/' + repository),
                            .mayPush =
                                found->value("permissions"_L1).toObject().value("push"_L1).toBool(),
                            .isArchived = found->value("archived"_L1).toBool()};
}

Result<GithubRepository> findWritableRepository(const GithubApi &api, const QString &repository,
                                                const JobContext &job)
{
    const Result<GithubRepository> found = findRepository(api, repository, job);
    if (!found)
        return found;
    if (found->isArchived) {
        return Error{.code = ErrorCode::ReadOnly,
                     .message = Text::tr("The repository %1 is archived: nothing in it can change.")
                                    .arg(found->name),
                     .nextStep = Text::tr("Its owner can unarchive it in its settings on GitHub."),
                     .detail = {}};
    }
    if (!found->mayPush) {
        return Error{.code = ErrorCode::PermissionDenied,
                     .message =
                         Text::tr("The token may read the repository %1, but not write to it.")
                             .arg(found->name),
                     .nextStep = Text::tr("Ask its owner for write access, fork it, or use a token "
                                          "that has it."),
                     .detail = {}};
    }
    return found;
}

} // namespace portico
