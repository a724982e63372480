// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/treemanifest.h"
#include "core/repair/comparetree.h"
#include "core/repair/driftgroups.h"
#include "core/repair/manifestindex.h"
#include "tests/core/installs/trees.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

/** A tree with a manifest of its own. */
struct Tree
{
    QTemporaryDir folder;
    QByteArray manifest;

    QString path(const QString &name) const { return folder.path() + u'/' + name; }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(trees::write(path(name), bytes));
    }
    void describe()
    {
        const auto entries = describeTree(folder.path(), {});
        QVERIFY(entries);
        manifest = manifestToBytes(*entries);
    }
    Result<TreeComparison> compare(Inodes inodes = Inodes::Compare) const
    {
        return compareTree({.folder = folder.path(),
                            .manifest = manifest,
                            .inodes = inodes,
                            .mayBeAdded = [](QByteArrayView one) { return one == "mine/allowed"; }},
                           {});
    }
    QStringList lines() const
    {
        QStringList lines;
        const auto comparison = compare();
        if (!comparison)
            return {comparison.error().message};
        for (const DriftedFile &file : comparison->files) {
            const char *names[] = {"changed ", "added ", "removed "};
            lines += QString::fromLatin1(names[static_cast<int>(file.change)]) + file.path;
        }
        return lines;
    }
};

/** Writes other bytes of the same size and sets the old time: what only an inode or a hash tells.
 */
void replaceUnseen(const QString &path, const QByteArray &bytes)
{
    const QDateTime time = QFileInfo(path).lastModified();
    QVERIFY(QFile::remove(path));
    QVERIFY(trees::write(path, bytes));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
}

} // namespace

