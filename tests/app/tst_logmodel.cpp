// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/logmodel.h"
#include "app/widgets/loglayout.h"
#include "app/widgets/logsearch.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

namespace {

LogLine line(qint64 number, const QString &text, LogLevel level = LogLevel::Info)
{
    LogLine made;
    made.number = number;
    made.text = text;
    made.level = level;
    return made;
}

QList<LogLine> traceback(qint64 from)
{
    return {line(from, u"!!! Exception during processing !!! bad"_s, LogLevel::Error),
            line(from + 1, u"Traceback (most recent call last):"_s),
            line(from + 2, u"  File \"nodes.py\", line 1, in run"_s),
            line(from + 3, u"    raise ValueError"_s),
            line(from + 4, u"ValueError: bad"_s),
            line(from + 5, u"Prompt executed in 0.10 seconds"_s)};
}

QStringList shown(const LogLayout &layout)
{
    QStringList texts;
    for (const LogLayout::Entry &entry : layout.entries())
        texts.append(layout.shownText(entry.sequence));
    return texts;
}

} // namespace

class TestLogModel final : public QObject
{
    Q_OBJECT

private slots:
    void modelKeepsItsPromisesWhileLinesComeAndGo();
    void oldestLinesGoWhenThereAreTooMany();
    void aMovingBarStaysOneRow();
    void leftOutLinesAreSaid();
    void aTracebackIsOneRowWithItsLastLine();
    void tracebacksThatJoinAreOneFold();
    void levelFilterHidesWhatIsLess();
    void longLinesWrapByColumns_data();
    void longLinesWrapByColumns();
    void searchFindsInEitherCaseAndGoesAround();
    void searchFollowsNewAndForgetsOldLines();
};

void TestLogModel::modelKeepsItsPromisesWhileLinesComeAndGo()
{
    LogModel model(50);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 20; ++round) {
        model.append(traceback(round * 10), round % 3);
        LogLine bar = line(round * 10 + 7, u"50%"_s);
        bar.progress = LogProgress{.description = {}, .percent = 50, .detail = {}};
        model.append({bar}, 0);
        bar.replaces = bar.number;
        ++bar.number;
        bar.progress->percent = 60;
        model.append({bar}, 0);
    }
    QVERIFY(model.rowCount() <= 50);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.append({line(1, u"again"_s)}, 0);
    QCOMPARE(model.rowCount(), 1);
}

void TestLogModel::oldestLinesGoWhenThereAreTooMany()
{
    LogModel model(10);
    for (int i = 0; i < 25; ++i)
        model.append({line(i, QString::number(i))}, 0);
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.firstSequence(), 15);
    QCOMPARE(model.at(15).line.text, u"15"_s);
    QCOMPARE(model.text(23, 25), u"23\n24\n"_s);
}

void TestLogModel::aMovingBarStaysOneRow()
{
    LogModel model;
    model.append({line(1, u"0%"_s)}, 0);
    for (int i = 2; i < 100; ++i) {
        LogLine next = line(i, u"%1%"_s.arg(i));
        next.replaces = i % 2 == 0 ? i - 1 : 1; // by its last drawing, or by its first
        model.append({next}, 0);
    }
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).line.text, u"99%"_s);
}

