// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/fixpart.h"

namespace portico {

using namespace Qt::StringLiterals;

FixPart fixPart(FixKind kind)
{
    switch (kind) {
    case FixKind::None:
        return FixPart::Nobody;
    case FixKind::NextFreePort:
    case FixKind::SetArgument:
    case FixKind::RemoveArgument:
    case FixKind::SetGpu:
    case FixKind::UseClassicLayout:
    case FixKind::CreateFolder:
    case FixKind::RemoveLeftover:
        return FixPart::Settings;
    case FixKind::RepairTorch:
    case FixKind::RepairEnvironment:
    case FixKind::ClearManagerWork:
        return FixPart::Repair;
    case FixKind::InstallPackages:
    case FixKind::DisablePack:
    case FixKind::UpdatePack:
    case FixKind::RunScript:
        return FixPart::Packs;
    case FixKind::FindPack:
        return FixPart::PackSearch;
    case FixKind::SafeStart:
        return FixPart::Start;
    case FixKind::FindGuiltyPack:
        return FixPart::GuiltySearch;
    case FixKind::ChangeBuild:
        return FixPart::Builds;
    case FixKind::OpenFile:
    case FixKind::OpenFolder:
    case FixKind::OpenAddress:
        return FixPart::Place;
    case FixKind::FreeDisk:
        return FixPart::Disk;
    }
    Q_UNREACHABLE();
}

QStringList fixWords(const Install &install, const Fix &fix, FixConsent consent)
{
    const QString id = install.id.toString();
    const QString first = fix.arguments.value(0);
    const auto agreed = [consent](const QStringList &words) {
        return consent == FixConsent::Given ? words + QStringList{u"--yes"_s} : words;
    };
    switch (fix.kind) {
    case FixKind::InstallPackages:
        return agreed({u"nodes"_s, u"apply"_s, id});
    case FixKind::RepairTorch:
    case FixKind::RepairEnvironment:
        return agreed({u"repair"_s, id});
    case FixKind::ClearManagerWork:
        return agreed({u"repair"_s, id, u"--clear-pending"_s});
    case FixKind::DisablePack:
        return agreed({u"nodes"_s, u"disable"_s, id, first});
    case FixKind::UpdatePack:
        return agreed({u"nodes"_s, u"update"_s, id, first});
    case FixKind::RunScript:
        return agreed({u"nodes"_s, u"run-script"_s, id, first});
    case FixKind::FindPack:
        return {u"nodes"_s, u"search"_s, u"node:"_s + first};
    case FixKind::FindGuiltyPack:
        return {u"bisect"_s, id};
    case FixKind::SafeStart:
        return {u"start"_s, id, u"--safe"_s};
    case FixKind::ChangeBuild:
        if (consent == FixConsent::Given)
            return {u"install"_s, u"--recommended"_s};
        return {u"catalogue"_s};
    case FixKind::FreeDisk:
        return {u"disk"_s};
    default:
        return {};
    }
}

} // namespace portico
