// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"
#include "core/io/file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const QString &path)
{
    return readFile(path, 1 << 24) ? *readFile(path, 1 << 24) : QByteArray("unreadable");
}

QStringList allFiles(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System
                                  | QDir::NoDotAndDotDot);
}

} // namespace

class TestAtomicFile : public QObject
{
    Q_OBJECT

private slots:
    void writesAndReplaces()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        QVERIFY(writeFileAtomically(path, "one"));
        QCOMPARE(textOf(path), "one");
        const QByteArray large(3 << 20, 'x');
        QVERIFY(writeFileAtomically(path, large));
        QCOMPARE(textOf(path), large);
        QVERIFY(writeFileAtomically(path, {}));
        QCOMPARE(textOf(path), QByteArray());
        QCOMPARE(allFiles(folder.path()), QStringList{u"file"_s});
    }

    void givesTheModeThatWasAskedFor()
    {
        const QTemporaryDir folder;
        const mode_t mask = ::umask(022);
        QVERIFY(writeFileAtomically(folder.filePath(u"a"_s), "x", FileAccess::Shared));
        QVERIFY(writeFileAtomically(folder.filePath(u"b"_s), "x", FileAccess::Private));
        ::umask(mask);
        struct stat info = {};
        QCOMPARE(::stat(folder.filePath(u"a"_s).toUtf8().constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0644U);
        QCOMPARE(::stat(folder.filePath(u"b"_s).toUtf8().constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
    }

    void aLinkStaysAndItsFileIsReplaced()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"dotfiles"_s));
        QVERIFY(writeFileAtomically(folder.filePath(u"dotfiles/real"_s), "old"));
        QVERIFY(QFile::link(u"dotfiles/real"_s, folder.filePath(u"link"_s)));
        QVERIFY(writeFileAtomically(folder.filePath(u"link"_s), "new"));
        QVERIFY(QFileInfo(folder.filePath(u"link"_s)).isSymLink());
        QCOMPARE(textOf(folder.filePath(u"dotfiles/real"_s)), "new");
    }

    void aFailureKeepsTheOldFileAndLeavesNothing()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"target/full"_s)); // a folder cannot be replaced
        const auto written = writeFileAtomically(folder.filePath(u"target"_s), "new");
        QVERIFY(!written);
        QCOMPARE(allFiles(folder.path()), QStringList{u"target"_s});
        const auto nowhere = writeFileAtomically(folder.filePath(u"missing/file"_s), "new");
        QCOMPARE(nowhere.error().code, ErrorCode::NotFound);
    }

    void clearsAwayWhatTheDeadLeftAndNothingElse()
    {
        const QTemporaryDir folder;
        const QString dead = folder.filePath(u".file.new-999999999-1-1"_s);
        const QString honest = folder.filePath(u".file.new-york"_s);
        const QString other = folder.filePath(u".other.new-999999999-1-1"_s);
        for (const QString &path : {dead, honest, other}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QVERIFY(writeFileAtomically(folder.filePath(u"file"_s), "x"));
        QVERIFY(!QFileInfo::exists(dead));
        QVERIFY(QFileInfo::exists(honest));
        QVERIFY(QFileInfo::exists(other));
        sweepAtomicWrites(folder.path());
        QVERIFY(!QFileInfo::exists(other));
        QVERIFY(QFileInfo::exists(honest));
    }

    void manyWritersAndReadersNeverMeetHalfAFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        QVERIFY(writeFileAtomically(path, QByteArray(50'000, 'a')));
        std::atomic<int> bad = 0;
        std::atomic<int> failed = 0;
        {
            std::vector<std::jthread> threads;
            for (const char letter : {'a', 'b', 'c'}) {
                threads.emplace_back([&, letter] {
                    for (int i = 0; i < 20; ++i)
                        failed += writeFileAtomically(path, QByteArray(50'000, letter)) ? 0 : 1;
                });
            }
            threads.emplace_back([&] {
                for (int i = 0; i < 400; ++i) {
                    const QByteArray text = textOf(path);
                    bad += text.size() != 50'000 || text.count(text.front()) != 50'000 ? 1 : 0;
                }
            });
        }
        QCOMPARE(failed.load(), 0);
        QCOMPARE(bad.load(), 0);
        QCOMPARE(allFiles(folder.path()), QStringList{u"file"_s});
    }

    void readsOnlyPlainFiles()
    {
        const QTemporaryDir folder;
        const QString pipe = folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(pipe.toUtf8().constData(), 0600), 0);
        QCOMPARE(readFile(pipe, 10).error().code, ErrorCode::InvalidInput);
        QCOMPARE(readFile(folder.path(), 10).error().code, ErrorCode::InvalidInput);
        QCOMPARE(readFile(folder.filePath(u"none"_s), 10).error().code, ErrorCode::NotFound);
        QVERIFY(writeFileAtomically(folder.filePath(u"ten"_s), "0123456789"));
        QCOMPARE(*readFile(folder.filePath(u"ten"_s), 10), "0123456789");
        QCOMPARE(readFile(folder.filePath(u"ten"_s), 9).error().code, ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomicfile.moc"
