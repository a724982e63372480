// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/pushfiles.h"

#include "core/github/githubfailure.h"
#include "core/github/repository.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PushFiles)
};

using Twice = GithubCall::Twice;
constexpr int kRounds = 4;

/** Where a branch is. */
struct Tip
{
    QString commit{}; ///< empty: the repository has no commit at all
    QString tree{};
    bool isNewBranch = false;
};

class Push
{
public:
    Push(const GithubApi &api, const PushRequest &request, const GithubRepository &repository,
         const JobContext &job)
        : m_api(api)
        , m_request(request)
        , m_base("/repos/"_L1 + repository.name)
        , m_repository(repository)
        , m_branch(request.branch.isEmpty() ? repository.defaultBranch : request.branch)
        , m_what(Text::tr("pushing to %1").arg(repository.name))
        , m_job(job)
    { }

    Result<PushedFiles> run();

private:
    GithubCall get(const QString &path, const QList<int> &answers = {}) const
    {
        return {.what = m_what, .path = m_base + path, .answers = answers};
    }
    GithubCall post(const QString &path, const QJsonObject &body, Twice twice) const
    {
        return {.what = m_what,
                .path = m_base + path,
                .method = "POST",
                .body = body,
                .twice = twice,
                .answers = {}};
    }
    Result<QString> commitOf(const QString &branch) const;
    Result<Tip> findTip() const;
    Result<> beginRepository() const;
    Result<QJsonArray> sendBlobs() const;
    Result<QString> shaOf(const GithubCall &call) const;
    Result<QString> makeTree(const Tip &tip, const QJsonArray &entries) const;
    Result<bool> moveBranch(const Tip &tip, const QString &commit) const;
    PushedFiles pushed(const QString &commit, bool changed) const;

    const GithubApi &m_api;
    const PushRequest &m_request;
    const QString m_base;
    const GithubRepository &m_repository;
    const QString m_branch;
    const QString m_what;
    const JobContext &m_job;
};

/** Empty: there is no such branch, or no commit at all. */
Result<QString> Push::commitOf(const QString &branch) const
{
    // A slash in a branch's name belongs to the path.
    const QString name = inPath(branch).replace("%2F"_L1, "/"_L1);
    const Result<GithubAnswerTo> answer =
        m_api.call(get("/git/ref/heads/"_L1 + name, {404, 409}), m_job);
    if (!answer)
        return answer.error();
    if (answer->status != 200)
        return QString();
    const Result<QJsonObject> reference = answer->object();
    if (!reference)
        return reference.error();
    return reference->value("object"_L1).toObject().value("sha"_L1).toString();
}

Result<Tip> Push::findTip() const
{
    Tip tip;
    Result<QString> commit = commitOf(m_branch);
    if (commit && commit->isEmpty() && m_branch != m_repository.defaultBranch) {
        tip.isNewBranch = true;
        commit = commitOf(m_repository.defaultBranch);
    }
    if (!commit)
        return commit.error();
    tip.commit = *commit;
    if (tip.commit.isEmpty())
        return tip;
    const Result<QJsonObject> found = m_api.object(get("/git/commits/"_L1 + tip.commit), m_job);
    if (!found)
        return found.error();
    tip.tree = found->value("tree"_L1).toObject().value("sha"_L1).toString();
    return tip;
}

/** A repository without any commit takes no blobs: its first commit is one file, by another API. */
Result<> Push::beginRepository() const
{
    const auto first = m_request.files.constBegin();
    QString path = inPath(first.key()).replace("%2F"_L1, "/"_L1);
    const GithubCall call{
        .what = m_what,
        .path = m_base + "/contents/"_L1 + path,
        .method = "PUT",
        .body = QJsonObject{{u"message"_s, m_request.message},
                            {u"content"_s, QString::fromLatin1(first.value().toBase64())},
                            {u"branch"_s, m_branch}},
        .twice = Twice::Never,
        .answers = {}};
    const Result<GithubAnswerTo> answer = m_api.call(call, m_job);
    return answer ? Result<>() : Result<>(answer.error());
}

Result<QString> Push::shaOf(const GithubCall &call) const
{
    const Result<QJsonObject> made = m_api.object(call, m_job);
    if (!made)
        return made.error();
    return made->value("sha"_L1).toString();
}

