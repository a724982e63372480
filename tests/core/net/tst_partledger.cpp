// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/connectionramp.h"
#include "core/net/partledger.h"

#include <QRandomGenerator>
#include <QTest>

#include <thread>
#include <vector>

using namespace portico;
using namespace std::chrono_literals;

class TestPartLedger final : public QObject
{
    Q_OBJECT

private slots:
    void rangesJoin()
    {
        ByteRanges ranges;
        ranges.add({10, 20});
        ranges.add({30, 40});
        QCOMPARE(ranges.prefix(), 0);
        ranges.add({0, 10});
        QCOMPARE(ranges.prefix(), 20);
        QCOMPARE(ranges.toList(), (QList<ByteRange>{{0, 20}, {30, 40}}));
        ranges.add({15, 35});
        QCOMPARE(ranges.toList(), (QList<ByteRange>{{0, 40}}));
        QCOMPARE(ranges.total(), 40);
        ranges.add({5, 6});
        QCOMPARE(ranges.total(), 40);
    }

    void rangesAgreeWithASetOfBytes()
    {
        QRandomGenerator random(7);
        ByteRanges ranges;
        std::vector<bool> bytes(200);
        for (int round = 0; round < 300; ++round) {
            const int begin = random.bounded(200);
            const int end = random.bounded(begin, 201);
            ranges.add({begin, end});
            std::fill(bytes.begin() + begin, bytes.begin() + end, true);
            QCOMPARE(ranges.total(), std::count(bytes.begin(), bytes.end(), true));
            const auto firstHole = std::find(bytes.begin(), bytes.end(), false) - bytes.begin();
            QCOMPARE(ranges.prefix(), firstHole);
            if (round % 20 == 19) {
                ranges = {};
                std::fill(bytes.begin(), bytes.end(), false);
            }
        }
    }

    void piecesAreGivenInOrderThenShared()
    {
        PartLedger ledger(100, {{20, 30}}, 1000);
        const auto first = ledger.claim(15, 5);
        const auto second = ledger.claim(15, 5);
        const auto third = ledger.claim(1000, 5);
        QCOMPARE(ledger.left(*first), (ByteRange{0, 15}));
        QCOMPARE(ledger.left(*second), (ByteRange{15, 20}));
        QCOMPARE(ledger.left(*third), (ByteRange{30, 100}));
        const auto half = ledger.claim(1000, 5);
        QCOMPARE(ledger.left(*half), (ByteRange{65, 100}));
        QCOMPARE(ledger.left(*third), (ByteRange{30, 65}));
        QVERIFY(!ledger.claim(1000, 50));
    }

    void whatIsBeingWrittenIsNotTaken()
    {
        PartLedger ledger(100, {}, 1000);
        const auto first = ledger.claim(1000, 5);
        QCOMPARE(ledger.reserve(*first, 60, {}), 60);
        const auto second = ledger.claim(1000, 5);
        QCOMPARE(ledger.left(*second), (ByteRange{80, 100}));
        ledger.shorten(1);
        QCOMPARE(ledger.left(*first), (ByteRange{0, 61}));
        ledger.advance(*first, 60);
        QCOMPARE(ledger.prefix(), 60);
    }

    void aReleasedPieceIsGivenAgain()
    {
        PartLedger ledger(100, {}, 1000);
        const auto first = ledger.claim(50, 5);
        ledger.reserve(*first, 10, {});
        ledger.advance(*first, 10);
        ledger.release(first);
        QCOMPARE(ledger.left(*ledger.claim(1000, 5)), (ByteRange{10, 100}));
    }

    void manyWritersFillItWithoutAGap()
    {
        constexpr qint64 kSize = 400'000;
        PartLedger ledger(kSize, {}, 5000);
        std::vector<std::atomic<int>> writes(kSize);
        std::vector<std::thread> writers;
        for (int i = 0; i < 6; ++i) {
            writers.emplace_back([&, i] {
                QRandomGenerator random(static_cast<quint32>(i));
                while (const auto claim = ledger.claim(20'000, 500)) {
                    while (true) {
                        const qint64 mine = ledger.reserve(*claim, random.bounded(1, 900), {});
                        if (mine <= 0)
                            break;
                        const qint64 at = ledger.left(*claim).begin;
                        for (qint64 byte = at; byte < at + mine; ++byte)
                            ++writes[static_cast<size_t>(byte)];
                        ledger.advance(*claim, mine);
                    }
                    ledger.release(claim);
                }
            });
        }
        while (!ledger.isComplete()) {
            ledger.setSafe(ledger.total(), 5000); // the disk
            std::this_thread::sleep_for(1ms);
        }
        for (std::thread &writer : writers)
            writer.join();
        const bool isEachOnce =
            std::all_of(writes.begin(), writes.end(), [](const auto &count) { return count == 1; });
        QVERIFY(isEachOnce);
    }

    void aWriterWaitsForTheDiskAndCanBeCancelled()
    {
        PartLedger ledger(100, {}, 10);
        const auto claim = ledger.claim(1000, 5);
        QCOMPARE(ledger.reserve(*claim, 20, {}), 20);
        ledger.advance(*claim, 20); // more than may be unsafe
        CancelSource cancel;
        std::thread canceller([&] { cancel.cancel(); });
        QCOMPARE(ledger.reserve(*claim, 20, cancel.token()), 0);
        canceller.join();
        ledger.setSafe(20, 10);
        QCOMPARE(ledger.reserve(*claim, 20, {}), 20);
    }

    void aFastConnectionStaysAlone()
    {
        ConnectionRamp ramp(8);
        qint64 received = 0;
        for (auto now = 0ms; now < 2000ms; now += 40ms, received += 40'000'000)
            QCOMPARE(ramp.wanted({now, received, 4'000'000'000, 0ms}), 1);
    }

    void aSlowConnectionGetsCompanyWhileItHelps()
    {
        ConnectionRamp ramp(8);
        qint64 received = 0;
        int wanted = 1;
        auto now = 0ms;
        for (; now < 1000ms; now += 40ms, received += 800'000 * wanted) // 20 MB/s each
            wanted = ramp.wanted({now, received, 300'000'000, 0ms});
        QCOMPARE(wanted, 8);
    }

    void aFullLineGetsNoMoreThanFour()
    {
        ConnectionRamp ramp(8);
        qint64 received = 0;
        int wanted = 1;
        for (auto now = 0ms; now < 5000ms; now += 40ms, received += 400'000) // 10 MB/s in all
            wanted = ramp.wanted({now, received, 3'000'000'000, 0ms});
        QCOMPARE(wanted, 4);
    }

    void aSlowDiskGetsNoMore()
    {
        ConnectionRamp ramp(8);
        qint64 received = 0;
        for (auto now = 0ms; now < 2000ms; now += 40ms, received += 400'000)
            QCOMPARE(ramp.wanted({now, received, 3'000'000'000, now * 9 / 10}), 1);
    }

    void nearTheEndNothingIsAdded()
    {
        ConnectionRamp ramp(8);
        qint64 received = 0;
        for (auto now = 0ms; now < 1000ms; now += 40ms, received += 400'000)
            QCOMPARE(ramp.wanted({now, received, 1'000'000, 0ms}), 1);
    }
};

QTEST_GUILESS_MAIN(TestPartLedger)
#include "tst_partledger.moc"
