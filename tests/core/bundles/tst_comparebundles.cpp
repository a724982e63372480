// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/comparebundles.h"
#include "core/bundles/differencetext.h"
#include "core/io/sha256.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

BundledFile file(const QByteArray &content)
{
    return {.sha256 = sha256Of(content), .size = content.size()};
}

BundleContent example()
{
    BundleContent content{.name = u"one.zip"_s};
    content.record = {.name = u"team"_s,
                      .version = u"1.0"_s,
                      .comfyVersion = u"0.33.0"_s,
                      .comfyCommit = QString(40, u'a'),
                      .pythonVersion = u"3.12.10"_s,
                      .torchVersion = u"2.9.1+cpu"_s,
                      .accelerator = u"cpu"_s,
                      .packs = {{.name = u"one"_s, .commit = QString(40, u'1')},
                                {.name = u"two"_s, .commit = QString(40, u'2')}}};
    content.packages = {{u"number"_s, u"2.0"_s}, {u"colours"_s, u"3.0"_s}};
    content.files = BundledFiles{{u"python/bin/python3"_s, file("python")},
                                 {u"ComfyUI/main.py"_s, file("main")},
                                 {u"ComfyUI/custom_nodes/one/a.py"_s, file("a")},
                                 {u"anymatix_comfyui"_s, file("script")}};
    return content;
}

QStringList shown(const BundleDifference &found)
{
    QStringList lines;
    for (const ChangedFact &fact : found.facts)
        lines += factName(fact.fact) + u' ' + fact.before + u'>' + fact.after;
    for (const ChangedPack &pack : found.packs)
        lines += differenceName(pack.difference) + u' ' + pack.name
            + (pack.filesDiffer ? u" files"_s : QString());
    for (const ChangedPackage &package : found.packages)
        lines += u"%1 %2 %3>%4"_s.arg(differenceName(package.difference), package.name,
                                      package.before, package.after);
    for (const ChangedFile &changed : found.files)
        lines += u"%1 %2 %3>%4"_s.arg(differenceName(changed.difference), changed.path)
                     .arg(changed.before)
                     .arg(changed.after);
    return lines;
}

} // namespace

class TestCompareBundles : public QObject
{
    Q_OBJECT

private slots:
    void theSameIsEqual()
    {
        const BundleDifference found = compareBundles(example(), example());
        QVERIFY(found.isEmpty());
        QCOMPARE(toJson(found, FileList::Leave).value(u"equal"_s).toBool(), true);
    }

    void whatChangedIsNamed()
    {
        BundleContent after = example();
        after.record.version = u"1.1"_s;
        after.record.comfyVersion = u"0.34.0"_s;
        after.record.comfyCommit = QString(40, u'b');
        after.record.pythonVersion = u"3.13.0"_s;
        after.record.packs = {{.name = u"one"_s, .commit = QString(40, u'1')},
                              {.name = u"three"_s, .commit = QString(40, u'3')}};
        after.packages = {{u"number"_s, u"2.1"_s}, {u"shapes"_s, u"1"_s}};
        (*after.files)[u"ComfyUI/main.py"_s] = file("main 2");
        (*after.files)[u"ComfyUI/custom_nodes/one/a.py"_s] = file("edited");
        after.files->remove(u"anymatix_comfyui"_s);
        (*after.files)[u"ComfyUI/new.py"_s] = file("new");
        const BundleDifference found = compareBundles(example(), after);
        QCOMPARE(
            shown(found),
            QStringList({u"version 1.0>1.1"_s, u"comfyVersion 0.33.0>0.34.0"_s,
                         u"comfyCommit %1>%2"_s.arg(QString(40, u'a'), QString(40, u'b')),
                         u"python 3.12.10>3.13.0"_s, u"changed one files"_s, u"added three"_s,
                         u"removed two"_s, u"removed colours 3.0>"_s, u"changed number 2.0>2.1"_s,
                         u"added shapes >1"_s, u"changed ComfyUI/custom_nodes/one/a.py 1>6"_s,
                         u"changed ComfyUI/main.py 4>6"_s, u"added ComfyUI/new.py 0>3"_s,
                         u"removed anymatix_comfyui 6>0"_s}));
        QCOMPARE(found.count(Difference::Changed).files, 2);
        QCOMPARE(found.count(Difference::Changed).after, 12);
        const QJsonObject json = toJson(found, FileList::Include);
        QCOMPARE(json.value(u"files"_s).toObject().value(u"list"_s).toArray().size(), 4);
    }

    void argumentsOfTheLaunchScriptAreCompared()
    {
        BundleContent before = example();
        before.record.arguments = {u"--lowvram"_s};
        BundleContent after = example();
        after.record.arguments = {u"--lowvram"_s, u"--preview-method"_s, u"auto"_s};
        const BundleDifference found = compareBundles(before, after);
        QCOMPARE(shown(found),
                 QStringList{u"arguments --lowvram>--lowvram --preview-method auto"_s});
        const QList<QPair<QString, QString>> facts = differenceText(found).facts;
        QCOMPARE(facts.size(), 1);
        QCOMPARE(facts.first().second, u"--lowvram → --lowvram --preview-method auto"_s);
        QCOMPARE(differenceText(compareBundles(before, example())).facts.first().second,
                 u"--lowvram → none"_s);
        before.kind = BundleContent::Kind::Lock;
        after.kind = BundleContent::Kind::Lock;
        QVERIFY(!compareBundles(before, after).isEmpty());
    }

    void ofAnInstallOnlyWhatABundleTakesCounts()
    {
        BundleContent install = example();
        install.kind = BundleContent::Kind::Install;
        install.record.name.clear();
        install.record.version.clear();
        install.record.arguments = {u"--lowvram"_s}; // of the bundle that it came from
        install.files->remove(u"anymatix_comfyui"_s);
        QVERIFY(compareBundles(example(), install).isEmpty());
        QVERIFY(compareBundles(install, example()).isEmpty());
        install.record.packs[0].isChanged = true;
        QCOMPARE(shown(compareBundles(example(), install)), QStringList{u"changed one"_s});
    }

    void aLockHasNoFiles()
    {
        BundleContent lock = example();
        lock.kind = BundleContent::Kind::Lock;
        lock.files.reset();
        const BundleDifference found = compareBundles(lock, lock);
        QVERIFY(found.isEmpty() && !found.comparesFiles);
        QVERIFY(!toJson(found, FileList::Include).contains(u"files"_s));
    }

    void packagesAreReadFromTheNamesOfTheirFolders()
    {
        const QString site = u"python/lib/python3.12/site-packages/"_s;
        const BundledFiles files{{site + u"Typing_Extensions-4.12.2.dist-info/METADATA"_s, {}},
                                 {site + u"torch-2.9.1+cpu.dist-info/METADATA"_s, {}},
                                 {site + u"torch-2.9.1+cpu.dist-info/RECORD"_s, {}},
                                 {u"python/Lib/site-packages/a-1.dist-info/METADATA"_s, {}},
                                 {u"ComfyUI/site-packages/b-1.dist-info/METADATA"_s, {}}};
        QCOMPARE(packagesIn(files),
                 (QMap<QString, QString>{{u"a"_s, u"1"_s},
                                         {u"torch"_s, u"2.9.1+cpu"_s},
                                         {u"typing-extensions"_s, u"4.12.2"_s}}));
    }
};

QTEST_GUILESS_MAIN(TestCompareBundles)
#include "tst_comparebundles.moc"
