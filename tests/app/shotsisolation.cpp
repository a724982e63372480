// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shotsisolation.h"

#include "app/dialogs/plandialog.h"
#include "app/pages/installpage.h"
#include "app/pages/nodestab.h"
#include "tests/app/examplepacks.h"
#include "tests/app/exampleplans.h"
#include "tests/app/testlibrary.h"

#include <QAbstractButton>
#include <QMenu>
#include <QTreeView>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kIsolated = 0; ///< row of examplePacks()
constexpr int kOrdinary = 3;

QStringList lossesOfOne()
{
    return {
        u"Its prestartup_script.py does not run while it is isolated."_s,
        u"Its own addresses in ComfyUI do not answer while it is isolated, and what asks there, "
        "like its pages, does not work: /impact/segs/picker/view, /impact/set/pb_id_image, "
        "/impact/view/latent, /impact/wildcards, /impact/wildcards/list and 3 more."_s};
}

QList<PackRow> rowsWithIsolated()
{
    QList<PackRow> rows = examplePacks();
    rows[kIsolated].pack.inner = rows[kIsolated].pack.folder + "/nodes/isolated/Impact"_L1;
    rows[kIsolated].pack.losses = lossesOfOne();
    return rows;
}

ChangePlan isolationPlan(PackAct act)
{
    ChangePlan plan = nothingPlan();
    plan.act = act;
    plan.steps = {completePlan().steps.constFirst()};
    PackStep &step = plan.steps.first();
    step.act = act;
    step.before = step.after;
    step.script.reset();
    step.source.clear();
    plan.scriptCopyBytes = 0;
    if (act == PackAct::Rejoin) {
        plan.layer = completePlan().layer;
        plan.layer->providers.clear();
        return plan;
    }
    step.after->inner = step.after->folder + "/nodes/isolated/Impact"_L1;
    step.remarks =
        QStringList{u"It gets torch 2.10.0+cu130, as ComfyUI has, and not torch>=1.8.0."_s}
        + lossesOfOne();
    for (const auto &[name, version] :
         {std::pair(u"comfy-env"_s, u"0.4.45"_s), std::pair(u"psutil"_s, u"7.1.3"_s)}) {
        PlannedPackage package;
        package.name = name;
        package.version = version;
        package.size = 412'000;
        package.wantedBy = {u"Impact Pack"_s};
        plan.layer->added += package;
    }
    return plan;
}

void shootPlan(const Shoot &shoot, QWidget &window, const QString &name, const ChangePlan &plan)
{
    PlanDialog dialog(u"Isolate Impact Pack"_s, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.showPlan(plan);
    auto *lines = dialog.findChild<QTreeView *>();
    lines->setCurrentIndex(lines->model()->index(0, 0, lines->model()->index(0, 0)));
    shoot(dialog, name);
}

void shootMenu(const Shoot &shoot, const NodesTab &tab, int row, const QString &name)
{
    auto *table = tab.findChild<QTreeView *>();
    const QModelIndexList found =
        table->model()->match(table->model()->index(0, 0), Qt::DisplayRole,
                              rowsWithIsolated().at(row).pack.title, 1, Qt::MatchExactly);
    if (!found.isEmpty())
        table->setCurrentIndex(found.constFirst());
    shoot(*tab.window(), name);
    qobject_cast<QAbstractButton *>(findNamed(&tab, u"More"_s))->click();
    for (QMenu *menu : tab.findChildren<QMenu *>(Qt::FindDirectChildrenOnly)) {
        shoot(*menu, name + "-menu"_L1);
        menu->close();
    }
}

} // namespace

void shootIsolation(const Shoot &shoot, TestLibrary &library, MainWindow &window,
                    const InstallId &id)
{
    Health &health = library.context().health;
    const PackFacts packs{.rows = rowsWithIsolated(), .kept = {}, .problem = {}};
    PackageFacts packages = cleanPackages();
    health.tell(id, {.packs = packs, .packages = packages, .isLooking = false});
    window.showInstall(id);
    window.installPage().showTab(InstallPage::Nodes);
    const auto *tab = window.findChild<NodesTab *>();
    shootMenu(shoot, *tab, kOrdinary, u"isolate-ordinary"_s);
    shootMenu(shoot, *tab, kIsolated, u"isolate-isolated"_s);
    shootPlan(shoot, window, u"isolate-plan"_s, isolationPlan(PackAct::Isolate));
    shootPlan(shoot, window, u"isolate-undo"_s, isolationPlan(PackAct::Rejoin));
    packages.probe.emplace();
    packages.probe->when = QDateTime(QDate(2026, 11, 20), QTime(14, 5), Qt::UTC);
    packages.probe->probe.device = u"cpu"_s;
    packages.probe->probe.torch = u"2.10.0+cpu"_s;
    packages.probe->probe.reason =
        u"torch computes on the processor, and this install is for NVIDIA CUDA 13.0."_s;
    packages.probe->probe.nextStep = u"Repair the install: it gets the torch that it is for."_s;
    health.tell(id, {.packs = packs, .packages = packages, .isLooking = false});
    window.installPage().showTab(InstallPage::Overview);
    shoot(window, u"overview-probe"_s);
}

} // namespace portico::app
