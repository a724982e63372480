// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/logmodel.h"
#include "app/widgets/logpane.h"
#include "app/widgets/logview.h"
#include "core/jobs/jobrunner.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <ctime>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

namespace {

LogLine line(qint64 number, const QString &text, LogLevel level = LogLevel::Info)
{
    LogLine made;
    made.number = number;
    made.text = text;
    made.level = level;
    made.time = QDateTime::currentDateTimeUtc();
    return made;
}

QList<LogLine> lines(qint64 from, int count)
{
    QList<LogLine> made;
    made.reserve(count);
    for (int i = 0; i < count; ++i)
        made.append(line(from + i,
                         u"[INFO] line %1 of a flood that says something of usual length, again "
                         "and again, as a loop with a print would"_s.arg(from + i)));
    return made;
}

/** Times between two turns of the event loop, in milliseconds. */
class Gaps
{
public:
    void add(double milliseconds) { m_all.append(milliseconds); }
    double percentile(int percent)
    {
        std::sort(m_all.begin(), m_all.end());
        return m_all.isEmpty() ? 0 : m_all[(m_all.size() - 1) * percent / 100];
    }

private:
    QList<double> m_all;
};

} // namespace

/** The log as a person uses it, by keys and buttons. */
class TestLogView final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsOnlyWhatIsOnTheScreen();
    void followsUntilThePersonScrollsUp();
    void stayingPutWhileOldLinesGo();
    void findGoesFromMatchToMatch();
    void findOpensTheTracebackThatHidesIt();
    void enterOpensAndFoldsATraceback();
    void copyTakesTheWholeOfAFoldedTraceback();
    void levelsHideAndShow();
    void aScreenReaderReadsTheLines();
    void aFloodLeavesTheWindowQuick();

private:
    template <typename T>
    T *named(const QString &name) const;

    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<LogModel> m_model;
    std::unique_ptr<LogPane> m_pane;
};

