// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/baselock.h"
#include "core/python/findclash.h"
#include "core/python/resolution.h"
#include "core/python/unmetneed.h"
#include "core/python/uvnotes.h"
#include "planbase.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace portico;

class TestPlanLayer : public QObject
{
    Q_OBJECT

private slots:
    void readsResolutions();
    void readsNotes();
    void findsClashes_data();
    void findsClashes();
    void askingTooOftenEndsTheSearch();
    void anErrorEndsTheSearch();
    void explainsClashes_data();
    void explainsClashes();
    void digestsBases();
    void readsWhatIsLeftOut();
};

// As uv 0.13.8 printed it, shortened.
void TestPlanLayer::readsResolutions()
{
    const QByteArray text = R"(lock-version = "1.0"
created-by = "uv"
[[packages]]
name = "charset-normalizer"
version = "3.5.2"
wheels = [
    { url = "https://me:pw@e.invalid/charset_normalizer-3.5.2-py3-none-any.whl", upload-time = 2026-09-30T04:39:21Z, size = 10, hashes = { sha256 = "b6b751274acb69d77b3323d6b7dbaa3c7fdfc1eb829b7eb61d262f32e1af9685" } },
    { url = "https://e.invalid/charset_normalizer-3.5.2-cp312-cp312-manylinux2014_x86_64.whl", upload-time = 2026-09-30T04:35:14Z, size = 20, hashes = { sha256 = "211d5a3eb6af8f513b8d4ca19a8c1b7accab1b5f0d3175f9826b03c1a920dc1f" } },
    { url = "https://e.invalid/charset_normalizer-3.5.2-cp312-cp312-win_amd64.whl", size = 30, hashes = { sha256 = "1c50fe28bbc2ced33386f298650d91218076c05420e6cbd790b913cdc41659e7" } },
]
[[packages]]
name = "colorama"
version = "1.0"
marker = "sys_platform == 'win32'"
wheels = [{ url = "https://e.invalid/colorama-1.0-py3-none-any.whl", hashes = {} }]
[[packages]]
name = "direct"
version = "1.5"
archive = { url = "http://e.invalid/direct-1.5-py3-none-any.whl", hashes = { sha256 = "4740d032f357e7d25e27429d0c3b8dfba66580d46d8e543f8ebe885ac084eca5" } }
[[packages]]
name = "srconly"
version = "1.0"
sdist = { url = "http://e.invalid/srconly-1.0.tar.gz", upload-time = 2025-01-01T00:00:00Z, size = 259, hashes = { sha256 = "57e4a604df55d473a13138a78399d6b925903f8e03a934e230110c7481f05a1d" } }
)";
    const Result<QList<ResolvedPackage>> packages = parseResolution(text, planBase());
    QVERIFY2(packages, packages ? "" : qPrintable(packages.error().message));
    QCOMPARE(packages->size(), 3);
    const ResolvedPackage &first = packages->at(0);
    QCOMPARE(first.wheels.size(), 2);
    QCOMPARE(first.file().size, 20);
    QCOMPARE(first.file().uploaded, QDateTime(QDate(2026, 9, 30), QTime(4, 35, 14), Qt::UTC));
    QVERIFY(first.wheels.at(1).url.userInfo().isEmpty());
    QCOMPARE(packages->at(1).file().name, u"direct-1.5-py3-none-any.whl"_s);
    QVERIFY(packages->at(2).wheels.isEmpty());
    QCOMPARE(packages->at(2).source.size, 259);
    QVERIFY(!parseResolution("[[packages]]\nname = 'x'\n", planBase()));
    QVERIFY(!parseResolution("<html>", planBase()));
}

// The beginning of uv 0.13.8's note of timm 1.0.15.
void TestPlanLayer::readsNotes()
{
    const QByteArray note = QByteArray("\x96\xa4timm\xa6", 7) + "1.0.15"
        + QByteArray("\x93\xa5torch\xabtorchvision\xa6pyyaml", 26) + "\xa5>=3.8";
    const auto needs = needsInNote(note, u"timm"_s, u"1.0.15"_s);
    QVERIFY(needs);
    QCOMPARE(*needs, (QStringList{u"torch"_s, u"torchvision"_s, u"pyyaml"_s}));
    QVERIFY(!needsInNote(note, u"timm"_s, u"1.0.16"_s));
    QVERIFY(!needsInNote(note, u"tim"_s, u"1.0.15"_s));
    for (qsizetype size = 0; size < 36; ++size)
        QVERIFY(!needsInNote(note.first(size), u"timm"_s, u"1.0.15"_s));
    QVERIFY(!needsInNote(QByteArray("\x96\xa1x\xa1") + "1" + QByteArray("\xdd\xff\xff\xff\xff", 5),
                         u"x"_s, u"1"_s));
}

