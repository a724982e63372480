// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/hostos.h"
#include "core/python/buildsource.h"
#include "core/python/buildwheels.h"
#include "core/python/copypython.h"
#include "core/python/wheelstore.h"
#include "tests/core/python/layercase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Wheels out of sources by consent, with the real uv. */
class TestBuildWheels final : public LayerCase
{
    Q_OBJECT

private slots:
    void buildsOnlyByConsent();
    void buildsASourceOnce();
    void showsTheBaseToABuildThatLooksForTorch();
    void tellsWhatCannotBeBuilt();
    void refusesTheWheelOfAnotherPackage();
    void keepsWhatWasCompiledToItsBase();
    void takesARepositoryFromWhoKnowsGit();
    void refusesARepositoryWhereNobodyKnowsGit();
    void readsWhatABuildNeeds_data();
    void readsWhatABuildNeeds();

private:
    /** A plan with a package from its own address: a source archive on this computer. */
    LayerPlan planOf(const QString &name) const
    {
        LayerPlan plan;
        plan.base = u"base"_s;
        plan.added = {PlannedPackage{
            .name = name,
            .version = {},
            .source = PackageSource::Address,
            .address = QUrl::fromLocalFile(world().root() + u'/' + name + u"-1.0.tar.gz"_s)}};
        return plan;
    }
    Result<int> make(const LayerPlan &plan, const QString &python = {},
                     const SourceFetcher &gitSource = {}) const
    {
        LayerBuild build = world().build(plan);
        build.sourceBuilds = SourceBuilds::Allow;
        build.gitSource = gitSource;
        if (!python.isEmpty())
            build.python = python;
        return buildWheels(build, world().uv(), {});
    }
    std::optional<WheelSource> madeOf(const LayerPlan &plan, const QString &base = u"base"_s) const
    {
        return findWheelOf(world().wheels(), wheelSource(plan.added.constFirst()), base);
    }
};

void TestBuildWheels::buildsOnlyByConsent()
{
    const LayerPlan plan = planOf(u"plain-source"_s);
    const auto made = buildWheels(world().build(plan), world().uv(), {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Refused);
    QVERIFY(made.error().message.contains(u"plain-source"_s));
    QVERIFY(!madeOf(plan));
}

void TestBuildWheels::buildsASourceOnce()
{
    const LayerPlan plan = planOf(u"plain-source"_s);
    const auto made = make(plan);
    QVERIFY2(made, made ? "" : qPrintable(wordsOf(made.error())));
    QCOMPARE(*made, 1);
    const auto wheel = madeOf(plan);
    QVERIFY(wheel);
    QCOMPARE(wheel->version, u"1.0"_s);
    QVERIFY(storedWheel(world().wheels(), wheel->sha256));
    QVERIFY(madeOf(plan, u"another base"_s)); // nothing in it was compiled
    QCOMPARE(make(plan).value(), 0);
}

void TestBuildWheels::showsTheBaseToABuildThatLooksForTorch()
{
    const LayerPlan plan = planOf(u"imports-torch"_s);
    const auto without = make(plan);
    QVERIFY(!without);
    // A base as composing makes it, with a torch in its packages.
    const SystemProcessRunner processes;
    const auto facts = pythonFacts(world().python(), processes, {});
    QVERIFY(facts);
    const QString base = world().root() + u"/base"_s;
    const auto copied = copyPython(*facts, base, hostOs(), processes, {});
    if (!copied)
        QSKIP(qPrintable(copied.error().message));
    const QString site = u"%1/lib/python3.%2/site-packages"_s.arg(base).arg(facts->minor);
    QVERIFY(QDir().mkpath(site));
    QVERIFY(put(site + u"/torch.py"_s, "__version__ = '2.9.1'\n"));
    const QStringList before = QDir(site).entryList();
    const auto made = make(plan, base + u"/bin/python3"_s);
    QVERIFY2(made, made ? "" : qPrintable(wordsOf(made.error())));
    QVERIFY(madeOf(plan));
    QCOMPARE(QDir(site).entryList(), before);
}

void TestBuildWheels::tellsWhatCannotBeBuilt()
{
    const auto made = make(planOf(u"wants-compiler"_s));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::ProcessFailed);
    QVERIFY2(made.error().message.contains(u"“wants-compiler”"_s),
             qPrintable(made.error().message));
    QVERIFY2(made.error().detail.contains(u"no compiler was found"_s),
             qPrintable(made.error().detail));
}

void TestBuildWheels::refusesTheWheelOfAnotherPackage()
{
    const auto made = make(planOf(u"says-another"_s));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Refused);
    QVERIFY2(made.error().message.contains(u"somebody_else"_s), qPrintable(made.error().message));
}

void TestBuildWheels::keepsWhatWasCompiledToItsBase()
{
    const LayerPlan plan = planOf(u"compiled-here"_s);
    const auto made = make(plan);
    QVERIFY2(made, made ? "" : qPrintable(wordsOf(made.error())));
    QVERIFY(madeOf(plan));
    QVERIFY(!madeOf(plan, u"another base"_s));
}

void TestBuildWheels::takesARepositoryFromWhoKnowsGit()
{
    LayerPlan plan = planOf(u"plain-source"_s);
    plan.added.first().source = PackageSource::Git;
    plan.added.first().address = QUrl(u"git+https://git.example/plain-source.git@v1"_s);
    int calls = 0;
    const auto fetch = [&](const PlannedPackage &package, const QString &folder,
                           const JobContext &) -> Result<> {
        ++calls;
        QProcess unpack;
        unpack.start(u"tar"_s,
                     {u"-xzf"_s, world().root() + u"/plain-source-1.0.tar.gz"_s, u"-C"_s, folder,
                      u"--strip-components=1"_s});
        return unpack.waitForFinished(10'000) && package.source == PackageSource::Git
            ? Result<>()
            : Result<>(cancelledError());
    };
    const auto made = make(plan, {}, fetch);
    QVERIFY2(made, made ? "" : qPrintable(wordsOf(made.error())));
    QVERIFY(madeOf(plan));
    QCOMPARE(make(plan, {}, fetch).value(), 0);
    QCOMPARE(calls, 1);
}

void TestBuildWheels::refusesARepositoryWhereNobodyKnowsGit()
{
    LayerPlan plan = planOf(u"plain-source"_s);
    plan.added.first().source = PackageSource::Git;
    QCOMPARE(make(plan).error().code, ErrorCode::Unsupported);
}

void TestBuildWheels::readsWhatABuildNeeds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("needs");
    QTest::newRow("no pyproject.toml") << QByteArray() << QStringList{u"setuptools"_s, u"wheel"_s};
    QTest::newRow("torch comes from the base")
        << QByteArray("[build-system]\nrequires = [\"setuptools>=61\", \"torch>=2\", \"ninja\"]\n")
        << QStringList{u"setuptools>=61"_s, u"ninja"_s, u"wheel"_s};
    QTest::newRow("addresses are not obeyed")
        << QByteArray("[build-system]\nrequires = [\"x @ https://evil.example/x.whl\"]\n")
        << QStringList{u"wheel"_s};
}
void TestBuildWheels::readsWhatABuildNeeds()
{
    QFETCH(QByteArray, text);
    QTEST(buildNeeds(text), "needs");
}

QTEST_GUILESS_MAIN(TestBuildWheels)
#include "tst_buildwheels.moc"
