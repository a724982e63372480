// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/plandialog.h"
#include "app/models/plangroups.h"
#include "tests/app/exampleplans.h"
#include "tests/app/findwidget.h"

#include <QCheckBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** What would happen, before packs and packages change: by clicks and keys, by accessible name. */
class TestPlanDialog final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aPlanIsToldInGroups_data();
    void aPlanIsToldInGroups();
    void aCompletePlanIsInstalledByEnter();
    void aClashIsLeftOutByAButton();
    void oneRequirementIsLeftOutByAButton();
    void eachNeedThatCannotBeMetHasItsChoices();
    void whatIsBuiltNeedsConsent();
    void nothingToAddIsSaid();
    void linesAreExplainedByKeys();
    void aFailureOffersAnotherTry();
    void escapeLeavesEverything();

private:
    PlanDialog &open(const ChangePlan &plan);

    QPointer<PlanDialog> m_dialog;
};

void TestPlanDialog::init()
{
    m_dialog.clear();
}

void TestPlanDialog::cleanup()
{
    delete m_dialog;
}

PlanDialog &TestPlanDialog::open(const ChangePlan &plan)
{
    m_dialog = new PlanDialog(u"Install Impact Pack"_s, nullptr);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    (void)QTest::qWaitForWindowActive(m_dialog);
    m_dialog->showPlan(plan);
    return *m_dialog;
}

void TestPlanDialog::aPlanIsToldInGroups_data()
{
    using Parts = QList<PlanPart>;
    QTest::addColumn<ChangePlan>("plan");
    QTest::addColumn<Parts>("parts");
    QTest::newRow("complete") << completePlan()
                              << Parts{PlanPart::Packs, PlanPart::Added, PlanPart::Torch,
                                       PlanPart::Provider, PlanPart::Present};
    QTest::newRow("clash") << clashingPlan()
                           << Parts{PlanPart::Unmet, PlanPart::Packs, PlanPart::Torch,
                                    PlanPart::Provider, PlanPart::Present};
    QTest::newRow("consent") << consentPlan()
                             << Parts{PlanPart::Packs,  PlanPart::Consent,  PlanPart::Added,
                                      PlanPart::Torch,  PlanPart::Provider, PlanPart::Remark,
                                      PlanPart::Present};
    QTest::newRow("nothing to add") << nothingPlan() << Parts{PlanPart::Packs, PlanPart::Present};
    QTest::newRow("only the packs") << removePlan() << Parts{PlanPart::Packs};
}

void TestPlanDialog::aPlanIsToldInGroups()
{
    QFETCH(ChangePlan, plan);
    QFETCH(QList<PlanPart>, parts);
    QList<PlanPart> found;
    for (const PlanGroup &group : planGroups(plan)) {
        found += group.part;
        QVERIFY(!group.title.isEmpty());
        QVERIFY(!group.lines.isEmpty());
    }
    QCOMPARE(found, parts);
    QVERIFY(!planSentence(plan).isEmpty());
    QVERIFY(!planTitle(plan).isEmpty());
}

void TestPlanDialog::aCompletePlanIsInstalledByEnter()
{
    PlanDialog &dialog = open(completePlan());
    QSignalSpy agreed(&dialog, &PlanDialog::agreed);
    auto *install = find<QPushButton>(u"Install"_s, &dialog);
    QVERIFY(install && install->isEnabled());
    QTRY_VERIFY(install->hasFocus());
    QVERIFY(!findNamed(&dialog, u"What happened"_s));
    QTest::keyClick(install, Qt::Key_Return);
    QCOMPARE(agreed.size(), 1);
    QCOMPARE(agreed[0][0].value<ChangeConsent>().sourceBuilds, SourceBuilds::Refuse);
    QVERIFY(!dialog.isVisible());
}

