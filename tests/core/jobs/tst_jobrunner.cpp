// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/clock.h"
#include "core/jobs/jobrunner.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace portico;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/** Something that must die on its owner's thread, as a QObject must. */
struct Owned
{
    QThread *const owner = QThread::currentThread();
    bool *const diedElsewhere;

    explicit Owned(bool *elsewhere)
        : diedElsewhere(elsewhere)
    { }
    ~Owned() { *diedElsewhere = *diedElsewhere || QThread::currentThread() != owner; }
    Q_DISABLE_COPY_MOVE(Owned)
};

/** A hold on it that another thread is slow to let go. */
struct SlowHold
{
    std::shared_ptr<Owned> owned;

    ~SlowHold()
    {
        if (owned && QThread::currentThread() != owned->owner)
            QThread::msleep(50);
    }
    explicit SlowHold(std::shared_ptr<Owned> held)
        : owned(std::move(held))
    { }
    SlowHold(const SlowHold &) = default;
    SlowHold(SlowHold &&) = default;
    SlowHold &operator=(const SlowHold &) = delete;
    SlowHold &operator=(SlowHold &&) = delete;
};

} // namespace

class TestJobRunner : public QObject
{
    Q_OBJECT

private slots:
    void deliversTheResultOnTheReceiversThread()
    {
        JobRunner runner;
        int value = 0;
        QThread *bodyThread = nullptr;
        QThread *doneThread = nullptr;
        Job &job = runner.start<int>(
            {.title = u"Count"_s, .exclusiveKey = {}},
            [&](const JobContext &) -> Result<int> {
                bodyThread = QThread::currentThread();
                return 42;
            },
            this,
            [&](const Result<int> &result) {
                value = *result;
                doneThread = QThread::currentThread();
            });
        QTRY_COMPARE(job.state(), JobState::Succeeded);
        QCOMPARE(value, 42);
        QVERIFY(bodyThread != doneThread);
        QCOMPARE(doneThread, QThread::currentThread());
    }

    void whatAJobSharesWithItsCallerDiesOnTheCallersThread()
    {
        bool diedElsewhere = false;
        {
            JobRunner runner;
            auto owned = std::make_shared<Owned>(&diedElsewhere);
            const std::weak_ptr<Owned> watch = owned;
            runner.start<int>(
                {.title = u"Share"_s, .exclusiveKey = {}},
                [hold = SlowHold(owned)](const JobContext &) -> Result<int> { return 1; }, this,
                [hold = SlowHold(owned), &owned](const Result<int> &) { owned.reset(); });
            QTRY_VERIFY(!owned);
            QTRY_VERIFY(watch.expired());
        }
        QVERIFY(!diedElsewhere);
    }

    void aFailureReachesTheReceiverAndTheJob()
    {
        JobRunner runner;
        std::optional<Error> received;
        Job &job = runner.start<int>(
            {.title = u"Fail"_s, .exclusiveKey = {}},
            [](const JobContext &) -> Result<int> {
                return Error{ErrorCode::DiskFull, u"No space."_s, u"Free some."_s, {}};
            },
            this, [&](const Result<int> &result) { received = result.error(); });
        QTRY_COMPARE(job.state(), JobState::Failed);
        QVERIFY(received.has_value());
        QCOMPARE(received->code, ErrorCode::DiskFull);
        QCOMPARE(job.error()->message, u"No space."_s);
    }

    void aRunningJobIsCancelledWithinASecond()
    {
        JobRunner runner;
        const SystemClock clock;
        std::optional<ErrorCode> code;
        Job &job = runner.start<int>(
            {.title = u"Sleep"_s, .exclusiveKey = {}},
            [&](const JobContext &context) -> Result<int> {
                if (const Result<> slept = clock.sleep(1h, context.cancel); !slept)
                    return slept.error();
                return 1;
            },
            this, [&](const Result<int> &result) { code = result.error().code; });
        QTRY_COMPARE(job.state(), JobState::Running);
        job.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(job.state(), JobState::Cancelled, kAtOnceMs);
        QCOMPARE(code, ErrorCode::Cancelled);
    }

