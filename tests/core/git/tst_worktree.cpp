// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/worktree.h"
#include "gitworld.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

} // namespace

class WorkTreeTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatWasEditedAndAdded()
    {
        const test::GitWorld world;
        write(world.source() + u"/.gitignore"_s, "ignored\n");
        world.git({u"add"_s, u"."_s});
        world.git({u"commit"_s, u"-q"_s, u"-m"_s, u"ignore"_s});
        QVERIFY(!readWorkTree(world.source(), {})->isDirty());
        write(world.source() + u"/file.txt"_s, "mine\n");
        write(world.source() + u"/staged.txt"_s, "new\n");
        world.git({u"add"_s, u"staged.txt"_s});
        write(world.source() + u"/Größe.bin"_s, "own\n");
        write(world.source() + u"/ignored"_s, "own\n");
        const auto state = readWorkTree(world.source(), {});
        QVERIFY(state);
        QCOMPARE(state->edited, (QStringList{u"file.txt"_s, u"staged.txt"_s}));
        QCOMPARE(state->added, QStringList{u"Größe.bin"_s});
        QCOMPARE(state->branch, u"master"_s);
        QCOMPARE(*trackedFiles(world.source()),
                 (QStringList{u".gitignore"_s, u"file.txt"_s, u"staged.txt"_s}));
    }

    void countsAgainstWhatIsRememberedOfOrigin_data()
    {
        QTest::addColumn<QStringList>("checkout");
        QTest::addColumn<bool>("isEditedAndCommitted");
        QTest::addColumn<int>("ahead");
        QTest::addColumn<int>("behind");
        QTest::newRow("the newest commit of the branch") << QStringList() << false << 0 << 0;
        QTest::newRow("a tag one commit before, without a branch")
            << QStringList{u"v2"_s} << false << 0 << 1;
        QTest::newRow("a commit of one's own on the branch") << QStringList() << true << 1 << 0;
        QTest::newRow("a commit of one's own on an old tag")
            << QStringList{u"light"_s} << true << 1 << 2;
    }

    void countsAgainstWhatIsRememberedOfOrigin()
    {
        QFETCH(QStringList, checkout);
        QFETCH(bool, isEditedAndCommitted);
        const test::GitWorld world;
        const QString clone = world.folder.filePath(u"clone"_s);
        world.git({u"clone"_s, u"-q"_s, world.source(), clone}, world.folder.path());
        if (!checkout.isEmpty())
            world.git(QStringList{u"checkout"_s, u"-q"_s} + checkout, clone);
        if (isEditedAndCommitted)
            world.git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"mine"_s}, clone);
        const auto state = readWorkTree(clone, {});
        QVERIFY(state);
        QCOMPARE(state->upstream, u"origin/master"_s);
        QTEST(state->ahead.value_or(-1), "ahead");
        QTEST(state->behind.value_or(-1), "behind");
        QCOMPARE(state->branch, checkout.isEmpty() ? u"master"_s : QString());
    }

    void withoutAnOriginNothingIsCounted()
    {
        const test::GitWorld world;
        const auto state = readWorkTree(world.source(), {});
        QVERIFY(state);
        QVERIFY(!state->ahead && !state->behind && state->upstream.isEmpty());
    }

    void editsBecomeAPatchThatGitTakes()
    {
        const test::GitWorld world;
        QVERIFY(editsAsPatch(world.source())->isEmpty());
        write(world.source() + u"/file.txt"_s, "mine, für mich\n");
        const auto patch = editsAsPatch(world.source());
        QVERIFY(patch);
        world.git({u"checkout"_s, u"-q"_s, u"--"_s, u"."_s});
        write(world.folder.filePath(u"edits.patch"_s), *patch);
        world.git({u"apply"_s, world.folder.filePath(u"edits.patch"_s)});
        QFile file(world.source() + u"/file.txt"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine, für mich\n"));
    }

    void listsWhatIsNewBetweenTwoCommits()
    {
        const test::GitWorld world;
        const auto list =
            commitsBetween(world.source(), world.id(u"light"_s), world.id(u"master"_s));
        QVERIFY(list);
        QCOMPARE(list->subjects, (QStringList{u"three"_s, u"two"_s}));
        QCOMPARE(list->count, 2);
        QVERIFY(list->isKnown);
        const auto back =
            commitsBetween(world.source(), world.id(u"master"_s), world.id(u"light"_s));
        QCOMPARE(back->count, 0);
        const auto foreign =
            commitsBetween(world.source(), QString(40, u'a'), world.id(u"master"_s));
        QVERIFY(foreign && !foreign->isKnown);
        QVERIFY(!commitsBetween(world.source(), u"no id"_s, u"at all"_s)->isKnown);
    }

    void whatIsNoRepositoryIsNotFound()
    {
        const QTemporaryDir folder;
        QCOMPARE(readWorkTree(folder.path(), {}).error().code, ErrorCode::NotFound);
        QCOMPARE(trackedFiles(folder.path()).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(WorkTreeTest)
#include "tst_worktree.moc"
