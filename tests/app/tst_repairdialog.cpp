// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/repairdialog.h"
#include "tests/app/exampleplans.h"
#include "tests/app/findwidget.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** A repair as a person agrees to it, sees its end and takes it back. */
class TestRepairDialog final : public QObject
{
    Q_OBJECT

private slots:
    void aRepairIsPlannedAndRun();
    void aRepairOfOnesOwnFolderIsUndone();
};

void TestRepairDialog::aRepairIsPlannedAndRun()
{
    RepairDialog dialog(u"Studio"_s, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QSignalSpy asked(&dialog, &RepairDialog::repairRequested);
    QVERIFY(!find<QPushButton>(u"Repair"_s, &dialog)->isEnabled());
    dialog.showPlan(exampleRepair());
    QVERIFY(findNamed(&dialog, u"Put back 1,214 files of torch, torchvision"_s));
    auto *pending =
        find<QCheckBox>(u"Clear what ComfyUI-Manager would still do at the next start"_s, &dialog);
    QVERIFY(pending && !pending->isChecked());
    QTest::mouseClick(pending, Qt::LeftButton, {}, {8, pending->height() / 2});
    QTest::mouseClick(find<QPushButton>(u"Repair"_s, &dialog), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    const auto choices = asked[0][0].value<RepairRequest>();
    QCOMPARE(choices.start, FinalStart::Start);
    QCOMPARE(choices.pending, PendingWork::Clear);
    QCOMPARE(choices.edits, HandEdits::Leave);
    dialog.showOutcome(exampleOutcome());
    auto *words = find<QLabel>(u"How the repair stands"_s, &dialog);
    QVERIFY(words->text().contains(u"studio-repair-1"_s));
    QVERIFY(!findNamed(&dialog, u"Undo the repair"_s));
}

void TestRepairDialog::aRepairOfOnesOwnFolderIsUndone()
{
    RepairDialog dialog(u"Own"_s, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QSignalSpy undo(&dialog, &RepairDialog::undoRequested);
    RepairOutcome outcome = exampleOutcome();
    outcome.plan.isAdopted = true;
    dialog.showOutcome(outcome);
    auto *button = find<QPushButton>(u"Undo the repair"_s, &dialog);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(undo.size(), 1);
    dialog.showUndone();
    QVERIFY(!findNamed(&dialog, u"Undo the repair"_s));
}

QTEST_MAIN(TestRepairDialog)
#include "tst_repairdialog.moc"
