// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivewriter.h"
#include "core/archive/listarchive.h"
#include "core/archive/unpack.h"
#include "core/io/sha256.h"
#include "core/process/processrunner.h"
#include "tests/core/archive/fixtures/layout.h"
#include "tests/core/archive/fixtures/sandbox.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTest>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(portico::PackFormat)

namespace {

/** Half of it compresses. Always the same. */
QByteArray halfNoise(qsizetype size)
{
    QRandomGenerator random(7);
    QByteArray bytes(size, 'a');
    for (qsizetype i = 0; i < size; i += 2)
        bytes[i] = static_cast<char>(random.bounded(256));
    return bytes;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

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

    void aLargeFileComesBackInEveryFormat_data() { packsWhatUnpacksTheSame_data(); }
    void aLargeFileComesBackInEveryFormat()
    {
        QFETCH(PackFormat, format);
        const Sandbox sandbox;
        const QByteArray content = halfNoise(3'000'000);
        QVERIFY(QDir().mkpath(sandbox.path(u"source"_s)));
        sandbox.put(u"source/large"_s, content);
        sandbox.put(u"source/noise"_s, halfNoise(600'000).first(300'000));
        const QString archive = sandbox.path(u"large"_s);
        const auto packed = packFolder({.folder = sandbox.path(u"source"_s),
                                        .archive = archive,
                                        .format = format,
                                        .topLevel = u"top"_s},
                                       JobContext());
        QVERIFY2(packed, packed ? "" : qPrintable(packed.error().message));
        QVERIFY(format == PackFormat::Tar || packed->archiveBytes < content.size());
        const auto unpacked = unpackHere(sandbox.request(archive), JobContext());
        QVERIFY2(unpacked, unpacked ? "" : qPrintable(unpacked.error().message));
        QCOMPARE(contentOf(sandbox.out() + u"/top/large"_s), content);
    }

    void volumesAreTheArchiveInParts_data() { packsWhatUnpacksTheSame_data(); }
    void volumesAreTheArchiveInParts()
    {
        QFETCH(PackFormat, format);
        const Sandbox sandbox;
        QVERIFY(QDir().mkpath(sandbox.path(u"source"_s)));
        sandbox.put(u"source/large"_s, halfNoise(1'000'000));
        PackRequest request{.folder = sandbox.path(u"source"_s),
                            .archive = sandbox.path(u"whole"_s),
                            .format = format,
                            .topLevel = u"top"_s};
        QVERIFY(packFolder(request, JobContext()));
        request.archive = sandbox.path(u"parts"_s);
        request.volumeSize = 100'000;
        const auto packed = packFolder(request, JobContext());
        QVERIFY2(packed, packed ? "" : qPrintable(packed.error().message));
        QVERIFY(packed->files.size() > 4);
        QByteArray together;
        for (const QString &file : packed->files) {
            const bool isLast = file == packed->files.constLast();
            QVERIFY(isLast || QFileInfo(file).size() == 100'000);
            together += contentOf(file);
        }
        QCOMPARE(packed->files.constFirst(), request.archive + u".001"_s);
        QCOMPARE(together, contentOf(sandbox.path(u"whole"_s)));
        QCOMPARE(packed->archiveBytes, together.size());
        const auto unpacked = unpackHere(sandbox.request(packed->files.constFirst()), JobContext());
        QVERIFY2(unpacked, unpacked ? "" : qPrintable(unpacked.error().message));
        QCOMPARE(contentOf(sandbox.out() + u"/top/large"_s),
                 contentOf(sandbox.path(u"source/large"_s)));
        QVERIFY(QFile::remove(packed->files.constLast()));
        QVERIFY(QDir(sandbox.out()).removeRecursively());
        QVERIFY(QDir().mkpath(sandbox.out()));
        const auto half = unpackHere(sandbox.request(packed->files.constFirst()), JobContext());
        QCOMPARE(half.error().code, ErrorCode::Corrupt);
    }

    void aSingleVolumeHasTheArchivesName()
    {
        const Sandbox sandbox;
        QVERIFY(QDir().mkpath(sandbox.path(u"source"_s)));
        sandbox.put(u"source/small"_s, "small");
        const QString archive = sandbox.path(u"small.zip"_s);
        const auto packed = packFolder({.folder = sandbox.path(u"source"_s),
                                        .archive = archive,
                                        .format = PackFormat::Zip,
                                        .topLevel = {},
                                        .volumeSize = 100'000},
                                       JobContext());
        QVERIFY2(packed, packed ? "" : qPrintable(packed.error().message));
        QCOMPARE(packed->files, QStringList{archive});
        QVERIFY(!QFile::exists(archive + u".001"_s));
    }

    void tooManyVolumesAreRefusedAndNothingStays()
    {
        const Sandbox sandbox;
        QVERIFY(QDir().mkpath(sandbox.path(u"source"_s)));
        sandbox.put(u"source/noise"_s, halfNoise(40'000));
        const auto packed = packFolder({.folder = sandbox.path(u"source"_s),
                                        .archive = sandbox.path(u"a.tar"_s),
                                        .format = PackFormat::Tar,
                                        .topLevel = {},
                                        .volumeSize = 20},
                                       JobContext());
        QCOMPARE(packed.error().code, ErrorCode::InvalidInput);
        QCOMPARE(QDir(sandbox.path({})).entryList({u"a.tar*"_s}), QStringList());
    }

    void namesSizesAndSmallFilesAreListed_data() { packsWhatUnpacksTheSame_data(); }
    void namesSizesAndSmallFilesAreListed()
    {
        QFETCH(PackFormat, format);
        const Sandbox sandbox;
        QVERIFY(QDir().mkpath(sandbox.path(u"source/deep/er"_s)));
        sandbox.put(u"source/bundle.json"_s, "{}");
        sandbox.put(u"source/deep/er/bundle.json"_s, "not this one");
        sandbox.put(u"source/large"_s, halfNoise(1'500'000));
        const QString archive = sandbox.path(u"listed"_s);
        QVERIFY(packFolder({.folder = sandbox.path(u"source"_s),
                            .archive = archive,
                            .format = format,
                            .topLevel = u"top"_s},
                           JobContext()));
        const QString folder = sandbox.path(u"listing"_s);
        QVERIFY(QDir().mkpath(folder));
        const SystemProcessRunner processes;
        const auto listing = listArchive(
            {.archive = archive, .wanted = {u"bundle.json"_s}, .folder = folder}, processes, {});
        QVERIFY2(listing, listing ? "" : qPrintable(listing.error().message));
        QCOMPARE(listing->files,
                 (QMap<QString, qint64>{{u"top/bundle.json"_s, 2},
                                        {u"top/deep/er/bundle.json"_s, 12},
                                        {u"top/large"_s, 1'500'000}}));
        QCOMPARE(listing->contents, (QMap<QString, QByteArray>{{u"top/bundle.json"_s, "{}"}}));
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
