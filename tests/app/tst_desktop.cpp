// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/desktop/trayicon.h"
#include "app/dialogs/closedialog.h"
#include "app/style/appearance.h"
#include "app/widgets/activitypane.h"
#include "tests/app/windowfixture.h"
#include "tests/support/patience.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLabel>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

namespace {

/** Only how light and how dense each pixel is: what somebody who sees no colours has. */
QImage withoutColours(SessionState state)
{
    return trayIcon(state)
        .pixmap(QSize(32, 32), 1.0)
        .toImage()
        .convertToFormat(QImage::Format_Grayscale8);
}

} // namespace

/** The tray's icon and what belongs to it; what it does on a real desktop: e2e window_desktop. */
class TestDesktop final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { m_fixture.close(); }

    void eachStateHasAShapeOfItsOwn()
    {
        const QList<SessionState> states{SessionState::Stopped, SessionState::Starting,
                                         SessionState::Ready, SessionState::Stopping,
                                         SessionState::Crashed};
        for (const SessionState one : states) {
            for (const SessionState other : states) {
                if (one != other)
                    QVERIFY(withoutColours(one) != withoutColours(other));
            }
        }
    }

    void whatGoesOnComesFirst()
    {
        QCOMPARE(moreUrgent(SessionState::Stopped, SessionState::Ready), SessionState::Ready);
        QCOMPARE(moreUrgent(SessionState::Ready, SessionState::Starting), SessionState::Starting);
        QCOMPARE(moreUrgent(SessionState::Crashed, SessionState::Ready), SessionState::Ready);
        QCOMPARE(moreUrgent(SessionState::Crashed, SessionState::Stopped), SessionState::Crashed);
    }

    void theSettingsSayWhereThereIsNoTray()
    {
        MainWindow &window = m_fixture.open(); // offscreen has none
        window.showPlace(Sidebar::Place::Settings);
        auto *box = m_fixture.find<QCheckBox>(u"Show an icon in the system tray"_s);
        QVERIFY(box && !box->isChecked());
        const QList<QLabel *> labels = window.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible()
                && label->text().startsWith(u"This desktop has no system tray"_s);
        }));
        box->click();
        QVERIFY(m_fixture.library().context().settings.get(settings::kTrayIcon));
    }

    void withoutATrayClosingIsAskedAsEver()
    {
        MainWindow &window = m_fixture.open();
        const Context &context = m_fixture.library().context();
        context.settings.set(settings::kTrayIcon, true);
        Job &job = context.jobs.start<void>({.title = u"Something long"_s, .exclusiveKey = {}},
                                            [](const JobContext &work) -> Result<> {
                                                while (!work.isCancelled())
                                                    QThread::msleep(10);
                                                return cancelledError();
                                            },
                                            &window, {});
        window.close();
        const auto *question = window.findChild<CloseDialog *>();
        QVERIFY(question && window.isVisible());
        QVERIFY(!m_fixture.find<QAbstractButton>(u"Keep in the tray"_s, question));
        job.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(job.isFinished(), int(kAtOnceMs));
    }

    void aJobThatWasClearedIsNotRevealed()
    {
        MainWindow &window = m_fixture.open();
        JobRunner &jobs = m_fixture.library().context().jobs;
        Job &job = jobs.start<void>({.title = u"Short"_s, .exclusiveKey = {}},
                                    [](const JobContext &) -> Result<> { return {}; }, &window, {});
        QTRY_VERIFY_WITH_TIMEOUT(job.isFinished(), int(kAtOnceMs));
        auto *pane = window.findChild<ActivityPane *>();
        pane->setCollapsed(Qt::Checked);
        pane->reveal(&job);
        QVERIFY(!pane->isCollapsed());
        pane->setCollapsed(Qt::Checked);
        pane->reveal(nullptr);
        QVERIFY(pane->isCollapsed());
    }

private:
    WindowFixture m_fixture;
};

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
