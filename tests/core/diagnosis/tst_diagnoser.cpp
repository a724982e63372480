// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/diagnoser.h"
#include "core/diagnosis/literalscan.h"
#include "core/diagnosis/modulepackages.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

const StartFacts kRuns{.wasReady = true};
const StartFacts kDied{.exit = ExitFacts{false, 1}, .isOver = true};

QStringList idsOf(const QList<Diagnosis> &found)
{
    QStringList ids;
    for (const Diagnosis &one : found)
        ids.append(one.id);
    return ids;
}

const QString kTwoPacks =
    u"Cannot import /c/custom_nodes/broken module for custom nodes: No module "
    "named 'sklearn'\n"
    "\n"
    "Import times for custom nodes:\n"
    "   0.0 seconds: /c/custom_nodes/websocket_image_save.py\n"
    "   0.3 seconds (IMPORT FAILED): /c/custom_nodes/broken\n"
    "  12.7 seconds: /c/custom_nodes/Impact-Pack\n"_s;

} // namespace

class TestDiagnoser : public QObject
{
    Q_OBJECT

private slots:
    void reportsEachPack()
    {
        Diagnoser diagnoser;
        for (const QString &line : kTwoPacks.split(u'\n'))
            diagnoser.feed(line);
        const QList<PackReport> packs = diagnoser.packs();
        QCOMPARE(packs.size(), 3);
        const PackReport broken{.pack = u"broken"_s,
                                .path = u"/c/custom_nodes/broken"_s,
                                .seconds = 0.3,
                                .failed = true,
                                .cause = u"No module named 'sklearn'"_s,
                                .module = u"sklearn"_s,
                                .distribution = u"scikit-learn"_s};
        QVERIFY(packs.at(0) == broken);
        QCOMPARE(packs.at(1).pack, u"websocket_image_save.py"_s);
        QCOMPARE(packs.at(2).pack, u"Impact-Pack"_s);
        QCOMPARE(packs.at(2).seconds, 12.7);
        QVERIFY(!packs.at(2).failed);
        QCOMPARE(diagnoser.count(), 1);
        diagnoser.clear();
        QVERIFY(diagnoser.packs().isEmpty());
        QCOMPARE(diagnoser.count(), 0);
    }

    void doesNotTakeTheTimeOfAStartScriptForThatOfTheImport()
    {
        Diagnoser diagnoser;
        for (const QString &line :
             {u"Prestartup times for custom nodes:"_s, u"   2.1 seconds: /c/custom_nodes/a"_s,
              u"Import times for custom nodes:"_s, u"   0.5 seconds: /c/custom_nodes/a"_s})
            diagnoser.feed(line);
        QCOMPARE(diagnoser.packs().size(), 1);
        QCOMPARE(diagnoser.packs().first().seconds, 0.5);
    }

