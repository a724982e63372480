// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shotsnodes.h"

#include "app/dialogs/installpackdialog.h"
#include "app/dialogs/plandialog.h"
#include "app/dialogs/repairdialog.h"
#include "app/dialogs/scriptdialog.h"
#include "app/dialogs/updatepackdialog.h"
#include "app/pages/installpage.h"
#include "app/pages/nodestab.h"
#include "app/widgets/foldsection.h"
#include "core/base/clock.h"
#include "tests/app/examplepacks.h"
#include "tests/app/exampleplans.h"
#include "tests/app/shotsisolation.h"
#include "tests/app/testlibrary.h"

#include <QLineEdit>
#include <QTest>
#include <QTreeView>

namespace portico::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

PackFacts packsOf(const QList<PackRow> &rows)
{
    return {.rows = rows, .kept = {}, .problem = {}};
}

void shootTab(const Shoot &shoot, TestLibrary &library, MainWindow &window, const InstallId &id)
{
    Health &health = library.context().health;
    health.tell(id, {.packs = {}, .packages = {}, .isLooking = true});
    window.showInstall(id);
    window.installPage().showTab(InstallPage::Nodes);
    shoot(window, u"nodes-loading"_s);
    health.tell(id, {.packs = packsOf({}), .packages = cleanPackages(), .isLooking = false});
    shoot(window, u"nodes-empty"_s);
    PackFacts failed;
    failed.problem = Error{.code = ErrorCode::PermissionDenied,
                           .message = u"The folder custom_nodes of “Studio” cannot be read."_s,
                           .nextStep = u"Look at who may read it, then try again."_s,
                           .detail = {}};
    health.tell(id, {.packs = failed, .packages = cleanPackages(), .isLooking = false});
    shoot(window, u"nodes-failed"_s);
    health.tell(
        id, {.packs = packsOf(examplePacks()), .packages = cleanPackages(), .isLooking = false});
    auto *table = window.findChild<NodesTab *>()->findChild<QTreeView *>();
    table->setCurrentIndex(table->model()->index(2, 0));
    shoot(window, u"nodes"_s);
    auto *section = window.findChild<FoldSection *>();
    section->setOpen(true);
    shoot(window, u"nodes-environments-clean"_s);
    section->setOpen(false);
    health.tell(
        id, {.packs = packsOf(examplePacks()), .packages = brokenPackages(), .isLooking = false});
    shoot(window, u"nodes-broken"_s);
    section->setOpen(true);
    shoot(window, u"nodes-environments-broken"_s);
    section->setOpen(false);
    window.installPage().showTab(InstallPage::Overview);
    shoot(window, u"overview-broken"_s);
    PackageFacts verdictOnly = brokenPackages();
    verdictOnly.drift.reset();
    health.tell(id,
                {.packs = packsOf(examplePacks()), .packages = verdictOnly, .isLooking = false});
    shoot(window, u"overview-finding"_s);
    health.tell(
        id, {.packs = packsOf(manyPacks(500)), .packages = cleanPackages(), .isLooking = false});
    shoot(window, u"overview-healthy"_s);
    window.installPage().showTab(InstallPage::Nodes);
    shoot(window, u"nodes-500"_s);
    window.findChild<NodesTab *>()->findChild<QLineEdit *>()->setText(u"number 20"_s);
    shoot(window, u"nodes-500-found"_s);
    window.findChild<NodesTab *>()->findChild<QLineEdit *>()->clear();
}

