// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/canceltoken.h"
#include "core/base/clock.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace portico;
using namespace std::chrono_literals;

class TestCancelToken : public QObject
{
    Q_OBJECT

private slots:
    void aTokenWithoutASourceNeverFires()
    {
        const CancelToken token;
        bool wasCalled = false;
        const auto registration = token.onCancel([&] { wasCalled = true; });
        QVERIFY(!token.isCancelled());
        QVERIFY(!wasCalled);
    }

    void callbacksRunOnceAndLateOnesAtOnce()
    {
        CancelSource source;
        int early = 0;
        int late = 0;
        const auto first = source.token().onCancel([&] { ++early; });
        source.cancel();
        source.cancel();
        const auto second = source.token().onCancel([&] { ++late; });
        QCOMPARE(early, 1);
        QCOMPARE(late, 1);
    }

    void aReleasedRegistrationIsNotCalled()
    {
        CancelSource source;
        bool wasCalled = false;
        {
            auto registration = source.token().onCancel([&] { wasCalled = true; });
            const auto moved = std::move(registration);
        }
        source.cancel();
        QVERIFY(!wasCalled);
    }

    /** The sanitizers see what it touches when it is the last that knows of the token. */
    void aRegistrationMayOutliveSourceAndToken()
    {
        auto held = std::make_shared<int>(7);
        const std::weak_ptr<int> watch = held;
        CancelToken::Registration registration;
        {
            CancelSource source;
            registration = source.token().onCancel([held = std::move(held)] { ++*held; });
        }
        QVERIFY(!watch.expired());
        registration = {};
        QVERIFY(watch.expired());
    }

    /** A callback may hold the last of what is itself registered with the same token. */
    void whatACallbackHoldsMayUseItsToken()
    {
        CancelSource source;
        auto inner = std::make_shared<CancelToken::Registration>(source.token().onCancel([] {}));
        auto outer = source.token().onCancel([inner = std::move(inner)] { (void)inner; });
        outer = {};
        source.cancel();
    }

    void aChildFiresWithItsParentButNotTheOtherWay()
    {
        CancelSource parent;
        CancelSource child(parent.token());
        CancelSource sibling(parent.token());
        child.cancel();
        QVERIFY(child.token().isCancelled());
        QVERIFY(!parent.token().isCancelled());
        parent.cancel();
        QVERIFY(sibling.token().isCancelled());
    }

    void aRegistrationMayBeReleasedWhileAnotherThreadCancels()
    {
        for (int round = 0; round < 200; ++round) {
            CancelSource source;
            std::atomic<int> calls = 0;
            auto registration = source.token().onCancel([&] { ++calls; });
            std::thread canceller([&] { source.cancel(); });
            registration = {};
            const int afterRelease = calls;
            canceller.join();
            QCOMPARE(calls.load(), afterRelease);
        }
    }

    void sleepingEndsAtOnceWhenCancelled()
    {
        const SystemClock clock;
        CancelSource source;
        std::thread canceller([&] {
            std::this_thread::sleep_for(50ms);
            source.cancel();
        });
        QElapsedTimer timer;
        timer.start();
        const Result<> slept = clock.sleep(1h, source.token());
        canceller.join();
        QVERIFY(!slept);
        QCOMPARE(slept.error().code, ErrorCode::Cancelled);
        QVERIFY(timer.elapsed() < kAtOnceMs);
    }

    void sleepingWithoutACancelSucceeds()
    {
        const SystemClock clock;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(clock.sleep(30ms, {}));
        QVERIFY(timer.elapsed() >= 29);
    }
};

QTEST_GUILESS_MAIN(TestCancelToken)
#include "tst_canceltoken.moc"
