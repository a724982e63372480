// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shotsdiagnosis.h"

#include "app/dialogs/guiltydialog.h"
#include "app/pages/installpage.h"
#include "app/widgets/startbutton.h"
#include "core/installs/installfile.h"
#include "tests/app/spokenwords.h"
#include "tests/app/testlibrary.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QTest>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 60'000;

bool isIn(const TestLibrary &library, const InstallId &id, SessionState state)
{
    return library.context().sessions.status(id).state == state;
}

/** Starts it and waits until it is what it becomes. */
void startAndWait(const TestLibrary &library, const InstallId &id, SessionState state)
{
    library.context().sessions.start(id, {});
    (void)QTest::qWaitFor([&] { return isIn(library, id, state); }, kPatience);
}

void waitForNamed(MainWindow &window, const QString &name)
{
    if (!QTest::qWaitFor([&] { return findNamed(&window, name) != nullptr; }, kPatience))
        qWarning("%s is not shown", qPrintable(name));
}

void press(MainWindow &window, const QString &name)
{
    waitForNamed(window, name);
    if (auto *button = qobject_cast<QAbstractButton *>(findNamed(&window, name)))
        button->click();
}

void addPack(const TestLibrary &library, const InstallId &id, const QString &name,
             const QByteArray &code)
{
    const Result<Install> install = loadInstall(Library(library.root()), id);
    const QString folder = install->adoptedFolder + u"/custom_nodes/"_s + name;
    QDir().mkpath(folder);
    QFile file(folder + u"/__init__.py"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write(code);
}

InstallId addStandIn(TestLibrary &library, const QString &name, const QString &mode)
{
    const Result<InstallId> id = library.addStandIn(name, mode);
    if (!id)
        qFatal("%s", qPrintable(id.error().message));
    return *id;
}

void shootSearch(const Shoot &shoot, const TestLibrary &library, MainWindow &window,
                 const InstallId &id)
{
    window.showInstall(id);
    window.installPage().showTab(InstallPage::Overview);
    startAndWait(library, id, SessionState::Crashed);
    waitForNamed(window, u"Find the guilty pack…"_s);
    shoot(window, u"diagnosis-unknown"_s);
    auto *start = window.findChild<StartButton *>();
    start->menu()->popup(start->mapToGlobal(start->rect().bottomLeft()));
    shoot(*start->menu(), u"diagnosis-start-menu"_s);
    start->menu()->hide();
    press(window, u"Find the guilty pack…"_s);
    auto *dialog = window.findChild<GuiltyDialog *>();
    if (!dialog)
        qFatal("no dialog");
    shoot(*dialog, u"diagnosis-guilty-dialog"_s);
    emit dialog->chosen(GuiltyJudge::Portico);
    dialog->reject();
    (void)QTest::qWaitFor([] { return false; }, 1'500);
    shoot(window, u"diagnosis-guilty-search"_s);
    waitForNamed(window, u"Disable Deadly-Pack"_s);
    shoot(window, u"diagnosis-guilty-found"_s);
}

void shootQuestion(const Shoot &shoot, MainWindow &window, const InstallId &id)
{
    window.showInstall(id);
    window.installPage().showTab(InstallPage::Overview);
    auto *start = window.findChild<StartButton *>();
    for (QAction *action : start->menu()->actions()) {
        if (spokenWords(u"Find the guilty pack…"_s).contains(action->text().remove(u'&')))
            action->trigger();
    }
    auto *dialog = window.findChild<GuiltyDialog *>();
    emit dialog->chosen(GuiltyJudge::Person);
    dialog->reject();
    waitForNamed(window, u"All is well"_s);
    shoot(window, u"diagnosis-guilty-question"_s);
    press(window, u"All is well"_s);
    waitForNamed(window, u"Close this message"_s);
    shoot(window, u"diagnosis-guilty-none"_s);
}

} // namespace

void shootDiagnosis(const Shoot &shoot, const Prepare &prepare)
{
    TestLibrary library;
    const InstallId torch = addStandIn(library, u"Studio"_s, u"torch-without-cuda"_s);
    const InstallId packs = addStandIn(library, u"Test"_s, {});
    const InstallId deadly = addStandIn(library, u"Client work"_s, {});
    addPack(library, packs, u"Portrait-Tools"_s, "import insightface_of_nobody\n");
    addPack(library, packs, u"Old-Nodes"_s, "from json import nothing_of_that_name\n");
    addPack(library, packs, u"Good-Nodes"_s, "NODE_CLASS_MAPPINGS = {}\n");
    for (int i = 0; i < 6; ++i)
        addPack(library, deadly, u"Pack-%1"_s.arg(i), "NODE_CLASS_MAPPINGS = {}\n");
    addPack(library, deadly, u"Deadly-Pack"_s, "import os\nos._exit(3)\n");
    MainWindow &window = library.open();
    prepare(library, window);
    window.showInstall(torch);
    startAndWait(library, torch, SessionState::Crashed);
    waitForNamed(window, u"Repair torch…"_s);
    shoot(window, u"diagnosis-crashed"_s);
    window.installPage().showTab(InstallPage::Log);
    shoot(window, u"diagnosis-crashed-log"_s);
    window.showInstall(packs);
    window.installPage().showTab(InstallPage::Overview);
    startAndWait(library, packs, SessionState::Ready);
    waitForNamed(window, u"Update Old-Nodes…"_s);
    shoot(window, u"diagnosis-packs"_s);
    library.context().sessions.stop(packs);
    (void)QTest::qWaitFor([&] { return isIn(library, packs, SessionState::Stopped); }, kPatience);
    shootSearch(shoot, library, window, deadly);
    shootQuestion(shoot, window, packs);
}

} // namespace portico::app
