// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/installs/launching.h"

#include <QTest>

using namespace portico;
using namespace portico::launching;
using namespace Qt::StringLiterals;

/** What ComfyUI is told, by what this version of it knows and what the person chose. */
class TestLaunchArguments : public QObject
{
    Q_OBJECT

private slots:
    void passesOnlyKnownFlags();
    void namesTheDataFoldersForVersionsWithoutBaseDirectory();
    void passesChosenFoldersAndArguments();
    void leavesTheFoldersToLinksInTheClassicLayout();
    void startsSafelyWithoutNodePacks();
    void findsAWayAroundCharactersThatDatabaseUrlsCannotHold();
    void refusesArgumentsThatClash();
};

void TestLaunchArguments::passesOnlyKnownFlags()
{
    const QSet<QString> known{u"--port"_s, u"--listen"_s, u"--base-directory"_s};
    const auto command =
        launchCommand(Library(root(Os::Linux)), install(BundleLayout::Anymatix, Os::Linux),
                      {.withoutNodePacks = true, .knownFlags = known}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    for (const QString &argument : command->arguments) {
        if (argument.startsWith(u"--"_s))
            QVERIFY2(known.contains(argument), qPrintable(argument));
    }
}

void TestLaunchArguments::namesTheDataFoldersForVersionsWithoutBaseDirectory()
{
    const QSet<QString> known{u"--port"_s, u"--listen"_s, u"--output-directory"_s,
                              u"--input-directory"_s, u"--user-directory"_s};
    const auto command =
        launchCommand(Library(root(Os::Linux)), install(BundleLayout::Anymatix, Os::Linux),
                      {.knownFlags = known}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    const QString data = u"/home/ann/Portico/installs/studio/data"_s;
    QCOMPARE(argumentAfter(*command, u"--output-directory"_s), data + u"/output"_s);
    QCOMPARE(argumentAfter(*command, u"--input-directory"_s), data + u"/input"_s);
    QCOMPARE(argumentAfter(*command, u"--user-directory"_s), data + u"/user"_s);
}

void TestLaunchArguments::passesChosenFoldersAndArguments()
{
    Install studio = install(BundleLayout::Anymatix, Os::Linux);
    studio.settings.outputFolder = u"/big disk/out"_s;
    studio.settings.arguments = {u"--cpu"_s, u"--preview-method"_s, u"auto"_s};
    const auto command =
        launchCommand(Library(root(Os::Linux)), studio, {}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    QCOMPARE(argumentAfter(*command, u"--output-directory"_s), u"/big disk/out"_s);
    QVERIFY(!command->arguments.contains(u"--input-directory"_s));
    QCOMPARE(command->arguments.last(3), studio.settings.arguments);
}

void TestLaunchArguments::leavesTheFoldersToLinksInTheClassicLayout()
{
    const QString data = u"/home/ann/Portico/installs/studio/data"_s;
    Install studio = install(BundleLayout::Anymatix, Os::Linux);
    studio.settings.layout = DataLayout::Classic;
    const auto commandOf = [&](const QSet<QString> &known) {
        const auto command = launchCommand(Library(root(Os::Linux)), studio, {.knownFlags = known},
                                           own(Os::Linux), Os::Linux);
        return command ? *command : Command();
    };
    QVERIFY(!commandOf({}).arguments.contains(u"--base-directory"_s));
    QCOMPARE(argumentAfter(commandOf({}), u"--temp-directory"_s), data);
    QVERIFY(argumentAfter(commandOf({}), u"--database-url"_s).contains(data));
    const QSet<QString> old{u"--port"_s, u"--listen"_s, u"--output-directory"_s};
    QVERIFY(!commandOf(old).arguments.contains(u"--output-directory"_s));
    QVERIFY(!commandOf(old).arguments.contains(u"--temp-directory"_s));
    studio.settings.arguments = {u"--temp-directory=/scratch"_s};
    QCOMPARE(commandOf({}).arguments.filter(u"--temp-directory"_s), studio.settings.arguments);
}

void TestLaunchArguments::startsSafelyWithoutNodePacks()
{
    const auto command =
        launchCommand(Library(root(Os::Linux)), install(BundleLayout::Anymatix, Os::Linux),
                      {.withoutNodePacks = true}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    QVERIFY(command->arguments.contains(u"--disable-all-custom-nodes"_s));
}

void TestLaunchArguments::findsAWayAroundCharactersThatDatabaseUrlsCannotHold()
{
    const auto command =
        launchCommand(Library(u"/home/ann/100% mine?"_s),
                      install(BundleLayout::Anymatix, Os::Linux), {}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    QCOMPARE(argumentAfter(*command, u"--database-url"_s),
             u"sqlite:///../../../data/db/gen-0001/comfyui.db"_s);
}

void TestLaunchArguments::refusesArgumentsThatClash()
{
    Install studio = install(BundleLayout::Anymatix, Os::Linux);
    studio.settings.arguments = {u"--port"_s, u"9000"_s};
    const auto command =
        launchCommand(Library(root(Os::Linux)), studio, {}, own(Os::Linux), Os::Linux);
    QVERIFY(!command);
    QVERIFY(command.error().message.contains(u"--port"_s));
}

QTEST_GUILESS_MAIN(TestLaunchArguments)
#include "tst_launcharguments.moc"
