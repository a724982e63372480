// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Makes pictures of every page, light and dark, small and large, empty, running and crashed, around
// real sessions of the stand-in. For the eye: portico-shots [folder] [light|dark] [WIDTHxHEIGHT]
#include "app/dialogs/adddialog.h"
#include "app/dialogs/closedialog.h"
#include "app/dialogs/removedialog.h"
#include "app/dialogs/versiondialog.h"
#include "app/models/texts.h"
#include "app/pages/installpage.h"
#include "app/pages/networkpage.h"
#include "app/style/icons.h"
#include "app/widgets/activitypane.h"
#include "app/widgets/logpane.h"
#include "core/base/clock.h"
#include "core/base/translations.h"
#include "core/installs/addbundle.h"
#include "tests/app/examplecatalogue.h"
#include "tests/app/testlibrary.h"

#include <QApplication>
#include <QDir>
#include <QScrollBar>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Lets timers and animations run for that long. */
void settle(int milliseconds)
{
    (void)QTest::qWaitFor([] { return false; }, milliseconds);
}

struct Shooter
{
    QString folder;
    QString suffix;
    QSize size;
    Theme theme;

    void shoot(QWidget &window, const QString &name) const
    {
        settle(120); // the picture is of a settled window
        const QString file = folder + u'/' + name + suffix + u".png"_s;
        if (!window.grab().save(file))
            qFatal("%s cannot be written", qPrintable(file));
    }
    void prepare(TestLibrary &library, MainWindow &window) const
    {
        library.context().appearance.choose(theme);
        window.resize(size);
        window.show();
        window.setFocus();
    }
};

Job &startDemoJob(JobRunner &jobs, const QString &title)
{
    return jobs.start<void>(
        {.title = title, .exclusiveKey = {}},
        [](const JobContext &job) -> Result<> {
            job.announce(addSteps());
            job.log(u"GET https://example.org/ComfyUI_windows_portable_nvidia.7z"_s);
            job.log(u"206 Partial Content, 1,934,331,904 bytes"_s);
            const SystemClock clock;
            for (qint64 done = 0;; done += 4'200'000) {
                job.report({.step = addSteps().value(1),
                            .done = 1'180'000'000 + done,
                            .total = 1'934'331'904,
                            .unit = ProgressUnit::Bytes});
                if (const Result<> slept = clock.sleep(100ms, job.cancel); !slept)
                    return slept.error();
            }
        },
        &jobs, nullptr);
}

void startFailedJob(JobRunner &jobs)
{
    jobs.start<void>(
        {.title = u"Add Studio"_s, .exclusiveKey = {}},
        [](const JobContext &) -> Result<> {
            return Error{.code = ErrorCode::HashMismatch,
                         .message = u"The archive studio-0.33.0.zip has another SHA-256 than "
                                    "the one that was published."_s,
                         .nextStep = u"Nothing was unpacked. Fetch it again from its source."_s,
                         .detail = {}};
        },
        &jobs, nullptr);
}

