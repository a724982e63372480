// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "sitefolder.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Reading environments that are odd: several folders, links, hostile files; and what the verdict
 *  says of them. */
class TestEnvironment : public QObject
{
    Q_OBJECT

private slots:
    void twoFolders()
    {
        SitePackages base; // what Python finds first, and a layer behind it
        SitePackages layer;
        base.addTorch(u"cu130"_s);
        base.put(u"pillow_like/__init__.py"_s, "");
        base.put(u"nvidia/__init__.py"_s, "");
        layer.add({.name = u"torch"_s, .version = u"2.8.0"_s});
        layer.add({.name = u"pillow-like"_s, .version = u"1"_s});
        layer.add({.name = u"nvidia-cudnn-cu12"_s,
                   .version = u"9"_s,
                   .files = {{u"nvidia/cudnn/lib/libcudnn.so.9"_s, ""}}});
        EnvironmentRequest request = base.request();
        request.folders += layer.path();
        request.folders += base.path(u"no-such-folder"_s);
        const auto environment = readEnvironment(request, JobContext());
        QVERIFY(environment);
        QCOMPARE(environment->find(u"torch"_s)->version, u"2.9.1+cu130"_s);
        QCOMPARE(linesOf(judge(*environment, {})),
                 (QStringList{u"shadowed-module breaks pillow-like"_s,
                              u"shadowed-module breaks nvidia"_s,
                              u"duplicate-metadata remark torch"_s}));
    }

    void aFolderOfTheProgramHidesTorch()
    {
        SitePackages site;
        SitePackages program;
        site.addTorch(u"cu130"_s);
        program.put(u"comfy/__init__.py"_s, "");
        program.put(u"torch.py"_s, "");
        EnvironmentRequest request = site.request();
        request.programFolder = program.path();
        const auto environment = readEnvironment(request, JobContext());
        QVERIFY(environment);
        QCOMPARE(linesOf(judge(*environment, {})), QStringList{u"shadowed-module breaks torch"_s});
    }

    void editableInstallsAreWhole()
    {
        SitePackages site;
        SitePackages source;
        source.put(u"my_pack.egg-info/PKG-INFO"_s, "Name: my-pack\nVersion: 0.1\n");
        source.put(u"my_pack.egg-info/requires.txt"_s, "numpy\n");
        site.put(u"my-pack.egg-link"_s, source.path().toUtf8() + "\n.\n");
        site.add({.name = u"newer"_s,
                  .version = u"2"_s,
                  .files = {{u"__editable__.newer-2.pth"_s, source.path().toUtf8()}}});
        site.put(u"newer-2.dist-info/direct_url.json"_s,
                 "{\"url\": \"file:///home/x/newer\", \"dir_info\": {\"editable\": true}}");
        site.put(u"old_egg-1.5.egg-info/PKG-INFO"_s, "Name: old.egg\nVersion: 1.5\n");
        site.put(u"old_egg-1.5.egg-info/installed-files.txt"_s, "../old_egg.py\n");
        const PythonEnvironment environment = site.read();
        const Distribution *link = environment.find(u"my-pack"_s);
        QVERIFY(link && link->isEditable);
        QCOMPARE(link->version, u"0.1"_s);
        QVERIFY(environment.find(u"newer"_s)->isEditable);
        QCOMPARE(environment.find(u"newer"_s)->origin, u"file:///home/x/newer"_s);
        QCOMPARE(linesOf(judge(environment, {})),
                 (QStringList{u"half-removed breaks old-egg"_s, u"missing-need breaks numpy"_s}));
    }

