// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/library.h"
#include "core/repair/backup.h"
#include "core/repair/exchange.h"
#include "tests/core/installs/trees.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

QStringList filesIn(const QString &folder)
{
    QStringList files;
    QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        files += it.next().mid(folder.size() + 1);
    files.sort();
    return files;
}

} // namespace

class TestExchange : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_root = m_folder->path() + u"/root"_s;
        write(u"root/a/old.py"_s, "old");
        write(u"root/a/__pycache__/old.cpython-312.pyc"_s, "bytecode");
        write(u"root/b/only.py"_s, "only");
        write(u"root/keep.py"_s, "keep");
    }

    void whatLeavesIsKeptAndEmptyFoldersGo()
    {
        write(u"staged/1"_s, "new");
        write(u"staged/2"_s, "added");
        QVERIFY(exchangeFiles(
            {.folder = m_root,
             .kept = m_folder->path() + u"/kept"_s,
             .leaving = {u"b/only.py"_s},
             .coming = {{u"a/old.py"_s, staged(1), 0755}, {u"c/d/new.py"_s, staged(2)}},
             .step = {}},
            {}));
        QCOMPARE(filesIn(m_root), (QStringList{u"a/old.py"_s, u"c/d/new.py"_s, u"keep.py"_s}));
        QCOMPARE(trees::read(m_root + u"/a/old.py"_s), "new");
        QVERIFY(QFileInfo(m_root + u"/a/old.py"_s).isExecutable());
        QVERIFY(!QFileInfo::exists(m_root + u"/b"_s));
        QCOMPARE(filesIn(m_folder->path() + u"/kept"_s),
                 (QStringList{u"a/old.py"_s, u"b/only.py"_s}));
        QCOMPARE(trees::read(m_folder->path() + u"/kept/a/old.py"_s), "old");
    }

    void aBackupIsUndoneWholly()
    {
        const Library library(m_folder->path() + u"/library"_s);
        const InstallId id = *InstallId::fromString(u"own");
        QVERIFY(!Backup::newest(library, id));
        const QStringList before = filesIn(m_root);
        write(u"staged/1"_s, "new");
        write(u"staged/2"_s, "added");
        {
            Result<Backup> backup = Backup::open(library, id, m_root);
            QVERIFY(backup);
            QVERIFY(backup->carryOut({.folder = {},
                                      .kept = {},
                                      .leaving = {u"b/only.py"_s},
                                      .coming = {{u"a/old.py"_s, staged(1)}},
                                      .step = {}},
                                     {}));
        }
        {
            // As after an interruption: what is unfinished goes on.
            Result<Backup> backup = Backup::open(library, id, m_root);
            QVERIFY(backup->carryOut(
                {.folder = {}, .kept = {}, .coming = {{u"c/new.py"_s, staged(2)}}, .step = {}},
                {}));
            QVERIFY(backup->finish());
        }
        QCOMPARE(QDir(library.installFolder(id) + u"/backups"_s)
                     .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
                     .size(),
                 1);
        auto newest = Backup::newest(library, id);
        QVERIFY(newest);
        QVERIFY(newest->undo({}));
        QStringList after = before;
        after.removeOne(u"a/__pycache__/old.cpython-312.pyc"_s);
        QCOMPARE(filesIn(m_root), after);
        QCOMPARE(trees::read(m_root + u"/a/old.py"_s), "old");
        QVERIFY(!Backup::newest(library, id));
    }

    void anUndoThatWasKilledIsRepeated()
    {
        const Library library(m_folder->path() + u"/library"_s);
        const InstallId id = *InstallId::fromString(u"own");
        write(u"staged/1"_s, "new");
        write(u"staged/2"_s, "added");
        Result<Backup> backup = Backup::open(library, id, m_root);
        QVERIFY(
            backup->carryOut({.folder = {},
                              .kept = {},
                              .coming = {{u"a/old.py"_s, staged(1)}, {u"c/new.py"_s, staged(2)}},
                              .step = {}},
                             {}));
        // Killed after the old file was moved back and before the record said so.
        QVERIFY(QFile::remove(m_root + u"/a/old.py"_s));
        QVERIFY(QFile::rename(backup->folder() + u"/files-1/a/old.py"_s, m_root + u"/a/old.py"_s));
        QVERIFY(Backup::newest(library, id)->undo({}));
        QCOMPARE(trees::read(m_root + u"/a/old.py"_s), "old");
        QVERIFY(!QFileInfo::exists(m_root + u"/c"_s));
    }

private:
    void write(const QString &name, const QByteArray &bytes)
    {
        QVERIFY(trees::write(m_folder->path() + u'/' + name, bytes));
    }
    QString staged(int number) const { return m_folder->path() + u"/staged/%1"_s.arg(number); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
};

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"
