// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/context.h"
#include "app/dialogs/askdialog.h"
#include "app/models/keptlook.h"
#include "app/pages/keptrows.h"
#include "app/widgets/keptrow.h"
#include "app/window/mainwindow.h"
#include "core/vendoring/vendoredstore.h"
#include "tests/app/examplekept.h"
#include "tests/app/windowfixture.h"

#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** What is kept for offline, on the Disk page: real records and files in a library's store. */
class TestKeptRows final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { m_fixture.close(); }

    void withoutAnyItSaysHow();
    void filesAreComparedAndDamageIsNamed();
    void oneGoesAfterItWasAsked();
    void oneFileCarriesItAway();
    void whatIsMissingIsSaid();
    void anInterruptedOneIsSaid();
    void aPlanIsInGroups();

private:
    Library places() { return Library(m_fixture.library().root()); }
    MainWindow &openDisk();
    QList<KeptRow *> rows() const;
    static bool says(const QWidget *row, const QString &sentence);

    WindowFixture m_fixture;
};

MainWindow &TestKeptRows::openDisk()
{
    MainWindow &window = m_fixture.open();
    window.showPlace(Sidebar::Place::Disk);
    return window;
}

QList<KeptRow *> TestKeptRows::rows() const
{
    QList<KeptRow *> shown;
    for (KeptRow *row : m_fixture.window().findChildren<KeptRow *>()) {
        if (row->isVisibleTo(&m_fixture.window()))
            shown += row;
    }
    return shown;
}

bool TestKeptRows::says(const QWidget *row, const QString &sentence)
{
    for (const QLabel *label : row->findChildren<QLabel *>()) {
        if (label->isVisibleTo(row) && label->text().contains(sentence))
            return true;
    }
    return false;
}

void TestKeptRows::withoutAnyItSaysHow()
{
    MainWindow &window = openDisk();
    QTRY_VERIFY(says(&window, u"Nothing is kept yet."_s));
    QVERIFY(rows().isEmpty());
}

void TestKeptRows::filesAreComparedAndDamageIsNamed()
{
    const VendoredState state = writeKept(places(), u"Studio"_s);
    openDisk();
    QTRY_COMPARE(rows().size(), 1);
    KeptRow *row = rows().constFirst();
    QVERIFY(says(row, u"ComfyUI 0.33.0"_s));
    auto *check = row->findChild<QPushButton *>();
    check->click();
    QTRY_VERIFY(says(row, u"as they were kept"_s));
    QVERIFY(check->isEnabled());
    QVERIFY(QFile::resize(vendoredPath(places(), state.files.constFirst()), 3));
    check->click();
    QTRY_VERIFY(says(row, u"The first is Foo.tar.zst."_s));
    QVERIFY(check->accessibleName().startsWith(u"Repair: Studio"_s));
}

void TestKeptRows::oneGoesAfterItWasAsked()
{
    const VendoredState first = writeKept(places(), u"Studio"_s);
    writeKept(places(), u"Other"_s);
    openDisk();
    QTRY_COMPARE(rows().size(), 2);
    KeptRow *row = rows().constFirst();
    const QString gone = row->look().id;
    emit row->menuRequested({});
    auto *menu = m_fixture.window().findChild<KeptRows *>()->findChild<QMenu *>();
    QVERIFY(menu);
    menu->actions().constLast()->trigger();
    auto *dialog = m_fixture.window().findChild<AskDialog *>();
    QVERIFY(dialog);
    QCOMPARE(listVendored(places()).states.size(), 2);
    dialog->accept();
    QTRY_COMPARE(rows().size(), 1);
    QVERIFY(rows().constFirst()->look().id != gone);
    const VendoredList left = listVendored(places());
    QCOMPARE(left.states.size(), 1);
    QVERIFY(left.states.constFirst().id != gone);
}

void TestKeptRows::oneFileCarriesItAway()
{
    const VendoredState state = writeKept(places(), u"Studio"_s);
    openDisk();
    QTRY_COMPARE(rows().size(), 1);
    auto *page = m_fixture.window().findChild<KeptRows *>();
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"studio.tar"_s);
    emit rows().constFirst()->menuRequested({});
    for (QAction *action : page->findChild<QMenu *>()->actions()) {
        if (action->text().contains(u"Export"_s))
            action->trigger();
    }
    emit page->findChild<QFileDialog *>()->fileSelected(file);
    QTRY_VERIFY(QFileInfo::exists(file));
    QVERIFY(dropVendored(places(), state, {}));
    page->look();
    QTRY_VERIFY(rows().isEmpty());
    delete page->findChild<QFileDialog *>();
    m_fixture.click(u"Import what was kept elsewhere"_s);
    emit page->findChild<QFileDialog *>()->fileSelected(file);
    QTRY_COMPARE(rows().size(), 1);
    QCOMPARE(rows().constFirst()->look().id, state.id);
    QVERIFY(QFileInfo::exists(vendoredPath(places(), state.files.constFirst())));
}

void TestKeptRows::whatIsMissingIsSaid()
{
    VendoredState state;
    state.install.name = u"Studio"_s;
    state.isFinished = true;
    state.lacks = {{.kind = VendoredKind::Wheel,
                    .name = u"number 1.0"_s,
                    .why = {.code = ErrorCode::NotFound,
                            .message = u"It is gone."_s,
                            .nextStep = u"Ask its makers."_s,
                            .detail = {}}}};
    const KeptLook look = keptLook(state);
    QVERIFY2(look.problem.contains(u"number 1.0"_s), qPrintable(look.problem));
    QVERIFY2(look.problem.endsWith(u"It is gone. Ask its makers."_s), qPrintable(look.problem));
    QCOMPARE(verdictText({.state = state}), look.problem);
}

void TestKeptRows::anInterruptedOneIsSaid()
{
    VendoredState state;
    QVERIFY(keptLook(state).problem.contains(u"interrupted"_s));
}

void TestKeptRows::aPlanIsInGroups()
{
    KeepPlan plan{
        .id = u"studio-1"_s,
        .items = {{.kind = VendoredKind::Wheel, .name = u"number 1.0"_s, .isFetched = true},
                  {.kind = VendoredKind::Pack, .name = u"Foo"_s, .bytes = 2048},
                  {.kind = VendoredKind::Wheel, .name = u"a 1"_s, .bytes = 1, .isKept = true}}};
    const QList<PlanGroup> groups = keepGroups(plan);
    QCOMPARE(groups.size(), 2);
    QCOMPARE(groups[0].lines.size(), 1);
    QCOMPARE(groups[0].lines[0].version, u"2 KiB"_s);
    QCOMPARE(groups[1].lines[0].note, u"has to be fetched"_s);
    QCOMPARE(groups[1].lines[0].version, QString());
    QCOMPARE(groups[1].lines[1].note, u"kept already"_s);
    QVERIFY(keepSentence(plan).contains(u"2 KiB"_s));
    for (KeepItem &item : plan.items)
        item.isKept = true;
    QVERIFY(keepSentence(plan).startsWith(u"All of it is kept already."_s));
}

QTEST_MAIN(TestKeptRows)
#include "tst_keptrows.moc"
