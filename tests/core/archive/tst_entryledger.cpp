// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/entryledger.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

EntryFacts file(const QByteArray &path, qint64 size = 1, qint64 packed = 0)
{
    return {.path = path,
            .kind = EntryKind::File,
            .size = size,
            .packedSize = packed,
            .linkTarget = {}};
}

EntryFacts of(EntryKind kind, const QByteArray &path, const QByteArray &target = {})
{
    return {.path = path, .kind = kind, .size = 0, .packedSize = 0, .linkTarget = target};
}

EntryLedger ledger(UnpackLimits limits = {})
{
    return EntryLedger(u"/x/bundle.zip"_s, 1'000'000, limits, Os::Linux);
}

} // namespace

Q_DECLARE_METATYPE(portico::EntryFacts)

class TestEntryLedger : public QObject
{
    Q_OBJECT

private slots:
    void refusesTwoNamesForOneFile_data()
    {
        QTest::addColumn<EntryFacts>("first");
        QTest::addColumn<EntryFacts>("second");
        QTest::newRow("the same twice") << file("x") << file("x");
        QTest::newRow("case") << file("x") << file("X");
        QTest::newRow("case of a folder") << file("A/x") << file("a/y");
        QTest::newRow("case of a folder above") << file("A/b/x") << file("a/b/y");
        QTest::newRow("composed and decomposed") << file("\xc3\xa9") << file("e\xcc\x81");
        QTest::newRow("sharp s") << file("stra\xc3\x9f"
                                         "e")
                                 << file("STRASSE");
        QTest::newRow("the Kelvin sign") << file("\xe2\x84\xaa") << file("k");
        QTest::newRow("final sigma") << file("\xcf\x82") << file("\xcf\x83");
        QTest::newRow("a file, then a folder") << file("a") << of(EntryKind::Folder, "a");
        QTest::newRow("a file, then one below it") << file("a") << file("a/b");
        QTest::newRow("a folder, then a file") << file("a/b") << file("a");
        QTest::newRow("a folder, then a link")
            << file("a/b") << of(EntryKind::SymbolicLink, "a", "c");
        QTest::newRow("a link, then a file through it")
            << of(EntryKind::SymbolicLink, "a", "b") << file("a/x");
        QTest::newRow("a link, then a file in its place")
            << of(EntryKind::SymbolicLink, "a", "b") << file("a");
        QTest::newRow("a link, then through it in capitals")
            << of(EntryKind::SymbolicLink, "a", "b") << file("A/x");
        QTest::newRow("a hard link to what comes later")
            << file("a") << of(EntryKind::HardLink, "b", "c");
        QTest::newRow("a hard link to a folder")
            << of(EntryKind::Folder, "a") << of(EntryKind::HardLink, "b", "a");
        QTest::newRow("a hard link to a link")
            << of(EntryKind::SymbolicLink, "a", "x") << of(EntryKind::HardLink, "b", "a");
        QTest::newRow("a hard link out") << file("a") << of(EntryKind::HardLink, "b", "../a");
        QTest::newRow("a hard link to an absolute path")
            << file("a") << of(EntryKind::HardLink, "b", "/etc/passwd");
        QTest::newRow("a device") << file("a") << of(EntryKind::Special, "b");
    }
    void refusesTwoNamesForOneFile()
    {
        QFETCH(EntryFacts, first);
        QFETCH(EntryFacts, second);
        EntryLedger book = ledger();
        QVERIFY(book.admit(first));
        const auto refused = book.admit(second);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QVERIFY(refused.error().message.contains(u"bundle.zip"_s));
    }

