// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/fixsettings.h"

#include <QTcpServer>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

Install installWith(const QStringList &arguments)
{
    Install install;
    install.id = *InstallId::fromString(u"studio"_s);
    install.name = u"Studio"_s;
    install.settings.arguments = arguments;
    return install;
}

} // namespace

class TestFixSettings : public QObject
{
    Q_OBJECT

private slots:
    void changesArguments_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<Fix>("fix");
        QTest::addColumn<QStringList>("after");
        const auto row = [](const char *name, const QStringList &before, const Fix &fix,
                            const QStringList &after) {
            QTest::newRow(name) << before << fix << after;
        };
        using enum FixKind;
        row("adds a flag", {u"--fast"_s}, {SetArgument, {u"--cache-none"_s}},
            {u"--fast"_s, u"--cache-none"_s});
        row("adds it once", {u"--novram"_s}, {SetArgument, {u"--novram"_s}}, {u"--novram"_s});
        row("takes the place of one that excludes it", {u"--highvram"_s, u"--fast"_s},
            {SetArgument, {u"--novram"_s}}, {u"--fast"_s, u"--novram"_s});
        row("takes the place of one with a value", {u"--cache-lru"_s, u"5"_s},
            {SetArgument, {u"--cache-none"_s}}, {u"--cache-none"_s});
        row("removes a flag", {u"--fast"_s, u"--use-sage-attention"_s},
            {RemoveArgument, {u"--use-sage-attention"_s}}, {u"--fast"_s});
        row("removes its values", {u"--front-end-version"_s, u"a/b@1"_s, u"--fast"_s},
            {RemoveArgument, {u"--front-end-version"_s}}, {u"--fast"_s});
        row("removes it with an equals sign", {u"--front-end-version=a/b@1"_s},
            {RemoveArgument, {u"--front-end-version"_s}}, {});
        row("removes no longer one", {u"--fast-disk"_s, u"--fast"_s},
            {RemoveArgument, {u"--fast"_s}}, {u"--fast-disk"_s});
    }
    void changesArguments()
    {
        QFETCH(QStringList, before);
        QFETCH(Fix, fix);
        QFETCH(QStringList, after);
        Install install = installWith(before);
        QVERIFY(applyFix(install, fix));
        QCOMPARE(install.settings.arguments, after);
        QVERIFY(isSettingsFix(fix.kind));
        QVERIFY(fixCommand(installWith(before), fix).startsWith(u"porticoctl set studio "_s));
    }

    void saysThatThereIsNothingToRemove()
    {
        Install install = installWith({u"--fast"_s});
        const Result<> done = applyFix(install, {FixKind::RemoveArgument, {u"--listen"_s}});
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::NotFound);
        QVERIFY(done.error().message.contains(u"--listen"_s));
    }

    void takesTheNextFreePort()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        Install install = installWith({});
        install.port = holder.serverPort();
        const Fix fix{FixKind::NextFreePort};
        QVERIFY(fixCommand(install, fix).startsWith(u"porticoctl set studio port="_s));
        QVERIFY(applyFix(install, fix));
        QVERIFY(install.port > holder.serverPort());
    }

    void choosesAGraphicsCard()
    {
        Install install = installWith({});
        QVERIFY(applyFix(install, {FixKind::SetGpu, {u"0"_s}}));
        QCOMPARE(install.settings.gpus, u"0"_s);
        QCOMPARE(fixCommand(install, {FixKind::SetGpu, {u"0"_s}}),
                 u"porticoctl set studio gpu=0"_s);
    }

    void refusesWhatIsNoSetting()
    {
        Install install = installWith({});
        QVERIFY(!applyFix(install, {FixKind::RepairTorch}));
        QVERIFY(!isSettingsFix(FixKind::DisablePack));
        QCOMPARE(fixCommand(install, {FixKind::DisablePack, {u"My Pack"_s}}),
                 u"porticoctl nodes disable studio \"My Pack\""_s);
        QCOMPARE(fixCommand(install, {FixKind::RepairTorch}), u"porticoctl repair studio"_s);
        QVERIFY(fixCommand(install, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFixSettings)
#include "tst_fixsettings.moc"
