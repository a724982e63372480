// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shotsupdates.h"

#include "app/pages/settingspage.h"
#include "tests/app/testlibrary.h"

#include <QAbstractButton>

namespace portico::app {

using namespace Qt::StringLiterals;

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
