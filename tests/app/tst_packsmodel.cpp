// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/packsmodel.h"
#include "app/models/plangroups.h"
#include "app/models/registrymodel.h"
#include "tests/app/examplepacks.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The tables of node packs, and what files and log say as rows of them. */
class TestPacksModel final : public QObject
{
    Q_OBJECT

private slots:
    void onlyWhatDiffersIsTold();
    void fiveHundredPacksKeepTheirPlace();
    void emptyAndFullAgain();
    void theSameNameMayLieThereTwice();
    void wordsAndColumnsOrderTheList();
    void filesAndLogBecomeOneRow_data();
    void filesAndLogBecomeOneRow();
    void aRepositoryIsToldInSentences();
    void importTimesAreReadable();
    void registryPagesAreAppendedOnce();
};

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

QStringList names(const QAbstractItemModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all += model.index(row, PacksModel::Name).data().toString();
    return all;
}

} // namespace

void TestPacksModel::onlyWhatDiffersIsTold()
{
    PacksModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    QList<PackRow> rows = examplePacks();
    model.setRows(rows);
    QCOMPARE(model.rowCount(), rows.size());
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    model.setRows(rows);
    QCOMPARE(changes.size(), 0);
    rows[1].condition = PackCondition::Fine;
    model.setRows(rows);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toModelIndex().row(), model.rowOf(rows[1].pack.name));
    rows[1].pack.folder += u".disabled"_s; // it lies elsewhere and is the same row
    rows[1].condition = PackCondition::Disabled;
    model.setRows(rows);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(inserts.size() + removals.size(), 0);
    PackRow fresh = rows[0];
    fresh.pack.name = u"middle-pack"_s;
    rows.removeAt(3);
    rows += fresh;
    model.setRows(rows);
    QCOMPARE(inserts.size(), 1);
    QCOMPARE(removals.size(), 1);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(resets.size(), 0);
    QVERIFY(model.rowOf(u"middle-pack"_s) >= 0);
    QCOMPARE(model.rowOf(u"was-node-suite"_s), -1);
}

void TestPacksModel::fiveHundredPacksKeepTheirPlace()
{
    PacksModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    QList<PackRow> rows = manyPacks(500);
    model.setRows(rows);
    const QPersistentModelIndex chosen = model.index(model.rowOf(u"pack-250"_s), 0);
    rows.removeFirst();
    rows.remove(100, 20);
    model.setRows(rows);
    QVERIFY(chosen.isValid());
    QCOMPARE(model.at(chosen.row()).pack.name, u"pack-250"_s);
    QCOMPARE(model.rowCount(), 479);
}

void TestPacksModel::emptyAndFullAgain()
{
    PacksModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    model.setRows(examplePacks());
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
    model.setRows(examplePacks());
    QCOMPARE(model.rowCount(), examplePacks().size());
}

void TestPacksModel::theSameNameMayLieThereTwice()
{
    PacksModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    QList<PackRow> rows = {examplePacks()[0], examplePacks()[0]};
    rows[1].pack.folder += u".disabled"_s;
    rows[1].condition = PackCondition::Disabled;
    model.setRows(rows);
    model.setRows({rows[1], rows[0]});
    QCOMPARE(model.rowCount(), 2);
    model.setRows({rows[1]});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).condition, PackCondition::Disabled);
}

void TestPacksModel::wordsAndColumnsOrderTheList()
{
    PacksModel model;
    PacksFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter, Mode::QtTest);
    model.setRows(examplePacks());
    filter.sort(PacksModel::State);
    QCOMPARE(names(filter).constFirst(), u"AnimateDiff Evolved"_s);
    QCOMPARE(names(filter).constLast(), u"Old Samplers"_s);
    filter.sort(PacksModel::ImportTime, Qt::DescendingOrder);
    QCOMPARE(names(filter).constFirst(), u"WAS Node Suite"_s);
    filter.setWords(u"failed animate"_s);
    QCOMPARE(names(filter), QStringList{u"AnimateDiff Evolved"_s});
    filter.setWords(u"was-node-suite"_s); // its folder, which is not its title
    QCOMPARE(names(filter), QStringList{u"WAS Node Suite"_s});
    filter.setWords(u"nothing has this"_s);
    QCOMPARE(filter.rowCount(), 0);
}

