// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/durable.h"
#include "core/platform/fileerror.h"
#include "core/platform/outputfile.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void make(const QString &path, const QByteArray &text = "x")
{
    Result<OutputFile> file = OutputFile::create(path, FileAccess::Shared);
    QVERIFY(file);
    QVERIFY(file->write(text));
    QVERIFY(file->sync());
    QVERIFY(file->close());
}

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestDurable : public QObject
{
    Q_OBJECT

private slots:
    void renamesOverAndRefuses()
    {
        const QTemporaryDir folder;
        make(folder.filePath(u"a"_s), "new");
        make(folder.filePath(u"b"_s), "old");
        const auto refused =
            renameDurably(folder.filePath(u"a"_s), folder.filePath(u"b"_s), IfExists::Refuse);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
        QCOMPARE(textOf(folder.filePath(u"b"_s)), "old");
        QVERIFY(renameDurably(folder.filePath(u"a"_s), folder.filePath(u"b"_s), IfExists::Replace));
        QCOMPARE(textOf(folder.filePath(u"b"_s)), "new");
        QVERIFY(!QFileInfo::exists(folder.filePath(u"a"_s)));
    }

    void anEmptyFolderInTheWayIsNotReplaced()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"from"_s));
        QVERIFY(QDir(folder.path()).mkdir(u"to"_s));
        const auto refused =
            renameDurably(folder.filePath(u"from"_s), folder.filePath(u"to"_s), IfExists::Refuse);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
    }

    void whatIsMissingFailsAtOnce()
    {
        const QTemporaryDir folder;
        QElapsedTimer timer;
        timer.start();
        const auto renamed =
            renameDurably(folder.filePath(u"a"_s), folder.filePath(u"b"_s), IfExists::Replace);
        QCOMPARE(renamed.error().code, ErrorCode::NotFound);
        QVERIFY(timer.elapsed() < kAtOnceMs);
        QVERIFY(removeDurably(folder.filePath(u"a"_s)));
    }

    void aFolderClosedToUsIsSaidAtOnce()
    {
        if (::geteuid() == 0)
            QSKIP("root may write everywhere");
        const QTemporaryDir folder;
        make(folder.filePath(u"a"_s));
        QVERIFY(QDir(folder.path()).mkdir(u"closed"_s));
        const QByteArray closed = folder.filePath(u"closed"_s).toUtf8();
        QCOMPARE(::chmod(closed.constData(), 0500), 0);
        QElapsedTimer timer;
        timer.start();
        const auto renamed = renameDurably(folder.filePath(u"a"_s), folder.filePath(u"closed/a"_s),
                                           IfExists::Replace);
        QCOMPARE(::chmod(closed.constData(), 0700), 0);
        QCOMPARE(renamed.error().code, ErrorCode::PermissionDenied);
        QVERIFY(timer.elapsed() < kAtOnceMs);
    }

    void aNewFileNeverFollowsALink()
    {
        const QTemporaryDir folder;
        QVERIFY(QFile::link(folder.filePath(u"elsewhere"_s), folder.filePath(u"link"_s)));
        const auto file = OutputFile::create(folder.filePath(u"link"_s), FileAccess::Private);
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::AlreadyExists);
        QVERIFY(!QFileInfo::exists(folder.filePath(u"elsewhere"_s)));
    }

    void aPrivateFileIsPrivate()
    {
        const QTemporaryDir folder;
        QVERIFY(OutputFile::create(folder.filePath(u"secret"_s), FileAccess::Private));
        struct stat info = {};
        QCOMPARE(::stat(folder.filePath(u"secret"_s).toUtf8().constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
    }

    void syncsFilesFoldersAndTrees()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"a"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("buffered");
        QVERIFY(syncFile(file));
        QCOMPARE(textOf(folder.filePath(u"a"_s)), "buffered");
        QVERIFY(syncFolder(folder.path()));
        QVERIFY(syncTree(folder.path(), {}));
        QVERIFY(!syncFolder(folder.filePath(u"missing"_s)));
    }

    void everySystemNumberBecomesASentence_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("code");
        QTest::newRow("no space") << ENOSPC << u"disk-full"_s;
        QTest::newRow("over quota") << EDQUOT << u"disk-full"_s;
        QTest::newRow("no right") << EACCES << u"permission-denied"_s;
        QTest::newRow("not the owner") << EPERM << u"permission-denied"_s;
        QTest::newRow("a read-only disk") << EROFS << u"read-only"_s;
        QTest::newRow("not there") << ENOENT << u"not-found"_s;
        QTest::newRow("in the way") << EEXIST << u"already-exists"_s;
        QTest::newRow("in use") << EBUSY << u"busy"_s;
        QTest::newRow("another disk") << EXDEV << u"unsupported"_s;
        QTest::newRow("a broken disk") << EIO << u"io"_s;
    }
    void everySystemNumberBecomesASentence()
    {
        QFETCH(int, number);
        QFETCH(QString, code);
        const Error error = fileError(FileAct::Write, u"/some/file"_s, number);
        QCOMPARE(errorCodeName(error.code), code);
        QVERIFY(error.message.contains(u"/some/file"_s));
        QVERIFY(error.message.endsWith(u'.'));
        QVERIFY(error.nextStep.endsWith(u'.'));
        QCOMPARE(error.detail, systemErrorText(number));
    }

    void aFullDiskNamesBothFigures()
    {
        const Error error = diskFullError(u"/library"_s, 6'100'000'000, 2'000'000'000);
        QCOMPARE(error.code, ErrorCode::DiskFull);
        QVERIFY2(error.message.contains(u"5.7 GiB"_s), qPrintable(error.message));
        QVERIFY2(error.message.contains(u"1.9 GiB"_s), qPrintable(error.message));
    }
};

QTEST_GUILESS_MAIN(TestDurable)
#include "tst_durable.moc"