void TestPlanLayer::findsClashes_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QStringList>("wrong"); // "17": alone; "3 12": with each other
    QTest::addColumn<QStringList>("found"); // the one that is left out, and the other
    QTest::addColumn<int>("most");
    const auto row = [](const char *name, int count, const QStringList &wrong,
                        const QStringList &found,
                        int most) { QTest::newRow(name) << count << wrong << found << most; };
    row("one that fails alone among many", 30, {u"17"_s}, {u"17"_s}, 12);
    row("the first fails alone", 8, {u"0"_s}, {u"0"_s}, 8);
    row("two that clash: the earlier stays", 16, {u"3 12"_s}, {u"12 3"_s}, 14);
    row("neighbours that clash", 2, {u"0 1"_s}, {u"1 0"_s}, 4);
    row("one that clashes with two", 9, {u"1 5"_s, u"2 5"_s}, {u"5 1"_s}, 14);
    row("some alone, some together", 20, {u"4"_s, u"19"_s, u"0 10"_s, u"6 7"_s},
        {u"4"_s, u"7 6"_s, u"10 0"_s, u"19"_s}, 50);
    row("only one, and it fails", 1, {u"0"_s}, {u"0"_s}, 1);
}

void TestPlanLayer::findsClashes()
{
    QFETCH(int, count);
    QFETCH(QStringList, wrong);
    QFETCH(QStringList, found);
    QFETCH(int, most);
    int questions = 0;
    const auto ask = [&](const QList<int> &packs) -> Result<std::optional<QString>> {
        ++questions;
        for (const QString &rule : wrong) {
            const QStringList members = rule.split(u' ');
            const bool isIn = std::all_of(members.begin(), members.end(), [&](const QString &each) {
                return packs.contains(each.toInt());
            });
            if (isIn)
                return std::optional<QString>(rule);
        }
        return std::optional<QString>();
    };
    const Result<ClashReport> report = findClashes(count, ask);
    QVERIFY(report);
    QStringList clashes;
    for (const Clash &clash : report->clashes) {
        clashes += clash.other < 0 ? QString::number(clash.pack)
                                   : u"%1 %2"_s.arg(clash.pack).arg(clash.other);
        QVERIFY(wrong.contains(clash.words));
    }
    QCOMPARE(clashes, found);
    QCOMPARE(report->kept.size() + found.size(), count);
    QVERIFY2(questions <= most, qPrintable(QString::number(questions)));
    const Result<std::optional<QString>> rest = ask(report->kept);
    QVERIFY(!*rest);
}

void TestPlanLayer::askingTooOftenEndsTheSearch()
{
    int questions = 0;
    const auto report = findClashes(
        50,
        [&questions](const QList<int> &) -> Result<std::optional<QString>> {
            ++questions;
            return std::optional<QString>(u"no"_s);
        },
        20);
    QVERIFY(report);
    QCOMPARE(questions, 20);
    QVERIFY(report->isExhausted);
    QVERIFY(report->kept.isEmpty());
    QCOMPARE(report->clashes.size(), 50);
}

void TestPlanLayer::anErrorEndsTheSearch()
{
    int questions = 0;
    const auto report =
        findClashes(50, [&questions](const QList<int> &) -> Result<std::optional<QString>> {
            ++questions;
            return cancelledError();
        });
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QCOMPARE(questions, 1);
}

void TestPlanLayer::explainsClashes_data()
{
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("two packs name two versions")
        << u"A"_s
        << u"cause: Because you require tool<2 and tool>=2, we can conclude that your requirements "
           "are unsatisfiable."_s
        << u"tool"_s << QStringList{u"tool<2 (A)"_s, u"tool>=2 (B)"_s};
    QTest::newRow("packages of two packs need two versions")
        << u"A"_s
        << u"cause: Because all versions of bneed depend on dep>=2 and all versions of aneed "
           u"depend "
           "on dep<2, we can conclude that all versions of aneed and all versions of bneed are "
           "incompatible.\n And because you require aneed and bneed, we can conclude that your "
           "requirements are unsatisfiable."_s
        << u"dep"_s
        << QStringList{u"aneed (A)"_s, u"bneed (B)"_s, u"dep>=2 (bneed, B)"_s,
                       u"dep<2 (aneed, A)"_s};
    QTest::newRow("a package needs another version than the base's")
        << QString()
        << u"cause: Because all versions of bneed depend on numpy<2 and numpy==2.3.4, we can "
           "conclude that all versions of bneed cannot be used."_s
        << u"numpy"_s
        << QStringList{u"bneed (B)"_s, u"numpy<2 (bneed, B)"_s, u"numpy==2.3.4 (this install)"_s};
    QTest::newRow("the index does not have it")
        << QString()
        << u"cause: Because bneed was not found in the package registry and you require bneed, we "
           "can conclude that your requirements are unsatisfiable."_s
        << u"bneed"_s << QStringList{u"bneed (B)"_s};
}