    void namesThePackOfAPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pack");
        QTest::newRow("a folder") << u"/c/custom_nodes/Pack"_s << u"Pack"_s;
        QTest::newRow("a file in it") << u"/c/custom_nodes/Pack/a/b.py"_s << u"Pack"_s;
        QTest::newRow("a file") << u"/c/custom_nodes/one.py"_s << u"one.py"_s;
        QTest::newRow("on Windows") << u"C:\\c\\custom_nodes\\Pack\\__init__.py"_s << u"Pack"_s;
        QTest::newRow("with blanks") << u"/c/custom_nodes/My Pack"_s << u"My Pack"_s;
        QTest::newRow("a pack inside a folder of that name")
            << u"/custom_nodes/x/custom_nodes/Pack"_s << u"Pack"_s;
        QTest::newRow("another folder") << u"/d/nodes/Pack/__init__.py"_s << u"Pack"_s;
    }
    void namesThePackOfAPath()
    {
        QFETCH(QString, path);
        QTEST(packOfPath(path), "pack");
    }

    void namesTheDistributionOfAModule_data()
    {
        QTest::addColumn<QString>("module");
        QTest::addColumn<QString>("distribution");
        QTest::newRow("called otherwise") << u"cv2"_s << u"opencv-python-headless"_s;
        QTest::newRow("a part of it") << u"PIL.Image"_s << u"pillow"_s;
        QTest::newRow("a part that has its own") << u"google.protobuf.x"_s << u"protobuf"_s;
        QTest::newRow("called the same") << u"insightface"_s << u"insightface"_s;
        QTest::newRow("with an underscore") << u"segment_anything"_s << u"segment-anything"_s;
        QTest::newRow("no part of a word") << u"gitlab"_s << u"gitlab"_s;
    }
    void namesTheDistributionOfAModule()
    {
        QFETCH(QString, module);
        QTEST(distributionOfModule(module), "distribution");
    }

    void saysNothingOfAHealthyStart()
    {
        // Line 10 of the contract's 3.2: healthy, with the word ImportError in it.
        const QStringList lines{
            u"Checkpoint files will always be loaded safely."_s,
            u"Found comfy_kitchen backend cuda: {'available': False, 'unavailable_reason': "
            "\"ImportError: No module named 'x'\"}"_s,
            u"Total VRAM 8192 MB, total RAM 49078 MB"_s,
            u"Import times for custom nodes:"_s,
            u"   0.0 seconds: /c/custom_nodes/good"_s,
            u"Starting server"_s,
            u"To see the GUI go to: http://127.0.0.1:8188"_s,
            u"Prompt executed in 1.61 seconds"_s};
        QVERIFY(diagnose(lines, kRuns).isEmpty());
        StartFacts stopped{.exit = ExitFacts{true, 15}, .isOver = true, .wasAsked = true};
        QVERIFY(diagnose(lines, stopped).isEmpty());
        StartFacts early{.exit = ExitFacts{true, 2}, .isOver = true, .wasAsked = true};
        QVERIFY(diagnose({u"Traceback (most recent call last):"_s, u"KeyboardInterrupt"_s}, early)
                    .isEmpty());
    }

    void doesNotBlameAnErrorThatWasCaught()
    {
        const QStringList lines{u"Traceback (most recent call last):"_s,
                                u"  File \"/c/custom_nodes/careful/__init__.py\", line 1"_s,
                                u"ModuleNotFoundError: No module named 'triton'"_s,
                                u"Starting server"_s, u"Killed"_s};
        const QList<Diagnosis> found = diagnose(lines, kDied);
        QCOMPARE(idsOf(found), QStringList{u"ended"_s});
        QVERIFY(found.first().pack.isEmpty());
    }

    void putsTheGravestFirst()
    {
        const QStringList lines = (kTwoPacks
                                   + u"WARNING: You need pytorch with cu130 or higher\n"
                                     "Port 8188 is already in use on address 127.0.0.1. Please"_s)
                                      .split(u'\n');
        QCOMPARE(idsOf(diagnose(lines, kDied)),
                 (QStringList{u"port-taken"_s, u"pack-module-missing"_s, u"cuda-13-wanted"_s}));
    }

    void callsNothingFatalThatDidNotKill()
    {
        const QList<Diagnosis> found =
            diagnose({u"AssertionError: Torch not compiled with CUDA enabled"_s}, kRuns);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().gravity, Gravity::Hinders);
    }

    void saysEachThingOnce()
    {
        const QString line = u"torch.OutOfMemoryError: CUDA out of memory. Tried to allocate"_s;
        QCOMPARE(
            diagnose({line, line, u"Got an OOM, unloading all loaded models."_s}, kRuns).size(), 1);
    }

    void explainsAStartThatNeverGotReady()
    {
        StartFacts facts = kDied;
        facts.wasGivenUp = true;
        const QList<Diagnosis> found = diagnose({u"Starting server"_s}, facts);
        QCOMPARE(idsOf(found), QStringList{u"never-ready"_s});
        QCOMPARE(found.first().fix.kind, FixKind::FindGuiltyPack);
        facts.isSafeStart = true;
        QCOMPARE(diagnose({}, facts).first().fix.kind, FixKind::RepairEnvironment);
    }

    void findsWordsInOnePass()
    {
        const LiteralScan scan({"he", "she", "his", "hers", "error: "});
        const auto found = [&scan](const QString &text) {
            QList<int> numbers;
            scan.scan(text, [&numbers](quint16 number) { numbers.append(number); });
            return numbers;
        };
        QCOMPARE(found(u"ushers"_s), (QList<int>{1, 0, 3}));
        QCOMPARE(found(u"this error"_s), (QList<int>{2}));
        QCOMPARE(found(u"Fehler: error: \u4e2d\u6587 his"_s), (QList<int>{4, 2}));
        QVERIFY(found(u"h e r s"_s).isEmpty());
        QVERIFY(found({}).isEmpty());
    }

    /** The lines of tests/bench/diagnosis.cpp. */
    void findsNothingInOrdinaryLines()
    {
        Diagnoser diagnoser;
        for (const QString &line :
             {u"flood line 12345 of 100000 with some words behind it to make it as long as most"_s,
              u"Requested to load SDXLClipModel"_s,
              u"loaded completely; 95367431640625005117571072.00 MB usable, 1560.80 MB loaded"_s,
              u" 45%|████▌     | 9/20 [00:04<00:05,  2.05it/s]"_s})
            diagnoser.feed(line);
        QCOMPARE(diagnoser.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDiagnoser)
#include "tst_diagnoser.moc"
