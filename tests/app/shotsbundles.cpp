// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shotsbundles.h"

#include "app/dialogs/bundledialog.h"
#include "app/dialogs/bundleforms.h"
#include "app/dialogs/githubrundialog.h"
#include "app/dialogs/publishdialog.h"
#include "app/dialogs/tokendialog.h"
#include "app/pages/bundlespage.h"
#include "tests/app/examplebundles.h"
#include "tests/app/testlibrary.h"

#include <QScrollBar>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

void shootDialog(const Shoot &shoot, QDialog &dialog, const QString &name)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    shoot(dialog, name);
    dialog.close();
}

BundlePlanLook planLook()
{
    BundlePlan plan;
    plan.file = u"/home/mona/Portico/bundles/anymatix-portable-comfyui-linux-x64-v0.33.0.zip"_s;
    plan.bytes = 6'120'000'000;
    plan.record.comfyVersion = u"0.33.0"_s;
    plan.record.pythonVersion = u"3.12.10"_s;
    plan.record.torchVersion = u"2.10.0+cu130"_s;
    plan.record.accelerator = u"cuda 13.0"_s;
    plan.record.packs = {
        {.name = u"ComfyUI-Impact-Pack"_s, .version = u"8.22.1"_s},
        {.name = u"ComfyUI-KJNodes"_s, .commit = u"0123456789abcdef0123"_s, .isChanged = true}};
    plan.record.packages = {u"timm==1.0.22"_s, u"numba==0.62.1"_s};
    plan.remarks = {u"“Client notes” is somebody's own file in custom_nodes and stays out."_s};
    return lookOf(plan);
}

void shootDialogs(const Shoot &shoot, TestLibrary &library, BundlesPage &page)
{
    const QList<Install> installs = library.context().installs.installs();
    const QString folder = u"/home/mona/Portico/bundles"_s;
    BundleDialog make(u"Make a bundle of an install"_s,
                      new InstallBundleForm(installs, installs.constFirst().id, folder),
                      page.window());
    shootDialog(shoot, make, u"bundles-dialog-form"_s);
    make.showPlan(planLook());
    shootDialog(shoot, make, u"bundles-dialog-plan"_s);
    make.showError({.code = ErrorCode::InvalidInput,
                    .message = u"The version holds “/”, which no file's name can have."_s,
                    .nextStep = u"Use letters, digits, “.”, “-” and “_”."_s,
                    .detail = {}});
    shootDialog(shoot, make, u"bundles-dialog-refused"_s);
    BundleDialog recipe(u"Make the bundle of studio.json"_s, new RecipeBundleForm(folder),
                        page.window());
    shootDialog(shoot, recipe, u"bundles-dialog-recipe"_s);
    PublishDialog publish(exampleBundles().constFirst().file,
                          {.place = {}, .repository = u"studio/recipes"_s, .isSignedIn = true},
                          page.window());
    shootDialog(shoot, publish, u"bundles-dialog-publish"_s);
    GithubRunDialog run({.repository = u"studio/recipes"_s,
                         .workflow = u"build.yml"_s,
                         .recipes = {{.name = u"Studio"_s, .file = u"/studio.json"_s}},
                         .recipe = u"/studio.json"_s},
                        page.window());
    shootDialog(shoot, run, u"bundles-dialog-github"_s);
    TokenDialog token(page.signIn(), page.window());
    shootDialog(shoot, token, u"bundles-dialog-token"_s);
}

} // namespace

void shootBundles(const Shoot &shoot, const Prepare &prepare)
{
    TestLibrary library;
    library.addRecord(u"Studio"_s);
    library.addRecord(u"Client work"_s, u"cpu"_s);
    MainWindow &window = library.open();
    prepare(library, window);
    window.showPlace(Sidebar::Place::Bundles);
    BundlesPage &page = window.bundlesPage();
    page.shelf().tell({}, {});
    shoot(window, u"bundles-empty"_s);
    shootDialogs(shoot, library, page);
    page.shelf().tell(exampleBundles(), exampleRecipes());
    page.signIn().tell(exampleAccount());
    shoot(window, u"bundles"_s);
    page.runs().tell(exampleRun(), exampleRuns());
    settle(100);
    page.verticalScrollBar()->setValue(page.verticalScrollBar()->maximum());
    shoot(window, u"bundles-github"_s);
    page.runs().tell(exampleFailedRun(), {});
    settle(100);
    page.verticalScrollBar()->setValue(page.verticalScrollBar()->maximum());
    shoot(window, u"bundles-github-failed"_s);
    page.verticalScrollBar()->setValue(0);
    page.work().setFailure(
        Error{.code = ErrorCode::Refused,
              .message = u"1 file of “Studio” is not as it was installed: ComfyUI/main.py."_s,
              .nextStep = u"Repair the install, then make the bundle again."_s,
              .detail = {}});
    startDemoJob(library.context().jobs, u"Make a bundle of Studio"_s);
    settle(300);
    shoot(window, u"bundles-failed"_s);
}

} // namespace portico::app
