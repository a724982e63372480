// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/installscript.h"
#include "core/nodes/installscriptchanges.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packneeds.h"
#include "core/nodes/packrecords.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes = {})
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

/** "easy 1.0 requested <-number" as a package. */
InstalledPackage package(const QString &text)
{
    const QStringList words = text.split(u' ');
    InstalledPackage made;
    made.distribution.name = words.value(0);
    made.distribution.version = words.value(1);
    made.distribution.folder = u"/site"_s;
    made.distribution.infoName = words.value(0) + u'-' + words.value(1) + u".dist-info"_s;
    for (const QString &word : words.mid(2)) {
        if (word == "requested"_L1)
            made.isRequested = true;
        else if (word == "local"_L1)
            made.isLocal = true;
        else if (word.startsWith("from:"_L1))
            made.source = word.mid(5);
        else if (word.startsWith("<-"_L1))
            made.distribution.needs += word.mid(2).replace(u'|', u' ');
    }
    return made;
}

QList<InstalledPackage> packages(const QStringList &texts)
{
    QList<InstalledPackage> made;
    for (const QString &text : texts)
        made += package(text);
    return made;
}

TreeEntry entry(const QString &path, TreeEntry::Kind kind, qint64 size)
{
    TreeEntry made;
    made.path = path;
    made.kind = kind;
    made.size = size;
    return made;
}

/** "a/" is a folder, "a/b=3" a file of three bytes. */
TreeState tree(const QStringList &texts)
{
    TreeState state;
    for (const QString &text : texts) {
        const bool isFolder = text.endsWith(u'/');
        const QString path = isFolder ? text.chopped(1) : text.section(u'=', 0, 0);
        state.insert(path,
                     entry(path, isFolder ? TreeEntry::Kind::Folder : TreeEntry::Kind::File,
                           text.section(u'=', 1).toLongLong()));
    }
    return state;
}

} // namespace

class InstallScriptTest : public QObject
{
    Q_OBJECT

private slots:
    void isReadBeforeItRuns();
    void whatCannotBeShownIsNotRun();
    void packagesBecomeNeeds_data();
    void packagesBecomeNeeds();
    void treesAreCompared_data();
    void treesAreCompared();
    void needsCountBesideThoseOfTheFiles();
    void recordsRememberWhatRan();
    void theOriginOfAPackageIsRead();
};

void InstallScriptTest::isReadBeforeItRuns()
{
    const QTemporaryDir folder;
    const QString pack = folder.filePath(u"Foo"_s);
    write(pack + u"/__init__.py"_s);
    QVERIFY(!readInstallScript(readNodePack(u"Foo"_s, pack), nullptr));
    write(pack + u"/install.py"_s, "print(1)\n");
    const auto script = readInstallScript(readNodePack(u"Foo"_s, pack), nullptr);
    QVERIFY(script && script->mayRun());
    QCOMPARE(script->text, u"print(1)\n"_s);
    QCOMPARE(script->size, 9);
    PackRecord record{.name = u"Foo"_s, .script = script->digest};
    QVERIFY(readInstallScript(readNodePack(u"Foo"_s, pack), &record)->ranBefore);
    write(pack + u"/install.py"_s, "print(2)\n");
    QVERIFY(!readInstallScript(readNodePack(u"Foo"_s, pack), &record)->ranBefore);
}

void InstallScriptTest::whatCannotBeShownIsNotRun()
{
    const QTemporaryDir folder;
    const QString pack = folder.filePath(u"Foo"_s);
    write(pack + u"/install.py"_s, QByteArray(3 << 20, '#'));
    auto script = readInstallScript(readNodePack(u"Foo"_s, pack), nullptr);
    QVERIFY(script && !script->mayRun());
    QVERIFY2(script->problem.contains(u"too long"_s), qPrintable(script->problem));
    QVERIFY(QFile::remove(pack + u"/install.py"_s));
    write(folder.filePath(u"other.py"_s), "print(1)\n");
    QVERIFY(QFile::link(folder.filePath(u"other.py"_s), pack + u"/install.py"_s));
    script = readInstallScript(readNodePack(u"Foo"_s, pack), nullptr);
    QVERIFY(!script || !script->mayRun());
}

void InstallScriptTest::packagesBecomeNeeds_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::addColumn<QStringList>("needs");
    QTest::addColumn<QStringList>("notTaken");
    QTest::addColumn<QStringList>("removed");
    const QStringList base{u"torch 2.9.1"_s, u"pip 25.0"_s, u"numpy 2.1"_s};
    const QStringList none;
    QTest::newRow("nothing") << base << base << none << none << none;
    QTest::newRow("one that is new")
        << base << base + QStringList{u"easy 1.0"_s} << QStringList{u"easy==1.0"_s} << none << none;
    QTest::newRow("what another of them needs is left to the resolver")
        << base << base + QStringList{u"easy 1.0 <-number"_s, u"number 2.0"_s}
        << QStringList{u"easy==1.0"_s} << none << none;
    QTest::newRow("unless it was asked for by name")
        << base << base + QStringList{u"easy 1.0 <-number"_s, u"number 2.0 requested"_s}
        << QStringList{u"easy==1.0"_s, u"number==2.0"_s} << none << none;
    QTest::newRow("needs of extras do not count")
        << base << base + QStringList{u"easy 1.0 <-number;extra=='x'"_s, u"number 2.0"_s}
        << QStringList{u"easy==1.0"_s, u"number==2.0"_s} << none << none;
    QTest::newRow("another version of one that was there")
        << base << QStringList{u"torch 0.0.1"_s, u"pip 25.0"_s, u"numpy 2.1"_s}
        << QStringList{u"torch==0.0.1"_s} << none << none;
    QTest::newRow("pip itself is of no use")
        << base << QStringList{u"torch 2.9.1"_s, u"pip 26.0"_s, u"numpy 2.1"_s} << none
        << QStringList{u"pip 26.0"_s} << none;
    QTest::newRow("one that is gone")
        << base << base.mid(0, 2) << none << none << QStringList{u"numpy 2.1"_s};
    QTest::newRow("a repository") << base
                                  << base
            + QStringList{u"easy 1.0 from:git+https://example.org/easy@abc"_s}
                                  << QStringList{u"easy @ git+https://example.org/easy@abc"_s}
                                  << none << none;
    QTest::newRow("a folder of this computer") << base << base + QStringList{u"easy 1.0 local"_s}
                                               << none << QStringList{u"easy 1.0"_s} << none;
    QTest::newRow("no version") << base << base + QStringList{u"easy --index-url=x"_s} << none
                                << QStringList{u"easy --index-url=x"_s} << none;
}

