// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/entryrules.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(portico::NameFault)

class TestEntryRules : public QObject
{
    Q_OBJECT

private slots:
    void judgesNamesEverywhere_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<NameFault>("fault");
        const auto row = [](const char *title, const QByteArray &name, NameFault fault) {
            QTest::newRow(title) << name << fault;
        };
        row("a plain path", "ComfyUI/main.py", NameFault::None);
        row("spaces inside", "My Models/a b.txt", NameFault::None);
        row("letters of any script", "模型/ünï 🙂.txt", NameFault::None);
        row("three dots are a name", ".../x", NameFault::None);
        row("a hidden file", ".gitignore", NameFault::None);
        row("two dots inside a name", "a..b/c..", NameFault::None);
        row("a path of 1,024 bytes", QByteArray("0123456/").repeated(60) + QByteArray(200, 'a'),
            NameFault::None);
        row("empty", "", NameFault::Empty);
        row("out by slash", "../x", NameFault::Traversal);
        row("out later", "a/../../x", NameFault::Traversal);
        row("up, but not out", "a/../x", NameFault::Traversal);
        row("out by backslash", "..\\x", NameFault::Traversal);
        row("out later by backslash", "a\\..\\..\\x", NameFault::Traversal);
        row("out by both", "a/..\\../x", NameFault::Traversal);
        row("only up", "..", NameFault::Traversal);
        row("absolute", "/etc/passwd", NameFault::Absolute);
        row("absolute by backslash", "\\x", NameFault::Absolute);
        row("a drive", "C:\\x", NameFault::DriveLetter);
        row("a drive's current folder", "C:x", NameFault::DriveLetter);
        row("a network path", "\\\\server\\share\\x", NameFault::NetworkPath);
        row("a device path", "\\\\?\\C:\\x", NameFault::NetworkPath);
        row("two slashes", "//x", NameFault::NetworkPath);
        row("a stream", "file:stream", NameFault::Stream);
        row("a folder's index stream", "dir::$INDEX_ALLOCATION", NameFault::Stream);
        row("a dot", ".", NameFault::DotComponent);
        row("a dot inside", "a/./b", NameFault::DotComponent);
        row("two slashes inside", "a//b", NameFault::DotComponent);
        row("only spaces", "a/  /b", NameFault::OnlySpaces);
        row("a NUL", QByteArray("a\0b", 3), NameFault::Nul);
        row("a line feed", "a\nb", NameFault::ControlCharacter);
        row("an escape", "a\x1b[31mb", NameFault::ControlCharacter);
        row("a C1 control", "a\xc2\x9b", NameFault::ControlCharacter);
        row("right-to-left override", "photo\xe2\x80\xaegpj.exe", NameFault::TextDirection);
        row("broken UTF-8", "a\xff", NameFault::InvalidUtf8);
        row("overlong UTF-8", "a\xc0\xaf", NameFault::InvalidUtf8);
        row("a surrogate in UTF-8", "a\xed\xa0\x80", NameFault::InvalidUtf8);
        row("256 bytes in one name", QByteArray(256, 'a'), NameFault::NameTooLong);
        row("1,025 bytes", QByteArray("01234567/").repeated(113) + "0123456789",
            NameFault::PathTooLong);
        row("64 deep", QByteArray("a/").repeated(63) + "a", NameFault::None);
        row("65 deep", QByteArray("a/").repeated(64) + "a", NameFault::TooDeep);
    }
    void judgesNamesEverywhere()
    {
        QFETCH(QByteArray, name);
        QFETCH(NameFault, fault);
        QCOMPARE(nameFault(name, Os::Linux), fault);
        QCOMPARE(nameFault(name, Os::MacOS), fault);
        if (fault != NameFault::None) {
            QVERIFY(!faultText(fault).isEmpty());
            QCOMPARE(nameFault(name, Os::Windows), fault);
        }
    }

    void judgesNamesOfWindows_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<NameFault>("fault");
        const auto row = [](const char *title, const QByteArray &name, NameFault fault) {
            QTest::newRow(title) << name << fault;
        };
        row("a device", "CON", NameFault::Reserved);
        row("a device with an ending", "a/nul.txt", NameFault::Reserved);
        row("a port", "COM1", NameFault::Reserved);
        row("a port with a small digit", "COM\xc2\xb9", NameFault::Reserved);
        row("a printer", "LPT9.tar.gz", NameFault::Reserved);
        row("the console", "CONIN$", NameFault::Reserved);
        row("a dot at the end", "a./b", NameFault::NotPortable);
        row("a space at the end", "a /b", NameFault::NotPortable);
        row("a question mark", "what?", NameFault::NotPortable);
        row("a backslash", "a\\b", NameFault::NotPortable);
        row("a name that only starts like a device", "console.log", NameFault::None);
    }
    void judgesNamesOfWindows()
    {
        QFETCH(QByteArray, name);
        QFETCH(NameFault, fault);
        QCOMPARE(nameFault(name, Os::Windows), fault);
        QCOMPARE(portabilityFault(name), fault);
        QCOMPARE(nameFault(name, Os::Linux), NameFault::None);
    }

    void judgesLinkTargets_data()
    {
        QTest::addColumn<QByteArray>("link");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<NameFault>("fault");
        const auto row = [](const char *title, const char *link, const QByteArray &target,
                            NameFault fault) {
            QTest::newRow(title) << QByteArray(link) << target << fault;
        };
        row("a neighbour", "lib/a.so", "a.so.1", NameFault::None);
        row("up and down again", "a/b/c", "../../d/e", NameFault::None);
        row("the root itself", "a/b", "..", NameFault::None);
        row("dots in the way", "a", "./b/./c", NameFault::None);
        row("out", "a", "../x", NameFault::Traversal);
        row("out by one too many", "a/b/c", "../../../x", NameFault::Traversal);
        row("out and back in", "a", "../root/x", NameFault::Traversal);
        row("absolute", "a", "/etc/passwd", NameFault::Absolute);
        row("a drive", "a", "C:/x", NameFault::DriveLetter);
        row("out by backslash", "a", "..\\x", NameFault::Traversal);
        row("empty", "a", "", NameFault::Empty);
        row("a NUL", "a", QByteArray("b\0c", 3), NameFault::Nul);
        row("broken UTF-8", "a", "\xff", NameFault::InvalidUtf8);
    }
    void judgesLinkTargets()
    {
        QFETCH(QByteArray, link);
        QFETCH(QByteArray, target);
        QFETCH(NameFault, fault);
        QCOMPARE(linkTargetFault(link, target, Os::Linux), fault);
        QCOMPARE(linkTargetFault(link, target, Os::Windows), fault);
    }

    void showsNamesWithoutTheirTricks()
    {
        QCOMPARE(shownName("a\nb"), u"a\ufffdb"_s);
        QCOMPARE(shownName("a\xe2\x80\xae"
                           "b"),
                 u"a\ufffdb"_s);
        QVERIFY(shownName(QByteArray(40'000, 'a')).size() < 130);
    }

    void cutsOnlyLeadingDots()
    {
        QCOMPARE(withoutDotPrefix("./a/./b"), "a/./b");
        QCOMPARE(withoutDotPrefix("./"), "");
        QCOMPARE(withoutDotPrefix("."), "");
        QCOMPARE(withoutDotPrefix("../a"), "../a");
        QCOMPARE(withoutDotPrefix(".a"), ".a");
    }
};

QTEST_GUILESS_MAIN(TestEntryRules)
#include "tst_entryrules.moc"