template <typename T>
T *TestLogView::named(const QString &name) const
{
    for (T *widget : m_pane->findChildren<T *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

void TestLogView::init()
{
    m_jobs = std::make_unique<JobRunner>();
    m_model = std::make_unique<LogModel>();
    m_pane = std::make_unique<LogPane>(*m_jobs);
    m_pane->setModel(*m_model, u"Studio"_s);
    m_pane->resize(800, 480);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestLogView::cleanup()
{
    m_pane.reset();
    m_model.reset();
    m_jobs.reset();
}

void TestLogView::showsOnlyWhatIsOnTheScreen()
{
    m_model->append(lines(0, 40'000), 0);
    const qsizetype shown = m_pane->view()->visibleText().count(u'\n');
    QVERIFY2(shown > 5 && shown < 60, qPrintable(QString::number(shown)));
}

void TestLogView::followsUntilThePersonScrollsUp()
{
    LogView *view = m_pane->view();
    m_model->append(lines(0, 500), 0);
    QVERIFY(view->visibleText().contains(u"line 499 "_s));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home);
    QVERIFY(!view->isFollowing());
    QVERIFY(!named<QToolButton>(u"Follow the newest lines"_s)->isChecked());
    m_model->append(lines(500, 500), 0);
    QVERIFY(view->visibleText().contains(u"line 0 "_s));
    QTest::keyClick(view, Qt::Key_End);
    QVERIFY(view->isFollowing());
    QVERIFY(view->visibleText().contains(u"line 999 "_s));
}

void TestLogView::stayingPutWhileOldLinesGo()
{
    LogModel small(1'000);
    m_pane->setModel(small, u"Studio"_s);
    LogView *view = m_pane->view();
    view->setWrapping(LogView::Wrapping::Off);
    small.append(lines(0, 1'000), 0);
    view->verticalScrollBar()->setValue(600);
    const QString before = view->visibleText().section(u'\n', 0, 0);
    small.append(lines(1'000, 300), 0);
    QCOMPARE(view->visibleText().section(u'\n', 0, 0), before);
}

void TestLogView::findGoesFromMatchToMatch()
{
    m_model->append(lines(0, 2'000), 0);
    m_pane->focusFind();
    auto *find = named<QLineEdit>(u"Find in the log"_s);
    QVERIFY(find->hasFocus());
    QTest::keyClicks(find, u"LINE 77 "_s);
    LogView *view = m_pane->view();
    QTRY_COMPARE(view->matches(), 1);
    QTest::keyClick(find, Qt::Key_Return);
    QVERIFY(view->visibleText().contains(u"line 77 "_s));
    QCOMPARE(view->currentMatch(), 1);
    find->clear();
    QTest::keyClicks(find, u"line 1"_s);
    QTRY_COMPARE(view->matches(), 1'111);
    QTest::mouseClick(named<QToolButton>(u"Previous match"_s), Qt::LeftButton);
    const qsizetype there = view->currentMatch();
    QTest::mouseClick(named<QToolButton>(u"Next match"_s), Qt::LeftButton);
    QCOMPARE(view->currentMatch(), there + 1);
}

void TestLogView::findOpensTheTracebackThatHidesIt()
{
    m_model->append({line(0, u"Traceback (most recent call last):"_s),
                     line(1, u"  File \"impact.py\", line 3"_s), line(2, u"ValueError: bad"_s)},
                    0);
    LogView *view = m_pane->view();
    QVERIFY(!view->visibleText().contains(u"impact.py"_s));
    view->find(u"impact"_s);
    view->findNext();
    QVERIFY(view->visibleText().contains(u"impact.py"_s));
}

void TestLogView::enterOpensAndFoldsATraceback()
{
    m_model->append({line(0, u"before"_s), line(1, u"Traceback (most recent call last):"_s),
                     line(2, u"  File \"a.py\""_s), line(3, u"KeyError: 'x'"_s)},
                    0);
    LogView *view = m_pane->view();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_End);
    QCOMPARE(view->visibleText(), u"before\nKeyError: 'x'\n"_s);
    QTest::keyClick(view, Qt::Key_Return);
    QVERIFY(view->visibleText().contains(u"a.py"_s));
    QTest::keyClick(view, Qt::Key_Return);
    QVERIFY(!view->visibleText().contains(u"a.py"_s));
}

void TestLogView::copyTakesTheWholeOfAFoldedTraceback()
{
    m_model->append({line(1, u"Traceback (most recent call last):"_s),
                     line(2, u"  File \"a.py\""_s), line(3, u"KeyError: 'x'"_s), line(4, u"on"_s)},
                    0);
    LogView *view = m_pane->view();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"Traceback (most recent call last):\n  File \"a.py\"\nKeyError: 'x'\n"_s);
}

void TestLogView::levelsHideAndShow()
{
    m_model->append({line(1, u"fine"_s), line(2, u"odd"_s, LogLevel::Warning),
                     line(3, u"bad"_s, LogLevel::Error)},
                    0);
    auto *level = named<QComboBox>(u"Which lines are shown"_s);
    level->setFocus();
    QTest::keyClick(level, Qt::Key_Down);
    QCOMPARE(m_pane->view()->visibleText(), u"odd\nbad\n"_s);
    QTest::keyClick(level, Qt::Key_Down);
    QCOMPARE(m_pane->view()->visibleText(), u"bad\n"_s);
}

/** 200,000 lines a second come in batches as the client delivers them. A timer of 5 ms measures how
 *  long the event loop does not get its turn: by the clock on the wall for the record, and by the
 *  processor time that we ourselves took, which other programs on the computer do not change. */
void TestLogView::aScreenReaderReadsTheLines()
{
    m_model->append(lines(0, 5), 0);
    LogView *view = m_pane->view();
    QTRY_VERIFY(view->visibleText().contains(u"line 4"_s));
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(view);
    QVERIFY(interface);
    QCOMPARE(interface->text(QAccessible::Name), u"Log"_s);
    QVERIFY(interface->state().readOnly);
    QAccessibleTextInterface *text = interface->textInterface();
    QVERIFY(text);
    QCOMPARE(text->text(0, text->characterCount()), view->visibleText());
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home);
    QTest::keyClick(view, Qt::Key_Down);
    int start = 0;
    int end = 0;
    const QString current =
        text->textAtOffset(text->cursorPosition(), QAccessible::LineBoundary, &start, &end);
    QCOMPARE(view->selectedText().trimmed().right(40), current.trimmed().right(40));
    QCOMPARE(text->offsetAtPoint(text->characterRect(start).center()), start);
}

void TestLogView::aFloodLeavesTheWindowQuick()
{
    constexpr int kRate = 200'000;
    constexpr int kEveryMs = 16;
    constexpr int kBatch = kRate * kEveryMs / 1000;
    constexpr int kSeconds = 3;
    Gaps wall;
    Gaps own;
    QElapsedTimer sinceTick;
    std::clock_t busy = std::clock();
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    connect(&tick, &QTimer::timeout, this, [&] {
        wall.add(double(sinceTick.nsecsElapsed()) / 1e6);
        own.add(double(std::clock() - busy) * 1000.0 / CLOCKS_PER_SEC);
        sinceTick.start();
        busy = std::clock();
    });
    const QList<LogLine> batch = lines(0, kBatch);
    qint64 taken = 0;
    QElapsedTimer clock;
    QTimer feed;
    feed.setTimerType(Qt::PreciseTimer);
    connect(&feed, &QTimer::timeout, this, [&] {
        const qint64 due = clock.elapsed() * kRate / 1000;
        for (int i = 0; taken + kBatch <= due && i < 2; ++i, taken += kBatch)
            m_model->append(batch, 0);
    });
    clock.start();
    sinceTick.start();
    tick.start(5);
    feed.start(kEveryMs);
    QTRY_VERIFY_WITH_TIMEOUT(taken >= qint64(kRate) * kSeconds, 60'000);
    tick.stop();
    feed.stop();
    qInfo("%lld lines in %.1f s; event loop gap p99 %.1f ms, most %.1f ms; own part of it p99 %.1f "
          "ms, most %.1f ms",
          static_cast<long long>(taken), double(clock.elapsed()) / 1000.0, wall.percentile(99),
          wall.percentile(100), own.percentile(99), own.percentile(100));
    QVERIFY(m_model->rowCount() <= 50'000);
    QVERIFY2(own.percentile(99) <= 50.0, qPrintable(QString::number(own.percentile(99))));
}

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
