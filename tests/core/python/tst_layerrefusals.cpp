// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/python/layercase.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What may not become a layer, and what is remarked of one: with the real uv from a loopback
 * index. */
class TestLayerRefusals final : public LayerCase
{
    Q_OBJECT

private slots:
    void refusesAnIndexThatLies();
    void namesThePackageThatCannotBeImported_data();
    void namesThePackageThatCannotBeImported();
    void remarksWhatMetadataDoesNotSay();
    void remarksWhatOnlyThisComputerLacks();
    void writesNothingIntoTheHome();
    void refusesPathFilesThatLeadOut_data();
    void refusesPathFilesThatLeadOut();
    void tellsPathFilesThatRunCode();
    void refusesTheTorchFamily();
    void refusesWhatNobodyAgreedTo();
};

void TestLayerRefusals::refusesAnIndexThatLies()
{
    world().tell(u"spoil beta"_s);
    const auto layer = world().make(u"good"_s);
    QVERIFY(!layer);
    QCOMPARE(layer.error().code, ErrorCode::HashMismatch);
    QVERIFY(!QFileInfo::exists(world().layers() + u'/' + world().plan(u"good"_s).id));
    world().tell(u"well"_s);
    const auto again = world().make(u"good"_s);
    QVERIFY2(again, again ? "" : qPrintable(wordsOf(again.error())));
}

void TestLayerRefusals::namesThePackageThatCannotBeImported_data()
{
    QTest::addColumn<QString>("lock");
    QTest::addColumn<QString>("words");
    QTest::newRow("compiled for another torch") << u"needs-abi"_s << u"undefined symbol"_s;
    QTest::newRow("written for another numpy")
        << u"needs-numpy"_s << u"module 'numpy' has no attribute 'float'"_s;
    QTest::newRow("it crashes Python") << u"crashes"_s << u"crashes"_s;
}
void TestLayerRefusals::namesThePackageThatCannotBeImported()
{
    QFETCH(QString, lock);
    const auto layer = world().make(lock);
    QVERIFY(!layer);
    QCOMPARE(layer.error().code, ErrorCode::ProcessFailed);
    QVERIFY2(layer.error().message.contains(u'“' + lock + u'”'), qPrintable(layer.error().message));
    QFETCH(QString, words);
    QVERIFY2(layer.error().message.contains(words), qPrintable(layer.error().message));
    QVERIFY(!layer.error().nextStep.isEmpty());
    QCOMPARE(QDir(world().layers()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
}

void TestLayerRefusals::remarksWhatMetadataDoesNotSay()
{
    {
        const auto layer = world().make(u"needs-missing"_s);
        QVERIFY2(layer, layer ? "" : qPrintable(wordsOf(layer.error())));
        QCOMPARE(layer->remarks.size(), 1);
        QVERIFY2(layer->remarks.constFirst().contains(u"No module named 'notthere'"_s),
                 qPrintable(layer->remarks.constFirst()));
    } // its lock is given back

    const LayerPlan planned = world().plan(u"needs-missing"_s);
    LayerBuild again = world().build(planned);
    again.tried = planned.lock;
    again.renewal = LayerRenewal::Renew;
    const auto renewed = buildLayer(again, world().uv(), JobContext());
    QVERIFY2(renewed, renewed ? "" : qPrintable(wordsOf(renewed.error())));
    QVERIFY2(renewed->remarks.isEmpty(), "what was tried before is not imported again");
}

void TestLayerRefusals::remarksWhatOnlyThisComputerLacks()
{
    const auto layer = world().make(u"needs-driver"_s);
    QVERIFY2(layer, layer ? "" : qPrintable(wordsOf(layer.error())));
    QCOMPARE(layer->remarks.size(), 1);
    QVERIFY2(layer->remarks.constFirst().contains(u"libcuda.so.1"_s),
             qPrintable(layer->remarks.constFirst()));
}

void TestLayerRefusals::writesNothingIntoTheHome()
{
    const QString mark = QDir::homePath() + u"/.writes_home"_s;
    QVERIFY(!QFileInfo::exists(mark));
    const auto layer = world().make(u"writes-home"_s);
    QVERIFY2(layer, layer ? "" : qPrintable(wordsOf(layer.error())));
    QVERIFY(!QFileInfo::exists(mark));
}

void TestLayerRefusals::refusesPathFilesThatLeadOut_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("leads-out") << u"leads_out.pth"_s;
    QTest::newRow("climbs-out") << u"climbs_out.pth"_s;
}
void TestLayerRefusals::refusesPathFilesThatLeadOut()
{
    const auto layer = world().make(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(!layer);
    QCOMPARE(layer.error().code, ErrorCode::Refused);
    QFETCH(QString, file);
    QVERIFY2(layer.error().message.contains(file), qPrintable(layer.error().message));
}

void TestLayerRefusals::tellsPathFilesThatRunCode()
{
    const auto layer = world().make(u"hooked"_s);
    QVERIFY2(layer, layer ? "" : qPrintable(wordsOf(layer.error())));
    QCOMPARE(layer->remarks.size(), 1);
    QVERIFY(layer->remarks.constFirst().contains(u"hooked.pth"_s));
}

void TestLayerRefusals::refusesTheTorchFamily()
{
    const auto layer = world().make(u"torch"_s);
    QVERIFY(!layer);
    QCOMPARE(layer.error().code, ErrorCode::Refused);
    QCOMPARE(world().fetched(), 0);
}

void TestLayerRefusals::refusesWhatNobodyAgreedTo()
{
    LayerPlan plan = world().plan(u"good"_s);
    plan.added += PlannedPackage{.name = u"from-git"_s,
                                 .version = {},
                                 .source = PackageSource::Git,
                                 .address = QUrl(u"https://example.invalid/x.git"_s)};
    const auto layer = buildLayer(world().build(plan), world().uv(), {});
    QVERIFY(!layer);
    QCOMPARE(layer.error().code, ErrorCode::Refused);
    QVERIFY(layer.error().message.contains(u"from-git"_s));
}

QTEST_GUILESS_MAIN(TestLayerRefusals)
#include "tst_layerrefusals.moc"
