// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/updateinstall.h"
#include "core/updates/updatepackages.h"
#include "core/updates/updateparts.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What a plan of an update says of itself. */
class TestUpdatePlan : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhetherItGoesBack_data();
    void knowsWhetherItGoesBack();
    void isEmptyAtTheSameCommitOnly();
    void installsOnlyWhatIsNotThere();
    void anotherAcceleratorTakesItsOwnChoicesAlong_data();
    void anotherAcceleratorTakesItsOwnChoicesAlong();
};

void TestUpdatePlan::knowsWhetherItGoesBack_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<bool>("goesBack");
    QTest::newRow("a newer one") << u"0.9.2"_s << u"0.10.0"_s << false;
    QTest::newRow("the same version, another commit") << u"0.9.2"_s << u"0.9.2"_s << false;
    QTest::newRow("an older one") << u"0.10.0"_s << u"0.9.2"_s << true;
    QTest::newRow("nobody knows what it was") << QString() << u"0.9.2"_s << false;
    QTest::newRow("nobody knows what it will be") << u"0.9.2"_s << QString() << false;
}

void TestUpdatePlan::knowsWhetherItGoesBack()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(bool, goesBack);
    UpdatePlan plan;
    Generation generation;
    generation.number = 1;
    generation.comfyVersion = before;
    plan.install.generations = {generation};
    plan.install.currentGeneration = 1;
    plan.versionAfter = after;
    QCOMPARE(plan.goesBack(), goesBack);
}

void TestUpdatePlan::isEmptyAtTheSameCommitOnly()
{
    UpdatePlan plan;
    plan.target.commit.id = u"0123456789abcdef0123456789abcdef01234567"_s;
    QVERIFY(!plan.isEmpty()); // a bundle without a repository does not tell its commit
    plan.commitBefore = plan.target.commit.id;
    QVERIFY(plan.isEmpty());
}

void TestUpdatePlan::installsOnlyWhatIsNotThere()
{
    PythonEnvironment base;
    for (const auto &[name, version] :
         {std::pair(u"numpy"_s, u"2.3.4"_s), std::pair(u"torch"_s, u"2.9.1+cu130"_s)}) {
        Distribution there;
        there.name = name;
        there.version = version;
        base.distributions += there;
    }
    Lock chosen;
    for (const auto &[name, version] :
         {std::pair(u"numpy"_s, u"2.3.4"_s), std::pair(u"torch"_s, u"2.9.1+cu126"_s),
          std::pair(u"timm"_s, u"1.0"_s)})
        chosen.packages +=
            LockedPackage{.name = name, .version = version, .marker = {}, .hashes = {}};
    QStringList missing;
    for (const LockedPackage &package : missingOf(chosen, base).packages)
        missing += package.name;
    QCOMPARE(missing, (QStringList{u"torch"_s, u"timm"_s}));
}

void TestUpdatePlan::anotherAcceleratorTakesItsOwnChoicesAlong_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("chosen"); ///< in the settings
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("chosenAfter");
    QTest::addColumn<QString>("gpus");
    const QStringList cpu{u"--cpu"_s};
    QTest::newRow("from the processor to a GPU")
        << u"cpu"_s << QString() << u"cuda 12.8"_s << QStringList() << QString() << QString();
    QTest::newRow("another CUDA: what the person chose stays")
        << u"cuda 12.6"_s << u"cuda"_s << u"cuda 12.8"_s << cpu << u"cuda"_s << u"1"_s;
    QTest::newRow("to the processor: a choice of CUDA goes")
        << u"cuda 12.6"_s << u"cuda"_s << u"cpu"_s << cpu << QString() << QString();
}

void TestUpdatePlan::anotherAcceleratorTakesItsOwnChoicesAlong()
{
    QFETCH(QString, before);
    QFETCH(QString, chosen);
    QFETCH(QString, after);
    Generation generation;
    generation.accelerator = before;
    InstallSettings settings;
    settings.arguments = {u"--cpu"_s};
    settings.accelerator = chosen;
    settings.gpus = u"1"_s;
    followAccelerator(settings, generation, {.accelerator = *Accelerator::fromText(after)});
    QTEST(settings.arguments, "arguments");
    QTEST(settings.accelerator, "chosenAfter");
    QTEST(settings.gpus, "gpus");
}

QTEST_GUILESS_MAIN(TestUpdatePlan)
#include "tst_updateplan.moc"
