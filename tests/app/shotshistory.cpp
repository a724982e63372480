// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shotshistory.h"

#include "app/dialogs/changedialog.h"
#include "app/dialogs/notedialog.h"
#include "app/pages/historytab.h"
#include "app/pages/installpage.h"
#include "app/widgets/historyrow.h"
#include "core/installs/installfile.h"
#include "core/snapshots/takesnapshot.h"
#include "tests/app/examplehistory.h"
#include "tests/app/testlibrary.h"

#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** A real state of a real record, and settings that differ from it since. */
void prepareState(const Library &library, const InstallId &id)
{
    const Result<Install> install = loadInstall(library, id);
    const JobContext job;
    if (!install
        || !takeSnapshot(library, *install,
                         {.reason = KeepReason::Settings, .now = QDateTime::currentDateTimeUtc()},
                         job)
        || !updateInstall(library, id, [](Install &changed) {
               changed.settings.arguments = QStringList{u"--lowvram"_s};
           }))
        qFatal("the state of a record cannot be kept");
}

void shootRestore(const Shoot &shoot, MainWindow &window)
{
    auto *row = window.findChild<HistoryRow *>();
    if (!row)
        qFatal("no row");
    row->findChild<QPushButton *>()->click();
    auto *dialog = window.findChild<ChangeDialog *>();
    (void)QTest::qWaitFor([&] {
        auto *accept = qobject_cast<QPushButton *>(findNamed(dialog, u"Go back"_s));
        return accept && accept->isEnabled();
    });
    shoot(*dialog, u"history-restore"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->close();
    delete dialog;
}

} // namespace

void shootHistory(const Shoot &shoot, const Prepare &prepare)
{
    TestLibrary library;
    const InstallId studio = library.addRecord(u"Studio"_s);
    const InstallId other = library.addRecord(u"Other"_s);
    prepareState(Library(library.root()), other);
    MainWindow &window = library.open();
    prepare(library, window);
    window.showInstall(studio);
    window.installPage().showTab(InstallPage::History);
    auto *tab = window.findChild<HistoryTab *>();
    (void)QTest::qWaitFor([&] { return findNamed(&window, u"Nothing has changed yet"_s); });
    shoot(window, u"history-none"_s);
    window.showInstall(other);
    (void)QTest::qWaitFor([&] { return window.findChild<HistoryRow *>() != nullptr; });
    shootRestore(shoot, window);
    tab->tell(exampleHistory());
    shoot(window, u"history"_s);
    const QList<HistoryRow *> rows = tab->findChildren<HistoryRow *>();
    rows.at(1)->setFocus();
    rows.at(1)->findChildren<QToolButton *>().constFirst()->click();
    shoot(window, u"history-open"_s);
    qobject_cast<QPushButton *>(findNamed(&window, u"Take a snapshot…"_s))->click();
    auto *dialog = window.findChild<NoteDialog *>();
    shoot(*dialog, u"history-note"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->close();
    delete dialog;
}

} // namespace portico::app
