// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envlog.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What is kept of a build: its log, and how it ended. */
class TestEnvLog final : public QObject
{
    Q_OBJECT

private slots:
    void aFailureIsFoundAgain();
    void theNewestLogIsTheOneInStaging();
    void programsComeFirst_data();
    void programsComeFirst();

private:
    static EnvPlan planOf(const QString &name, const QString &place)
    {
        EnvPlan plan;
        plan.env.name = name;
        plan.env.place = place;
        plan.stamp.comfyEnvVersion = u"0.4.22"_s;
        return plan;
    }
};

void TestEnvLog::aFailureIsFoundAgain()
{
    const QTemporaryDir folder;
    const QString path = envLogFile(folder.path());
    QCOMPARE(envFailure(path), QString());
    EnvLog log(path, planOf(u"mesh"_s, folder.path()), QDateTime::currentDateTime());
    log.add(u"Resolved 12 packages"_s);
    QCOMPARE(envFailure(path), QString());
    log.fail({.code = ErrorCode::Network,
              .message = u"The package index\ncannot be reached."_s,
              .nextStep = u"Look at the page Network."_s,
              .detail = QString(20'000, u'x')});
    QCOMPARE(envFailure(path), u"The package index cannot be reached. Look at the page Network."_s);
    const EnvLog again(path, planOf(u"mesh"_s, folder.path()), QDateTime::currentDateTime());
    QCOMPARE(envFailure(path), QString());
}

void TestEnvLog::theNewestLogIsTheOneInStaging()
{
    const QTemporaryDir root;
    const QString place = root.filePath(u"envs/mesh-py312"_s);
    const QString ours = envStagingFolder(root.path()) + u"/one"_s;
    const QString others = envStagingFolder(root.path()) + u"/two"_s;
    for (const QString &folder : {place, ours, others})
        QVERIFY(QDir().mkpath(folder));
    const EnvPlan plan = planOf(u"mesh"_s, place);
    QCOMPARE(newestEnvLog(root.path(), plan.env), envLogFile(place));
    const EnvLog other(envLogFile(others), planOf(u"mesh-two"_s, {}), QDateTime::currentDateTime());
    QCOMPARE(newestEnvLog(root.path(), plan.env), envLogFile(place));
    const EnvLog own(envLogFile(ours), plan, QDateTime::currentDateTime());
    QCOMPARE(newestEnvLog(root.path(), plan.env), envLogFile(ours));
}

void TestEnvLog::programsComeFirst_data()
{
    QTest::addColumn<Os>("os");
    QTest::addColumn<QStringList>("folders");
    const QString prefix = u"/e/.pixi/envs/default"_s;
    QTest::newRow("Linux") << Os::Linux << QStringList{prefix + u"/bin"_s};
    QTest::newRow("macOS") << Os::MacOS << QStringList{prefix + u"/bin"_s};
    QTest::newRow("Windows keeps the interpreter at the top")
        << Os::Windows << QStringList{prefix, prefix + u"/Scripts"_s, prefix + u"/Library/bin"_s};
}

void TestEnvLog::programsComeFirst()
{
    QFETCH(Os, os);
    QFETCH(QStringList, folders);
    QCOMPARE(envProgramFolders(u"/e"_s, os), folders);
}

QTEST_GUILESS_MAIN(TestEnvLog)
#include "tst_envlog.moc"
