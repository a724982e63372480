// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/procfs.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestProcfs : public QObject
{
    Q_OBJECT

private slots:
    void readsTheStartTime_data()
    {
        QTest::addColumn<QByteArray>("stat");
        QTest::addColumn<qint64>("ticks"); // -1: none
        const QByteArray rest =
            " S 1 10 10 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 10 184467";
        QTest::newRow("a plain name") << "10 (python3)" + rest << 987'654LL;
        QTest::newRow("a name with spaces and brackets") << "10 (a) b (c)" + rest << 987'654LL;
        QTest::newRow("a name that is a line feed") << "10 (\n)" + rest << 987'654LL;
        QTest::newRow("cut off") << QByteArray("10 (python3) S 1 10") << -1LL;
        QTest::newRow("empty") << QByteArray() << -1LL;
    }
    void readsTheStartTime()
    {
        QFETCH(QByteArray, stat);
        QFETCH(qint64, ticks);
        QCOMPARE(startTimeFromStat(stat).value_or(-1), ticks);
    }

    void readsMemory()
    {
        const QByteArray info = "MemTotal:       24684084 kB\nMemAvailable:    1024 kB\n";
        QCOMPARE(memoryField(info, "MemTotal"), 24'684'084LL * 1024);
        QCOMPARE(memoryField(info, "MemAvailable"), 1024LL * 1024);
        QCOMPARE(memoryField(info, "SwapTotal"), 0LL);
    }

    void findsListeners()
    {
        const QByteArray table =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  "
            "timeout inode\n"
            "   0: 0100007F:1FFC 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000   "
            "     0 4711 1 0000000000000000 100 0 0 10 0\n"
            "   1: 0100007F:1FFC 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1000   "
            "     0 4712 1 0000000000000000 100 0 0 10 0\n"
            "   2: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A "
            "00000000:00000000 00:00000000 00000000     0        0 99 1\n";
        QCOMPARE(listeningInodes(table, 8188), QList<qint64>{4711});
        QCOMPARE(listeningInodes(table, 80), QList<qint64>{99});
        QCOMPARE(listeningInodes(table, 8189), QList<qint64>());
    }
};

QTEST_GUILESS_MAIN(TestProcfs)
#include "tst_procfs.moc"