    void admitsWhatHonestArchivesHold()
    {
        EntryLedger book = ledger();
        const auto folders = book.admit(file("a/b/c", 5));
        QVERIFY(folders);
        QCOMPARE(*folders, (QList<QByteArray>{"a", "a/b"}));
        QVERIFY(book.admit(of(EntryKind::Folder, "a"))->isEmpty());
        QVERIFY(book.admit(of(EntryKind::Folder, "a"))->isEmpty());
        QCOMPARE(*book.admit(of(EntryKind::Folder, "d")), QList<QByteArray>{"d"});
        QVERIFY(book.admit(of(EntryKind::SymbolicLink, "d/l", "../a/b/c")));
        QVERIFY(book.admit(of(EntryKind::HardLink, "d/h", "a/b/c")));
        QVERIFY(book.checkLinks());
        QCOMPARE(book.summary().files, 2);
        QCOMPARE(book.summary().folders, 3);
        QCOMPARE(book.summary().links, 1);
        QCOMPARE(book.summary().bytes, 5);
        QCOMPARE(book.summary().topLevel, (QStringList{u"a"_s, u"d"_s}));
        QCOMPARE(book.entries(), 6);
    }

    void findsWhereLinksReallyLead_data()
    {
        QTest::addColumn<QList<EntryFacts>>("entries");
        QTest::addColumn<bool>("isFine");
        const auto link = [](const QByteArray &path, const QByteArray &target) {
            return of(EntryKind::SymbolicLink, path, target);
        };
        QTest::newRow("a chain that stays inside")
            << QList{file("a/x"), link("b", "a"), link("c", "b/x")} << true;
        QTest::newRow("a link to nothing inside") << QList{link("a", "b/c")} << true;
        QTest::newRow("a chain of two that ends outside")
            << QList{link("d/e/up", "../.."), link("d/e/out", "up/../x")} << false;
        QTest::newRow("the same with the other order")
            << QList{link("d/e/out", "up/../x"), link("d/e/up", "../..")} << false;
        QTest::newRow("in capitals, for systems that ignore case")
            << QList{link("d/e/up", "../.."), link("d/e/out", "UP/../x")} << false;
        QTest::newRow("through a folder link")
            << QList{link("deep/here", ".."), link("deep/out", "here/../../x")} << false;
        QTest::newRow("a link to itself") << QList{link("a", "a")} << false;
        QTest::newRow("two links in a circle") << QList{link("a", "b"), link("b", "a")} << false;
        QTest::newRow("a growing circle") << QList{link("a", "a/b/c/a/b/c")} << false;
    }
    void findsWhereLinksReallyLead()
    {
        QFETCH(QList<EntryFacts>, entries);
        QFETCH(bool, isFine);
        EntryLedger book = ledger();
        bool isAdmitted = true;
        for (const EntryFacts &entry : entries)
            isAdmitted = isAdmitted && book.admit(entry);
        QCOMPARE(isAdmitted && book.checkLinks(), isFine);
    }

    void keepsToTheLimits()
    {
        EntryLedger few = ledger({.maxEntries = 2});
        QVERIFY(few.admit(file("a")));
        QVERIFY(few.admit(file("b")));
        QCOMPARE(few.admit(file("c")).error().code, ErrorCode::Refused);

        EntryLedger small = ledger({.maxBytes = 100});
        QVERIFY(small.admit(file("a", 60)));
        QCOMPARE(small.admit(file("b", 60)).error().code, ErrorCode::Refused);
        QCOMPARE(ledger().admit(file("a", -1)).error().code, ErrorCode::Refused);
        QCOMPARE(ledger().admit(file("a", INT64_MAX)).error().code, ErrorCode::Refused);

        EntryLedger dense = ledger(); // of 1,000,000 bytes
        QVERIFY(dense.admit(file("a", 199'000'000)));
        QCOMPARE(dense.admit(file("b", 2'000'000)).error().code, ErrorCode::Refused);
        QVERIFY(ledger().admit(file("a", 11'000'000, 11'001)));
        QCOMPARE(ledger().admit(file("a", 11'000'000, 10'999)).error().code, ErrorCode::Refused);
        QVERIFY(ledger().admit(file("small files may be of zeros", 9'000'000, 1)));
    }

    void warnsOfNamesThatWindowsCannotHold()
    {
        EntryLedger book = ledger();
        for (int i = 0; i < 1000; ++i)
            QVERIFY(book.admit(file("what?" + QByteArray::number(i))));
        QVERIFY(book.summary().warnings.first().contains(u"what?0"_s));
        QVERIFY(book.summary().warnings.size() <= 20);
    }
};

QTEST_GUILESS_MAIN(TestEntryLedger)
#include "tst_entryledger.moc"
