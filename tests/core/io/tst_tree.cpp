// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/platform/removablepath.h"
#include "core/platform/treewalk.h"
#include "tests/support/patience.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void put(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

/** A tree with everything that a bundle may hold. */
void fill(const QString &root)
{
    put(root + u"/main.py"_s, "print()");
    put(root + u"/lib/deep/er/data.bin"_s, QByteArray(300'000, 'x'));
    put(root + u"/lib/ü 漢🙂"_s, "text");
    put(root + u"/lib/__pycache__/main.pyc"_s, "bytecode");
    put(root + u"/.git/HEAD"_s, "ref");
    QVERIFY(QDir().mkpath(root + u"/empty"_s));
    QVERIFY(QFile::link(u"../main.py"_s, root + u"/lib/link"_s));
    QVERIFY(QFile::link(u"/nowhere/at/all"_s, root + u"/dangling"_s));
    QCOMPARE(::chmod((root + u"/main.py"_s).toUtf8().constData(), 0755), 0);
}

QStringList paths(const QList<ManifestEntry> &entries)
{
    QStringList list;
    for (const ManifestEntry &entry : entries)
        list += entry.path;
    return list;
}

} // namespace

class TestTree : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_tree;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_tree = m_folder->filePath(u"tree"_s);
        fill(m_tree);
    }

    void countsEachFileOnceAndFollowsNothing()
    {
        put(m_folder->filePath(u"outside/large"_s), QByteArray(1'000'000, 'x'));
        QVERIFY(QFile::link(m_folder->filePath(u"outside"_s), m_tree + u"/out"_s));
        QCOMPARE(::link((m_tree + u"/main.py"_s).toUtf8().constData(),
                        (m_tree + u"/same.py"_s).toUtf8().constData()),
                 0);
        const auto size = treeSize(m_tree, {});
        QVERIFY(size);
        QCOMPARE(size->bytes, 7 + 300'000 + 4 + 8 + 3);
        QCOMPARE(size->files, 6);
        QCOMPARE(size->links, 3);
        QCOMPARE(size->folders, 6);
        QCOMPARE(treeSize(m_tree + u"/main.py"_s, {})->bytes, 7);
        QCOMPARE(treeSize(m_tree + u"/none"_s, {})->bytes, 0);
    }

    void aVisitorMayRemoveWhatLiesBesideIt()
    {
        QStringList seen;
        const auto walked =
            walkTree(m_tree,
                     [&](const TreeEntry &entry) -> Result<Visit> {
                         seen += entry.path;
                         if (!entry.path.contains(u'/'))
                             QFile::remove(m_tree + u"/main.py"_s);
                         return entry.path == "lib"_L1 ? Visit::SkipContent : Visit::Continue;
                     },
                     {});
        QVERIFY2(walked, walked ? "" : qPrintable(walked.error().message));
        seen.sort();
        QCOMPARE(seen,
                 (QStringList{u".git"_s, u".git/HEAD"_s, u"dangling"_s, u"empty"_s, u"lib"_s,
                              u"main.py"_s}));
    }

    void nothingIsBelowALinkOrAFile()
    {
        const auto fails = [](const TreeEntry &) { return Result<Visit>(cancelledError()); };
        QVERIFY(QFile::link(m_tree, m_folder->filePath(u"way"_s)));
        QVERIFY(walkTree(m_folder->filePath(u"way"_s), fails, {}));
        QVERIFY(walkTree(m_tree + u"/main.py"_s, fails, {}));
        const auto none = walkTree(m_folder->filePath(u"none"_s), fails, {});
        QVERIFY(!none && none.error().code == ErrorCode::NotFound);
    }

    void removesATreeAndNotWhatItsLinksPointTo()
    {
        put(m_folder->filePath(u"models/precious"_s), "hours of work");
        QVERIFY(QFile::link(m_folder->filePath(u"models"_s), m_tree + u"/models"_s));
        QVERIFY(QFile::link(m_folder->filePath(u"models/precious"_s), m_tree + u"/precious"_s));
        QVERIFY(removeTree(m_tree, {}));
        QVERIFY(!QFileInfo::exists(m_tree));
        QCOMPARE(*readFile(m_folder->filePath(u"models/precious"_s), 100), "hours of work");
    }

    void removesALinkAndNotItsTarget()
    {
        const QString link = m_folder->filePath(u"link"_s);
        QVERIFY(QFile::link(m_tree, link));
        QVERIFY(removeTree(link, {}));
        QVERIFY(!QFileInfo(link).isSymLink());
        QVERIFY(QFileInfo::exists(m_tree + u"/main.py"_s));
        QVERIFY(QFile::link(m_tree, link));
        QVERIFY2(removeTree(link + u'/', {}), "a slash at the end does not follow it either");
        QVERIFY(QFileInfo::exists(m_tree + u"/main.py"_s));
    }

    void whatIsNotThereIsRemovedAlready()
    {
        QVERIFY(removeTree(m_folder->filePath(u"none"_s), {}));
        QVERIFY(removeTree(m_folder->filePath(u"none/deeper"_s), {}));
    }

    void removesFoldersThatAreReadOnly()
    {
        QCOMPARE(::chmod((m_tree + u"/lib/deep/er"_s).toUtf8().constData(), 0500), 0);
        QCOMPARE(::chmod((m_tree + u"/lib/deep"_s).toUtf8().constData(), 0500), 0);
        QCOMPARE(::chmod((m_tree + u"/empty"_s).toUtf8().constData(), 0000), 0);
        QVERIFY(removeTree(m_tree, {}));
        QVERIFY(!QFileInfo::exists(m_tree));
    }

    void removesATreeDeeperThanAnyPath()
    {
        int folder = ::open(m_tree.toUtf8().constData(), O_RDONLY | O_DIRECTORY);
        for (int depth = 0; depth < 1000; ++depth) {
            QCOMPARE(::mkdirat(folder, "a-name-of-some-length", 0755), 0);
            const int inner = ::openat(folder, "a-name-of-some-length", O_RDONLY | O_DIRECTORY);
            ::close(folder);
            folder = inner;
        }
        ::close(folder);
        QVERIFY(removeTree(m_tree, {}));
        QVERIFY(!QFileInfo::exists(m_tree));
    }

    void stopsAtAMountedDisk()
    {
        put(m_folder->filePath(u"disk/precious"_s), "hours of work");
        const QString place = m_tree + u"/lib/mounted"_s;
        QVERIFY(QDir().mkpath(place));
        // The same file system mounted a second time: only its mount tells it apart.
        if (::mount(m_folder->filePath(u"disk"_s).toUtf8().constData(), place.toUtf8().constData(),
                    nullptr, MS_BIND, nullptr)
            != 0)
            QSKIP("mounting needs root");
        const auto removed = removeTree(m_tree, {});
        const auto size = treeSize(m_folder->filePath(u"disk"_s), {});
        QCOMPARE(::umount(place.toUtf8().constData()), 0);
        QVERIFY(!removed);
        QCOMPARE(removed.error().code, ErrorCode::Refused);
        QVERIFY2(removed.error().message.contains(place), qPrintable(removed.error().message));
        QCOMPARE(size->files, 1);
        QCOMPARE(*readFile(m_folder->filePath(u"disk/precious"_s), 100), "hours of work");
    }

    void removalCanBeCancelledAndReports()
    {
        CancelSource source;
        source.cancel();
        QCOMPARE(removeTree(m_tree, JobContext(source.token())).error().code, ErrorCode::Cancelled);
        QVERIFY(QFileInfo::exists(m_tree));
        Progress last;
        const JobContext job(
            {}, {.steps = {}, .progress = [&](const Progress &now) { last = now; }, .log = {}});
        QVERIFY(removeTree(m_tree, job, u"Remove"_s));
        QCOMPARE(last.unit, ProgressUnit::Items);
        QCOMPARE(last.done, 14);
    }

    void clonesAreEqualAndCarryNoBytecode()
    {
        const QString clone = m_folder->filePath(u"clone"_s);
        const auto cloned =
            cloneTree({.from = m_tree,
                       .to = clone,
                       .sharing = Sharing::Reflink,
                       .wants = [](QStringView path) { return isManifestPath(path); },
                       .step = {}},
                      {});
        QVERIFY2(cloned, qPrintable(cloned ? QString() : cloned.error().message));
        QCOMPARE(cloned->files, 3);
        QCOMPARE(cloned->bytes, 300'011);
        QVERIFY(!QFileInfo::exists(clone + u"/lib/__pycache__"_s));
        auto one = describeTree(m_tree, {});
        auto two = describeTree(clone, {});
        QVERIFY(one && two);
        for (auto *list : {&*one, &*two}) {
            for (ManifestEntry &entry : *list) {
                entry.inode = 0;
                if (entry.kind != ManifestEntry::Kind::File)
                    entry.mtimeNs = 0;
            }
        }
        QCOMPARE(*one == *two, true);
        put(clone + u"/main.py"_s, "changed");
        QCOMPARE(*readFile(m_tree + u"/main.py"_s, 100), "print()");
    }

    void sharesByHardLinkWhereThatIsAllowed()
    {
        const QString clone = m_folder->filePath(u"clone"_s);
        const auto cloned = cloneTree({.from = m_tree,
                                       .to = clone,
                                       .sharing = Sharing::ReflinkOrHardLink,
                                       .wants = {},
                                       .step = {}},
                                      {});
        QVERIFY(cloned);
        QVERIFY(cloned->method != CloneMethod::Copy);
        struct stat info = {};
        QCOMPARE(::stat((clone + u"/main.py"_s).toUtf8().constData(), &info), 0);
        QCOMPARE(info.st_nlink == 2, cloned->method == CloneMethod::HardLink);
        const auto again = cloneTree(
            {.from = m_tree, .to = clone, .sharing = Sharing::Reflink, .wants = {}, .step = {}},
            {});
        QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
    }

    void describesWhatBelongsIntoAManifest()
    {
        const auto entries = describeTree(m_tree, {});
        QVERIFY2(entries, qPrintable(entries ? QString() : entries.error().message));
        QCOMPARE(paths(*entries),
                 (QStringList{u"dangling"_s, u"empty"_s, u"lib"_s, u"lib/deep"_s, u"lib/deep/er"_s,
                              u"lib/deep/er/data.bin"_s, u"lib/link"_s, u"lib/ü 漢🙂"_s,
                              u"main.py"_s}));
        const ManifestEntry &main = entries->constLast();
        QCOMPARE(main.sha256, sha256Of("print()"));
        QCOMPARE(main.mode, 0755);
        QCOMPARE(main.size, 7);
        QVERIFY(main.inode != 0);
        QVERIFY(main.mtimeNs > 1'700'000'000'000'000'000);
        QCOMPARE(entries->constFirst().linkTarget, u"/nowhere/at/all"_s);
        QCOMPARE(entries->constFirst().kind, ManifestEntry::Kind::Link);
    }

    void aManifestSurvivesItsFile()
    {
        QList<ManifestEntry> entries = *describeTree(m_tree, {});
        entries += ManifestEntry{.path = u"tab\there\nand \\there"_s,
                                 .kind = ManifestEntry::Kind::Link,
                                 .size = 0,
                                 .mode = 0777,
                                 .sha256 = {},
                                 .linkTarget = u"a\tb"_s,
                                 .mtimeNs = -1,
                                 .inode = 18'446'744'073'709'551'615ULL};
        const QByteArray bytes = manifestToBytes(entries);
        const auto again = manifestFromBytes(bytes);
        QVERIFY(again);
        QCOMPARE(*again == entries, true);
        QCOMPARE(manifestToBytes(*again), bytes);
    }

    void aDamagedManifestIsRefused()
    {
        const QByteArray bytes = manifestToBytes(*describeTree(m_tree, {}));
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            if (bytes.at(qMax<qsizetype>(length - 1, 0)) != '\n') {
                const auto cut = manifestFromBytes(bytes.left(length));
                QVERIFY2(!cut, qPrintable(QString::number(length)));
                QCOMPARE(cut.error().code, ErrorCode::Corrupt);
            }
        }
        QVERIFY(!manifestFromBytes("portico-manifest 2\n"));
        QVERIFY(!manifestFromBytes("portico-manifest 1\nx\t1\t1\t\t1\t1\ta\n"));
        QVERIFY(manifestFromBytes("portico-manifest 1\n")->isEmpty());
    }

    void aPipeHasNoPlaceInATree()
    {
        QCOMPARE(::mkfifo((m_tree + u"/pipe"_s).toUtf8().constData(), 0600), 0);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(describeTree(m_tree, {}).error().code, ErrorCode::Refused);
        QVERIFY(!cloneTree({.from = m_tree,
                            .to = m_folder->filePath(u"c"_s),
                            .sharing = Sharing::Reflink,
                            .wants = {},
                            .step = {}},
                           {}));
        QVERIFY(timer.elapsed() < kAtOnceMs);
    }

    void hashesAsOthersDo()
    {
        for (const int size : {0, 1, 55, 56, 64, 1 << 20, (1 << 20) + 1}) {
            const QByteArray bytes(size, 'a');
            put(m_folder->filePath(u"file"_s), bytes);
            const QString expected = QString::fromLatin1(
                QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
            QCOMPARE(hashFile(m_folder->filePath(u"file"_s), {})->toHex(), expected);
            Sha256Hasher hasher;
            hasher.add(QByteArrayView(bytes).first(size / 2));
            (void)hasher.result();
            hasher.add(QByteArrayView(bytes).sliced(size / 2));
            QCOMPARE(hasher.result().toHex(), expected);
        }
        QCOMPARE(hashFile(m_folder->filePath(u"none"_s), {}).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestTree)
#include "tst_tree.moc"
