// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/installpackdialog.h"
#include "app/dialogs/plandialog.h"
#include "app/dialogs/repairdialog.h"
#include "app/pages/diskpage.h"
#include "app/pages/fixacts.h"
#include "app/pages/installpage.h"
#include "core/jobs/job.h"
#include "core/jobs/jobrunner.h"
#include "tests/app/windowfixture.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The button of a diagnosis leads to what it promises. */
class TestFixActs final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_id = m_fixture.library().addRecord(u"Studio"_s);
        m_fixture.open().showInstall(m_id);
        m_acts = m_fixture.window().findChild<FixActs *>();
        QVERIFY(m_acts);
    }
    void cleanup() { m_fixture.close(); }

    void repairsOpenTheRepair_data()
    {
        QTest::addColumn<FixKind>("kind");
        QTest::newRow("torch") << FixKind::RepairTorch;
        QTest::newRow("the packages of ComfyUI") << FixKind::RepairEnvironment;
        QTest::newRow("what ComfyUI-Manager wants to do") << FixKind::ClearManagerWork;
    }
    void repairsOpenTheRepair()
    {
        QFETCH(FixKind, kind);
        carryOut(kind);
        auto *dialog = m_fixture.window().findChild<RepairDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->close();
    }

    void changesOfPacksOpenTheirPlan_data()
    {
        QTest::addColumn<FixKind>("kind");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("an update") << FixKind::UpdatePack << QStringList{u"Some-Pack"_s};
        QTest::newRow("its install.py") << FixKind::RunScript << QStringList{u"Some-Pack"_s};
        QTest::newRow("what it needs") << FixKind::InstallPackages << QStringList{u"Some-Pack"_s};
        QTest::newRow("what it needs and does not name")
            << FixKind::InstallPackages << QStringList{u"Some-Pack"_s, u"segment-anything"_s};
    }
    void changesOfPacksOpenTheirPlan()
    {
        QFETCH(FixKind, kind);
        QFETCH(QStringList, arguments);
        carryOut(kind, arguments);
        QTRY_VERIFY(m_fixture.window().findChild<PlanDialog *>());
        m_fixture.window().findChild<PlanDialog *>()->close();
    }

    void aPackIsDisabledByAJobThatIsSeen()
    {
        QSignalSpy ended(&m_fixture.library().context().jobs, &JobRunner::jobFinished);
        carryOut(FixKind::DisablePack, {u"Some-Pack"_s});
        QTRY_COMPARE(ended.size(), 1); // there is no such pack: the activity pane says so
        const auto *job = ended[0][0].value<Job *>();
        QVERIFY(job && job->error());
        QVERIFY(job->error()->message.contains(u"Some-Pack"_s));
    }

    void theSearchForAPackIsFilledIn()
    {
        carryOut(FixKind::FindPack, {u"FaceDetailer (pipe)"_s});
        auto *dialog = m_fixture.window().findChild<InstallPackDialog *>();
        QVERIFY(dialog);
        auto *words = m_fixture.find<QLineEdit>(u"Search the Comfy Registry"_s, dialog);
        QVERIFY(words);
        QCOMPARE(words->text(), u"node:FaceDetailer (pipe)"_s);
        dialog->close();
    }

    void aFullDiskShowsWhatTakesSpace()
    {
        carryOut(FixKind::FreeDisk);
        QTRY_VERIFY(m_fixture.window().findChild<DiskPage *>());
        QVERIFY(m_fixture.window().findChild<DiskPage *>()->isVisible());
    }

    void startsAndBuildsAreAskedFor()
    {
        FixActs acts(m_fixture.library().context(), &m_fixture.window()); // nobody listens
        QSignalSpy again(&acts, &FixActs::startRequested);
        QSignalSpy builds(&acts, &FixActs::versionsRequested);
        for (const FixKind kind :
             {FixKind::SafeStart, FixKind::FindGuiltyPack, FixKind::ChangeBuild}) {
            Diagnosis diagnosis;
            diagnosis.fix.kind = kind;
            acts.carryOut(m_id, diagnosis);
        }
        QCOMPARE(again.size(), 2);
        QCOMPARE(again[0][0].value<StartAct>(), StartAct::SafeStart);
        QCOMPARE(again[1][0].value<StartAct>(), StartAct::FindGuilty);
        QCOMPARE(builds.size(), 1);
    }

private:
    void carryOut(FixKind kind, const QStringList &arguments = {})
    {
        Diagnosis diagnosis;
        diagnosis.fix = {kind, arguments};
        m_acts->carryOut(m_id, diagnosis);
    }

    WindowFixture m_fixture;
    InstallId m_id;
    FixActs *m_acts = nullptr;
};

QTEST_MAIN(TestFixActs)
#include "tst_fixacts.moc"
