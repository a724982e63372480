// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/installsmodel.h"
#include "app/models/jobsmodel.h"
#include "app/models/texts.h"
#include "tests/app/testlibrary.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The models over real stores. */
class TestModels final : public QObject
{
    Q_OBJECT

private slots:
    void installsAreSortedAndFollowTheStore();
    void renamingByEditingIsSaved();
    void aNameThatSaysNothingIsNotTaken();
    void jobsAreNewestFirstAndTellHowTheyEnded();
    void durationsAreAsPeopleSayThem_data();
    void durationsAreAsPeopleSayThem();
    void momentsAreSmallWithinASentence();
    void acceleratorsAreAsPeopleWriteThem_data();
    void acceleratorsAreAsPeopleWriteThem();
};

void TestModels::installsAreSortedAndFollowTheStore()
{
    TestLibrary library;
    library.addRecord(u"Beta"_s);
    library.open();
    InstallsModel model(library.context().installs, library.context().sessions);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 1);
    library.addRecord(u"Alpha"_s);
    library.context().installs.rescan();
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), u"Alpha"_s);
    QCOMPARE(model.index(0).data(InstallsModel::SubtitleRole).toString(), u"Stopped"_s);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), u"Beta, Stopped"_s);
}

void TestModels::renamingByEditingIsSaved()
{
    TestLibrary library;
    const InstallId first = library.addRecord(u"Alpha"_s);
    library.addRecord(u"Beta"_s);
    library.open();
    InstallsModel model(library.context().installs, library.context().sessions);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QPersistentModelIndex kept(model.index(0));
    QVERIFY(model.setData(model.index(0), u"Zulu"_s, Qt::EditRole));
    QTRY_COMPARE(model.rowOf(first), 1);
    QCOMPARE(kept.row(), 1);
    const Result<Install> saved = loadInstall(library.context().installs.library(), first);
    QVERIFY(bool(saved));
    QCOMPARE(saved->name, u"Zulu"_s);
}

void TestModels::aNameThatSaysNothingIsNotTaken()
{
    TestLibrary library;
    library.addRecord(u"Alpha"_s);
    library.open();
    InstallsModel model(library.context().installs, library.context().sessions);
    QVERIFY(!model.setData(model.index(0), u"   "_s, Qt::EditRole));
    QVERIFY(!model.setData(model.index(0), u" Alpha "_s, Qt::EditRole));
    QCOMPARE(model.index(0).data().toString(), u"Alpha"_s);
}

void TestModels::jobsAreNewestFirstAndTellHowTheyEnded()
{
    JobRunner runner;
    JobsModel model(runner);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::atomic<bool> mayEnd = false;
    const auto work = [&mayEnd](const JobContext &job) -> Result<> {
        job.report({.step = u"Download"_s, .done = 5, .total = 10, .unit = ProgressUnit::Bytes});
        while (!mayEnd && !job.isCancelled())
            std::this_thread::yield();
        return Error{
            .code = ErrorCode::DiskFull, .message = u"Full."_s, .nextStep = {}, .detail = {}};
    };
    runner.start<void>({.title = u"First"_s, .exclusiveKey = {}}, work, this, nullptr);
    runner.start<void>({.title = u"Second"_s, .exclusiveKey = {}}, work, this, nullptr);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), u"Second"_s);
    QTRY_COMPARE(model.index(1).data(JobsModel::StepRole).toString(), u"Download"_s);
    QCOMPARE(model.index(1).data(JobsModel::DoneRole).toLongLong(), 5);
    mayEnd = true;
    QTRY_COMPARE(model.index(1).data(JobsModel::StateRole).toInt(), int(JobState::Failed));
    QCOMPARE(model.index(1).data(JobsModel::ErrorRole).toString(), u"Full."_s);
    QTRY_VERIFY(!runner.isBusy());
    runner.clearFinished();
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::durationsAreAsPeopleSayThem_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds alone") << qint64(18) << u"18 s"_s;
    QTest::newRow("minutes with seconds") << qint64(72) << u"1 m 12 s"_s;
    QTest::newRow("hours with minutes") << qint64(3 * 3600 + 300) << u"3 h 5 m"_s;
    QTest::newRow("a clock that went back counts as nothing") << qint64(-5) << u"0 s"_s;
}

void TestModels::durationsAreAsPeopleSayThem()
{
    QFETCH(qint64, seconds);
    QTEST(durationText(std::chrono::seconds(seconds)), "text");
}

void TestModels::momentsAreSmallWithinASentence()
{
    QStringList texts;
    QDate day;
    do { // not over midnight
        day = QDate::currentDate();
        texts.clear();
        for (const int ago : {0, 1, 2}) {
            const QDateTime moment(day.addDays(-ago), QTime(10, 30));
            texts << momentText(moment) << momentWithin(moment);
        }
    } while (day != QDate::currentDate());
    QVERIFY2(texts.at(0).startsWith("Today at 10:30"_L1), qPrintable(texts.at(0)));
    QVERIFY2(texts.at(1).startsWith("today at 10:30"_L1), qPrintable(texts.at(1)));
    QVERIFY2(texts.at(2).startsWith("Yesterday at 10:30"_L1), qPrintable(texts.at(2)));
    QVERIFY2(texts.at(3).startsWith("yesterday at 10:30"_L1), qPrintable(texts.at(3)));
    QCOMPARE(texts.at(4), texts.at(5));
    QVERIFY(texts.at(4).contains(" at 10:30"_L1));
}

void TestModels::acceleratorsAreAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("accelerator");
    QTest::addColumn<QString>("text");
    QTest::newRow("CUDA with its version") << u"cuda 13.0"_s << u"CUDA 13.0"_s;
    QTest::newRow("ROCm keeps its small letter") << u"rocm 7.2"_s << u"ROCm 7.2"_s;
    QTest::newRow("the processor alone") << u"cpu"_s << u"CPU"_s;
    QTest::newRow("nothing known") << QString() << QString();
}

void TestModels::acceleratorsAreAsPeopleWriteThem()
{
    QFETCH(QString, accelerator);
    QTEST(acceleratorText(accelerator), "text");
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
