// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Makes pictures of every page, light and dark, small and large, empty, running and crashed, around
// real sessions of the stand-in. For the eye: portico-shots [folder] [light|dark] [WIDTHxHEIGHT]
#include "app/dialogs/closedialog.h"
#include "app/dialogs/guidewindow.h"
#include "app/dialogs/removedialog.h"
#include "app/dialogs/versiondialog.h"
#include "app/models/texts.h"
#include "app/pages/installpage.h"
#include "app/style/icons.h"
#include "app/widgets/activitypane.h"
#include "app/widgets/logpane.h"
#include "core/base/translations.h"
#include "tests/app/examplecatalogue.h"
#include "tests/app/largetext.h"
#include "tests/app/shotsbundles.h"
#include "tests/app/shotsdiagnosis.h"
#include "tests/app/shotsenvs.h"
#include "tests/app/shotsfirst.h"
#include "tests/app/shotshistory.h"
#include "tests/app/shotsnodes.h"
#include "tests/app/spokenwords.h"
#include "tests/app/testlibrary.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

namespace {

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
    CloseDialog close({u"Studio"_s}, {u"Add ComfyUI portable"_s}, CloseDialog::Keeping::Detached,
                      &window);
    close.setAttribute(Qt::WA_DeleteOnClose, false);
    close.show();
    shooter.shoot(close, u"dialog-close"_s);
}

void shootGuide(const Shooter &shooter)
{
    TestLibrary library;
    library.addRecord(u"Studio"_s);
    MainWindow &window = library.open();
    shooter.prepare(library, window);
    for (const QString &place : {u""_s, u"something-broke"_s, u"where-things-are"_s, u"layer"_s}) {
        window.openGuide(place, &window);
        settle(200);
        shooter.shoot(*window.findChild<GuideWindow *>(),
                      u"guide"_s + (place.isEmpty() ? place : u'-' + place));
    }
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
    const Result<InstallId> good = library.addStandIn(u"Studio"_s);
    const Result<InstallId> bad = library.addStandIn(u"Test"_s, u"crash-after-ready=0"_s);
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
    enlargeText();
    installTranslations(application);
    keepSpokenWords(application);
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
    if (only.isEmpty() || only == "guide"_L1)
        shootGuide(shooter);
    if (only.isEmpty() || only == "updates"_L1)
        shootUpdates(shooter);
    if (only.isEmpty() || only == "disk"_L1)
        shootDisk(shooter);
    if (only.isEmpty() || only == "sessions"_L1)
        shootSessions(shooter);
    const Shoot shoot = [&shooter](QWidget &window, const QString &name) {
        shooter.shoot(window, name);
    };
    const Prepare prepare = [&shooter](TestLibrary &library, MainWindow &window) {
        shooter.prepare(library, window);
    };
    if (only.isEmpty() || only == "bundles"_L1)
        shootBundles(shoot, prepare);
    if (only.isEmpty() || only == "nodes"_L1)
        shootNodes(shoot, prepare);
    if (only.isEmpty() || only == "envs"_L1)
        shootEnvs(shoot, prepare);
    if (only.isEmpty() || only == "history"_L1)
        shootHistory(shoot, prepare);
    if (only.isEmpty() || only == "diagnosis"_L1)
        shootDiagnosis(shoot, prepare);
    return 0;
}
