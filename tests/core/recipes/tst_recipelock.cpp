// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/sha256.h"
#include "core/recipes/lockinstall.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

LockedPackage package(const QString &version, const QByteArray &file = "file")
{
    return {.name = u"timm"_s, .version = version, .marker = {}, .hashes = {sha256Of(file)}};
}

RecipeLock example()
{
    return {.recipe = sha256Of("recipe"),
            .platform = u"linux-x64"_s,
            .comfyGit = u"https://example.invalid/ComfyUI"_s,
            .comfyCommit = QString(40, u'a'),
            .pythonVersion = u"3.12.8"_s,
            .uvVersion = u"0.12.23"_s,
            .base = {.torchFamily = {{package(u"2.9.1+cu130"_s)}},
                     .others = {{package(u"1.0"_s)}},
                     .python = sha256Of("python")},
            .layer = {{package(u"1.0.22"_s)}},
            .nodes = {{u"Pack"_s, u"https://example.invalid/Pack"_s, QString(40, u'b')}},
            .result = LockedResult{.fileName = u"a.zip"_s,
                                   .bytes = 5'000'000'000,
                                   .sha256 = sha256Of("result"),
                                   .bundle = {{u"name"_s, u"a"_s}},
                                   .files = 7}};
}

} // namespace

class TestRecipeLock : public QObject
{
    Q_OBJECT

private slots:
    void isReadAsItWasWritten()
    {
        const RecipeLock lock = example();
        const QByteArray bytes = recipeLockToBytes(lock);
        const auto read = recipeLockFromBytes(bytes, u"a.lock.json"_s);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
        QCOMPARE(recipeLockToBytes(*read), bytes);
        QCOMPARE(read->result, lock.result);
        QCOMPARE(read->nodes, lock.nodes);
        QCOMPARE(read->base.torchFamily.packages, lock.base.torchFamily.packages);
        QCOMPARE(read->base.python, lock.base.python);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("said");
        QTest::newRow("an option as a version")
            << QByteArray("1.0.22") << QByteArray("1 --index-url=https://e.invalid")
            << u"“/layer/0/version”"_s;
        QTest::newRow("a hash") << sha256Of("python").toHex().toLatin1() << QByteArray("abc")
                                << u"“/python/digest” is no SHA-256"_s;
        QTest::newRow("a commit") << QByteArray(40, 'b') << QByteArray("main")
                                  << u"“/nodes/0/commit” is no commit"_s;
        QTest::newRow("a field") << QByteArray("\"platform\"") << QByteArray("\"plattform\"")
                                 << u"“/platform” is missing"_s;
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, said);
        const QByteArray bytes = recipeLockToBytes(example()).replace(from, to);
        const auto read = recipeLockFromBytes(bytes, u"a.lock.json"_s);
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(said), qPrintable(read.error().message));
    }

    void layersAreComparedByTheirFiles_data()
    {
        QTest::addColumn<LockedPackage>("made");
        QTest::addColumn<bool>("isSame");
        LockedPackage more = package(u"1.0"_s);
        more.hashes += sha256Of("uploaded since");
        QTest::newRow("the same") << package(u"1.0"_s) << true;
        QTest::newRow("the same, and another file beside it") << more << true;
        QTest::newRow("another version") << package(u"1.1"_s) << false;
        QTest::newRow("another file of that version") << package(u"1.0"_s, "other") << false;
    }
    void layersAreComparedByTheirFiles()
    {
        QFETCH(LockedPackage, made);
        QFETCH(bool, isSame);
        const Lock locked{{package(u"1.0"_s)}};
        const Result<> compared = compareLayers({{made}}, locked);
        QCOMPARE(bool(compared), isSame);
        if (!isSame) {
            QCOMPARE(compared.error().code, ErrorCode::HashMismatch);
            QVERIFY(compared.error().message.contains("timm"_L1));
        }
        QVERIFY(!compareLayers({}, locked));
    }
};

QTEST_GUILESS_MAIN(TestRecipeLock)
#include "tst_recipelock.moc"
