// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivewriter.h"
#include "core/archive/unpack.h"
#include "core/io/sha256.h"
#include "tests/core/archive/fixtures/layout.h"
#include "tests/core/archive/fixtures/sandbox.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(portico::PackFormat)

class TestArchiveWriter : public QObject
{
    Q_OBJECT

private slots:
    void packsWhatUnpacksTheSame_data()
    {
        QTest::addColumn<PackFormat>("format");
        QTest::newRow("zip") << PackFormat::Zip;
        QTest::newRow("tar") << PackFormat::Tar;
        QTest::newRow("tar.gz") << PackFormat::TarGz;
        QTest::newRow("tar.zst") << PackFormat::TarZst;
    }
    void packsWhatUnpacksTheSame()
    {
        QFETCH(PackFormat, format);
        const Sandbox sandbox;
        const QString source = sandbox.path(u"source"_s);
        makeLayout(source);
        PackRequest request{.folder = source,
                            .archive = sandbox.path(u"one"_s),
                            .format = format,
                            .topLevel = u"bundle"_s};
        const Result<PackSummary> summary = packFolder(request, JobContext());
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().message));
        QCOMPARE(summary->archiveBytes, QFile(request.archive).size());
        request.archive = sandbox.path(u"two"_s);
        QVERIFY(QFile(source + u"/.hidden"_s).setPermissions(QFile::ReadOwner));
        QVERIFY(packFolder(request, JobContext()));
        QCOMPARE(*hashFile(sandbox.path(u"one"_s), JobContext()),
                 *hashFile(sandbox.path(u"two"_s), JobContext()));
        const auto unpacked = unpackHere(sandbox.request(request.archive), JobContext());
        QVERIFY2(unpacked, unpacked ? "" : qPrintable(unpacked.error().message));
        QCOMPARE(unpacked->topLevel, QStringList{u"bundle"_s});
        const auto was = describeTree(source, JobContext());
        const auto is = describeTree(sandbox.out() + u"/bundle"_s, JobContext());
        QCOMPARE(is->size(), was->size());
        for (qsizetype i = 0; i < is->size(); ++i) {
            QCOMPARE(is->at(i).path, was->at(i).path);
            QCOMPARE(is->at(i).sha256, was->at(i).sha256);
            QCOMPARE(is->at(i).linkTarget, was->at(i).linkTarget);
            QCOMPARE(is->at(i).mode & 0100,
                     was->at(i).kind == ManifestEntry::Kind::Folder ? 0100
                                                                    : was->at(i).mode & 0100);
        }
        QFile::setPermissions(source + u"/closed"_s,
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void leavesNothingWhenItIsCancelled()
    {
        const Sandbox sandbox;
        sandbox.put(u"source"_s, {});
        QVERIFY(QFile::remove(sandbox.path(u"source"_s)));
        makeLayout(sandbox.path(u"source"_s), WithLinks::No);
        CancelSource cancel;
        const JobContext job(
            cancel.token(),
            {.steps = {}, .progress = [&cancel](const Progress &) { cancel.cancel(); }, .log = {}});
        const QString archive = sandbox.path(u"a.zip"_s);
        const auto cancelled = packFolder({.folder = sandbox.path(u"source"_s),
                                           .archive = archive,
                                           .format = PackFormat::Zip,
                                           .topLevel = {}},
                                          job);
        QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
        QVERIFY(!QFile::exists(archive));
        QFile::setPermissions(sandbox.path(u"source/closed"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void replacesNothing()
    {
        const Sandbox sandbox;
        const QString there = sandbox.put(u"a.zip"_s, "mine");
        QDir().mkpath(sandbox.path(u"source"_s));
        const auto refused = packFolder({.folder = sandbox.path(u"source"_s),
                                         .archive = there,
                                         .format = PackFormat::Zip,
                                         .topLevel = {}},
                                        JobContext());
        QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
        QCOMPARE(QFile(there).size(), 4);
    }
};

QTEST_GUILESS_MAIN(TestArchiveWriter)
#include "tst_archivewriter.moc"