/** The page as it is at first, and with a proxy that is not there after testing everything. */
void shootNetwork(const Shooter &shooter, TestLibrary &library, MainWindow &window)
{
    window.showPlace(Sidebar::Place::Network);
    shooter.shoot(window, u"network"_s);
    library.context().settings.set(
        settings::kProxy,
        {.mode = ProxySettings::Mode::Http, .host = u"127.0.0.1"_s, .port = 9, .user = u"me"_s});
    auto *page = window.findChild<NetworkPage *>();
    page->testAll();
    settle(4'000);
    shooter.shoot(window, u"network-proxy"_s);
    page->verticalScrollBar()->setValue(page->verticalScrollBar()->maximum());
    shooter.shoot(window, u"network-tested"_s);
}

void shootEmpty(const Shooter &shooter)
{
    TestLibrary library;
    MainWindow &window = library.open();
    shooter.prepare(library, window);
    shooter.shoot(window, u"empty"_s);
    window.showPlace(Sidebar::Place::Settings);
    shooter.shoot(window, u"settings"_s);
    shootNetwork(shooter, library, window);
    window.showPlace(Sidebar::Place::Computer);
    shooter.shoot(window, u"computer"_s);
    startDemoJob(library.context().jobs, u"Add ComfyUI portable nvidia 0.33.0"_s);
    window.askToAdd(AddDialog::Address, u"https://example.org/ComfyUI_portable_nvidia.7z"_s);
    settle(600);
    auto *dialog = window.findChild<AddDialog *>();
    shooter.shoot(*dialog, u"dialog-add"_s);
    dialog->close();
    shooter.shoot(window, u"computer-with-job"_s);
}

/** A dialog of that source as it is when it was just opened. */
void shootAdd(const Shooter &shooter, MainWindow &window, AddDialog::Source source,
              const QString &name)
{
    window.askToAdd(source, {});
    auto *dialog = window.findChild<AddDialog *>();
    settle(200);
    shooter.shoot(*dialog, name);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->close();
    delete dialog;
}

void shootFirstStart(const Shooter &shooter)
{
    TestLibrary library;
    MainWindow &window = library.open();
    Advice &advice = library.context().advice;
    advice.tell(
        {.computer = {}, .catalogue = {}, .versions = {}, .isLooking = true, .isAsking = true});
    shooter.prepare(library, window);
    shooter.shoot(window, u"first-start-loading"_s);
    window.showPlace(Sidebar::Place::Computer);
    shooter.shoot(window, u"this-computer-loading"_s);
    window.showPlace(Sidebar::Place::Nowhere);
    advice.tell({.computer = plainComputer(), .catalogue = failedCatalogue(), .versions = {}});
    shooter.shoot(window, u"first-start-failed-list"_s);
    shootAdd(shooter, window, AddDialog::Builds, u"dialog-builds-failed"_s);
    window.showPlace(Sidebar::Place::Computer);
    shooter.shoot(window, u"this-computer-plain"_s);
    window.showPlace(Sidebar::Place::Nowhere);
    advice.tell({.computer = exampleComputer(),
                 .catalogue = exampleCatalogue(),
                 .versions = exampleVersions()});
    shooter.shoot(window, u"first-start"_s);
    shootAdd(shooter, window, AddDialog::Builds, u"dialog-builds"_s);
    shootAdd(shooter, window, AddDialog::Compose, u"dialog-compose"_s);
    window.showPlace(Sidebar::Place::Computer);
    shooter.shoot(window, u"this-computer"_s);
    window.showPlace(Sidebar::Place::Nowhere);
    SetUpPlan plan;
    AddRequest request;
    request.source = u"https://127.0.0.1:9/a/place/that/is/not/there/ComfyUI_portable_nvidia.7z"_s;
    plan.what = request;
    library.context().setUp.begin(plan);
    settle(1'500);
    shooter.shoot(window, u"first-start-failed"_s);
}

void shootRecords(const Shooter &shooter)
{
    TestLibrary library;
    const InstallId studio = library.addRecord(u"Studio"_s);
    library.addRecord(u"Client work"_s, u"cpu"_s);
    const InstallId longName = library.addRecord(
        u"An install with a name that is far too long for the side bar and even the header"_s,
        u"rocm 7.2"_s);
    MainWindow &window = library.open();
    shooter.prepare(library, window);
    window.showInstall(studio);
    settle(300);
    shooter.shoot(window, u"overview"_s);
    window.showInstall(longName);
    window.notify({.code = ErrorCode::Io,
                   .message = u"The settings cannot be written: the disk of /home is full."_s,
                   .nextStep = u"Free some space, then change the setting again."_s,
                   .detail = {}});
    shooter.shoot(window, u"overview-long-name-and-error"_s);
    window.showInstall(studio);
    library.context().advice.tell({.computer = exampleComputer(),
                                   .catalogue = exampleCatalogue(),
                                   .versions = exampleVersions()});
    window.installPage().showTab(InstallPage::Settings);
    shooter.shoot(window, u"install-settings"_s);
    VersionDialog versions(library.context().advice, *library.context().installs.find(studio),
                           &window);
    versions.setAttribute(Qt::WA_DeleteOnClose, false);
    versions.show();
    shooter.shoot(versions, u"dialog-versions"_s);
    versions.close();
    window.installPage().showTab(InstallPage::Log);
    shooter.shoot(window, u"log-empty"_s);
    window.installPage().showTab(InstallPage::Overview);
    startFailedJob(library.context().jobs);
    startDemoJob(library.context().jobs, u"Add ComfyUI portable nvidia 0.33.0"_s);
    settle(900);
    shooter.shoot(window, u"activity"_s);
    window.findChild<ActivityPane *>()->setCollapsed(Qt::Checked);
    shooter.shoot(window, u"activity-collapsed"_s);

    RemoveDialog remove(library.context(), *library.context().installs.find(studio), &window);
    remove.setAttribute(Qt::WA_DeleteOnClose, false);
    remove.show();
    settle(300);
    shooter.shoot(remove, u"dialog-remove"_s);
    CloseDialog close({u"Studio"_s}, {u"Add ComfyUI portable"_s}, &window);
    close.setAttribute(Qt::WA_DeleteOnClose, false);
    close.show();
    shooter.shoot(close, u"dialog-close"_s);
}

void waitFor(const TestLibrary &library, const InstallId &id, SessionState state)
{
    if (!QTest::qWaitFor([&] { return library.context().sessions.status(id).state == state; },
                         60'000))
        qWarning("%s is not %s", qPrintable(id.toString()), qPrintable(stateWord(state)));
}

void shootSessions(const Shooter &shooter)
{
    TestLibrary library;
    const Result<InstallId> good = library.addStandIn(u"Studio"_s, 18'188);
    const Result<InstallId> bad = library.addStandIn(u"Test"_s, 18'189, u"crash-after-ready=0"_s);
    library.addRecord(u"Client work"_s, u"cpu"_s);
    if (!good || !bad)
        qFatal("%s", qPrintable(good ? bad.error().message : good.error().message));
    MainWindow &window = library.open();
    shooter.prepare(library, window);
    window.showInstall(*good);
    library.context().sessions.start(*good, {});
    library.context().sessions.start(*bad, {});
    waitFor(library, *good, SessionState::Starting);
    shooter.shoot(window, u"starting"_s);
    waitFor(library, *good, SessionState::Ready);
    shooter.shoot(window, u"running"_s);
    window.installPage().showTab(InstallPage::Log);
    settle(600);
    shooter.shoot(window, u"running-log"_s);
    settle(200);
    window.installPage().findInLog();
    QTest::keyClicks(QApplication::focusWidget(), u"node"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    shooter.shoot(window, u"running-log-find"_s);
    waitFor(library, *bad, SessionState::Crashed);
    window.showInstall(*bad);
    window.installPage().showTab(InstallPage::Overview);
    shooter.shoot(window, u"crashed"_s);
    window.installPage().showTab(InstallPage::Log);
    settle(400);
    shooter.shoot(window, u"crashed-log"_s);
    library.context().sessions.stop(*good);
    waitFor(library, *good, SessionState::Stopped);
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    installTranslations(application);
    QGuiApplication::setWindowIcon(applicationIcon());
    const QStringList arguments = QApplication::arguments();
    Shooter shooter;
    shooter.folder = arguments.value(1, QStringLiteral(PORTICO_SHOTS_DIR));
    shooter.theme = arguments.value(2) == "dark"_L1 ? Theme::Dark : Theme::Light;
    const QStringList sides = arguments.value(3, u"1120x720"_s).split(u'x');
    shooter.size = {sides.value(0).toInt(), sides.value(1).toInt()};
    shooter.suffix = u"-%1-%2"_s.arg(arguments.value(2, u"light"_s), sides.join(u'x'));
    QDir().mkpath(shooter.folder);
    const QString only = arguments.value(4);
    if (only.isEmpty() || only == "empty"_L1)
        shootEmpty(shooter);
    if (only.isEmpty() || only == "first"_L1)
        shootFirstStart(shooter);
    if (only.isEmpty() || only == "records"_L1)
        shootRecords(shooter);
    if (only.isEmpty() || only == "sessions"_L1)
        shootSessions(shooter);
    return 0;
}
