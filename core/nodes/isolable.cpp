// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/isolable.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Isolable)
};

Error cannot(const NodePack &pack, ErrorCode code, const QString &message, const QString &nextStep)
{
    return {.code = code,
            .message = message.arg(pack.name),
            .nextStep = nextStep,
            .detail = pack.folder};
}

/** As it will be, or as it is. */
std::optional<NodePack> packIn(const QList<PackStep> &steps, const QList<NodePack> &packs,
                               const QString &name)
{
    for (const PackStep &step : steps) {
        if (step.pack == name)
            return step.after;
    }
    const auto found = std::find_if(packs.begin(), packs.end(),
                                    [&](const NodePack &pack) { return pack.name == name; });
    return found == packs.end() ? std::nullopt : std::optional(*found);
}

} // namespace

Result<> checkIsolable(const NodePack &pack)
{
    if (pack.kind == PackKind::File)
        return cannot(pack, ErrorCode::Unsupported,
                      Text::tr("The node pack “%1” is a single file, which cannot be isolated."),
                      Text::tr("Leave it as it is."));
    if (pack.isManager)
        return cannot(pack, ErrorCode::Unsupported,
                      Text::tr("“%1” manages the ComfyUI that it runs in, and cannot be isolated "
                               "from it."),
                      Text::tr("Leave it as it is."));
    if (pack.wantsIsolation)
        return cannot(pack, ErrorCode::Unsupported,
                      Text::tr("The node pack “%1” has a comfy-env.toml of its own: what is to be "
                               "isolated, it isolates itself."),
                      Text::tr("Build its environments."));
    if (QFileInfo(pack.folder).isSymLink())
        return cannot(pack, ErrorCode::Unsupported,
                      Text::tr("The node pack “%1” is a link to a folder elsewhere, which is not "
                               "changed."),
                      Text::tr("Install it from there, then isolate it."));
    if (!pack.isEnabled)
        return cannot(pack, ErrorCode::Refused, Text::tr("The node pack “%1” is disabled."),
                      Text::tr("Enable it first."));
    return {};
}

QStringList isolablePacks(const LayerPlan &plan, const QList<PackStep> &steps,
                          const QList<NodePack> &packs)
{
    QStringList names;
    for (const UnmetNeed &need : plan.unmet) {
        for (const QString &name : need.packs) {
            const auto pack = packIn(steps, packs, name);
            if (pack && !pack->isIsolated() && checkIsolable(*pack) && !names.contains(name))
                names += name;
        }
    }
    return names;
}

} // namespace portico