void TestPacksModel::filesAndLogBecomeOneRow_data()
{
    QTest::addColumn<NodePack>("pack");
    QTest::addColumn<PackState>("state");
    QTest::addColumn<QList<PackReport>>("log");
    QTest::addColumn<PackCondition>("condition");
    QTest::addColumn<QString>("part"); // of the reason
    NodePack pack;
    pack.name = u"pack"_s;
    const PackState met;
    PackReport loaded;
    loaded.pack = u"pack"_s;
    loaded.seconds = 0.4;
    PackReport failed = loaded;
    failed.failed = true;
    failed.cause = u"No module named 'cv2'"_s;
    PackReport other = failed;
    other.pack = u"another"_s;
    PackState lacks;
    lacks.missing = {{.text = u"numpy<2"_s, .present = u"numpy 2.1.3"_s}};
    PackState unclear;
    unclear.problem = Error{.code = ErrorCode::InvalidInput,
                            .message = u"requirements.txt:3 makes no sense."_s,
                            .nextStep = {},
                            .detail = {}};
    PackState edited;
    edited.isChanged = true;
    NodePack off = pack;
    off.isEnabled = false;
    NodePack isolated = pack;
    isolated.wantsIsolation = true;
    using Log = QList<PackReport>;
    QTest::newRow("loaded by the last start")
        << pack << met << Log{loaded} << PackCondition::Fine << QString();
    QTest::newRow("no start has seen it")
        << pack << met << Log{other} << PackCondition::NotStarted << QString();
    QTest::newRow("the last start could not load it")
        << pack << met << Log{other, failed} << PackCondition::ImportFailed << u"cv2"_s;
    QTest::newRow("failed, and the reason is known by its needs")
        << pack << lacks << Log{failed} << PackCondition::ImportFailed << u"numpy<2"_s;
    QTest::newRow("it lacks a package")
        << pack << lacks << Log{loaded} << PackCondition::NeedsPackages << u"numpy 2.1.3"_s;
    QTest::newRow("nobody can read what it needs")
        << pack << unclear << Log{loaded} << PackCondition::Unclear << u"requirements.txt:3"_s;
    QTest::newRow("changed by hand")
        << pack << edited << Log{loaded} << PackCondition::Changed << u"not those"_s;
    QTest::newRow("wants a Python of its own")
        << isolated << met << Log{loaded} << PackCondition::NeedsIsolation << u"comfy-env.toml"_s;
    QTest::newRow("disabled, whatever it lacks")
        << off << lacks << Log{failed} << PackCondition::Disabled << QString();
}

void TestPacksModel::filesAndLogBecomeOneRow()
{
    QFETCH(NodePack, pack);
    QFETCH(PackState, state);
    QFETCH(QList<PackReport>, log);
    QFETCH(PackCondition, condition);
    QFETCH(QString, part);
    const QList<PackRow> rows = packRows({pack}, {state}, log);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].condition, condition);
    QVERIFY2(rows[0].reason.contains(part), qPrintable(rows[0].reason));
    QCOMPARE(rows[0].reason.isEmpty(), part.isEmpty());
    QVERIFY(!conditionText(condition).isEmpty());
}

void TestPacksModel::aRepositoryIsToldInSentences()
{
    NodePack pack;
    pack.name = u"pack"_s;
    pack.kind = PackKind::Git;
    PackState state;
    state.git = WorkTreeState{.branch = u"main"_s,
                              .edited = {u"a.py"_s},
                              .added = {},
                              .upstream = u"origin/main"_s,
                              .ahead = 0,
                              .behind = 3};
    const PackRow row = packRows({pack}, {state}, {}).constFirst();
    QCOMPARE(row.condition, PackCondition::Changed);
    QVERIFY(row.git.contains(u"origin/main"_s));
    QVERIFY(packSentence(row).contains(row.git));
    pack.commit = u"4f2c1ab6d0e1"_s;
    QCOMPARE(packVersionText(pack), u"4f2c1ab"_s);
    pack.version = u"1.2"_s;
    QCOMPARE(packVersionText(pack), u"1.2 (4f2c1ab)"_s);
}

void TestPacksModel::importTimesAreReadable()
{
    using std::chrono::milliseconds;
    QCOMPARE(importTimeText(milliseconds(12)), u"< 0.1 s"_s);
    QCOMPARE(importTimeText(milliseconds(1'420)), u"1.4 s"_s);
}

void TestPacksModel::registryPagesAreAppendedOnce()
{
    RegistryModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    const QList<RegistryNode> nodes = exampleRegistry().nodes;
    model.setNodes(nodes);
    model.addNodes(nodes);
    QCOMPARE(model.rowCount(), nodes.size());
    RegistryNode more = nodes[0];
    more.id = u"another"_s;
    model.addNodes({nodes[1], more});
    QCOMPARE(model.rowCount(), nodes.size() + 1);
    model.setInstalled({u"Another"_s});
    const QModelIndex last = model.index(model.rowCount() - 1, RegistryModel::Description);
    QVERIFY(last.data().toString().startsWith(u"Installed already."_s));
}

QTEST_MAIN(TestPacksModel)
#include "tst_packsmodel.moc"