    void jobsOfOneKeyRunOneAfterAnotherAndAWaitingOneCanBeCancelled()
    {
        JobRunner runner;
        const SystemClock clock;
        std::atomic<int> running = 0;
        std::atomic<int> mostAtOnce = 0;
        const auto body = [&](const JobContext &context) -> Result<int> {
            mostAtOnce = std::max(mostAtOnce.load(), ++running);
            const Result<> slept = clock.sleep(100ms, context.cancel);
            --running;
            return slept ? Result<int>(1) : Result<int>(slept.error());
        };
        const JobDescription description{.title = u"One"_s, .exclusiveKey = u"install"_s};
        Job &first = runner.start<int>(description, body, this, {});
        Job &second = runner.start<int>(description, body, this, {});
        Job &third = runner.start<int>(description, body, this, {});
        QCOMPARE(second.state(), JobState::Waiting);
        third.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(third.state(), JobState::Cancelled, kAtOnceMs);
        QTRY_COMPARE(second.state(), JobState::Succeeded);
        QCOMPARE(first.state(), JobState::Succeeded);
        QCOMPARE(mostAtOnce.load(), 1);
    }

    void aReceiverThatIsGoneIsNotCalled()
    {
        JobRunner runner;
        auto receiver = std::make_unique<QObject>();
        bool wasCalled = false;
        std::atomic<bool> mayEnd = false;
        Job &job = runner.start<int>(
            {.title = u"Late"_s, .exclusiveKey = {}},
            [&](const JobContext &) -> Result<int> {
                while (!mayEnd)
                    QThread::msleep(5);
                return 1;
            },
            receiver.get(), [&](const Result<int> &) { wasCalled = true; });
        receiver.reset();
        mayEnd = true;
        QTRY_COMPARE(job.state(), JobState::Succeeded);
        QVERIFY(!wasCalled);
    }

    void manyReportsAreCoalescedAndTheLastOneArrives()
    {
        JobRunner runner;
        Job &job = runner.start<int>({.title = u"Report"_s, .exclusiveKey = {}},
                                     [](const JobContext &context) -> Result<int> {
                                         context.announce({u"Download"_s, u"Unpack"_s});
                                         for (qint64 i = 1; i <= 5'000'000'000LL; i += 50'000)
                                             context.report({.step = u"Download"_s,
                                                             .done = i,
                                                             .total = 5'000'000'000LL,
                                                             .unit = ProgressUnit::Bytes});
                                         context.report({.step = u"Unpack"_s,
                                                         .done = 5'000'000'000LL,
                                                         .total = 5'000'000'000LL,
                                                         .unit = ProgressUnit::Bytes});
                                         context.log(u"done"_s);
                                         return 1;
                                     },
                                     this, {});
        QSignalSpy changes(&job, &Job::changed);
        QTRY_COMPARE(job.state(), JobState::Succeeded);
        QCOMPARE(job.progress().done, 5'000'000'000LL);
        QCOMPARE(job.progress().step, u"Unpack"_s);
        QCOMPARE(job.steps().size(), 2);
        QCOMPARE(job.log(), QStringList{u"done"_s});
        QVERIFY2(changes.count() < 20'000, qPrintable(QString::number(changes.count())));
    }

    void theDestructorCancelsAndWaits()
    {
        std::atomic<bool> hasBegun = false;
        std::atomic<bool> ended = false;
        {
            JobRunner runner;
            const SystemClock clock;
            runner.start<int>({.title = u"Long"_s, .exclusiveKey = {}},
                              [&](const JobContext &context) -> Result<int> {
                                  hasBegun = true;
                                  const Result<> slept = clock.sleep(1h, context.cancel);
                                  ended = true;
                                  return slept.error();
                              },
                              this, {});
            QTRY_VERIFY(hasBegun);
        }
        QVERIFY(ended);
    }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_jobrunner.moc"
