// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/ownarguments.h"
#include "core/installs/preparelaunch.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestOwnArguments : public QObject
{
    Q_OBJECT

private slots:
    void refusesArgumentsThatClash_data();
    void refusesArgumentsThatClash();
    void takesOfABundleWhatIsNotForThePerson_data();
    void takesOfABundleWhatIsNotForThePerson();
    void readsFlagsFromHelp();
};

void TestOwnArguments::refusesArgumentsThatClash_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<bool>("isAdopted");
    QTest::addColumn<bool>("isAccepted");
    QTest::newRow("the port") << u"--port"_s << false << false;
    QTest::newRow("the port with its value") << u"--port=9000"_s << false << false;
    QTest::newRow("the port of an adopted folder") << u"--port"_s << true << false;
    QTest::newRow("the listen address") << u"--listen"_s << false << false;
    QTest::newRow("the base directory") << u"--base-directory"_s << false << false;
    QTest::newRow("the base directory of an adopted folder is its own")
        << u"--base-directory"_s << true << true;
    QTest::newRow("the browser") << u"--auto-launch"_s << false << false;
    QTest::newRow("a beginning that argparse takes for the port") << u"--por"_s << false << false;
    QTest::newRow("another flag") << u"--cpu"_s << false << true;
    QTest::newRow("a known flag that is the beginning of another") << u"--user"_s << false << true;
    QTest::newRow("more model paths are welcome")
        << u"--extra-model-paths-config"_s << false << true;
    QTest::newRow("a value that looks like nothing") << u"8188"_s << false << true;
    QTest::newRow("a line break") << u"--cpu\n--port"_s << false << false;
}

void TestOwnArguments::refusesArgumentsThatClash()
{
    QFETCH(QString, argument);
    QFETCH(bool, isAdopted);
    QFETCH(bool, isAccepted);
    Install install;
    install.name = u"Studio"_s;
    install.adoptedFolder = isAdopted ? u"/home/ann/comfy"_s : QString();
    install.settings.arguments = {argument};
    const auto checked = checkPersonsArguments(install, {u"--cpu"_s, u"--user"_s, u"--port"_s});
    QCOMPARE(bool(checked), isAccepted);
    if (!isAccepted) {
        QCOMPARE(checked.error().code, ErrorCode::InvalidInput);
        QVERIFY(!checked.error().nextStep.isEmpty());
    }
}

void TestOwnArguments::takesOfABundleWhatIsNotForThePerson_data()
{
    QTest::addColumn<QStringList>("brought");
    QTest::addColumn<QStringList>("taken");
    QTest::newRow("none") << QStringList() << QStringList();
    QTest::newRow("flags and values")
        << QStringList{u"--fast"_s, u"--reserve-vram"_s, u"2"_s, u"-1"_s}
        << QStringList{u"--fast"_s, u"--reserve-vram"_s, u"2"_s, u"-1"_s};
    QTest::newRow("an address goes with its flag")
        << QStringList{u"--listen"_s, u"0.0.0.0"_s, u"--fast"_s} << QStringList{u"--fast"_s};
    QTest::newRow("a beginning of it") << QStringList{u"--lis=0.0.0.0"_s} << QStringList();
    QTest::newRow("other web pages")
        << QStringList{u"--fast"_s, u"--enable-cors-header"_s, u"*"_s} << QStringList{u"--fast"_s};
    QTest::newRow("other web pages, begun") << QStringList{u"--enable-cors=*"_s} << QStringList();
    QTest::newRow("no flag") << QStringList{u"8188"_s, u"--fast"_s} << QStringList{u"--fast"_s};
    QTest::newRow("only dashes") << QStringList{u"--"_s, u"x"_s} << QStringList();
    QTest::newRow("a line break") << QStringList{u"--fast"_s, u"a\nb"_s} << QStringList();
    QTest::newRow("too much") << QStringList{u"--x"_s, QString(5000, u'y')} << QStringList();
}

void TestOwnArguments::takesOfABundleWhatIsNotForThePerson()
{
    QFETCH(QStringList, brought);
    QFETCH(QStringList, taken);
    const BroughtArguments judged = judgeBroughtArguments(brought);
    QCOMPARE(judged.taken, taken);
    QCOMPARE(judged.taken.size() + judged.left.size(), brought.size());
}

void TestOwnArguments::readsFlagsFromHelp()
{
    const QString help =
        u"usage: main.py [-h] [--listen [IP]] [--port PORT]\n"
        "               [--fp8_e4m3fn-unet | --bf16-unet]\n\n"
        "options:\n  -h, --help            show this help\n"
        "  --base-directory BASE_DIRECTORY\n"
        "                        Set it--not often. See --- below, e.g.--nothing.\n"_s;
    QCOMPARE(flagsInHelp(help),
             (QSet<QString>{u"--listen"_s, u"--port"_s, u"--fp8_e4m3fn-unet"_s, u"--bf16-unet"_s,
                            u"--help"_s, u"--base-directory"_s}));
    QVERIFY(flagsInHelp(QString()).isEmpty());
}

QTEST_GUILESS_MAIN(TestOwnArguments)
#include "tst_ownarguments.moc"
