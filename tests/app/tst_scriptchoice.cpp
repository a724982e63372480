// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/plandialog.h"
#include "app/dialogs/scriptdialog.h"
#include "app/models/plangroups.h"
#include "tests/app/examplepacks.h"
#include "tests/app/exampleplans.h"
#include "tests/app/testlibrary.h"

#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The install.py of packs in the dialog that shows a plan: by clicks and keys. */
class TestScriptChoice final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { delete m_dialog; }

    void scriptsAreShownAndRunByConsentAlone();
    void whatScriptsAddedIsLookedAtAgain();
    void aScriptOfAPackThatIsThere();

private:
    PlanDialog &open(const ChangePlan &plan);

    QPointer<PlanDialog> m_dialog;
};

PlanDialog &TestScriptChoice::open(const ChangePlan &plan)
{
    m_dialog = new PlanDialog(u"Install Impact Pack"_s, nullptr);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    m_dialog->showPlan(plan);
    return *m_dialog;
}

void TestScriptChoice::scriptsAreShownAndRunByConsentAlone()
{
    PlanDialog &dialog = open(completePlan());
    QSignalSpy agreed(&dialog, &PlanDialog::agreed);
    const QString pack = u"ComfyUI-Impact-Pack"_s;
    auto *box =
        find<QCheckBox>(u"Run the install.py of %1 in a throwaway copy"_s.arg(pack), &dialog);
    QVERIFY(box && !box->isChecked());
    auto *about = find<QLabel>(u"About running install.py"_s, &dialog);
    QVERIFY(about && about->text().contains(u"with your rights"_s));
    QVERIFY(about->text().contains(u"5.2"_s)); // of the disk
    QTest::mouseClick(find<QPushButton>(u"Show the install.py of %1"_s.arg(pack), &dialog),
                      Qt::LeftButton);
    auto *script = dialog.findChild<ScriptDialog *>();
    QVERIFY(script && script->isVisible());
    auto *text = find<QPlainTextEdit>(u"The text of install.py"_s, script);
    QVERIFY(text && text->isReadOnly() && text->toPlainText().contains(u"import subprocess"_s));
    QTest::keyClick(script, Qt::Key_Escape);
    QVERIFY(dialog.isVisible());
    QTest::mouseClick(find<QPushButton>(u"Install"_s, &dialog), Qt::LeftButton);
    QCOMPARE(agreed.value(0).value(0).value<ChangeConsent>().scripts, QStringList());
    QVERIFY(!dialog.isVisible());
}

void TestScriptChoice::whatScriptsAddedIsLookedAtAgain()
{
    PlanDialog &dialog = open(completePlan());
    QSignalSpy agreed(&dialog, &PlanDialog::agreed);
    const QString name = u"Run the install.py of ComfyUI-Impact-Pack in a throwaway copy"_s;
    auto *box = find<QCheckBox>(name, &dialog);
    QTest::keyClick(box, Qt::Key_Space);
    auto *run = find<QPushButton>(u"Run it, then look again"_s, &dialog);
    QVERIFY(run && run->isEnabled());
    QTest::mouseClick(run, Qt::LeftButton);
    QCOMPARE(agreed.value(0).value(0).value<ChangeConsent>().scripts,
             QStringList{u"ComfyUI-Impact-Pack"_s});
    QVERIFY(dialog.isVisible()); // what it adds is shown next
    ChangePlan after = completePlan();
    after.steps.first().script->hasRun = true;
    after.steps.first().script->needs = {u"easy==1.0"_s};
    dialog.showPlan(after);
    QVERIFY(!find<QCheckBox>(name, &dialog));
    const QList<PlanGroup> groups = planGroups(after);
    const auto tells = [](const PlanLine &line) { return line.more.contains(u"easy==1.0"_s); };
    QVERIFY(std::any_of(groups[0].lines.begin(), groups[0].lines.end(), tells));
    QTest::mouseClick(find<QPushButton>(u"Install"_s, &dialog), Qt::LeftButton);
    QCOMPARE(agreed.value(1).value(0).value<ChangeConsent>().scripts, QStringList());
    QVERIFY(!dialog.isVisible());
}

void TestScriptChoice::aScriptOfAPackThatIsThere()
{
    ChangePlan plan = completePlan();
    plan.act = PackAct::RunScript;
    plan.steps.first().act = PackAct::RunScript;
    plan.layer->added.clear();
    PlanDialog &dialog = open(plan);
    QSignalSpy agreed(&dialog, &PlanDialog::agreed);
    QVERIFY(!find<QCheckBox>(u"Run the install.py of ComfyUI-Impact-Pack in a throwaway copy"_s,
                             &dialog)); // it is what was asked for
    QTest::mouseClick(find<QPushButton>(u"Run it"_s, &dialog), Qt::LeftButton);
    QCOMPARE(agreed.value(0).value(0).value<ChangeConsent>().scripts,
             QStringList{u"ComfyUI-Impact-Pack"_s});
    QVERIFY(dialog.isVisible());
    plan.steps.first().script->hasRun = true;
    dialog.showPlan(plan);
    QVERIFY(find<QPushButton>(u"Take it over"_s, &dialog));
}

QTEST_MAIN(TestScriptChoice)
#include "tst_scriptchoice.moc"
