// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logring.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

LogLine line(qint64 number, std::optional<qint64> replaces = {})
{
    LogLine made;
    made.number = number;
    made.text = u"line %1"_s.arg(number);
    made.replaces = replaces;
    return made;
}

QList<qint64> numbers(const LogBatch &batch)
{
    QList<qint64> found;
    for (const LogLine &told : batch.lines)
        found.append(told.number);
    return found;
}

constexpr qsizetype all = 1 << 20;

} // namespace

class TestLogRing : public QObject
{
    Q_OBJECT

private slots:
    void givesEachReaderItsOwnPlace()
    {
        LogRing ring;
        LogCursor fast = ring.cursorFrom(0);
        LogCursor slow = ring.cursorFrom(0);
        ring.append(line(1));
        QCOMPARE(numbers(ring.read(fast, all, all)), (QList<qint64>{1}));
        ring.append(line(2));
        QVERIFY(ring.hasMore(fast));
        QCOMPARE(numbers(ring.read(fast, all, all)), (QList<qint64>{2}));
        QCOMPARE(numbers(ring.read(slow, all, all)), (QList<qint64>{1, 2}));
        QVERIFY(!ring.hasMore(slow));
    }

    void countsWhatASlowReaderMissed()
    {
        LogRing ring({.lines = 10, .bytes = all});
        LogCursor cursor = ring.cursorFrom(0);
        for (qint64 i = 1; i <= 25; ++i)
            ring.append(line(i));
        QCOMPARE(ring.size(), 10);
        const LogBatch batch = ring.read(cursor, all, all);
        QCOMPARE(batch.lines.first().number, 16);
        QCOMPARE(batch.dropped, 15);
        ring.append(line(26));
        QCOMPARE(ring.read(cursor, all, all).dropped, 0);
    }

    void countsLinesThatNeverCameIn()
    {
        LogRing ring;
        LogCursor cursor = ring.cursorFrom(0);
        ring.append(line(1));
        ring.skip(1000);
        ring.append(line(2));
        const LogBatch batch = ring.read(cursor, all, all);
        QCOMPARE(batch.lines.size(), 2);
        QCOMPARE(batch.dropped, 1000);
    }

    void staysWithinItsMemory()
    {
        LogRing ring({.lines = all, .bytes = 100'000});
        for (qint64 i = 1; i <= 1000; ++i) {
            LogLine big = line(i);
            big.text = QString(5000, u'x');
            ring.append(big);
            QVERIFY(ring.bytes() <= 100'000);
        }
        QVERIFY(ring.size() > 5);
    }

    void keepsOneLineOfAMovingBar()
    {
        LogRing ring;
        LogCursor early = ring.cursorFrom(0);
        ring.append(line(1));
        ring.append(line(2));
        QCOMPARE(numbers(ring.read(early, all, all)), (QList<qint64>{1, 2}));
        ring.append(line(3, 2));
        ring.append(line(4, 3));
        QCOMPARE(ring.size(), 2);
        LogCursor late = ring.cursorFrom(0);
        const LogBatch fromStart = ring.read(late, all, all);
        QCOMPARE(numbers(fromStart), (QList<qint64>{1, 4}));
        QCOMPARE(fromStart.dropped, 0);
        const LogBatch redraw = ring.read(early, all, all);
        QCOMPARE(numbers(redraw), (QList<qint64>{4}));
        QCOMPARE(redraw.dropped, 0);
    }

    void givesBatches()
    {
        LogRing ring;
        for (qint64 i = 1; i <= 100; ++i)
            ring.append(line(i));
        LogCursor cursor = ring.cursorFrom(41);
        const LogBatch batch = ring.read(cursor, 7, all);
        QCOMPARE(batch.lines.first().number, 41);
        QCOMPARE(batch.lines.size(), 7);
        QCOMPARE(ring.tail(2), (QStringList{u"line 99"_s, u"line 100"_s}));
    }
};

QTEST_GUILESS_MAIN(TestLogRing)
#include "tst_logring.moc"
