// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/chooseremoteref.h"

#include "core/git/gitaddress.h"
#include "core/git/resolveref.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

const RemoteRef *named(const QList<RemoteRef> &refs, const QString &name)
{
    const auto found = std::find_if(refs.begin(), refs.end(),
                                    [&name](const RemoteRef &ref) { return ref.name == name; });
    return found == refs.end() ? nullptr : &*found;
}

RemoteChoice ofTag(const QString &tag)
{
    return {.kind = GitRefKind::Tag,
            .name = tag,
            .refspecs = {u"+refs/tags/%1:refs/tags/%1"_s.arg(tag)},
            .found = tag,
            .isOneTip = true};
}

RemoteChoice ofBranch(const QString &branch, GitRefKind kind)
{
    return {.kind = kind,
            .name = branch,
            .refspecs = {u"+refs/heads/%1:refs/remotes/origin/%1"_s.arg(branch)},
            .found = branch,
            .isOneTip = true};
}

RemoteChoice ofEverything(const QString &commit)
{
    return {.kind = GitRefKind::Commit,
            .name = commit,
            .refspecs = {u"+refs/heads/*:refs/remotes/origin/*"_s, u"+refs/tags/*:refs/tags/*"_s},
            .found = commit,
            .isOneTip = false};
}

Result<RemoteChoice> ofHead(const QList<RemoteRef> &refs)
{
    const RemoteRef *const head = named(refs, u"HEAD"_s);
    if (!head)
        return noSuchRef(u"HEAD"_s, {});
    if (head->target.startsWith("refs/heads/"_L1))
        return ofBranch(head->target.mid(11), GitRefKind::Head);
    for (const RemoteRef &ref : refs) { // an old server does not say what HEAD stands for
        if (ref.name.startsWith("refs/heads/"_L1) && ref.id == head->id)
            return ofBranch(ref.name.mid(11), GitRefKind::Head);
    }
    return ofEverything(head->id);
}

/** The tag or branch whose tip this commit is. */
std::optional<RemoteChoice> ofTip(const QList<RemoteRef> &refs, const QString &commit)
{
    for (const RemoteRef &ref : refs) {
        if (!ref.id.startsWith(commit))
            continue;
        RemoteChoice choice;
        if (ref.name.startsWith("refs/heads/"_L1))
            choice = ofBranch(ref.name.mid(11), GitRefKind::Commit);
        else if (ref.name.startsWith("refs/tags/"_L1) && ref.name.endsWith("^{}"_L1))
            choice = ofTag(ref.name.mid(10).chopped(3));
        else
            continue;
        choice.kind = GitRefKind::Commit;
        choice.name = ref.id;
        choice.found = ref.id;
        return choice;
    }
    return std::nullopt;
}

} // namespace

Result<RemoteChoice> chooseRemoteRef(const QList<RemoteRef> &refs, const QString &wanted)
{
    if (wanted.isEmpty())
        return ofHead(refs);
    QStringList known;
    for (const RemoteRef &ref : refs)
        known += ref.name;
    if (!isPossibleRef(wanted))
        return noSuchRef(wanted, known);
    if (named(refs, "refs/tags/"_L1 + wanted))
        return ofTag(wanted);
    if (named(refs, "refs/heads/"_L1 + wanted))
        return ofBranch(wanted, GitRefKind::Branch);
    static const QRegularExpression isHash(uR"re(^[0-9a-fA-F]{7,40}$)re"_s);
    if (!isHash.match(wanted).hasMatch())
        return noSuchRef(wanted, known);
    if (const auto tip = ofTip(refs, wanted.toLower()))
        return *tip;
    return ofEverything(wanted.toLower());
}

} // namespace portico