void TestPlanLayer::explainsClashes()
{
    QFETCH(QString, other);
    QFETCH(QString, words);
    QFETCH(QString, name);
    QFETCH(QStringList, texts);
    const QList<WantedNeed> needs{{u"A"_s, u"aneed"_s, u"aneed"_s, u"aneed"_s, u"r-A"_s},
                                  {u"A"_s, u"tool<2"_s, u"tool"_s, u"tool<2"_s, u"r-A"_s},
                                  {u"B"_s, u"bneed"_s, u"bneed"_s, u"bneed"_s, u"r-B"_s},
                                  {u"B"_s, u"tool>=2"_s, u"tool"_s, u"tool>=2"_s, u"r-B"_s},
                                  {u"C"_s, u"dep"_s, u"dep"_s, u"dep"_s, u"r-C"_s}};
    const UnmetNeed unmet = explainClash({u"B"_s, other, words}, needs, planBase());
    QCOMPARE(unmet.name, name);
    QCOMPARE(unmet.texts, texts);
    QCOMPARE(unmet.packs, other.isEmpty() ? QStringList{u"B"_s} : (QStringList{u"A"_s, u"B"_s}));
    QVERIFY(unmet.message.contains(u"“B”"_s));
    for (const NeedChoice &choice : unmet.choices)
        QVERIFY(unmet.packs.contains(choice.pack) && choice.requirement == u"r-"_s + choice.pack);
    QCOMPARE(unmet.choices.isEmpty(), false);
    QVERIFY(unmet.message.contains(name));
}

void TestPlanLayer::readsWhatIsLeftOut()
{
    const QStringList choices{u"Pack"_s, u"A Pack:Flash_Attn"_s, u"C:https://e.invalid/x.zip"_s};
    QVERIFY(leavesOutAll(choices, u"Pack"_s));
    QVERIFY(!leavesOutAll(choices, u"A Pack"_s));
    QVERIFY(leavesOut(choices, u"A Pack"_s, u"flash-attn"_s));
    QVERIFY(leavesOut(choices, u"C"_s, u"https://e.invalid/x.zip"_s));
    QVERIFY(!leavesOut(choices, u"A Pack"_s, u"flash"_s));
    QVERIFY(!leavesOut(choices, u"Pack"_s, u"flash-attn"_s)); // all of it is another choice
    QVERIFY(isChoiceAbout(u"A:b"_s, u"A"_s) && !isChoiceAbout(u"AB:b"_s, u"A"_s));
    QCOMPARE((NeedChoice{u"A"_s, u"b"_s}).text(), u"A:b"_s);
    QCOMPARE(NeedChoice{u"A"_s}.text(), u"A"_s);
    QCOMPARE(requirementKey({}, u"https://e.invalid/x.zip"_s), u"https://e.invalid/x.zip"_s);
}

void TestPlanLayer::digestsBases()
{
    const PythonEnvironment one = planBase({u"pillow 11.0"_s});
    QCOMPARE(baseDigest(one).size(), 16);
    PythonEnvironment other = one;
    other.pythonVersion = u"3.12.11"_s;
    std::reverse(other.distributions.begin(), other.distributions.end());
    QCOMPARE(baseDigest(other), baseDigest(one));
    QVERIFY(baseDigest(planBase({u"pillow 11.1"_s})) != baseDigest(one));
    QVERIFY(baseDigest(planBase({u"pillow 11.0"_s}, Os::Windows)) != baseDigest(one));
    QCOMPARE(baseConstraints(planBase({u"pillow 11.0"_s, u"odd not-a-version"_s})),
             (QStringList{u"numpy==2.3.4"_s, u"pillow==11.0"_s, u"torch==2.9.1"_s}));
    QCOMPARE(baseConstraints(one, BasePins::TorchFamily), QStringList{u"torch==2.9.1"_s});
}

QTEST_GUILESS_MAIN(TestPlanLayer)
#include "tst_planlayer.moc"
