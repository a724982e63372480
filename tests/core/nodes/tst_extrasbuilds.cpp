// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/extrasbuilds.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

PlannedPackage package(const QString &name, const QStringList &wantedBy,
                       PackageSource source = PackageSource::Wheel)
{
    return {.name = name, .version = u"1"_s, .source = source, .wantedBy = wantedBy};
}

constexpr auto kBuild = PackageSource::Build;

} // namespace

/** Which extras stand or fall with a package that must be built. */
class TestExtrasBuilds : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhoBringsIt_data()
    {
        QTest::addColumn<QList<PlannedPackage>>("added");
        QTest::addColumn<QStringList>("extras");
        using Added = QList<PlannedPackage>;
        QTest::newRow("one of the extras itself")
            << Added{package(u"wget"_s, {u"extras: wget"_s}, kBuild)} << QStringList{u"wget"_s};
        QTest::newRow("the same once they are one pack again")
            << Added{package(u"wget"_s, {u"extras"_s}, kBuild)} << QStringList{u"wget"_s};
        QTest::newRow("by way of another") << Added{package(u"wget"_s, {u"cutter"_s}, kBuild),
                                                    package(u"cutter"_s, {u"extras: cutter"_s})}
                                           << QStringList{u"cutter"_s};
        QTest::newRow("two that bring it")
            << Added{package(u"wget"_s, {u"cutter"_s, u"extras: wget"_s}, kBuild),
                     package(u"cutter"_s, {u"extras: cutter"_s})}
            << QStringList{u"wget"_s, u"cutter"_s};
        QTest::newRow("a node pack needs it, too")
            << Added{package(u"wget"_s, {u"cutter"_s, u"Some Pack"_s}, kBuild),
                     package(u"cutter"_s, {u"extras: cutter"_s})}
            << QStringList();
        QTest::newRow("a node pack needs what brings it")
            << Added{package(u"wget"_s, {u"cutter"_s}, kBuild),
                     package(u"cutter"_s, {u"extras: cutter"_s, u"Some Pack"_s})}
            << QStringList();
        QTest::newRow("packages that need each other")
            << Added{package(u"wget"_s, {u"cutter"_s}, kBuild),
                     package(u"cutter"_s, {u"wget"_s, u"extras: cutter"_s})}
            << QStringList{u"cutter"_s};
    }
    void knowsWhoBringsIt()
    {
        QFETCH(QList<PlannedPackage>, added);
        QFETCH(QStringList, extras);
        LayerPlan plan;
        plan.added = added;
        QCOMPARE(extrasBehind(plan, u"wget"_s), extras);
        const UnbuiltExtras unbuilt = extrasToBuild(plan);
        QCOMPARE(unbuilt.extras, extras);
        QCOMPARE(unbuilt.packages, extras.isEmpty() ? QStringList() : QStringList{u"wget"_s});
    }

    void saysWhatIsLeftOut()
    {
        QVERIFY(leftUnbuilt({.extras = {u"cutter"_s}, .packages = {u"wget"_s}})
                    .startsWith(u"Left out of the extras: cutter. There is no wheel of wget"_s));
        const Error error{.code = ErrorCode::ProcessFailed,
                          .message = u"wget could not be built."_s,
                          .nextStep = {},
                          .detail = {}};
        QCOMPARE(notBuilt({u"cutter"_s}, error),
                 u"Left out of the extras: cutter. wget could not be built."_s);
    }
};

QTEST_GUILESS_MAIN(TestExtrasBuilds)
#include "tst_extrasbuilds.moc"
