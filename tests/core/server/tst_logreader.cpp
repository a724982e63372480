// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logreader.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** "W text", "I+ text" (continuation), "I~ text" (redraw). */
QString shown(const LogReader::Read &read)
{
    static constexpr QStringView letters = u"DIWE";
    QString mark(letters[static_cast<qsizetype>(read.line.level)]);
    if (read.line.isContinuation)
        mark += u'+';
    if (read.isRedraw)
        mark += u'~';
    return mark + u' ' + read.line.text;
}

QStringList readAll(const QByteArray &stream, qsizetype size)
{
    QStringList lines;
    const auto take = [&lines](const LogReader::Read &read) { lines.append(shown(read)); };
    LogReader reader(LogStream::ErrorOutput);
    for (qsizetype at = 0; at < stream.size(); at += size)
        reader.feed(QByteArrayView(stream).sliced(at, std::min(size, stream.size() - at)), take);
    reader.finish(take);
    return lines;
}

} // namespace

class TestLogReader : public QObject
{
    Q_OBJECT

private slots:
    void readsRecords_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("an old version without tags")
            << QByteArray("a\nb\n") << QStringList{u"I a"_s, u"I b"_s};
        QTest::newRow("tags and colours")
            << QByteArray("\x1b[32m[INFO]\x1b[0m a\n\x1b[1m\x1b[33m[WARNING]\x1b[0m b\n")
            << QStringList{u"I a"_s, u"W b"_s};
        QTest::newRow("a traceback keeps its level")
            << QByteArray("[ERROR] !!!\nTraceback\n  File x\n[INFO] on\n")
            << QStringList{u"E !!!"_s, u"E+ Traceback"_s, u"E+   File x"_s, u"I on"_s};
        QTest::newRow("a record that begins with a newline")
            << QByteArray("[INFO] \nImport times for custom nodes:\n   0.0 seconds: x\n")
            << QStringList{u"I Import times for custom nodes:"_s, u"I+    0.0 seconds: x"_s};
        QTest::newRow("DETAIL and CRITICAL")
            << QByteArray("[DETAIL] a\n[CRITICAL] b\n") << QStringList{u"D a"_s, u"E b"_s};
        QTest::newRow("a bar, then a record")
            << QByteArray("\r  0%|   | 0/2 [00:00<?, ?it/s]\r 50%|#  | 1/2 [00:01<00:01,  1.0it/s]"
                          "\r100%|###| 2/2 [00:02<00:00,  1.0it/s]\n[INFO] done\n")
            << QStringList{u"I 0%|   | 0/2 [00:00<?, ?it/s]"_s,
                           u"I~ 50%|#  | 1/2 [00:01<00:01,  1.0it/s]"_s,
                           u"I~ 100%|###| 2/2 [00:02<00:00,  1.0it/s]"_s, u"I done"_s};
        QTest::newRow("two bars, one after the other")
            << QByteArray("\ra: 50%|# | 1/2 [00:01<00:01,  1.0it/s]\n"
                          "\rb: 50%|# | 1/2 [00:01<00:01,  1.0it/s]\n")
            << QStringList{u"I a: 50%|# | 1/2 [00:01<00:01,  1.0it/s]"_s,
                           u"I b: 50%|# | 1/2 [00:01<00:01,  1.0it/s]"_s};
        QTest::newRow("Windows line ends")
            << QByteArray("[WARNING] a\r\nb\r\n") << QStringList{u"W a"_s, u"W+ b"_s};
        QTest::newRow("no end of line at the end")
            << QByteArray("last words") << QStringList{u"I last words"_s};
    }
    void readsRecords()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QStringList, lines);
        for (const qsizetype size : {1, 7, 10000})
            QCOMPARE(readAll(stream, size), lines);
    }

    void cutsALineThatNeverEnds()
    {
        const QStringList lines = readAll(QByteArray(1 << 20, 'x') + "\nnext\n", 65536);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].size() < 17000);
        QVERIFY(lines[0].endsWith(u"[1032192 bytes left out]"_s));
        QCOMPARE(lines[1], u"I next"_s);
    }

    void showsABarBeforeItsNextFrame()
    {
        QStringList lines;
        const auto take = [&lines](const LogReader::Read &read) { lines.append(shown(read)); };
        LogReader reader(LogStream::ErrorOutput);
        reader.feed("\r 50%|# | 1/2 [00:01<00:01,  1.0it/s]", take);
        QVERIFY(lines.isEmpty());
        reader.giveBegunProgress(take);
        QCOMPARE(lines.size(), 1);
        reader.feed("\r100%|##| 2/2 [00:02<00:00,  1.0it/s]\n", take);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[1].startsWith(u"I~ 100%"_s));
    }
};

QTEST_GUILESS_MAIN(TestLogReader)
#include "tst_logreader.moc"
