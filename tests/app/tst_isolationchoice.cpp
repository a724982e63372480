// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/plandialog.h"
#include "app/models/packrow.h"
#include "app/models/plangroups.h"
#include "tests/app/examplepacks.h"
#include "tests/app/exampleplans.h"
#include "tests/app/testlibrary.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** A pack whose needs clash may get a Python of its own: offered where it can be, by click and key.
 */
class TestIsolationChoice final : public QObject
{
    Q_OBJECT

private slots:
    void aClashOffersToIsolateOneOfThePacks();
    void aPackThatCannotBeIsNotOffered();
    void whatHappensIsSaid();
    void anIsolatedPackSaysSo();
};

void TestIsolationChoice::aClashOffersToIsolateOneOfThePacks()
{
    PlanDialog dialog(u"Install Impact Pack"_s, nullptr);
    dialog.showPlan(clashingPlan());
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto *button = qobject_cast<QPushButton *>(findNamed(&dialog, u"Isolate “Old Samplers”"_s));
    QVERIFY(button);
    QVERIFY(!findNamed(&dialog, u"Isolate “Impact Pack”"_s));
    QVERIFY(findNamed(&dialog, u"Leave out “Impact Pack”"_s));
    QSignalSpy asked(&dialog, &PlanDialog::isolationRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.constFirst().constFirst().toString(), u"Old Samplers"_s);
}

void TestIsolationChoice::aPackThatCannotBeIsNotOffered()
{
    PlanDialog dialog(u"Install Impact Pack"_s, nullptr);
    ChangePlan plan = clashingPlan();
    plan.canIsolate.clear();
    dialog.showPlan(plan);
    QVERIFY(!findNamed(&dialog, u"Isolate “Old Samplers”"_s));
    QVERIFY(findNamed(&dialog, u"Leave out “Old Samplers”"_s));
}

void TestIsolationChoice::whatHappensIsSaid()
{
    ChangePlan plan = completePlan();
    plan.act = PackAct::Isolate;
    plan.steps = {PackStep{.act = PackAct::Isolate, .pack = u"Old Samplers"_s}};
    QCOMPARE(planTitle(plan), u"Isolate “Old Samplers”?"_s);
    QCOMPARE(planPacks(plan).lines.constFirst().note, u"gets a Python of its own"_s);
    plan.act = PackAct::Rejoin;
    plan.steps.first().act = PackAct::Rejoin;
    QCOMPARE(planTitle(plan), u"Undo the isolation of “Old Samplers”?"_s);
    QCOMPARE(planAccept(plan), u"&Undo isolation"_s);
}

void TestIsolationChoice::anIsolatedPackSaysSo()
{
    PackRow row{.pack = {.name = u"Foo"_s, .folder = u"/packs/Foo"_s}};
    QVERIFY(!packSentence(row).contains(u"isolated"_s));
    row.pack.inner = u"/packs/Foo/nodes/isolated/Foo"_s;
    QVERIFY(packSentence(row).contains(u"isolated"_s));
    row.pack.wantsIsolation = true; // its wrapper has a comfy-env.toml
    const QList<PackRow> rows = packRows({row.pack}, {PackState{.pack = u"Foo"_s}}, {});
    QVERIFY(rows.constFirst().condition != PackCondition::NeedsIsolation);
}

QTEST_MAIN(TestIsolationChoice)
#include "tst_isolationchoice.moc"
