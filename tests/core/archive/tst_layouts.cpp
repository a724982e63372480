// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "tests/core/archive/fixtures/layout.h"
#include "tests/core/archive/fixtures/rawtar.h"
#include "tests/core/archive/fixtures/rawzip.h"
#include "tests/core/archive/fixtures/sandbox.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

namespace {

/** What must be equal: not the caches, and not what unpacking changes on purpose. */
QList<ManifestEntry> comparable(QList<ManifestEntry> entries)
{
    for (ManifestEntry &entry : entries) {
        entry.inode = 0;
        if (entry.kind == ManifestEntry::Kind::Link)
            entry.mtimeNs = 0;
        entry.mtimeNs -= entry.mtimeNs % 2'000'000'000; // zip counts every other second
        const bool isFolder = entry.kind == ManifestEntry::Kind::Folder;
        if (isFolder)
            entry.mtimeNs = 0;
        if (entry.kind != ManifestEntry::Kind::Link)
            entry.mode = (entry.mode & 0755) | (isFolder ? 0700 : 0600);
    }
    return entries;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/** Honest archives of every kind, made by the usual programs, file by file by SHA-256. */
class TestLayouts : public QObject
{
    Q_OBJECT

private slots:
    void comesOutAsItWas_data()
    {
        QTest::addColumn<QStringList>("programs");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("archive");
        const QString python = u"import os,stat,sys,zipfile\n"
                               "z=zipfile.ZipFile(sys.argv[1],'w',%1)\n"
                               "for top,dirs,files in os.walk('.'):\n"
                               "  for n in sorted(dirs+files):\n"
                               "    p=os.path.join(top,n)[2:]; s=os.lstat(p)\n"
                               "    link=stat.S_ISLNK(s.st_mode)\n"
                               "    i=zipfile.ZipInfo.from_file(p) if not link else "
                               "zipfile.ZipInfo(p,(2023,11,14,22,13,20))\n"
                               "    i.external_attr=s.st_mode<<16; i.compress_type=%1\n"
                               "    if link: z.writestr(i,os.readlink(p))\n"
                               "    elif stat.S_ISDIR(s.st_mode): z.writestr(i,b'')\n"
                               "    else:\n"
                               "      with z.open(i,'w',force_zip64=True) as o: "
                               "o.write(open(p,'rb').read())\n"
                               "z.close()\n"_s;
        const auto row = [](const char *title, const QString &program, const QStringList &arguments,
                            const QString &archive) {
            QTest::newRow(title) << program.split(u'|') << arguments << archive;
        };
        row("tar", u"tar"_s, {u"cf"_s, u"%1"_s, u"."_s}, u"bundle.tar"_s);
        row("tar.gz", u"tar"_s, {u"czf"_s, u"%1"_s, u"."_s}, u"bundle.tar.gz"_s);
        row("tar.xz", u"tar"_s, {u"cJf"_s, u"%1"_s, u"."_s}, u"bundle.tar.xz"_s);
        row("tar.zst", u"tar"_s, {u"--zstd"_s, u"-cf"_s, u"%1"_s, u"."_s}, u"bundle.tar.zst"_s);
        row("a pax tar", u"tar"_s, {u"-H"_s, u"pax"_s, u"-cf"_s, u"%1"_s, u"."_s}, u"bundle.tar"_s);
        row("7z, solid LZMA2", u"7zz|7z"_s, {u"a"_s, u"-snl"_s, u"-mx=5"_s, u"%1"_s, u"."_s},
            u"bundle.7z"_s);
        row("7z with BCJ2", u"7zz|7z"_s,
            {u"a"_s, u"-snl"_s, u"-m0=BCJ2"_s, u"-m1=LZMA:d22"_s, u"-m2=LZMA:d19"_s,
             u"-m3=LZMA:d19"_s, u"-mb0:1"_s, u"-mb0s1:2"_s, u"-mb0s2:3"_s, u"%1"_s, u"."_s},
            u"bundle.7z"_s);
        row("7z with BCJ, not solid", u"7zz|7z"_s,
            {u"a"_s, u"-snl"_s, u"-ms=off"_s, u"-m0=BCJ"_s, u"-m1=LZMA2"_s, u"%1"_s, u"."_s},
            u"bundle.7z"_s);
        row("7z, stored, its header not packed", u"7zz|7z"_s,
            {u"a"_s, u"-snl"_s, u"-mx=0"_s, u"-mhc=off"_s, u"%1"_s, u"."_s}, u"bundle.7z"_s);
        row("7z with PPMd", u"7zz|7z"_s, {u"a"_s, u"-snl"_s, u"-m0=PPMd"_s, u"%1"_s, u"."_s},
            u"bundle.7z"_s);
        row("7z in parts", u"7zz|7z"_s, {u"a"_s, u"-snl"_s, u"-v100k"_s, u"%1"_s, u"."_s},
            u"bundle.7z"_s);
        row("zip of 7-Zip", u"7zz|7z"_s, {u"a"_s, u"-snl"_s, u"-tzip"_s, u"%1"_s, u"."_s},
            u"bundle.zip"_s);
        row("zip, deflated, zip64 by entry", u"python3"_s,
            {u"-c"_s, python.arg(u"zipfile.ZIP_DEFLATED"_s), u"%1"_s}, u"bundle.zip"_s);
        row("zip, stored, zip64 by entry", u"python3"_s,
            {u"-c"_s, python.arg(u"zipfile.ZIP_STORED"_s), u"%1"_s}, u"bundle.zip"_s);
        row("zip of libarchive", u"bsdtar"_s, {u"--format=zip"_s, u"-cf"_s, u"%1"_s, u"."_s},
            u"bundle.zip"_s);
        row("zip of Info-ZIP", u"zip"_s, {u"-qry"_s, u"%1"_s, u"."_s}, u"bundle.zip"_s);
        row("tar of libarchive", u"bsdtar"_s, {u"-cf"_s, u"%1"_s, u"."_s}, u"bundle.tar"_s);
    }
    void comesOutAsItWas()
    {
        QFETCH(QStringList, programs);
        QFETCH(QStringList, arguments);
        QFETCH(QString, archive);
        const QString program = findProgram(programs);
        if (program.isEmpty())
            QSKIP("this program is not here");
        const Sandbox sandbox;
        const QString source = sandbox.path(u"source"_s);
        makeLayout(source);
        QString file = sandbox.path(archive);
        arguments.replaceInStrings(u"%1"_s, file);
        QVERIFY(runs(program, arguments, source));
        if (!QFile::exists(file))
            file += u".001"_s;
        UnpackRequest request = sandbox.request(file);
        request.manifestFile = sandbox.path(u"manifest"_s);
        const Result<UnpackSummary> summary = unpackHere(request, JobContext());
        QVERIFY2(summary,
                 summary ? "" : qPrintable(summary.error().message + summary.error().detail));
        const QList<ManifestEntry> there = sandbox.unpacked();
        const Result<QList<ManifestEntry>> expected = describeTree(source, JobContext());
        QCOMPARE(comparable(there).size(), expected->size());
        for (qsizetype i = 0; i < there.size(); ++i) {
            const ManifestEntry is = comparable(there)[i];
            const ManifestEntry was = comparable(*expected)[i];
            QCOMPARE(is.path, was.path);
            QVERIFY2(is == was,
                     qPrintable(u"%1: %2 %3 %4"_s.arg(is.path)
                                    .arg(is.mode, 0, 8)
                                    .arg(is.mtimeNs)
                                    .arg(is.linkTarget)));
        }
        const auto recorded = manifestFromBytes(readAll(request.manifestFile));
        QVERIFY(recorded);
        QCOMPARE(comparable(*recorded), comparable(there));
        for (qsizetype i = 0; i < there.size(); ++i) {
            if (there[i].kind == ManifestEntry::Kind::File)
                QCOMPARE(recorded->at(i), there[i]); // with time and inode
        }
        QFile::setPermissions(source + u"/closed"_s,
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void opensAZipOfMoreThan65535Entries()
    {
        const Sandbox sandbox;
        const QString file = sandbox.path(u"many.zip"_s);
        QVERIFY(runs(u"python3"_s,
                     {u"-c"_s,
                      u"import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],'w')\n"
                      "for i in range(65600): z.writestr('again/',b'')\n"
                      "for i in range(400): z.writestr('d%d/%d'%(i//100,i),b'')\n"
                      "z.close()"_s,
                      file},
                     sandbox.path(u"."_s)));
        const Result<UnpackSummary> summary = unpackHere(sandbox.request(file), JobContext());
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().detail));
        QCOMPARE(summary->files, 400);
        QCOMPARE(summary->folders, 5);
    }

    void keepsTimesWithinWhatSystemsHold()
    {
        const Sandbox sandbox;
        const QByteArray tar = rawTar({{.name = "old", .mtime = "00000000000"},
                                       {.name = "new", .mtime = "77777777777"},
                                       {.name = "good", .mtime = "14500000000"}});
        QVERIFY(unpackHere(sandbox.request(sandbox.put(u"a.tar"_s, tar)), JobContext()));
        const QList<ManifestEntry> there = sandbox.unpacked();
        QCOMPARE(there[2].path, u"old"_s);
        QCOMPARE(there[2].mtimeNs / 1'000'000'000, 315'532'800);
        QCOMPARE(there[1].mtimeNs / 1'000'000'000, 4'354'819'199);
        QCOMPARE(there[0].mtimeNs / 1'000'000'000, 014500000000LL);
    }

    void takesAwaySetuidAndWritingForAll()
    {
        const Sandbox sandbox;
        const QByteArray tar = rawTar({{.name = "d/", .type = '5', .mode = 03777},
                                       {.name = "d/su", .data = "x", .mode = 06777},
                                       {.name = "d/none", .data = "x", .mode = 0}});
        QVERIFY(unpackHere(sandbox.request(sandbox.put(u"a.tar"_s, tar)), JobContext()));
        const QList<ManifestEntry> there = sandbox.unpacked();
        QCOMPARE(there[0].mode, 0755);
        QCOMPARE(there[1].mode, 0600);
        QCOMPARE(there[2].mode, 0755);
    }

    void keepsAnArchiveInsideAsAFile()
    {
        const Sandbox sandbox;
        RawZip inner;
        inner.entries.append(RawZipEntry{.name = "x", .data = "y"});
        RawZip zip;
        zip.entries.append(RawZipEntry{.name = "inner.zip", .data = inner.bytes()});
        const auto summary =
            unpackHere(sandbox.request(sandbox.put(u"a.zip"_s, zip.bytes())), JobContext());
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().message));
        QCOMPARE(readAll(sandbox.out() + u"/inner.zip"_s), inner.bytes());
    }

    void needsAnEmptyFolder()
    {
        const Sandbox sandbox;
        sandbox.put(u"out/already-here"_s, "x");
        const auto refused =
            unpackHere(sandbox.request(sandbox.put(u"a.tar"_s, rawTar({}))), JobContext());
        QCOMPARE(refused.error().code, ErrorCode::Usage);
    }

    void namesTheMissingPart()
    {
        const QString program = findProgram({u"7zz"_s, u"7z"_s});
        if (program.isEmpty())
            QSKIP("7-Zip is not here");
        const Sandbox sandbox;
        sandbox.put(u"data"_s, noise(250'000));
        QVERIFY(runs(program, {u"a"_s, u"-v100k"_s, sandbox.path(u"b.7z"_s), u"data"_s},
                     sandbox.path(u"."_s)));
        QVERIFY(QFile::remove(sandbox.path(u"b.7z.003"_s)));
        const auto missing = unpackHere(sandbox.request(sandbox.path(u"b.7z.001"_s)), JobContext());
        QCOMPARE(missing.error().code, ErrorCode::Corrupt);
        QVERIFY2(missing.error().message.contains(u"b.7z.003"_s),
                 qPrintable(missing.error().message));
    }

    void saysWhenAPasswordIsNeeded_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("7z") << QStringList{u"a"_s, u"-pword"_s, u"e.7z"_s, u"data"_s};
        QTest::newRow("7z, names too")
            << QStringList{u"a"_s, u"-pword"_s, u"-mhe=on"_s, u"e.7z"_s, u"data"_s};
        QTest::newRow("zip") << QStringList{u"a"_s, u"-pword"_s, u"-tzip"_s, u"e.7z"_s, u"data"_s};
        QTest::newRow("zip with AES")
            << QStringList{u"a"_s, u"-pword"_s, u"-tzip"_s, u"-mem=AES256"_s, u"e.7z"_s, u"data"_s};
    }
    void saysWhenAPasswordIsNeeded()
    {
        QFETCH(QStringList, arguments);
        const QString program = findProgram({u"7zz"_s, u"7z"_s});
        if (program.isEmpty())
            QSKIP("7-Zip is not here");
        const Sandbox sandbox;
        sandbox.put(u"data"_s, "secret\n");
        QVERIFY(runs(program, arguments, sandbox.path(u"."_s)));
        const auto refused = unpackHere(sandbox.request(sandbox.path(u"e.7z"_s)), JobContext());
        QCOMPARE(refused.error().code, ErrorCode::Unsupported);
        QVERIFY2(refused.error().message.contains(u"password"_s),
                 qPrintable(refused.error().message));
        QVERIFY(sandbox.unpacked().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLayouts)
#include "tst_layouts.moc"
