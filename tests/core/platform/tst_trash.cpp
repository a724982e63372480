// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/trash.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void writeText(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTrash : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_trash;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_trash = m_folder->filePath(u"data/Trash"_s);
        qputenv("XDG_DATA_HOME", m_folder->filePath(u"data"_s).toUtf8());
        QVERIFY(QDir().mkpath(m_folder->filePath(u"home"_s)));
    }

    void aFileMovesWithItsInformation()
    {
        const QString file = m_folder->filePath(u"home/ä 100%.txt"_s);
        writeText(file, "text");
        const auto moved = moveToFreedesktopTrash(file);
        QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().message));
        QVERIFY(!QFileInfo::exists(file));
        QCOMPARE(*moved, m_trash + u"/files/ä 100%.txt"_s);
        QCOMPARE(readText(*moved), "text");
        const QByteArray info = readText(m_trash + u"/info/ä 100%.txt.trashinfo"_s);
        QVERIFY(info.startsWith("[Trash Info]\nPath="));
        QVERIFY(info.contains("/home/%C3%A4%20100%25.txt\nDeletionDate="));
    }

    void twoOfOneNameAreBothKept()
    {
        const QString file = m_folder->filePath(u"home/name"_s);
        for (const QByteArray &text : {QByteArray("first"), QByteArray("second")}) {
            writeText(file, text);
            const auto moved = moveToFreedesktopTrash(file);
            QVERIFY(moved);
            QCOMPARE(readText(*moved), text);
        }
        QCOMPARE(QDir(m_trash + u"/files"_s).entryList(QDir::Files).size(), 2);
        QCOMPARE(QDir(m_trash + u"/info"_s).entryList(QDir::Files).size(), 2);
    }

    void aFolderMovesWithItsContentAndALinkInItStaysALink()
    {
        const QString data = m_folder->filePath(u"home/models"_s);
        QVERIFY(QDir().mkpath(data));
        writeText(data + u"/precious"_s, "hours of work");
        const QString install = m_folder->filePath(u"home/install"_s);
        QVERIFY(QDir().mkpath(install));
        QVERIFY(QFile::link(data, install + u"/models"_s));
        const auto moved = moveToFreedesktopTrash(install + u'/');
        QVERIFY(moved);
        QVERIFY(QFileInfo(*moved + u"/models"_s).isSymLink());
        QCOMPARE(readText(data + u"/precious"_s), "hours of work");
    }

    void aLinkItselfMovesNotItsTarget()
    {
        const QString target = m_folder->filePath(u"home/target"_s);
        QVERIFY(QDir().mkpath(target));
        for (const QString &to : {target, u"/nowhere"_s}) {
            const QString link = m_folder->filePath(u"home/link"_s);
            QVERIFY(QFile::link(to, link));
            const auto moved = moveToFreedesktopTrash(link);
            QVERIFY2(moved, qPrintable(to));
            QVERIFY(QFileInfo(*moved).isSymLink());
            QVERIFY(!QFileInfo(link).isSymLink());
        }
        QVERIFY(QFileInfo(target).isDir());
    }

    void whatIsNotThereIsSaidSo()
    {
        const auto moved = moveToFreedesktopTrash(m_folder->filePath(u"home/nothing"_s));
        QVERIFY(!moved);
        QCOMPARE(moved.error().code, ErrorCode::NotFound);
    }

    void anotherDiskHasItsOwnTrash()
    {
        const QTemporaryDir other(u"/dev/shm/portico-trash-XXXXXX"_s);
        if (!other.isValid()
            || QStorageInfo(other.path()).device() == QStorageInfo(m_folder->path()).device())
            QSKIP("this computer has no second disk to write to");
        const QString file = other.filePath(u"file"_s);
        writeText(file, "text");
        const auto moved = moveToFreedesktopTrash(file);
        QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().message));
        const QString top = QStorageInfo(other.path()).rootPath();
        const QString trash = u"%1/.Trash-%2"_s.arg(top).arg(::getuid());
        QVERIFY2(moved->startsWith(trash), qPrintable(*moved));
        QVERIFY(readText(trash + u"/info/"_s + QFileInfo(*moved).fileName() + u".trashinfo"_s)
                    .contains("Path=portico-trash-"));
        QFile::remove(trash + u"/info/"_s + QFileInfo(*moved).fileName() + u".trashinfo"_s);
        QFile::remove(*moved);
        QDir().rmdir(trash + u"/files"_s);
        QDir().rmdir(trash + u"/info"_s);
        QDir().rmdir(trash);
    }
};

QTEST_GUILESS_MAIN(TestTrash)
#include "tst_trash.moc"
