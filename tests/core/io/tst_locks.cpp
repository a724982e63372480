// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/clock.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace portico;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/** A child process that does something, says so, and waits to be killed. */
class Child
{
public:
    explicit Child(const std::function<void()> &work)
    {
        int ends[2] = {};
        if (::pipe(ends) != 0)
            qFatal("pipe");
        m_pid = ::fork();
        if (m_pid == 0) {
            work();
            (void)!::write(ends[1], "x", 1);
            for (;;)
                ::pause();
        }
        char said = 0;
        (void)!::read(ends[0], &said, 1);
        ::close(ends[0]);
        ::close(ends[1]);
    }
    ~Child() { kill(); }
    pid_t pid() const { return m_pid; }
    void kill()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
        m_pid = 0;
    }

private:
    pid_t m_pid = 0;
};

QStringList everything(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System
                                  | QDir::NoDotAndDotDot);
}

} // namespace

class TestLocks : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void oneHasItAndTheOtherIsToldWho()
    {
        const QString path = m_folder->filePath(u"deep/er/lock"_s);
        QVERIFY(!FileLock::holder(path).has_value());
        {
            const auto first = FileLock::tryLock(path, u"unpacking ComfyUI"_s);
            QVERIFY(first);
            const auto second = FileLock::tryLock(path, u"removing"_s);
            QVERIFY(!second);
            QCOMPARE(second.error().code, ErrorCode::Busy);
            QVERIFY(second.error().message.contains(u"unpacking ComfyUI"_s));
            QVERIFY(second.error().message.contains(QString::number(::getpid())));
            const auto holder = FileLock::holder(path);
            QVERIFY(holder.has_value());
            QCOMPARE(holder->process, ownProcess());
            QCOMPARE(holder->what, u"unpacking ComfyUI"_s);
            QVERIFY(holder->since.isValid());
        }
        QVERIFY(!FileLock::holder(path).has_value());
        QVERIFY(FileLock::tryLock(path, u"removing"_s));
    }

    void aKilledHolderLosesItAtOnce()
    {
        const QString path = m_folder->filePath(u"lock"_s);
        Child child([&] {
            static auto lock = FileLock::tryLock(path, u"working"_s);
            Q_UNUSED(lock)
        });
        const auto holder = FileLock::holder(path);
        QVERIFY(holder.has_value());
        QCOMPARE(holder->process.pid, static_cast<qint64>(child.pid()));
        QVERIFY(!FileLock::tryLock(path, u"mine"_s));
        child.kill();
        QVERIFY(!FileLock::holder(path).has_value());
        QVERIFY(FileLock::tryLock(path, u"mine"_s));
    }

    void waitingEndsWhenItIsFree()
    {
        const QString path = m_folder->filePath(u"lock"_s);
        auto first = std::make_unique<Result<FileLock>>(FileLock::tryLock(path, u"first"_s));
        QStringList log;
        const JobContext job(
            {}, {.steps = {}, .progress = {}, .log = [&](const QString &line) { log += line; }});
        std::jthread releaser([&] {
            (void)SystemClock().sleep(150ms, {});
            first.reset();
        });
        QVERIFY(FileLock::lock(path, u"second"_s, job));
        QCOMPARE(log.size(), 1);
        QVERIFY(log.constFirst().contains(u"first"_s));
    }

    void waitingCanBeCancelled()
    {
        const QString path = m_folder->filePath(u"lock"_s);
        const auto first = FileLock::tryLock(path, u"first"_s);
        CancelSource source;
        std::jthread canceller([&] {
            (void)SystemClock().sleep(100ms, {});
            source.cancel();
        });
        const auto second = FileLock::lock(path, u"second"_s, JobContext(source.token()));
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Cancelled);
    }

    void aLockThatIsRemovedIsNeverHeldTwice()
    {
        const QString path = m_folder->filePath(u"lock"_s);
        std::atomic<int> inside = 0;
        std::atomic<int> most = 0;
        {
            std::vector<std::jthread> threads;
            for (int thread = 0; thread < 4; ++thread) {
                threads.emplace_back([&] {
                    for (int i = 0; i < 100; ++i) {
                        auto lock = FileLock::tryLock(path, u"x"_s);
                        if (!lock)
                            continue;
                        most = std::max(most.load(), ++inside);
                        std::this_thread::yield();
                        --inside;
                        lock->removeAndRelease();
                    }
                });
            }
        }
        QCOMPARE(most.load(), 1);
        QVERIFY(!QFileInfo::exists(path));
    }

    void stagingIsCommittedInOneStep()
    {
        const QString root = m_folder->filePath(u"staging"_s);
        {
            auto staging = StagingDir::create(root, u"adding"_s);
            QVERIFY(staging);
            QVERIFY(QDir(staging->path()).mkpath(u"a/b"_s));
            QVERIFY(staging->commit(m_folder->filePath(u"gen-0001"_s), {}));
        }
        QVERIFY(QFileInfo(m_folder->filePath(u"gen-0001/a/b"_s)).isDir());
        QCOMPARE(everything(root), QStringList());
    }

    void stagingNeverReplaces()
    {
        const QString root = m_folder->filePath(u"staging"_s);
        QVERIFY(QDir(m_folder->path()).mkdir(u"gen-0001"_s));
        {
            auto staging = StagingDir::create(root, u"adding"_s);
            const auto committed = staging->commit(m_folder->filePath(u"gen-0001"_s), {});
            QVERIFY(!committed);
            QCOMPARE(committed.error().code, ErrorCode::AlreadyExists);
            QVERIFY(QFileInfo(staging->path()).isDir());
        }
        QCOMPARE(everything(root), QStringList());
    }

    void whatIsNotCommittedIsRemoved()
    {
        const QString root = m_folder->filePath(u"staging"_s);
        {
            const auto one = StagingDir::create(root, u"adding"_s);
            const auto two = StagingDir::create(root, u"adding"_s);
            QVERIFY(one->path() != two->path());
            QVERIFY(QDir(one->path()).mkpath(u"a/b/c"_s));
            QCOMPARE(everything(root).size(), 4);
        }
        QCOMPARE(everything(root), QStringList());
    }

    void theSweepTakesTheDeadAndLeavesTheLiving()
    {
        const QString root = m_folder->filePath(u"staging"_s);
        const auto mine = StagingDir::create(root, u"mine"_s);
        QVERIFY(mine);
        Child child([&] {
            static auto staging = StagingDir::create(root, u"theirs"_s);
            QFile file(staging->path() + u"/file"_s);
            if (file.open(QIODevice::WriteOnly))
                file.write(QByteArray(1000, 'x'));
        });
        QVERIFY(QDir(root).mkdir(u"without-lock"_s));
        QVERIFY(QFile::link(mine->path(), root + u"/link"_s));
        const auto first = sweepStaging(root, {});
        QVERIFY(first);
        QCOMPARE(first->inUse, 2);
        QCOMPARE(first->removed, 2);
        child.kill();
        const auto second = sweepStaging(root, {});
        QCOMPARE(second->inUse, 1);
        QCOMPARE(second->removed, 1);
        QCOMPARE(second->bytes, 1000);
        QVERIFY(second->errors.isEmpty());
        QVERIFY(QFileInfo(mine->path()).isDir());
        QCOMPARE(everything(root).size(), 2);
    }

    void theJournalOutlivesItsProcess()
    {
        const Journal journal(m_folder->filePath(u"journal"_s));
        Child child([&] {
            static auto entry = journal.begin(u"add"_s, {{u"url"_s, u"file:///x.zip"_s}});
            (void)entry->setStep(u"unpacked"_s);
        });
        const auto mine = journal.begin(u"remove"_s, {});
        QVERIFY(mine);
        QVERIFY(journal.claimDead({})->empty());
        const qint64 pid = child.pid();
        child.kill();
        {
            auto dead = journal.claimDead({});
            QVERIFY(dead);
            QCOMPARE(dead->size(), 1U);
            const JournalRecord &record = dead->front().record();
            QCOMPARE(record.operation, u"add"_s);
            QCOMPARE(record.step, u"unpacked"_s);
            QCOMPARE(record.inputs.value("url"_L1).toString(), u"file:///x.zip"_s);
            QCOMPARE(record.process.pid, pid);
            QVERIFY(!dead->front().isFromEarlierBoot());
            QVERIFY2(journal.claimDead({})->empty(), "who claims it has it alone");
        }
        auto again = journal.claimDead({});
        QCOMPARE(again->size(), 1U);
        QVERIFY(again->front().finish());
        QVERIFY(journal.claimDead({})->empty());
        QCOMPARE(everything(m_folder->filePath(u"journal"_s)).size(), 2);
    }

    void aFinishedEntryIsGone()
    {
        const Journal journal(m_folder->filePath(u"journal"_s));
        auto entry = journal.begin(u"add"_s, {});
        QVERIFY(entry->setStep(u"one"_s, {{u"target"_s, u"x"_s}}));
        QCOMPARE(entry->record().inputs.value("target"_L1).toString(), u"x"_s);
        QVERIFY(entry->finish());
        QCOMPARE(everything(m_folder->filePath(u"journal"_s)), QStringList());
    }

    void anEntryThatCannotBeReadIsKeptAside()
    {
        const Journal journal(m_folder->filePath(u"journal"_s));
        QVERIFY(QDir(m_folder->path()).mkdir(u"journal"_s));
        QFile file(m_folder->filePath(u"journal/x.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        QVERIFY(journal.claimDead({})->empty());
        QVERIFY(QFileInfo::exists(m_folder->filePath(u"journal/x.json.bad"_s)));
    }
};

QTEST_GUILESS_MAIN(TestLocks)
#include "tst_locks.moc"
