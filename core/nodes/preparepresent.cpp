// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/io/tree.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packupdate.h"
#include "core/nodes/preparation.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PrepareChange)
};

Error cannotRunScript(const NodePack &pack, bool isLink)
{
    if (!pack.hasInstallScript)
        return {.code = ErrorCode::NotFound,
                .message = Text::tr("The node pack “%1” has no install.py.").arg(pack.name),
                .nextStep = Text::tr("There is nothing to run."),
                .detail = pack.folder};
    if (isLink)
        return {.code = ErrorCode::Unsupported,
                .message = Text::tr("The node pack “%1” is a link to a folder elsewhere, which is "
                                    "not changed.")
                               .arg(pack.name),
                .nextStep = Text::tr("Run its install.py there yourself."),
                .detail = pack.folder};
    return {.code = ErrorCode::Refused,
            .message = Text::tr("The node pack “%1” is disabled.").arg(pack.name),
            .nextStep = Text::tr("Enable it first."),
            .detail = pack.folder};
}

} // namespace

Result<> Preparation::restore(const QString &name)
{
    const KeptPack *const kept = [&]() -> const KeptPack * {
        for (const KeptPack &one : m_parts.records.kept) { // the newest first
            if (one.pack.compare(name, Qt::CaseInsensitive) == 0)
                return &one;
        }
        return nullptr;
    }();
    if (!kept || !QFileInfo::exists(kept->folder)) {
        QStringList names;
        for (const KeptPack &one : m_parts.records.kept)
            names += one.pack;
        names.removeDuplicates();
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("Nothing is kept of a node pack “%1”.").arg(name),
                     .nextStep = names.isEmpty()
                         ? Text::tr("Old versions are kept until ComfyUI has started well with "
                                    "the new ones.")
                         : Text::tr("Kept are: %1.").arg(listed(names)),
                     .detail = {}};
    }
    if (isDone(kept->pack))
        return {};
    PackStep step{.act = PackAct::Restore,
                  .pack = kept->pack,
                  .after = readNodePack(kept->pack, kept->folder)};
    step.after->isEnabled = kept->wasEnabled;
    const auto now = std::find_if(m_packs.begin(), m_packs.end(),
                                  [&](const NodePack &pack) { return pack.name == kept->pack; });
    if (now != m_packs.end())
        step.before = *now;
    m_parts.taken += *kept;
    add(step);
    return {};
}

Result<> Preparation::turn(const QString &name)
{
    const bool enables = m_parts.change.act == PackAct::Enable;
    const auto wanted = [&](const NodePack &pack) { return pack.isEnabled != enables; };
    QList<NodePack> candidates;
    std::copy_if(m_packs.begin(), m_packs.end(), std::back_inserter(candidates), wanted);
    Result<NodePack> pack = findNodePack(candidates, name);
    if (!pack) {
        pack = findNodePack(m_packs, name);
        if (!pack)
            return pack.error();
        m_parts.plan.remarks += enables ? Text::tr("“%1” is enabled already.").arg(pack->name)
                                        : Text::tr("“%1” is disabled already.").arg(pack->name);
        return {};
    }
    if (isDone(pack->name))
        return {};
    const bool hasTwin = std::any_of(m_packs.begin(), m_packs.end(), [&](const NodePack &other) {
        return other.isEnabled && collisionKey(other.name) == collisionKey(pack->name);
    });
    if (enables && hasTwin)
        return Error{.code = ErrorCode::AlreadyExists,
                     .message = Text::tr("Another node pack “%1” is enabled.").arg(pack->name),
                     .nextStep = Text::tr("Disable or remove that one first."),
                     .detail = pack->folder};
    NodePack after = *pack;
    after.isEnabled = enables;
    add({.act = m_parts.change.act, .pack = pack->name, .before = *pack, .after = after});
    return {};
}

/** A copy of the pack, for its script to run in: it then takes its place, like an update. */
Result<> Preparation::runScript(const QString &name)
{
    const Result<NodePack> pack = findNodePack(m_packs, name);
    if (!pack)
        return pack.error();
    if (isDone(pack->name))
        return {};
    if (const Result<> may = refuseIsolated(
            *pack,
            Text::tr("The node pack “%1” is isolated, and its install.py is not run there."));
        !may)
        return may;
    const bool isLink = QFileInfo(pack->folder).isSymLink();
    if (!pack->hasInstallScript || !pack->isEnabled || isLink)
        return cannotRunScript(*pack, isLink);
    const Result<QString> into = stagingFolder();
    if (!into)
        return into.error();
    const QString folder = *into + u'/' + pack->name;
    const Result<CloneSummary> cloned =
        cloneTree({.from = pack->folder,
                   .to = folder,
                   .sharing = Sharing::Reflink,
                   .wants = [](QStringView path) { return !path.endsWith(u"__pycache__"); },
                   .step = {}},
                  m_job);
    if (!cloned)
        return cloned.error();
    const PackRecord *const known = record(pack->name);
    m_parts.obtained += ObtainedPack{.name = pack->name,
                                     .folder = folder,
                                     .source = known ? known->source : PackSource(),
                                     .version = pack->version,
                                     .commit = pack->commit};
    add({.act = PackAct::RunScript,
         .pack = pack->name,
         .before = *pack,
         .after = readNodePack(pack->name, folder)});
    return {};
}

Result<> Preparation::remove(const QString &name)
{
    const Result<NodePack> pack = findNodePack(m_packs, name);
    if (!pack)
        return pack.error();
    if (isDone(pack->name))
        return {};
    const Result<QStringList> edits = editsOf(*pack, record(pack->name), m_job);
    add({.act = PackAct::Remove,
         .pack = pack->name,
         .before = *pack,
         .edits = edits ? *edits : QStringList()});
    return {};
}

} // namespace portico
