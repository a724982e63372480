// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/recovery.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/updates/listgenerations.h"
#include "core/updates/switchgeneration.h"
#include "tests/core/updates/generations.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Which generations stay, what they take, and how one goes. */
class TestKeptGenerations : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_world = std::make_unique<generations::World>();
        for (const int number : {2, 3, 4, 5})
            m_world->addGeneration(number);
    }
    void cleanup()
    {
        QCOMPARE(m_world->leftOvers(), QStringList());
        m_world.reset();
    }

    void staysByRule();
    void listsTheCurrentOneFirst();
    void countsSharedFilesOnce();
    void goesWithAllThatIsOfIt();
    void staysWhereItIsNeeded();
    void finishesWhatWasKilled();

private:
    QList<int> expendable(const StoreRoots &roots = {}) const
    {
        const Install install = m_world->install(m_world->demo);
        QList<int> numbers;
        for (const Generation &each : install.generations) {
            if (!keepersOf(install, each.number, roots).isKept())
                numbers += each.number;
        }
        return numbers;
    }
    QList<GenerationRow> rows() const
    {
        return listGenerations(m_world->library, m_world->install(m_world->demo), {}).value();
    }
    Result<> remove(int number)
    {
        return removeGeneration(m_world->library, m_world->demo, number, {});
    }
    QStringList filesOf(int number) const
    {
        QStringList there;
        for (const QString &path : generationPaths(m_world->library, m_world->demo, number)) {
            if (QFileInfo::exists(path))
                there += path;
        }
        return there;
    }

    std::unique_ptr<generations::World> m_world;
};

void TestKeptGenerations::staysByRule()
{
    QCOMPARE(expendable(), QList<int>{2}); // 1 is current, 3 to 5 are the last three
    m_world->makeCurrent(5);
    QCOMPARE(expendable(), (QList<int>{1, 2}));
    QVERIFY(bool(pinGeneration(m_world->library, m_world->demo, 1, Pin::Set)));
    QCOMPARE(expendable(), QList<int>{2});
    const StoreRoots named{
        .roots = {{.owner = u"snapshots"_s, .id = u"a"_s, .generations = {{m_world->demo, {2}}}}}};
    QCOMPARE(expendable(named), QList<int>());
    const StoreRoots unsure{.roots = {}, .unreadable = {u"a.json"_s}};
    QCOMPARE(expendable(unsure), QList<int>());
}

void TestKeptGenerations::listsTheCurrentOneFirst()
{
    m_world->makeCurrent(3);
    QFile::remove(m_world->library.generationFolder(m_world->demo, 4) + u"/ComfyUI/main.py"_s);
    QList<int> numbers;
    for (const GenerationRow &row : rows()) {
        numbers += row.generation.number;
        QCOMPARE(row.keepers.isCurrent, row.generation.number == 3);
        QCOMPARE(row.isWhole, row.generation.number != 4);
    }
    QCOMPARE(numbers, (QList<int>{3, 5, 4, 2, 1}));
}

void TestKeptGenerations::countsSharedFilesOnce()
{
    const QString big = u"/python/big.bin"_s;
    trees::write(m_world->library.generationFolder(m_world->demo, 1) + big,
                 QByteArray(500'000, 'b'));
    m_world->addGeneration(6);
    const QString first = m_world->library.generationFolder(m_world->demo, 1) + big;
    const QString sixth = m_world->library.generationFolder(m_world->demo, 6) + big;
    QFile::remove(sixth);
    QVERIFY(bool(cloneFile(first, sixth, CloneMethod::HardLink)));
    qint64 sum = 0;
    for (const GenerationRow &row : rows()) {
        sum += row.bytes;
        QCOMPARE(row.bytes > 500'000, row.generation.number == 1); // the current one comes first
    }
    QVERIFY2(sum < 1'000'000, qPrintable(QString::number(sum)));
}

void TestKeptGenerations::goesWithAllThatIsOfIt()
{
    m_world->writeDatabase(2, "of two");
    trees::write(m_world->library.manifestFile(m_world->demo, 2), "manifest");
    QCOMPARE(filesOf(2).size(), 3);
    QVERIFY(bool(remove(2)));
    QCOMPARE(filesOf(2), QStringList());
    QVERIFY(!findGeneration(m_world->install(m_world->demo), 2));
    QCOMPARE(remove(2).error().code, ErrorCode::NotFound);
    QVERIFY(!filesOf(1).isEmpty());
}

void TestKeptGenerations::staysWhereItIsNeeded()
{
    QVERIFY(bool(pinGeneration(m_world->library, m_world->demo, 2, Pin::Set)));
    for (const int number : {1, 2}) {
        QCOMPARE(remove(number).error().code, ErrorCode::Busy);
        QVERIFY(!filesOf(number).isEmpty());
        QVERIFY(findGeneration(m_world->install(m_world->demo), number));
    }
    const auto session =
        FileLock::tryLock(m_world->library.sessionLock(m_world->demo), u"a session"_s);
    QCOMPARE(remove(3).error().code, ErrorCode::Busy);
    QVERIFY(!filesOf(3).isEmpty());
}

void TestKeptGenerations::finishesWhatWasKilled()
{
    const Library &library = m_world->library;
    for (const int number : {2, 3}) {
        const auto journal =
            Journal(library.journal())
                .begin(generationOperation(), generationInputs(m_world->demo, number));
        QVERIFY(bool(journal)); // not finished: its maker is gone
    }
    QVERIFY(bool(updateInstall(library, m_world->demo, [](Install &install) {
        install.generations.removeIf([](const Generation &each) { return each.number == 2; });
    })));
    const auto recovered = recoverLibrary(library, {});
    QVERIFY(bool(recovered));
    QCOMPARE(recovered->rolledBack.size(), 1);
    QCOMPARE(filesOf(2), QStringList());
    QVERIFY(!filesOf(3).isEmpty()); // it is listed
}

QTEST_GUILESS_MAIN(TestKeptGenerations)
#include "tst_keptgenerations.moc"