    void hostileFiles()
    {
        SitePackages site;
        site.put(u"huge-1.dist-info/METADATA"_s, "Name: huge\nVersion: 1\n");
        QFile huge(site.path(u"huge-1.dist-info/METADATA"_s));
        QVERIFY(huge.open(QIODevice::Append));
        const QByteArray block(1 << 20, 'x'); // one header line without an end
        for (int i = 0; i < 100; ++i)
            QVERIFY(huge.write(block) == block.size());
        huge.close();
        site.put(u"climbs-1.dist-info/METADATA"_s, "Name: climbs\nVersion: 1\n");
        site.put(
            u"climbs-1.dist-info/RECORD"_s,
            "../../../../etc/passwd,,\n/etc/passwd,,\na/../../../b.py,,\n\"open quote.py\n\0,,\n");
        site.put(u"\u00fcnicode\u202e-1.dist-info/METADATA"_s,
                 "Name: \u00fcn\u00efcode\nVersion: 1\xff\xfe\r\nRequires-Dist: \xff\xff\r\n");
        site.put(u"binary-1.dist-info/METADATA"_s, QByteArray(100'000, '\0'));
        site.put(u"binary-1.dist-info/RECORD"_s, QByteArray(100'000, '\0'));
        site.put(u"json-1.dist-info/METADATA"_s, "Name: json\nVersion: 1\n");
        site.put(u"json-1.dist-info/direct_url.json"_s, QByteArray(50'000, '['));
        site.put(u"file.dist-info"_s, "a file, no folder");
        QDir().mkpath(site.path(u"folder-1.dist-info/METADATA"_s));
        site.put(u"loop/__init__.py"_s, "");
        QFile::link(site.path(u"loop"_s), site.path(u"loop/again"_s));
        QFile::link(site.path(u"itself"_s), site.path(u"itself"_s));
        QFile::link(site.path(u"link-1.dist-info"_s), site.path(u"link-1.dist-info"_s));
        site.put(u"torch/version.py"_s, QByteArray(10 << 20, 'x'));
        QString deep = u"deep"_s;
        for (int i = 0; i < 300; ++i)
            deep += u"/d"_s;
        site.put(deep + u"/f.py"_s, "");

        const PythonEnvironment environment = site.read();
        QStringList names;
        for (const Distribution &distribution : environment.distributions)
            names += distribution.name;
        names.sort();
        QCOMPARE(names.size(), 6);
        QVERIFY(names.contains(u"huge"_s) && names.contains(u"climbs"_s));
        QVERIFY(environment.find(u"climbs"_s)->files.size() <= 2);
        QVERIFY(environment.fileCount < 100);
        QVERIFY(!judge(environment, {}).isClean());
    }

    void whatIsBehindLinksIsThere()
    {
        SitePackages site;
        SitePackages elsewhere;
        elsewhere.put(u"linked/__init__.py"_s, "");
        elsewhere.put(u"part/module.py"_s, "");
        site.add({.name = u"linked"_s, .version = u"1"_s});
        site.add({.name = u"inner"_s,
                  .version = u"1"_s,
                  .files = {{u"inner/__init__.py"_s, ""}, {u"inner/part/module.py"_s, ""}}});
        site.remove(u"linked"_s);
        site.remove(u"inner/part"_s);
        QVERIFY(QFile::link(elsewhere.path(u"linked"_s), site.path(u"linked"_s)));
        QVERIFY(QFile::link(elsewhere.path(u"part"_s), site.path(u"inner/part"_s)));
        QCOMPARE(linesOf(site.verdict()), QStringList());
    }

    void nothingIsThere()
    {
        const auto environment = readEnvironment({.folders = {u"/no/such/folder"_s}}, JobContext());
        QVERIFY(!environment);
        QCOMPARE(errorCodeName(environment.error().code), u"not-found"_s);
        QVERIFY(environment.error().message.contains(u"/no/such/folder"_s));
    }

    void stopsWhenCancelled()
    {
        SitePackages site;
        site.addTorch(u"cu130"_s);
        CancelSource source;
        source.cancel();
        const auto environment = readEnvironment(site.request(), JobContext(source.token()));
        QVERIFY(!environment);
        QVERIFY(environment.error().code == ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