void TestPlanDialog::aClashIsLeftOutByAButton()
{
    PlanDialog &dialog = open(clashingPlan());
    QSignalSpy asked(&dialog, &PlanDialog::planRequested);
    QVERIFY(!find<QPushButton>(u"Install"_s, &dialog)->isEnabled());
    QTRY_VERIFY(find<QPushButton>(u"Leave out “Old Samplers”"_s, &dialog)); // laid out first
    auto *leave = find<QPushButton>(u"Leave out “Old Samplers”"_s, &dialog);
    QTest::mouseClick(leave, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toStringList(), QStringList{u"Old Samplers"_s});
    ChangePlan without = completePlan();
    without.layer->leftOutPacks = {u"Old Samplers"_s};
    dialog.showPlan(without);
    auto *install = find<QPushButton>(u"Install without “Old Samplers”"_s, &dialog);
    QVERIFY(install && install->isEnabled());
    QVERIFY(!findNamed(&dialog, u"Leave out “Old Samplers”"_s));
}

void TestPlanDialog::oneRequirementIsLeftOutByAButton()
{
    PlanDialog &dialog = open(refusedPlan());
    QSignalSpy asked(&dialog, &PlanDialog::planRequested);
    const QString text = u"Install without flash-attn of “Impact Pack”"_s;
    QTRY_VERIFY(find<QPushButton>(text, &dialog)); // laid out first
    QVERIFY(find<QPushButton>(u"Leave out “Impact Pack”"_s, &dialog));
    QTest::mouseClick(find<QPushButton>(text, &dialog), Qt::LeftButton);
    QCOMPARE(asked.value(0).value(0).toStringList(), QStringList{u"Impact Pack:flash-attn"_s});
    ChangePlan without = completePlan();
    without.layer->leftOutNeeds = {{{u"Impact Pack"_s, u"flash-attn"_s}, u"flash-attn>=2"_s}};
    dialog.showPlan(without);
    auto *install = find<QPushButton>(u"Install without “flash-attn”"_s, &dialog);
    QVERIFY(install && install->isEnabled());
    const QList<PlanGroup> groups = planGroups(without);
    const auto leftOut = std::find_if(groups.begin(), groups.end(), [](const PlanGroup &group) {
        return group.part == PlanPart::LeftOut;
    });
    QVERIFY(leftOut != groups.end());
    QCOMPARE(leftOut->lines.size(), 1);
    QVERIFY(leftOut->lines.first().more.contains(u"flash-attn>=2"_s));
}

void TestPlanDialog::eachNeedThatCannotBeMetHasItsChoices()
{
    ChangePlan plan = refusedPlan();
    plan.layer->unmet += clashingPlan().layer->unmet;
    PlanDialog &dialog = open(plan);
    QSignalSpy asked(&dialog, &PlanDialog::planRequested);
    auto *tree = find<QTreeWidget>(u"The plan"_s, &dialog);
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Down); // the second of them
    QTRY_VERIFY(find<QPushButton>(u"Leave out “Old Samplers”"_s, &dialog));
    QVERIFY(!findNamed(&dialog, u"Install without flash-attn of “Impact Pack”"_s));
    QTest::keyClick(tree, Qt::Key_Up);
    const QString text = u"Install without flash-attn of “Impact Pack”"_s;
    QTRY_VERIFY(find<QPushButton>(text, &dialog));
    QTest::mouseClick(find<QPushButton>(text, &dialog), Qt::LeftButton);
    ChangePlan second = clashingPlan();
    second.layer->leftOutPacks = {u"Old Samplers"_s}; // by the planner, not by choice
    dialog.showPlan(second);
    QTRY_VERIFY(find<QPushButton>(u"Leave out “Impact Pack”"_s, &dialog));
    QTest::mouseClick(find<QPushButton>(u"Leave out “Impact Pack”"_s, &dialog), Qt::LeftButton);
    QCOMPARE(asked.value(1).value(0).toStringList(),
             (QStringList{u"Impact Pack:flash-attn"_s, u"Impact Pack"_s}));
}

