// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/keptlook.h"

#include "app/models/texts.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::KeptLook)
};

constexpr std::array kKinds{VendoredKind::Runtime, VendoredKind::Pack, VendoredKind::Wheel,
                            VendoredKind::Environment, VendoredKind::Tool};

QString groupTitle(VendoredKind kind)
{
    switch (kind) {
    case VendoredKind::Runtime:
        return Text::tr("ComfyUI, Python and torch");
    case VendoredKind::Pack:
        return Text::tr("Node packs");
    case VendoredKind::Wheel:
        return Text::tr("Packages of the node packs");
    case VendoredKind::Environment:
        return Text::tr("Isolated environments");
    case VendoredKind::Tool:
        return Text::tr("What puts them together");
    }
    return {};
}

PlanLine lineOf(const KeepItem &item)
{
    QString now = Text::tr("is here");
    if (item.isKept)
        now = Text::tr("kept already");
    else if (item.isFetched)
        now = Text::tr("has to be fetched");
    return {.name = item.name,
            .version = item.bytes < 0 ? QString() : sizeText(item.bytes),
            .note = now,
            .more = item.name};
}

/** For a place that names the install itself. */
QString lackText(const VendoredState &state)
{
    const VendoredLack &first = state.lacks.constFirst();
    const QString what = Text::tr("%n parts are missing. The first is %1.", nullptr,
                                  static_cast<int>(state.lacks.size()))
                             .arg(first.name);
    return QStringList{what, first.why.message, first.why.nextStep}.join(u' ').trimmed();
}

} // namespace

Error lackError(const VendoredState &state)
{
    const VendoredLack &first = state.lacks.constFirst();
    const auto count = static_cast<int>(state.lacks.size());
    return first.why.inContext(
        Text::tr("“%1” is kept for offline, but %n parts are missing. The first is %2.", nullptr,
                 count)
            .arg(state.install.name, first.name));
}

KeptLook keptLook(const VendoredState &state)
{
    const QString files =
        Text::tr("%n files, %1", "how many; their size", static_cast<int>(state.files.size()))
            .arg(sizeText(state.bytes()));
    const QString runtime = portico::runtimeText(state.content.runtime);
    KeptLook look{.id = state.id,
                  .name = state.install.name,
                  .moment = momentText(state.kept),
                  .within = momentWithin(state.kept),
                  .words = runtime.isEmpty() ? files : runtime + u" · "_s + files};
    if (!state.isFinished)
        look.problem = Text::tr("Keeping it was interrupted. Keep it again: what is here already "
                                "is not fetched twice.");
    else if (!state.lacks.isEmpty())
        look.problem = lackText(state);
    return look;
}

QString verdictText(const VendoredVerdict &verdict)
{
    if (!verdict.damages.isEmpty()) {
        const VendoredDamage &first = verdict.damages.constFirst();
        return Text::tr("%n files are damaged or missing. The first is %1.", nullptr,
                        static_cast<int>(verdict.damages.size()))
            .arg(QFileInfo(first.file.path).fileName());
    }
    if (!verdict.state.lacks.isEmpty())
        return lackText(verdict.state);
    return Text::tr("All %n files are as they were kept.", nullptr,
                    static_cast<int>(verdict.state.files.size()));
}

QList<PlanGroup> keepGroups(const KeepPlan &plan)
{
    QList<PlanGroup> groups;
    for (const VendoredKind kind : kKinds) {
        PlanGroup group{.part = PlanPart::Added, .title = groupTitle(kind)};
        for (const KeepItem &item : plan.items) {
            if (item.kind == kind)
                group.lines += lineOf(item);
        }
        if (!group.lines.isEmpty())
            groups += group;
    }
    return groups;
}

QString keepSentence(const KeepPlan &plan)
{
    const bool isAllKept = std::all_of(plan.items.begin(), plan.items.end(),
                                       [](const KeepItem &item) { return item.isKept; });
    if (isAllKept)
        return Text::tr("All of it is kept already. Keeping it again compares every file.");
    return Text::tr("All that this state is made of comes into the library's store, %1 before it "
                    "is packed. With that the install can be made again without any network, "
                    "whatever becomes of its sources.")
        .arg(sizeText(plan.bytes()));
}

} // namespace portico::app
