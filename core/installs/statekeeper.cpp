// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/statekeeper.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::StateKeeper)
};

} // namespace

QString keepReasonName(KeepReason reason)
{
    switch (reason) {
    case KeepReason::ByHand:
        return u"by-hand"_s;
    case KeepReason::Packs:
        return u"packs"_s;
    case KeepReason::Environments:
        return u"environments"_s;
    case KeepReason::Settings:
        return u"settings"_s;
    case KeepReason::Repair:
        return u"repair"_s;
    case KeepReason::Generation:
        return u"generation"_s;
    case KeepReason::Rollback:
        return u"rollback"_s;
    case KeepReason::Restore:
        return u"restore"_s;
    case KeepReason::Apply:
        return u"apply"_s;
    case KeepReason::Import:
        return u"import"_s;
    case KeepReason::GoodStart:
        return u"good-start"_s;
    }
    return {};
}

QString keepReasonText(KeepReason reason)
{
    switch (reason) {
    case KeepReason::ByHand:
        return Text::tr("taken by hand");
    case KeepReason::Packs:
        return Text::tr("before a change of node packs");
    case KeepReason::Environments:
        return Text::tr("before a change of isolated environments");
    case KeepReason::Settings:
        return Text::tr("before a change of settings");
    case KeepReason::Repair:
        return Text::tr("before a repair");
    case KeepReason::Generation:
        return Text::tr("before an update");
    case KeepReason::Rollback:
        return Text::tr("before going to another generation");
    case KeepReason::Restore:
        return Text::tr("before a snapshot was restored");
    case KeepReason::Apply:
        return Text::tr("before it was made what a site declares");
    case KeepReason::Import:
        return Text::tr("imported");
    case KeepReason::GoodStart:
        return Text::tr("started well");
    }
    return {};
}

Result<> keepState(const StateKeeper *keeper, const Install &install, KeepReason reason,
                   const JobContext &job)
{
    if (!keeper)
        return {};
    const Result<> kept = keeper->keep(install, reason, job);
    if (kept)
        return {};
    if (kept.error().code == ErrorCode::Cancelled)
        return kept;
    job.log(Text::tr("No snapshot could be taken. %1").arg(kept.error().message));
    return {};
}

} // namespace portico