Result<QJsonArray> Push::sendBlobs() const
{
    QJsonArray entries;
    qint64 done = 0;
    for (auto file = m_request.files.constBegin(); file != m_request.files.constEnd(); ++file) {
        m_job.report({.step = Text::tr("Send files"),
                      .done = done++,
                      .total = m_request.files.size(),
                      .unit = ProgressUnit::Items});
        const Result<QString> sha =
            shaOf(post(u"/git/blobs"_s,
                       {{u"content"_s, QString::fromLatin1(file.value().toBase64())},
                        {u"encoding"_s, u"base64"_s}},
                       Twice::Harmless));
        if (!sha)
            return sha.error();
        entries.append(QJsonObject{{u"path"_s, file.key()},
                                   {u"mode"_s, u"100644"_s},
                                   {u"type"_s, u"blob"_s},
                                   {u"sha"_s, *sha}});
    }
    return entries;
}

Result<QString> Push::makeTree(const Tip &tip, const QJsonArray &entries) const
{
    return shaOf(
        post(u"/git/trees"_s, {{u"base_tree"_s, tip.tree}, {u"tree"_s, entries}}, Twice::Harmless));
}

/** False: somebody else moved it meanwhile. */
Result<bool> Push::moveBranch(const Tip &tip, const QString &commit) const
{
    GithubCall call = tip.isNewBranch
        ? post(u"/git/refs"_s, {{u"ref"_s, "refs/heads/"_L1 + m_branch}, {u"sha"_s, commit}},
               Twice::Never)
        : post("/git/refs/heads/"_L1 + inPath(m_branch).replace("%2F"_L1, "/"_L1),
               {{u"sha"_s, commit}, {u"force"_s, false}}, Twice::Harmless);
    if (!tip.isNewBranch)
        call.method = "PATCH";
    call.answers = {409, 422};
    const Result<GithubAnswerTo> answer = m_api.call(call, m_job);
    if (!answer)
        return answer.error();
    if (answer->status / 100 == 2)
        return true;
    const QString words = githubWords(answer->bytes);
    const bool isRace = words.contains("fast forward"_L1, Qt::CaseInsensitive)
        || words.contains("already exists"_L1, Qt::CaseInsensitive) || answer->status == 409;
    if (!isRace)
        return githubError({m_api.server(), answer->head, answer->bytes, m_what});
    return false;
}

PushedFiles Push::pushed(const QString &commit, bool changed) const
{
    return {.branch = m_branch,
            .commit = commit,
            .page = QUrl(m_repository.page.toString() + "/commit/"_L1 + commit),
            .changed = changed,
            .paths = m_request.files.keys()};
}

Result<PushedFiles> Push::run()
{
    std::optional<QJsonArray> entries;
    for (int round = 0; round < kRounds; ++round) {
        const Result<Tip> tip = findTip();
        if (!tip)
            return tip.error();
        if (tip->commit.isEmpty()) {
            if (const Result<> begun = beginRepository(); !begun)
                return begun.error();
            continue;
        }
        if (!entries) {
            Result<QJsonArray> sent = sendBlobs();
            if (!sent)
                return sent.error();
            entries = std::move(*sent);
        }
        const Result<QString> tree = makeTree(*tip, *entries);
        if (!tree)
            return tree.error();
        if (*tree == tip->tree && !tip->isNewBranch)
            return pushed(tip->commit, round > 0);
        const Result<QString> commit = shaOf(post(u"/git/commits"_s,
                                                  {{u"message"_s, m_request.message},
                                                   {u"tree"_s, *tree},
                                                   {u"parents"_s, QJsonArray{tip->commit}}},
                                                  Twice::Harmless));
        if (!commit)
            return commit.error();
        const Result<bool> moved = moveBranch(*tip, *commit);
        if (!moved)
            return moved.error();
        if (*moved)
            return pushed(*commit, true);
    }
    return Error{.code = ErrorCode::Busy,
                 .message = Text::tr("Others push to the branch %1 of %2 all the time.")
                                .arg(m_branch, m_repository.name),
                 .nextStep = Text::tr("Try again, or push to a branch of your own."),
                 .detail = {}};
}

} // namespace

Result<PushedFiles> pushFiles(const GithubApi &api, const PushRequest &request,
                              const JobContext &job)
{
    const Result<GithubRepository> repository =
        findWritableRepository(api, request.repository, job);
    if (!repository)
        return repository.error();
    return Push(api, request, *repository, job).run();
}

QJsonObject toJson(const PushedFiles &pushed)
{
    return {{u"branch"_s, pushed.branch},
            {u"commit"_s, pushed.commit},
            {u"page"_s, pushed.page.toString()},
            {u"changed"_s, pushed.changed},
            {u"paths"_s, QJsonArray::fromStringList(pushed.paths)}};
}

} // namespace portico