void InstallScriptTest::packagesBecomeNeeds()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    QFETCH(QStringList, needs);
    QFETCH(QStringList, notTaken);
    QFETCH(QStringList, removed);
    const PackageChanges changes = packageChanges(packages(before), packages(after));
    QCOMPARE(changes.needs, needs);
    QCOMPARE(changes.notTaken, notTaken);
    QCOMPARE(changes.removed, removed);
}

void InstallScriptTest::treesAreCompared_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::addColumn<QStringList>("added");
    QTest::addColumn<QStringList>("changed");
    QTest::addColumn<QStringList>("removed");
    const QStringList start{u"a/"_s, u"a/x=1"_s, u"y=1"_s};
    const QStringList none;
    QTest::newRow("the same") << start << start << none << none << none;
    QTest::newRow("a new folder stands for what is in it")
        << start << start + QStringList{u"b/"_s, u"b/c/"_s, u"b/c/z=1"_s} << QStringList{u"b"_s}
        << none << none;
    QTest::newRow("a file is other now") << start << QStringList{u"a/"_s, u"a/x=2"_s, u"y=1"_s}
                                         << none << QStringList{u"a/x"_s} << none;
    QTest::newRow("a folder is gone")
        << start << QStringList{u"y=1"_s} << none << none << QStringList{u"a"_s};
}

void InstallScriptTest::treesAreCompared()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    QFETCH(QStringList, added);
    QFETCH(QStringList, changed);
    QFETCH(QStringList, removed);
    const TreeChanges changes = changesBetween(tree(before), tree(after));
    QCOMPARE(changes.added, added);
    QCOMPARE(changes.changed, changed);
    QCOMPARE(changes.removed, removed);
    QCOMPARE(changes.isEmpty(), before == after);
}

void InstallScriptTest::needsCountBesideThoseOfTheFiles()
{
    PackNeeds needs{.pack = u"Foo"_s, .needs = {{.text = u"easy>=2"_s, .name = u"easy"_s}}};
    const QStringList added{u"easy==1.0"_s, u"more==3"_s, u"-e ."_s};
    QCOMPARE(scriptNeedsBeside(needs, {u"easy==1.0"_s, u"more==3"_s}), QStringList{u"more==3"_s});
    addScriptNeeds(needs, added);
    QCOMPARE(needs.needs.size(), 3);
    QCOMPARE(needs.needs.last().name, u"more"_s);
    QCOMPARE(needs.needs.last().place, u"install.py"_s);
    addScriptNeeds(needs, added);
    QCOMPARE(needs.needs.size(), 3); // each once
}

void InstallScriptTest::recordsRememberWhatRan()
{
    const PackRecord record{.name = u"Foo"_s,
                            .script = *Sha256::fromHex(QString(64, u'a')),
                            .scriptNeeds = {u"easy==1.0"_s}};
    QCOMPARE(packRecordFromJson(u"Foo"_s, toJson(record)), record);
    QVERIFY(!toJson(PackRecord{.name = u"Foo"_s}).contains(u"scriptNeeds"_s));
}

void InstallScriptTest::theOriginOfAPackageIsRead()
{
    const QTemporaryDir folder;
    const auto give = [&](const QString &name, const QByteArray &origin) {
        const QString info = folder.filePath(name + u"-1.0.dist-info"_s);
        write(info + u"/METADATA"_s, "Name: " + name.toUtf8() + "\nVersion: 1.0\n");
        if (!origin.isEmpty())
            write(info + u"/direct_url.json"_s, origin);
    };
    give(u"plain"_s, {});
    give(u"git"_s, R"({"url": "https://me:secret@example.org/git",
        "vcs_info": {"vcs": "git", "commit_id": "abc", "requested_revision": "main"}})");
    give(u"wheel"_s, R"({"url": "https://example.org/wheel-1.0.whl?key=secret",
        "archive_info": {}})");
    give(u"folder"_s, R"({"url": "file:///tmp/x", "dir_info": {"editable": true}})");
    write(folder.filePath(u"plain-1.0.dist-info/REQUESTED"_s));
    QMap<QString, InstalledPackage> found;
    for (const InstalledPackage &one : installedPackages({folder.path()}))
        found.insert(one.distribution.name, one);
    QCOMPARE(found.keys(), (QStringList{u"folder"_s, u"git"_s, u"plain"_s, u"wheel"_s}));
    QCOMPARE(found[u"git"_s].source, u"git+https://example.org/git@abc"_s);
    QCOMPARE(found[u"wheel"_s].source, u"https://example.org/wheel-1.0.whl"_s);
    QVERIFY(found[u"folder"_s].isLocal && !found[u"git"_s].isLocal);
    QVERIFY(found[u"plain"_s].isRequested && !found[u"git"_s].isRequested);
}

QTEST_GUILESS_MAIN(InstallScriptTest)
#include "tst_installscript.moc"