void TestLogModel::leftOutLinesAreSaid()
{
    LogModel model;
    model.append({line(1, u"first"_s)}, 0);
    model.append({line(1'002, u"after"_s)}, 1'000);
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.at(1).line.text.contains(u"1000"_s));
    QCOMPARE(model.droppedLines(), 1'000);
}

void TestLogModel::aTracebackIsOneRowWithItsLastLine()
{
    LogModel model;
    model.append(traceback(1), 0);
    LogLayout layout(model);
    QCOMPARE(shown(layout),
             QStringList({u"!!! Exception during processing !!! bad"_s, u"ValueError: bad"_s,
                          u"Prompt executed in 0.10 seconds"_s}));
    QCOMPARE(model.at(1).foldedLines, 4);
    QCOMPARE(model.at(1).line.level, LogLevel::Error);
    layout.toggleFold(1);
    QCOMPARE(layout.entries().size(), size_t(6));
    QCOMPARE(layout.shownText(1), u"Traceback (most recent call last):"_s);
    layout.toggleFold(1);
    QCOMPARE(layout.entries().size(), size_t(3));
}

void TestLogModel::tracebacksThatJoinAreOneFold()
{
    LogModel model;
    model.append({line(1, u"Traceback (most recent call last):"_s), line(2, u"  a"_s),
                  line(3, u"KeyError: 'x'"_s), line(4, QString()),
                  line(5, u"During handling of the above exception, another exception occurred:"_s),
                  line(6, QString()), line(7, u"Traceback (most recent call last):"_s),
                  line(8, u"  b"_s), line(9, u"RuntimeError: second"_s), line(10, u"next"_s)},
                 0);
    const LogLayout layout(model);
    QCOMPARE(shown(layout), QStringList({u"RuntimeError: second"_s, u"next"_s}));
    QCOMPARE(model.at(0).foldedLines, 9);
}

void TestLogModel::levelFilterHidesWhatIsLess()
{
    LogModel model;
    model.append({line(1, u"info"_s), line(2, u"warning"_s, LogLevel::Warning),
                  line(3, u"error"_s, LogLevel::Error)},
                 0);
    LogLayout layout(model);
    layout.setMinimumLevel(LogLevel::Warning);
    QCOMPARE(shown(layout), QStringList({u"warning"_s, u"error"_s}));
    model.append({line(4, u"more"_s), line(5, u"worse"_s, LogLevel::Error)}, 0);
    layout.takeNewRows();
    QCOMPARE(shown(layout), QStringList({u"warning"_s, u"error"_s, u"worse"_s}));
}

void TestLogModel::longLinesWrapByColumns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QStringList>("pieces");
    QTest::newRow("a short line stays whole") << u"abc"_s << 5 << QStringList{u"abc"_s};
    QTest::newRow("an empty line is one piece") << QString() << 5 << QStringList{QString()};
    QTest::newRow("a long line is cut")
        << u"abcdefg"_s << 3 << QStringList{u"abc"_s, u"def"_s, u"g"_s};
    QTest::newRow("a cut is made between words where one is near")
        << u"one two three four five"_s << 12
        << QStringList{u"one two "_s, u"three four "_s, u"five"_s};
    QTest::newRow("a long word is torn")
        << u"ab cdefghijklmno"_s << 9 << QStringList{u"ab cdefgh"_s, u"ijklmno"_s};
    QTest::newRow("wide characters count twice")
        << u"日本語"_s << 4 << QStringList{u"日本"_s, u"語"_s};
    QTest::newRow("a pair is not torn") << u"a😀b"_s << 2 << QStringList{u"a"_s, u"😀"_s, u"b"_s};
}

void TestLogModel::longLinesWrapByColumns()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QFETCH(QStringList, pieces);
    QStringList found;
    for (const QStringView piece : wrapped(text, columns))
        found.append(piece.toString());
    QCOMPARE(found, pieces);
}

void TestLogModel::searchFindsInEitherCaseAndGoesAround()
{
    LogModel model;
    model.append({line(1, u"Alpha"_s), line(2, u"beta"_s), line(3, u"ALPHA again"_s)}, 0);
    LogSearch search(model);
    search.setQuery(u"alpha"_s, LogLevel::Debug);
    QCOMPARE(search.count(), 2);
    QCOMPARE(search.after(-1), 0);
    QCOMPARE(search.after(0), 2);
    QCOMPARE(search.after(2), 0);
    QCOMPARE(search.before(0), 2);
    QCOMPARE(search.place(2), 2);
    search.setQuery(u"gamma"_s, LogLevel::Debug);
    QCOMPARE(search.after(0), -1);
}

void TestLogModel::searchFollowsNewAndForgetsOldLines()
{
    LogModel model(4);
    LogSearch search(model);
    search.setQuery(u"x"_s, LogLevel::Debug);
    model.append({line(1, u"x1"_s), line(2, u"y"_s), line(3, u"x3"_s)}, 0);
    QTRY_COMPARE(search.count(), 2);
    model.append({line(4, u"x4"_s), line(5, u"y"_s)}, 0);
    QTRY_COMPARE(search.after(2), 3);
    QCOMPARE(search.after(-1), 2);
    QCOMPARE(search.count(), 2);
}

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
