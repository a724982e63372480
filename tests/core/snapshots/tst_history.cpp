// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/history.h"
#include "samplecontent.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What an install's snapshots tell of what became of it. */
class TestHistory final : public QObject
{
    Q_OBJECT

private slots:
    void eachStateTellsWhatCameAfterIt();
    void theStateOfNowIsKnown();
    void anImportedOneIsNoStepOfTheWay();
    void brokenOnesAreNamed();
    void withoutAnyThereIsNoHistory();

private:
    static Snapshot snapshot(const QStringList &arguments, KeepReason reason)
    {
        Snapshot one{.content = sampleContent(), .reason = reason};
        one.content.arguments = arguments;
        one.id = snapshotId(toJson(one.content));
        return one;
    }
    static SnapshotContent with(const QStringList &arguments)
    {
        return snapshot(arguments, KeepReason::ByHand).content;
    }
};

void TestHistory::eachStateTellsWhatCameAfterIt()
{
    const History history = historyOf({.snapshots = {snapshot({u"--two"_s}, KeepReason::Settings),
                                                     snapshot({u"--one"_s}, KeepReason::Settings)}},
                                      with({u"--three"_s}));
    QCOMPARE(history.steps.size(), 2);
    const SnapshotChange last = history.steps[0].after.constFirst();
    QCOMPARE(last.before, u"--two"_s);
    QCOMPARE(last.after, u"--three"_s);
    const SnapshotChange first = history.steps[1].after.constFirst();
    QCOMPARE(first.before, u"--one"_s);
    QCOMPARE(first.after, u"--two"_s);
    QVERIFY(!history.steps[0].isNow && !history.steps[1].isNow);
}

void TestHistory::theStateOfNowIsKnown()
{
    const History history = historyOf({.snapshots = {snapshot({u"--two"_s}, KeepReason::GoodStart),
                                                     snapshot({u"--one"_s}, KeepReason::Settings)}},
                                      with({u"--two"_s}));
    QVERIFY(history.steps[0].isNow);
    QVERIFY(history.steps[0].after.isEmpty());
    QVERIFY(!history.steps[1].isNow);
}

void TestHistory::anImportedOneIsNoStepOfTheWay()
{
    const History history = historyOf({.snapshots = {snapshot({u"--other"_s}, KeepReason::Import),
                                                     snapshot({u"--one"_s}, KeepReason::Settings)}},
                                      with({u"--two"_s}));
    QVERIFY(history.steps[0].after.isEmpty());
    QCOMPARE(history.steps[1].after.constFirst().after, u"--two"_s);
}

void TestHistory::brokenOnesAreNamed()
{
    const Error torn{
        .code = ErrorCode::Corrupt, .message = u"It is torn."_s, .nextStep = {}, .detail = {}};
    const History history =
        historyOf({.snapshots = {}, .broken = {{.file = u"/a.json"_s, .error = torn}}}, with({}));
    QCOMPARE(history.broken.constFirst().file, u"/a.json"_s);
}

void TestHistory::withoutAnyThereIsNoHistory()
{
    QVERIFY(historyOf({}, with({})).steps.isEmpty());
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
