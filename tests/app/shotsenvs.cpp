// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shotsenvs.h"

#include "app/dialogs/envlogdialog.h"
#include "app/dialogs/removeenvsdialog.h"
#include "app/pages/environmentstab.h"
#include "app/pages/installpage.h"
#include "app/widgets/environmentrow.h"
#include "core/base/clock.h"
#include "tests/app/exampleenvs.h"
#include "tests/app/testlibrary.h"

#include <QFile>
#include <QMenu>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

namespace portico::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void press(const QWidget &window, const QString &name)
{
    QTest::mouseClick(findNamed(&window, name), Qt::LeftButton);
}

void shootLog(const Shoot &shoot, TestLibrary &library, QWidget &window)
{
    QFile file(library.root() + u"/install.log"_s);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("install.log cannot be written");
    file.write("# comfy-env install log - 2026-11-21T20:41:07\n# Python: 3.11\n# Platform: linux\n"
               "# Environment: trellis, comfy-env 0.4.22, py312-torch2-10-cu130\n"
               "# Engine: uv, because only Python packages are asked for.\n\n"
               "Using CPython 3.11.7\nCreating virtual environment at: .pixi/envs/default\n"
               "Resolved 64 packages in 412ms\nPrepared 64 packages in 38.20s\n"
               "Installed 64 packages in 1.91s\n + torch==2.10.0+cu130\n + trimesh==4.6.2\n");
    file.close();
    EnvLogDialog dialog(
        u"trellis"_s, [path = file.fileName()] { return path; },
        {library.context().jobs, library.context().background}, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    (void)QTest::qWaitFor([&] { return dialog.log().rowCount() > 8; }, 3'000);
    shoot(dialog, u"envs-log"_s);
}

void shootRemoval(const Shoot &shoot, QWidget &window)
{
    press(window, u"Remove unused…"_s);
    auto *dialog = window.findChild<RemoveEnvsDialog *>();
    shoot(*dialog, u"envs-remove"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->close();
    delete dialog;
}

} // namespace

void shootEnvs(const Shoot &shoot, const Prepare &prepare)
{
    TestLibrary library;
    const InstallId studio = library.addRecord(u"Studio"_s);
    MainWindow &window = library.open();
    prepare(library, window);
    Environments &envs = library.context().environments;
    envs.tell(studio, {});
    window.showInstall(studio);
    window.installPage().showTab(InstallPage::Environments);
    shoot(window, u"envs-loading"_s);
    envs.tell(studio, noEnvs());
    shoot(window, u"envs-none"_s);
    envs.tell(studio, wellEnvs());
    shoot(window, u"envs-well"_s);
    press(window, u"Details: geometry"_s);
    shoot(window, u"envs-details"_s);
    press(window, u"Details: geometry"_s);
    envs.tell(studio, exampleEnvs());
    window.findChild<EnvironmentRow *>()->setFocus();
    shoot(window, u"envs"_s);
    EnvFacts working = exampleEnvs();
    Job &job = library.context().jobs.start<void>(
        {.title = u"Repair the environment splat"_s, .exclusiveKey = {}},
        [](const JobContext &context) -> Result<> {
            context.report(
                {.step = u"Packages"_s, .done = 20, .total = 64, .unit = ProgressUnit::Items});
            return SystemClock().sleep(60s, context.cancel);
        },
        &window, nullptr);
    working.work = {{.names = {u"splat"_s}, .isOfUnused = false, .job = &job}};
    working.refusal = Error{.code = ErrorCode::Busy,
                            .message = u"ComfyUI of “Studio” runs, and its nodes use the "
                                       "environments."_s,
                            .nextStep = u"Stop it, then try again."_s,
                            .detail = {}};
    envs.tell(studio, working);
    shoot(window, u"envs-working"_s);
    job.cancel();
    envs.tell(studio, exampleEnvs());
    auto *bar = window.findChild<EnvironmentsTab *>()->verticalScrollBar();
    bar->setValue(bar->maximum());
    shoot(window, u"envs-below"_s);
    shootRemoval(shoot, window);
    press(window, u"More: trellis"_s);
    if (auto *menu = window.findChild<EnvironmentsTab *>()->findChild<QMenu *>())
        shoot(*menu, u"envs-menu"_s);
    EnvFacts failed;
    failed.problem = Error{.code = ErrorCode::PermissionDenied,
                           .message = u"The folder custom_nodes of “Studio” cannot be read."_s,
                           .nextStep = u"Look at who may read it, then try again."_s,
                           .detail = {}};
    envs.tell(studio, failed);
    shoot(window, u"envs-failed"_s);
    shootLog(shoot, library, window);
}

} // namespace portico::app
