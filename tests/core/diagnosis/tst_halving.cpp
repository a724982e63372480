// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/halving.h"

#include <QSet>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;
using End = Halving::End;

namespace {

QStringList packs(int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i)
        names.append(u"pack-%1"_s.arg(i, 2, 10, QChar(u'0')));
    return names;
}

/** Goes wrong when all of `guilty` are there. */
PackTrial failsWith(const QStringList &guilty)
{
    return [guilty](const QStringList &tried) -> Result<bool> {
        const QSet<QString> there(tried.begin(), tried.end());
        return std::all_of(guilty.begin(), guilty.end(),
                           [&there](const QString &pack) { return there.contains(pack); });
    };
}

} // namespace

class TestHalving : public QObject
{
    Q_OBJECT

private slots:
    void findsEachOfFiftyInEightRounds()
    {
        const QStringList all = packs(50);
        int most = 0;
        for (const QString &guilty : all) {
            const Result<Halving> found = findByHalves(all, failsWith({guilty}));
            QVERIFY(found);
            QCOMPARE(found->end, End::Found);
            QCOMPARE(found->guilty, QStringList{guilty});
            most = std::max(most, found->rounds);
        }
        qInfo("at most %d rounds for one of 50", most);
        QVERIFY(most <= 8);
    }

    void findsTwoThatFailOnlyTogether_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::newRow("far apart") << 0 << 49;
        QTest::newRow("side by side") << 10 << 11;
        QTest::newRow("on both sides of the middle") << 24 << 25;
        QTest::newRow("the last two") << 48 << 49;
    }
    void findsTwoThatFailOnlyTogether()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        const QStringList all = packs(50);
        const QStringList guilty{all.at(first), all.at(second)};
        const Result<Halving> found = findByHalves(all, failsWith(guilty));
        QVERIFY(found);
        QCOMPARE(found->end, End::Together);
        QCOMPARE(found->guilty, guilty);
        QVERIFY2(found->rounds <= 22, qPrintable(QString::number(found->rounds)));
    }

    void findsThreeThatFailOnlyTogether()
    {
        const QStringList all = packs(20);
        const QStringList guilty{all.at(2), all.at(11), all.at(17)};
        const Result<Halving> found = findByHalves(all, failsWith(guilty));
        QVERIFY(found);
        QCOMPARE(found->end, End::Together);
        QCOMPARE(found->guilty, guilty);
    }

    void saysThatNoPackIsGuilty()
    {
        const Result<Halving> late = findByHalves(packs(50), failsWith({}));
        QVERIFY(late);
        QCOMPARE(late->end, End::NoPack);
        QVERIFY(late->guilty.isEmpty());
        QVERIFY(late->rounds <= 8);
        const Result<Halving> early =
            findByHalves(packs(50), failsWith({}), {.looksLikeNoPack = [] { return true; }});
        QCOMPARE(early->end, End::NoPack);
        QCOMPARE(early->rounds, 2);
    }

    void triesASuspectFirst()
    {
        const QStringList all = packs(50);
        const HalvingOptions right{.suspect = [] { return u"pack-33"_s; }};
        const Result<Halving> quick = findByHalves(all, failsWith({u"pack-33"_s}), right);
        QCOMPARE(quick->guilty, QStringList{u"pack-33"_s});
        QCOMPARE(quick->rounds, 3);
        const HalvingOptions wrong{.suspect = [] { return u"pack-01"_s; }};
        const Result<Halving> slow = findByHalves(all, failsWith({u"pack-33"_s}), wrong);
        QCOMPARE(slow->guilty, QStringList{u"pack-33"_s});
        QVERIFY(slow->rounds <= 9);
    }

    void saysThatItDoesNotFail()
    {
        const Result<Halving> found = findByHalves(packs(50), failsWith({u"another"_s}));
        QVERIFY(found);
        QCOMPARE(found->end, End::DoesNotFail);
        QCOMPARE(found->rounds, 1);
    }

    void needsFewRoundsForFewPacks_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("rounds");
        QTest::newRow("one pack") << 1 << 2;
        QTest::newRow("two packs") << 2 << 3;
        QTest::newRow("four packs") << 4 << 4;
    }
    void needsFewRoundsForFewPacks()
    {
        QFETCH(int, count);
        QFETCH(int, rounds);
        for (const QString &guilty : packs(count)) {
            const Result<Halving> found = findByHalves(packs(count), failsWith({guilty}));
            QCOMPARE(found->guilty, QStringList{guilty});
            QVERIFY(found->rounds <= rounds);
        }
    }

    void tellsEachRoundAndMakesNoneTwice()
    {
        QList<QSet<QString>> tried;
        QList<int> numbers;
        const PackTrial inner = failsWith({u"pack-03"_s, u"pack-40"_s});
        const PackTrial trial = [&](const QStringList &names) -> Result<bool> {
            tried.append(QSet<QString>(names.begin(), names.end()));
            return inner(names);
        };
        const HalvingOptions options{
            .onRound = [&numbers](int round, int most, const QStringList &) {
                numbers.append(round);
                QVERIFY(round <= most);
            }};
        const Result<Halving> found = findByHalves(packs(50), trial, options);
        QCOMPARE(found->end, End::Together);
        QCOMPARE(numbers.size(), found->rounds);
        QCOMPARE(tried.size(), found->rounds);
        for (qsizetype i = 0; i < tried.size(); ++i) {
            QCOMPARE(numbers.at(i), int(i) + 1);
            QCOMPARE(tried.lastIndexOf(tried.at(i)), i);
        }
    }

    void endsWithTheErrorOfATrial()
    {
        int trials = 0;
        const PackTrial trial = [&trials](const QStringList &) -> Result<bool> {
            if (++trials == 3)
                return cancelledError();
            return true;
        };
        const Result<Halving> found = findByHalves(packs(50), trial);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QCOMPARE(trials, 3);
    }
};

QTEST_GUILESS_MAIN(TestHalving)
#include "tst_halving.moc"
