// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shotsfirst.h"

#include "app/dialogs/adddialog.h"
#include "app/pages/networkpage.h"
#include "app/pages/settingspage.h"
#include "app/widgets/keptrow.h"
#include "core/installs/library.h"
#include "core/jobs/jobrunner.h"
#include "tests/app/examplecatalogue.h"
#include "tests/app/examplekept.h"
#include "tests/app/testlibrary.h"

#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QScrollBar>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

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

/** Files that are long and take no space. */
void writeLength(const QString &path, qint64 bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(bytes))
        qFatal("cannot write %s", qPrintable(path));
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

} // namespace

void shootEmpty(const Shooter &shooter)
{
    TestLibrary library;
    MainWindow &window = library.open();
    shooter.prepare(library, window);
    shooter.shoot(window, u"empty"_s);
    window.showPlace(Sidebar::Place::Settings);
    shooter.shoot(window, u"settings"_s);
    shootNetwork(shooter, library, window);
    window.showPlace(Sidebar::Place::Disk);
    settle(600);
    shooter.shoot(window, u"disk-empty"_s);
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

void shootDisk(const Shooter &shooter)
{
    TestLibrary library;
    const Library places(library.root());
    const InstallId studio = library.addRecord(u"Studio"_s);
    const InstallId longName = library.addRecord(
        u"An install with a name that is far too long for the side bar and even the header"_s);
    writeLength(places.generationFolder(studio, 1) + u"/python/torch.so"_s, 7'300'000'000);
    writeLength(places.dataFolder(studio) + u"/output/picture.png"_s, 412'000'000);
    writeLength(places.viewFolder(studio, 1) + u"/site/timm/__init__.py"_s, 96'000'000);
    writeLength(places.generationFolder(longName, 1) + u"/python/torch.so"_s, 2'100'000'000);
    writeLength(places.models() + u"/checkpoints/one.safetensors"_s, 6'900'000'000);
    writeLength(places.downloads() + u"/archive"_s, 1'900'000'000);
    writeLength(places.packageCache() + u"/archive-v0/torch.whl"_s, 3'100'000'000);
    writeLength(places.downloads() + u'/' + QString(64, u'b') + u".part"_s, 700'000'000);
    writeLength(places.wheels() + u'/' + QString(64, u'a') + u"/one-1.0-py3-none-any.whl"_s,
                240'000'000);
    writeKept(places, u"Studio"_s);
    writeKept(places, u"An install with a name that is far too long for a row of buttons"_s,
              {{.kind = VendoredKind::Wheel,
                .name = u"nunchaku 1.0.2"_s,
                .why = {.code = ErrorCode::NotFound,
                        .message = u"Its address answers “404 Not Found”."_s,
                        .nextStep = u"Ask its makers where it went."_s,
                        .detail = {}}}});
    MainWindow &window = library.open();
    shooter.prepare(library, window);
    window.showPlace(Sidebar::Place::Disk);
    settle(600);
    shooter.shoot(window, u"disk"_s);
    for (KeptRow *row : window.findChildren<KeptRow *>())
        row->findChild<QPushButton *>()->click();
    settle(600);
    for (QScrollBar *bar : window.findChildren<QScrollBar *>()) {
        if (bar->isVisible())
            bar->setValue(bar->maximum());
    }
    shooter.shoot(window, u"disk-kept"_s);
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

namespace {

AppUpdateLook exampleLook()
{
    AppFacts facts;
    facts.program = u"/tmp/.mount_Portico/usr/bin/portico"_s;
    facts.appImage = u"/home/person/Applications/Portico.AppImage"_s;
    facts.appImageFolder = u"/tmp/.mount_Portico"_s;
    return {.facts = facts};
}

UpdateOffer exampleOffer()
{
    UpdateOffer offer{.current = {0, 1, 0}};
    offer.newest.version = {0, 2, 0};
    offer.newest.minimumVersion = {0, 1, 0};
    offer.newest.notes = {u"Snapshots are taken in half the time."_s,
                          u"A node pack that needs another Python gets one by itself, without a "
                          "question that nobody could answer."_s};
    UpdateFile file;
    file.name = u"Portico-0.2.0-x64.AppImage"_s;
    file.size = 58 << 20;
    offer.file = file;
    return offer;
}

} // namespace

void shootUpdates(const Shooter &shooter)
{
    TestLibrary library;
    library.addRecord(u"Studio"_s);
    MainWindow &window = library.open();
    shooter.prepare(library, window);
    AppUpdates &updates = library.context().updates;
    window.showPlace(Sidebar::Place::Settings);
    auto *page = window.findChild<SettingsPage *>();
    const auto shoot = [&](const AppUpdateLook &look, const QString &name) {
        updates.tell(look);
        settle(50);
        page->showUpdates();
        shooter.shoot(window, u"updates-"_s + name);
    };
    AppUpdateLook look = exampleLook();
    shoot(look, u"nothing-asked"_s);
    look.offer = exampleOffer();
    look.isNews = true;
    shoot(look, u"newer"_s);
    look.isNews = false;
    startDemoJob(library.context().jobs, u"Download Portico 0.2.0"_s);
    look.work = AppUpdateLook::Work::Downloading;
    look.job = library.context().jobs.jobs().constLast();
    settle(600);
    shoot(look, u"downloading"_s);
    look.job->cancel();
    look = exampleLook();
    look.offer = exampleOffer();
    look.offer->newest.minimumVersion = {0, 2, 0};
    look.fetched = u"/home/person/Portico/store/downloads/x"_s;
    shoot(look, u"downloaded-urgent"_s);
    AppFacts debian;
    debian.packageManager = u"dpkg"_s;
    shoot({.facts = debian}, u"owned"_s);
}

} // namespace portico::app