void TestPlanDialog::whatIsBuiltNeedsConsent()
{
    PlanDialog &dialog = open(consentPlan());
    QSignalSpy agreed(&dialog, &PlanDialog::agreed);
    auto *install = find<QPushButton>(u"Install"_s, &dialog);
    QVERIFY(!install->isEnabled());
    QVERIFY(!install->toolTip().isEmpty());
    auto *consent = dialog.findChild<QCheckBox *>();
    QVERIFY(consent->isVisible() && consent->text().contains(u"2"_s));
    QTest::mouseClick(consent, Qt::LeftButton, {}, {8, consent->height() / 2});
    QVERIFY(install->isEnabled());
    QTest::mouseClick(install, Qt::LeftButton);
    QCOMPARE(agreed.value(0).value(0).value<ChangeConsent>().sourceBuilds, SourceBuilds::Allow);
}

void TestPlanDialog::nothingToAddIsSaid()
{
    PlanDialog &dialog = open(nothingPlan());
    auto *sentence = find<QLabel>(u"What would happen"_s, &dialog);
    QVERIFY(sentence->text().startsWith(u"No further packages are needed"_s));
    QVERIFY(find<QPushButton>(u"Install"_s, &dialog)->isEnabled());
    dialog.showPlan(removePlan());
    QVERIFY(find<QPushButton>(u"Remove"_s, &dialog)->isEnabled());
    ChangePlan nothing;
    nothing.act = PackAct::Apply;
    dialog.showPlan(nothing);
    QVERIFY(sentence->text().contains(u"everything is as it should be"_s));
    QVERIFY(find<QPushButton>(u"Close"_s, &dialog)); // and nothing that could be agreed to
    QVERIFY(
        !find<QPushButton>(planAccept(ChangePlan{.act = PackAct::Apply}).remove(u'&'), &dialog));
}

void TestPlanDialog::linesAreExplainedByKeys()
{
    PlanDialog &dialog = open(completePlan());
    auto *tree = find<QTreeWidget>(u"The plan"_s, &dialog);
    QVERIFY(tree);
    tree->setFocus();
    tree->setCurrentItem(tree->topLevelItem(2)); // what is left to the own torch
    auto *about = find<QLabel>(u"About the chosen line"_s, &dialog);
    QVERIFY(about->text().contains(u"torch"_s));
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Down);
    QVERIFY2(about->text().contains(u"Impact Pack asks for torchvision==0.15.1+cpu."_s),
             qPrintable(about->text()));
    QVERIFY(!tree->topLevelItem(4)->isExpanded()); // what is there already
}

void TestPlanDialog::aFailureOffersAnotherTry()
{
    m_dialog = new PlanDialog(u"Update"_s, nullptr);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    QSignalSpy again(m_dialog, &PlanDialog::againRequested);
    QSignalSpy offer(m_dialog, &PlanDialog::offerTaken);
    m_dialog->showError({.code = ErrorCode::Refused,
                         .message = u"Two files were edited."_s,
                         .nextStep = u"Keep them aside."_s,
                         .detail = {}});
    m_dialog->offer(u"Keep them"_s);
    QTRY_VERIFY(find<QPushButton>(u"Keep them"_s, m_dialog)); // it is laid out first
    QTest::mouseClick(find<QPushButton>(u"Try again"_s, m_dialog), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>(u"Keep them"_s, m_dialog), Qt::LeftButton);
    QCOMPARE(again.size(), 1);
    QCOMPARE(offer.size(), 1);
    QVERIFY(findNamed(m_dialog, u"Two files were edited."_s));
    m_dialog->showPlan(completePlan());
    QVERIFY(!findNamed(m_dialog, u"Two files were edited."_s));
}

void TestPlanDialog::escapeLeavesEverything()
{
    PlanDialog &dialog = open(completePlan());
    QSignalSpy agreed(&dialog, &PlanDialog::agreed);
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(agreed.size(), 0);
}

QTEST_MAIN(TestPlanDialog)
#include "tst_plandialog.moc"