void shootPlan(const Shoot &shoot, QWidget &window, const QString &name, const ChangePlan &plan)
{
    PlanDialog dialog(u"Install Impact Pack"_s, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.showPlan(plan);
    shoot(dialog, name);
}

void shootPlans(const Shoot &shoot, TestLibrary &library, QWidget &window)
{
    shootPlan(shoot, window, u"plan-complete"_s, completePlan());
    shootPlan(shoot, window, u"plan-clash"_s, clashingPlan());
    shootPlan(shoot, window, u"plan-refused"_s, refusedPlan());
    shootPlan(shoot, window, u"plan-consent"_s, consentPlan());
    shootPlan(shoot, window, u"plan-nothing"_s, nothingPlan());
    shootPlan(shoot, window, u"plan-update"_s, updatePlan());
    shootPlan(shoot, window, u"plan-remove"_s, removePlan());
    ChangePlan scripts = completePlan();
    for (const auto name : {"comfyui-frame-interpolation"_L1, "was-node-suite-comfyui"_L1,
                            "a-pack-whose-name-is-long-enough-to-be-cut-somewhere"_L1}) {
        scripts.steps += scripts.steps.constFirst();
        scripts.steps.last().pack = name;
    }
    scripts.act = PackAct::RunScript;
    shootPlan(shoot, window, u"plan-run-script"_s, scripts);
    scripts.act = PackAct::Install;
    shootPlan(shoot, window, u"plan-scripts"_s, scripts);
    ScriptDialog script(u"ComfyUI-Impact-Pack"_s, *scripts.steps.constFirst().script, &window);
    script.setAttribute(Qt::WA_DeleteOnClose, false);
    script.show();
    shoot(script, u"plan-script"_s);
    script.hide();
    ChangePlan without = completePlan();
    without.layer->leftOutPacks = {u"Old Samplers"_s};
    shootPlan(shoot, window, u"plan-without"_s, without);
    PlanDialog dialog(u"Install Impact Pack"_s, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    Job &job = library.context().background.start<void>(
        {.title = u"Plan"_s, .exclusiveKey = {}},
        [](const JobContext &context) -> Result<> {
            context.report({.step = u"Resolve the packages"_s, .done = 0, .total = -1});
            return SystemClock().sleep(60s, context.cancel);
        },
        &dialog, nullptr);
    dialog.showPlanning(job);
    settle(400);
    shoot(dialog, u"plan-planning"_s);
    dialog.showError({.code = ErrorCode::Network,
                      .message = u"The package index cannot be reached: no connection."_s,
                      .nextStep = u"Look at the connection, or set a mirror on the page Network."_s,
                      .detail = {}});
    dialog.offer(u"Update and keep my changes aside"_s);
    shoot(dialog, u"plan-failed"_s);
    job.cancel();
}

void shootInstallDialog(const Shoot &shoot, TestLibrary &library, QWidget &window,
                        const RegistryPage &page, const QString &suffix)
{
    const RegistrySearch search = [page](const QString &, int, Asking,
                                         const JobContext &) -> Result<RegistryPage> {
        return page;
    };
    InstallPackDialog dialog({.install = u"Studio"_s,
                              .installed = {u"rgthree-comfy"_s},
                              .search = search,
                              .extras = ExtrasPanel::Present::Yes},
                             library.context().background, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    settle(400);
    shoot(dialog, u"install-pack"_s + suffix);
    if (!suffix.isEmpty())
        return;
    dialog.showSource(InstallPackDialog::Address, u"https://github.com/example/pack"_s);
    shoot(dialog, u"install-pack-address"_s);
    dialog.showSource(InstallPackDialog::Place, {});
    shoot(dialog, u"install-pack-place"_s);
    dialog.showSource(InstallPackDialog::List, u"/home/me/repos.txt"_s);
    shoot(dialog, u"install-pack-list"_s);
    dialog.showSource(InstallPackDialog::Extras, {});
    shoot(dialog, u"install-extras"_s);
}

void shootVersions(const Shoot &shoot, TestLibrary &library, QWidget &window)
{
    UpdatePackDialog dialog(
        examplePacks()[0].pack,
        [](const QString &, const JobContext &) -> Result<RegistryPack> {
            RegistryPack pack;
            for (const QString &version : {u"8.28.1"_s, u"8.28.0"_s, u"8.27.2"_s}) {
                pack.versions += RegistryVersion();
                pack.versions.last().version = version;
            }
            return pack;
        },
        library.context().background, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    settle(300);
    shoot(dialog, u"update-pack"_s);
}

RepairPlan packsRepair()
{
    RepairPlan plan = exampleRepair();
    RepairStep pack{.act = RepairAct::PutBackPack};
    pack.title = u"Put back 3 files of the node pack “Impact Pack”"_s;
    pack.why = u"They are gone or damaged, so it may not load."_s;
    pack.lines = {u"__init__.py"_s, u"modules/impact/core.py"_s, u"js/common.js"_s};
    pack.source = u"its own repository"_s;
    RepairStep needs{.act = RepairAct::MeetPackNeeds};
    needs.title = u"Install what node packs lack: Old Samplers"_s;
    needs.why = u"They may not load in “Studio” without it."_s;
    needs.lines = {u"Old Samplers: numpy<2 (numpy 2.1.3 is there)"_s};
    needs.source = u"the package index, into a layer of their own"_s;
    RepairStep edits{.act = RepairAct::PutBackEdits};
    edits.title = u"Undo what was changed by hand in the node pack “rgthree-comfy”"_s;
    edits.why = u"It is left as it is unless you agree. The pack as it is now is kept, and can be "
                "taken back."_s;
    edits.lines = {u"py/power_lora_loader.py"_s};
    edits.source = u"its own repository"_s;
    edits.needsConsent = true;
    plan.steps = {pack, needs, edits};
    return plan;
}

/** The cards of a drift on the overview: what it is, at work, failed. */
void shootDrift(const Shoot &shoot, TestLibrary &library, MainWindow &window, const InstallId &id)
{
    Health &health = library.context().health;
    PackageFacts facts = cleanPackages();
    facts.drift = brokenPackages().drift;
    health.tell(id, {.packs = packsOf(examplePacks()), .packages = facts, .isLooking = false});
    window.showInstall(id);
    window.installPage().showTab(InstallPage::Overview);
    shoot(window, u"drift"_s);
    Job &job = library.context().background.start<void>(
        {.title = u"Put Studio back as it was"_s, .exclusiveKey = {}},
        [](const JobContext &context) -> Result<> {
            context.report({.step = u"Put back 1,214 files"_s, .done = 400, .total = 1214});
            return SystemClock().sleep(60s, context.cancel);
        },
        &window, nullptr);
    health.setDriftWork(id, {.job = &job, .problem = {}});
    settle(400);
    shoot(window, u"drift-working"_s);
    job.cancel();
    health.setDriftWork(
        id,
        {.job = {},
         .problem = Error{.code = ErrorCode::Io,
                          .message = u"Not everything could be repaired: 3 files of the base could "
                                     "not be had: torch/lib/libtorch_cuda.so."_s,
                          .nextStep = u"“Repair” looks at everything, and says what it can do."_s,
                          .detail = {}}});
    shoot(window, u"drift-failed"_s);
    health.setDriftWork(id, {});
}

void shootRepair(const Shoot &shoot, TestLibrary &library, QWidget &window)
{
    RepairDialog dialog(u"Studio"_s, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    shoot(dialog, u"repair-looking"_s);
    dialog.showPlan(exampleRepair());
    shoot(dialog, u"repair-plan"_s);
    dialog.showPlan(packsRepair());
    shoot(dialog, u"repair-plan-packs"_s);
    Job &job = library.context().background.start<void>(
        {.title = u"Repair Studio"_s, .exclusiveKey = {}},
        [](const JobContext &context) -> Result<> {
            context.announce({u"Put back 1,214 files of torch, torchvision"_s,
                              u"Renew the view of the layer"_s, u"Probe torch"_s,
                              u"Start ComfyUI and wait until it is ready"_s});
            context.report({.step = u"Renew the view of the layer"_s, .done = 20, .total = 90});
            return SystemClock().sleep(60s, context.cancel);
        },
        &dialog, nullptr);
    dialog.showRunning(job);
    settle(400);
    shoot(dialog, u"repair-running"_s);
    dialog.showOutcome(exampleOutcome());
    shoot(dialog, u"repair-done"_s);
    RepairOutcome open = exampleOutcome();
    open.plan.isAdopted = true;
    open.notDone = {u"torchvision 0.25.0+cu130 could not be fetched: no connection."_s};
    dialog.showOutcome(open);
    shoot(dialog, u"repair-done-with-rest"_s);
    job.cancel();
    RepairPlan nothing;
    dialog.showPlan(nothing);
    shoot(dialog, u"repair-nothing"_s);
    dialog.showError({.code = ErrorCode::Busy,
                      .message = u"“Studio” is running, so it cannot be repaired now."_s,
                      .nextStep = u"Stop it, then try again."_s,
                      .detail = {}});
    shoot(dialog, u"repair-failed"_s);
}

} // namespace

void shootNodes(const Shoot &shoot, const Prepare &prepare)
{
    TestLibrary library;
    const InstallId studio = library.addRecord(u"Studio"_s);
    const InstallId own = library.addAdopted(u"My own ComfyUI"_s);
    MainWindow &window = library.open();
    prepare(library, window);
    shootTab(shoot, library, window, studio);
    library.context().health.tell(
        own, {.packs = packsOf(examplePacks()), .packages = cleanPackages(), .isLooking = false});
    window.showInstall(own);
    window.installPage().showTab(InstallPage::Nodes);
    shoot(window, u"nodes-adopted"_s);
    shootDrift(shoot, library, window, studio);
    shootIsolation(shoot, library, window, studio);
    shootPlans(shoot, library, window);
    shootInstallDialog(shoot, library, window, exampleRegistry(), {});
    shootInstallDialog(shoot, library, window, keptRegistry(), u"-kept"_s);
    RegistryPage none;
    shootInstallDialog(shoot, library, window, none, u"-nothing"_s);
    shootVersions(shoot, library, window);
    shootRepair(shoot, library, window);
}

} // namespace portico::app
