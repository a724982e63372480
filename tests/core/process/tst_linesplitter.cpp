// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/linesplitter.h"

#include <QTest>

using namespace portico;

namespace {

QByteArray mark(LineEnd end)
{
    switch (end) {
    case LineEnd::Newline:
        return "|n";
    case LineEnd::Rewrite:
        return "|r";
    case LineEnd::Stream:
        return "|e";
    }
    Q_UNREACHABLE();
}

/** Every line with a mark for its end, fed in chunks of `size` bytes. */
QByteArrayList split(const QByteArray &stream, qsizetype size)
{
    QByteArrayList lines;
    const auto take = [&lines](const SplitLine &line) {
        lines.append(line.bytes.toByteArray() + mark(line.end));
    };
    LineSplitter splitter;
    for (qsizetype at = 0; at < stream.size(); at += size)
        splitter.feed(QByteArrayView(stream).sliced(at, std::min(size, stream.size() - at)), take);
    splitter.finish(take);
    return lines;
}

} // namespace

class TestLineSplitter : public QObject
{
    Q_OBJECT

private slots:
    void splitsTheSameHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArrayList>("lines");
        QTest::newRow("nothing") << QByteArray() << QByteArrayList{};
        QTest::newRow("plain lines") << QByteArray("a\nb\n") << QByteArrayList{"a|n", "b|n"};
        QTest::newRow("empty lines") << QByteArray("\n\n") << QByteArrayList{"|n", "|n"};
        QTest::newRow("no end") << QByteArray("a\nb") << QByteArrayList{"a|n", "b|e"};
        QTest::newRow("Windows ends") << QByteArray("a\r\nb\r\n") << QByteArrayList{"a|n", "b|n"};
        QTest::newRow("a progress bar")
            << QByteArray("\r 1%\r 2%\n") << QByteArrayList{"|r", " 1%|r", " 2%|n"};
        QTest::newRow("a return at the end") << QByteArray("x\r") << QByteArrayList{"x|r"};
        QTest::newRow("two returns and a newline")
            << QByteArray("x\r\r\n") << QByteArrayList{"x|r", "|n"};
        QTest::newRow("zero bytes")
            << QByteArray("a\0b\n", 4) << QByteArrayList{QByteArray("a\0b|n", 5)};
    }
    void splitsTheSameHoweverItIsCut()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArrayList, lines);
        for (const qsizetype size : {1, 2, 3, 1000})
            QCOMPARE(split(stream, size), lines);
    }

    void dropsWhatPassesTheLimitAndCountsIt()
    {
        QList<qint64> cuts;
        QList<qsizetype> sizes;
        LineSplitter splitter(100);
        const auto take = [&](const SplitLine &line) {
            cuts.append(line.cut);
            sizes.append(line.bytes.size());
        };
        for (int i = 0; i < 1000; ++i)
            splitter.feed(QByteArray(1000, 'x'), take);
        QVERIFY(sizes.isEmpty());
        splitter.feed("\nshort\n", take);
        QCOMPARE(sizes, (QList<qsizetype>{100, 5}));
        QCOMPARE(cuts, (QList<qint64>{1'000'000 - 100, 0}));
    }

    void passesOverLinesAndGoesOnWithTheNext()
    {
        LineSplitter splitter;
        QByteArrayList lines;
        const auto take = [&lines](const SplitLine &line) {
            lines.append(line.bytes.toByteArray());
        };
        splitter.feed("begun", take);
        QCOMPARE(splitter.skip(" and gone\nb\nnex"), 2);
        QCOMPARE(splitter.skip("no end"), 0);
        splitter.feed("t\n", take);
        QCOMPARE(lines, QByteArrayList{"next"});
    }

    void showsTheBegunLine()
    {
        LineSplitter splitter;
        const auto ignore = [](const SplitLine &) {};
        splitter.feed("one\n 12%|", ignore);
        QCOMPARE(splitter.pending(), " 12%|");
    }
};

QTEST_GUILESS_MAIN(TestLineSplitter)
#include "tst_linesplitter.moc"
