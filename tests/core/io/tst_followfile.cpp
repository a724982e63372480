// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/followfile.h"

#include <QFile>
#include <QMutex>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>

using namespace portico;
using namespace Qt::StringLiterals;

/** A file that grows, is replaced, and moves, followed on another thread. */
class TestFollowFile final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void whatIsThereAndWhatIsAddedIsTold();
    void oneThatIsReplacedIsToldAnew();
    void oneThatMovedIsFollowed();
    void ofALongOneOnlyTheEndIsTold();

private:
    void follow(qint64 mostBytes);
    void append(const QString &path, const QByteArray &bytes) const;
    QByteArray told()
    {
        const QMutexLocker lock(&m_mutex);
        return m_told;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QMutex m_mutex;
    QString m_path;
    QByteArray m_told; ///< '|' where it began anew
    CancelSource m_cancel;
    std::unique_ptr<QThread> m_thread;
    std::optional<ErrorCode> m_end;
};

void TestFollowFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"log"_s);
    m_told.clear();
    m_cancel = CancelSource();
}

void TestFollowFile::cleanup()
{
    m_cancel.cancel();
    QVERIFY(m_thread->wait(5'000));
    QCOMPARE(m_end, ErrorCode::Cancelled);
}

void TestFollowFile::follow(qint64 mostBytes)
{
    m_thread.reset(QThread::create([this, mostBytes, token = m_cancel.token()] {
        const FileFollower follower{.where =
                                        [this] {
                                            const QMutexLocker lock(&m_mutex);
                                            return m_path;
                                        },
                                    .begun =
                                        [this] {
                                            const QMutexLocker lock(&m_mutex);
                                            m_told += '|';
                                        },
                                    .added =
                                        [this](QByteArrayView bytes) {
                                            const QMutexLocker lock(&m_mutex);
                                            m_told += bytes;
                                        }};
        const Result<> end = followFile(follower, mostBytes, SystemClock(), JobContext(token));
        m_end = end ? ErrorCode::Internal : end.error().code;
    }));
    m_thread->start();
}

void TestFollowFile::append(const QString &path, const QByteArray &bytes) const
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(bytes);
}

void TestFollowFile::whatIsThereAndWhatIsAddedIsTold()
{
    follow(1000);
    append(m_path, "one\n");
    QTRY_COMPARE(told(), "|one\n");
    append(m_path, "two\n");
    QTRY_COMPARE(told(), "|one\ntwo\n");
}

void TestFollowFile::oneThatIsReplacedIsToldAnew()
{
    append(m_path, "first, and long\n");
    follow(1000);
    QTRY_COMPARE(told(), "|first, and long\n");
    QVERIFY(QFile::remove(m_path));
    append(m_path, "second, and even longer\n");
    QTRY_COMPARE(told(), "|first, and long\n|second, and even longer\n");
}

void TestFollowFile::oneThatMovedIsFollowed()
{
    append(m_path, "in staging\n");
    follow(1000);
    QTRY_COMPARE(told(), "|in staging\n");
    {
        const QMutexLocker lock(&m_mutex);
        QVERIFY(QFile::rename(m_path, m_path + u".done"_s));
        m_path += u".done"_s;
    }
    append(m_path, "done\n");
    QTRY_COMPARE(told(), "|in staging\n|in staging\ndone\n");
}

void TestFollowFile::ofALongOneOnlyTheEndIsTold()
{
    append(m_path, "0123456789");
    follow(4);
    QTRY_COMPARE(told(), "|6789");
    append(m_path, "abcdefgh");
    QTRY_COMPARE(told(), "|6789abcdefgh");
}

QTEST_GUILESS_MAIN(TestFollowFile)
#include "tst_followfile.moc"