class TestCompareTree : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_tree = std::make_unique<Tree>();
        m_tree->write(u"a.py"_s, "one");
        m_tree->write(u"deep/er/b.py"_s, "two");
        m_tree->write(u"deep/c.so"_s, "three");
        QVERIFY(QFile::link(u"a.py"_s, m_tree->path(u"link"_s)));
        m_tree->describe();
    }

    void nothingChanged()
    {
        QCOMPARE(m_tree->lines(), QStringList());
        QVERIFY(m_tree->compare()->touched.isEmpty());
    }

    void everyKindOfChangeIsFound()
    {
        m_tree->write(u"a.py"_s, "longer than before");
        QVERIFY(QFile::remove(m_tree->path(u"deep/er/b.py"_s)));
        m_tree->write(u"deep/new/x.py"_s, "new");
        QVERIFY(QFile::remove(m_tree->path(u"link"_s)));
        QVERIFY(QFile::link(u"deep/c.so"_s, m_tree->path(u"link"_s)));
        QCOMPARE(m_tree->lines(),
                 (QStringList{u"changed a.py"_s, u"removed deep/er/b.py"_s,
                              u"added deep/new/x.py"_s, u"changed link"_s}));
    }

    void aFileOfTheSameSizeAndTimeIsStillFound()
    {
        replaceUnseen(m_tree->path(u"a.py"_s), "ONE");
        QCOMPARE(m_tree->lines(), QStringList{u"changed a.py"_s});
    }

    void aCopyWithTheSameContentIsNoDriftAndIsTold()
    {
        replaceUnseen(m_tree->path(u"a.py"_s), "one");
        const auto comparison = m_tree->compare();
        QVERIFY(comparison->files.isEmpty());
        QCOMPARE(comparison->touched.keys(), QStringList{u"a.py"_s});
    }

    void whatIsOutsideAManifestIsNotLookedAt()
    {
        m_tree->write(u"__pycache__/a.cpython-312.pyc"_s, "x");
        m_tree->write(u"deep/.git/HEAD"_s, "x");
        m_tree->write(u"mine/allowed"_s, "x");
        QCOMPARE(m_tree->lines(), QStringList());
    }

    void aFolderWhereAFileWas()
    {
        QVERIFY(QFile::remove(m_tree->path(u"a.py"_s)));
        m_tree->write(u"a.py/inside.py"_s, "x");
        QCOMPARE(m_tree->lines(), (QStringList{u"removed a.py"_s, u"added a.py/inside.py"_s}));
    }

    void aLostExecutableBit()
    {
        QFile file(m_tree->path(u"deep/c.so"_s));
        QVERIFY(file.setPermissions(file.permissions() | QFile::ExeOwner));
        QCOMPARE(m_tree->lines(), QStringList{u"changed deep/c.so"_s});
    }

    void aDamagedManifestIsNamed()
    {
        m_tree->manifest.replace("\tdeep/c.so", "");
        const auto comparison = m_tree->compare();
        QVERIFY(!comparison);
        QCOMPARE(comparison.error().code, ErrorCode::Corrupt);
        m_tree->manifest.chop(4);
        QCOMPARE(m_tree->compare().error().code, ErrorCode::Corrupt);
        m_tree->manifest.clear();
        QCOMPARE(m_tree->compare().error().code, ErrorCode::Corrupt);
    }

    void namesWithEverythingInThem()
    {
        for (const QString &name :
             {u"tab\there"_s, u"back\\tslash"_s, u"ünïcode"_s, u"line\nend"_s})
            m_tree->write(name, "x");
        m_tree->describe();
        QCOMPARE(m_tree->lines(), QStringList());
        QVERIFY(QFile::remove(m_tree->path(u"back\\tslash"_s)));
        QCOMPARE(m_tree->lines(), QStringList{u"removed back\\tslash"_s});
    }

    void cancelled()
    {
        CancelSource source;
        source.cancel();
        const auto comparison = compareTree(
            {.folder = m_tree->folder.path(), .manifest = m_tree->manifest, .mayBeAdded = {}},
            JobContext(source.token()));
        QCOMPARE(comparison.error().code, ErrorCode::Cancelled);
    }

    void filesAreSortedToTheirPackages()
    {
        Tree tree;
        const QString site = u"python/lib/python3.12/site-packages/"_s;
        tree.write(site + u"torch/version.py"_s, "x");
        tree.write(site + u"torch-2.9.1+cpu.dist-info/METADATA"_s,
                   "Metadata-Version: 2.1\nName: torch\nVersion: 2.9.1+cpu\n");
        tree.write(site + u"torch-2.9.1+cpu.dist-info/RECORD"_s,
                   "torch/version.py,,\nfunctorch/a.py,,\n");
        const auto change = [&](const QString &path, DriftedFile::Change kind) {
            return DriftedFile{.path = path, .change = kind, .bytes = 10};
        };
        using Change = DriftedFile::Change;
        QList<DriftedFile> files{
            change(u"ComfyUI/main.py"_s, Change::Changed),
            change(u"python/bin/python3"_s, Change::Removed),
            change(site + u"functorch/a.py"_s, Change::Changed),
            change(site + u"torch/version.py"_s, Change::Changed),
            change(site + u"torch-2.9.1+cpu.dist-info/METADATA"_s, Change::Added),
            change(site + u"torch-2.9.1+cu130.dist-info/METADATA"_s, Change::Removed),
            change(site + u"lonely.py"_s, Change::Added)};
        const QList<DriftGroup> groups = groupDrift(files,
                                                    {.folder = tree.folder.path(),
                                                     .comfyFolder = u"ComfyUI"_s,
                                                     .pythonFolder = u"python"_s});
        QStringList lines;
        for (const DriftGroup &group : groups)
            lines += u"%1 %2>%3 %4 %5 %6"_s.arg(group.name, group.before, group.now)
                         .arg(group.changed)
                         .arg(group.added)
                         .arg(group.removed);
        QCOMPARE(lines,
                 (QStringList{u"torch 2.9.1+cu130>2.9.1+cpu 2 1 1"_s, u"lonely > 0 1 0"_s,
                              u"Python > 0 0 1"_s, u"ComfyUI > 1 0 0"_s}));
        QCOMPARE(files.at(2).group, u"torch"_s);
    }

private:
    std::unique_ptr<Tree> m_tree;
};

QTEST_GUILESS_MAIN(TestCompareTree)
#include "tst_comparetree.moc"
