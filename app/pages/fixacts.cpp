// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/fixacts.h"

#include "app/context.h"
#include "app/dialogs/repairflow.h"
#include "app/models/sessions.h"
#include "app/services.h"
#include "core/diagnosis/fixpart.h"
#include "core/diagnosis/fixsettings.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/repair/rememberneeds.h"

#include <QDesktopServices>
#include <QUrl>
#include <QWidget>

#include <memory>

namespace portico::app {

using namespace Qt::StringLiterals;

FixActs::FixActs(const Context &context, QWidget *page)
    : QObject(page)
    , m_context(context)
    , m_page(page)
{ }

void FixActs::carryOut(const InstallId &id, const Diagnosis &diagnosis)
{
    const Fix &fix = diagnosis.fix;
    switch (fixPart(fix.kind)) {
    case FixPart::Nobody:
        break;
    case FixPart::Settings:
        changeSettings(id, fix);
        break;
    case FixPart::Packs:
        changePack(id, fix);
        break;
    case FixPart::Repair:
        (new RepairFlow(m_context, id, m_page))->begin();
        break;
    case FixPart::PackSearch:
        emit packRequested(fix.arguments.value(0));
        break;
    case FixPart::GuiltySearch:
        emit startRequested(StartAct::FindGuilty);
        break;
    case FixPart::Start:
        emit startRequested(StartAct::SafeStart);
        break;
    case FixPart::Builds:
        emit versionsRequested();
        break;
    case FixPart::Disk:
        emit diskRequested();
        break;
    case FixPart::Place:
        open(placeOf(fix));
        break;
    }
}

QUrl FixActs::placeOf(const Fix &fix) const
{
    const Library library = m_context.services.library();
    const QString argument = fix.arguments.value(0);
    if (fix.kind == FixKind::OpenAddress)
        return QUrl(argument);
    return QUrl::fromLocalFile(argument == "models"_L1 ? library.models() : argument);
}

void FixActs::changePack(const InstallId &id, const Fix &fix)
{
    const QString pack = fix.arguments.value(0);
    if (fix.kind == FixKind::InstallPackages)
        installNeeds(id, pack, fix.arguments.value(1));
    else if (fix.kind == FixKind::DisablePack)
        begin({.install = id,
               .change = {.act = PackAct::Disable, .packs = {pack}},
               .typed = {},
               .title = tr("Disable %1").arg(pack),
               .show = PackWish::Show::WhenPackagesChange});
    else if (fix.kind == FixKind::RunScript)
        begin({.install = id,
               .change = {.act = PackAct::RunScript, .packs = {pack}},
               .typed = {},
               .title = tr("Run install.py of %1").arg(pack),
               .show = PackWish::Show::Always});
    else
        begin({.install = id,
               .change = {.act = PackAct::Update, .packs = {pack}},
               .typed = {},
               .title = tr("Update %1").arg(pack),
               .show = PackWish::Show::Always});
}

PackChangeFlow *FixActs::begin(const PackWish &wish)
{
    auto *flow = new PackChangeFlow(m_context, wish, m_page);
    connect(flow, &PackChangeFlow::finished, this, [this, id = wish.install] {
        if (m_context.sessions.status(id).state == SessionState::Crashed)
            emit startRequested(StartAct::Start);
    });
    flow->begin();
    return flow;
}

/** What the pack imports and does not name itself is remembered for the install, and forgotten
 *  again where the plan is not carried out. */
void FixActs::installNeeds(const InstallId &id, const QString &pack, const QString &package)
{
    const Install *install = m_context.installs.find(id);
    if (!install)
        return;
    m_context.background.start<QStringList>(
        {.title = tr("Look what %1 needs").arg(pack), .exclusiveKey = {}},
        [library = m_context.services.library(), install = *install, pack,
         package](const JobContext &job) {
            return rememberForPack(library, install, pack, package, job);
        },
        this,
        [this, install = *install, pack](const Result<QStringList> &remembered) {
            if (!remembered)
                return emit failed(remembered.error());
            PackChangeFlow *flow = begin({.install = install.id,
                                          .change = {.act = PackAct::Apply},
                                          .typed = {},
                                          .title = tr("Install what %1 needs").arg(pack),
                                          .show = PackWish::Show::Always});
            const auto isDone = std::make_shared<bool>(false);
            connect(flow, &PackChangeFlow::finished, this, [isDone] { *isDone = true; });
            connect(
                flow, &QObject::destroyed, this,
                [library = m_context.services.library(), install, isDone, packages = *remembered] {
                    if (!*isDone)
                        forgetNeeds(library, install, packages);
                });
        });
}

/** One press is enough: what did not run is started again with what was changed. */
void FixActs::changeSettings(const InstallId &id, const Fix &fix)
{
    m_context.background.start<void>(
        {.title = fixLabel(fix), .exclusiveKey = {}},
        [library = m_context.services.library(), id, fix](const JobContext &) {
            return carryOutFix(library, id, fix);
        },
        this,
        [this, id](const Result<> &done) {
            if (!done)
                return emit failed(done.error());
            m_context.installs.rescan();
            if (!isRunning(m_context.sessions.status(id).state))
                emit startRequested(StartAct::Start);
        });
}

void FixActs::open(const QUrl &place)
{
    if (QDesktopServices::openUrl(place))
        return;
    emit failed(
        {.code = ErrorCode::NotFound,
         .message = tr("%1 could not be opened.").arg(place.toDisplayString(QUrl::PreferLocalFile)),
         .nextStep = tr("Copy this address and open it in a browser or a file manager."),
         .detail = {}});
}

} // namespace portico::app
