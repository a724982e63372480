// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/filerules.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(portico::Os)

class TestFileRules : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheNamesThatWindowsKeeps_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isReserved");
        QTest::newRow("a device") << u"CON"_s << true;
        QTest::newRow("a device in small letters") << u"nul"_s << true;
        QTest::newRow("a device with a suffix") << u"nul.txt"_s << true;
        QTest::newRow("a device with two suffixes") << u"LPT9.tar.gz"_s << true;
        QTest::newRow("a device with a space before its suffix") << u"aux .txt"_s << true;
        QTest::newRow("a serial port") << u"COM1"_s << true;
        QTest::newRow("a serial port with a raised digit") << u"COM\u00b9"_s << true;
        QTest::newRow("the console's input") << u"conin$"_s << true;
        QTest::newRow("a device as an alternate stream") << u"con:stream"_s << true;
        QTest::newRow("a word that begins like one") << u"console"_s << false;
        QTest::newRow("a port of two digits") << u"COM10"_s << false;
        QTest::newRow("a device as a suffix") << u"file.con"_s << false;
        QTest::newRow("nothing") << QString() << false;
    }
    void knowsTheNamesThatWindowsKeeps()
    {
        QFETCH(QString, name);
        QFETCH(bool, isReserved);
        QCOMPARE(isReservedName(name), isReserved);
    }

    void knowsWhichNamesEachSystemHolds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("onLinux");
        QTest::addColumn<bool>("onMac");
        QTest::addColumn<bool>("onWindows");
        QTest::newRow("a plain name") << u"main.py"_s << true << true << true;
        QTest::newRow("other scripts and emoji") << u"ü漢字🙂"_s << true << true << true;
        QTest::newRow("empty") << QString() << false << false << false;
        QTest::newRow("this folder") << u"."_s << false << false << false;
        QTest::newRow("the folder above") << u".."_s << false << false << false;
        QTest::newRow("three dots") << u"..."_s << true << true << false;
        QTest::newRow("a slash") << u"a/b"_s << false << false << false;
        QTest::newRow("a backslash") << u"a\\b"_s << true << true << false;
        QTest::newRow("a colon") << u"a:b"_s << true << false << false;
        QTest::newRow("a question mark") << u"why?"_s << true << true << false;
        QTest::newRow("a dot at the end") << u"name."_s << true << true << false;
        QTest::newRow("a space at the end") << u"name "_s << true << true << false;
        QTest::newRow("a line feed") << u"a\nb"_s << true << true << false;
        QTest::newRow("a zero") << QString(u"a"_s + QChar(0)) << false << false << false;
        QTest::newRow("255 letters") << QString(255, u'a') << true << true << true;
        QTest::newRow("256 letters") << QString(256, u'a') << false << false << false;
        QTest::newRow("128 letters of two bytes") << QString(128, u'ü') << false << false << true;
    }
    void knowsWhichNamesEachSystemHolds()
    {
        QFETCH(QString, name);
        QFETCH(bool, onLinux);
        QFETCH(bool, onMac);
        QFETCH(bool, onWindows);
        QCOMPARE(isPossibleName(name, Os::Linux), onLinux);
        QCOMPARE(isPossibleName(name, Os::MacOS), onMac);
        QCOMPARE(isPossibleName(name, Os::Windows), onWindows);
    }

    void aPortableNameIsPossibleEverywhere()
    {
        QVERIFY(isPortableName(u"site-packages"));
        QVERIFY(!isPortableName(u"con.py"));
        QVERIFY(!isPortableName(u"a:b"));
        QVERIFY(!isPortableName(u"bell\a"));
        QVERIFY(!isPortableName(u"delete\x7f"));
        QVERIFY(!isPortableName(u""));
    }

    void pathsThatWouldBeOneFileHaveOneKey_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("two cases") << u"A/x"_s << u"a/X"_s << true;
        QTest::newRow("composed and decomposed") << u"\u00e9"_s << u"e\u0301"_s << true;
        QTest::newRow("sharp s") << u"Stra\u00dfe"_s << u"STRASSE"_s << true;
        QTest::newRow("a ligature") << u"\ufb01le"_s << u"FILE"_s << true;
        QTest::newRow("a letter outside the first plane")
            << u"\U00010400"_s << u"\U00010428"_s << true;
        QTest::newRow("the Kelvin sign") << u"\u212a"_s << u"k"_s << true;
        QTest::newRow("the Greek final sigma") << u"\u03c2"_s << u"\u03a3"_s << true;
        QTest::newRow("two names") << u"a"_s << u"b"_s << false;
        QTest::newRow("an accent") << u"\u00e9"_s << u"e"_s << false;
    }
    void pathsThatWouldBeOneFileHaveOneKey()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(bool, isSame);
        QCOMPARE(collisionKey(one) == collisionKey(other), isSame);
    }

    void knowsAbsolutePaths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("onUnix");
        QTest::addColumn<bool>("onWindows");
        QTest::newRow("from the root") << u"/etc/x"_s << true << true;
        QTest::newRow("a drive") << u"C:\\x"_s << false << true;
        QTest::newRow("a drive without a slash") << u"c:x"_s << false << true;
        QTest::newRow("a server") << u"\\\\server\\share"_s << false << true;
        QTest::newRow("a long path") << u"\\\\?\\C:\\x"_s << false << true;
        QTest::newRow("relative") << u"a/b"_s << false << false;
        QTest::newRow("empty") << QString() << false << false;
    }
    void knowsAbsolutePaths()
    {
        QFETCH(QString, path);
        QFETCH(bool, onUnix);
        QFETCH(bool, onWindows);
        QCOMPARE(isAbsoluteOn(path, Os::Linux), onUnix);
        QCOMPARE(isAbsoluteOn(path, Os::MacOS), onUnix);
        QCOMPARE(isAbsoluteOn(path, Os::Windows), onWindows);
    }

    void knowsHowLongPathsMayBe()
    {
        const QString deep = QString(u"abcdefghi/"_s).repeated(200) + u'x';
        QVERIFY(isWithinLimits(deep, Os::Linux));
        QVERIFY(!isWithinLimits(deep, Os::MacOS));
        QVERIFY(isWithinLimits(deep, Os::Windows));
        QVERIFY(!isWithinLimits(u"a/"_s + QString(256, u'b'), Os::Windows));
        QVERIFY(!isWithinLimits(QString(u"a/"_s).repeated(20'000), Os::Windows));
        QCOMPARE(pathLimits(Os::Windows).plainPath, 259);
        QCOMPARE(systemLength(u"ü🙂", Os::Windows), 3);
        QCOMPARE(systemLength(u"ü🙂", Os::Linux), 6);
    }

    void knowsWhereProgramsLie()
    {
        QCOMPARE(venvPython(Os::Linux), u"bin/python"_s);
        QCOMPARE(venvPython(Os::MacOS), u"bin/python"_s);
        QCOMPARE(venvPython(Os::Windows), u"Scripts/python.exe"_s);
        QCOMPARE(pathListSeparator(Os::Windows), QChar(u';'));
        QCOMPARE(pathListSeparator(Os::MacOS), QChar(u':'));
        QCOMPARE(executableSuffix(Os::Linux), QString());
    }
};

QTEST_GUILESS_MAIN(TestFileRules)
#include "tst_filerules.moc"
