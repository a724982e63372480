// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/adddialog.h"
#include "app/pages/firststartpage.h"
#include "tests/app/examplecatalogue.h"
#include "tests/app/testlibrary.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The first page as a newcomer meets it, in all its states. */
class TestFirstStart final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void whileItLooksTheOtherWaysWork();
    void itNamesTheComputerAndRecommendsOneBuild();
    void nothingJumpsWhenItIsFilled();
    void aListThatFailedSaysWhyAndLeavesTwoWays();
    void noFittingBundleMeansComposing();
    void silentSourcesAreNotWaitedFor();
    void whatIsThereIsRecommendedBesideASilentSource();
    void aFailedSetUpContinues();
    void whatWasNotFinishedIsOfferedAgain();
    void anOlderAnswerTellsItsAge();
    void tooLittleRoomIsTold();
    void anotherPlaceIsTakenAtOnce();
    void aDriverThatIsTooOldIsTold();

private:
    void open(const AdviceValues &values);
    QAbstractButton *button(const QString &name) const;
    QString words(const QString &name) const;
    bool tells(const QString &sentence) const;

    std::unique_ptr<TestLibrary> m_library;
    MainWindow *m_window = nullptr;
};

void TestFirstStart::init()
{
    m_library = std::make_unique<TestLibrary>();
}

void TestFirstStart::cleanup()
{
    m_window = nullptr;
    m_library.reset();
}

void TestFirstStart::open(const AdviceValues &values)
{
    if (!m_window)
        m_window = &m_library->open();
    m_library->context().advice.tell(values);
    m_window->resize(1120, 720);
    m_window->show();
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window);
}

QAbstractButton *TestFirstStart::button(const QString &name) const
{
    return qobject_cast<QAbstractButton *>(findNamed(m_window, name));
}

QString TestFirstStart::words(const QString &name) const
{
    const auto *page = m_window->findChild<FirstStartPage *>();
    const auto *label = qobject_cast<QLabel *>(findNamed(page, name));
    return label ? label->text() : QString();
}

bool TestFirstStart::tells(const QString &sentence) const
{
    const QList<QLabel *> labels = m_window->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&sentence](const QLabel *label) {
        return label->isVisible() && label->text().contains(sentence);
    });
}

static AdviceValues loading()
{
    return {.computer = {}, .catalogue = {}, .versions = {}, .isLooking = true, .isAsking = true};
}

static AdviceValues found()
{
    return {.computer = exampleComputer(),
            .catalogue = exampleCatalogue(),
            .versions = exampleVersions()};
}

void TestFirstStart::whileItLooksTheOtherWaysWork()
{
    open(loading());
    QVERIFY(button(u"Install and start"_s));
    QVERIFY(!button(u"Install and start"_s)->isEnabled());
    for (const auto &way :
         {u"Other builds…"_s, u"I already have ComfyUI…"_s, u"A file or address…"_s}) {
        QVERIFY2(button(way) && button(way)->isEnabled(), qPrintable(way));
        QTest::mouseClick(button(way), Qt::LeftButton);
        auto *dialog = m_window->findChild<AddDialog *>();
        QVERIFY(dialog);
        dialog->close();
        QTRY_VERIFY(!m_window->findChild<AddDialog *>());
    }
}

void TestFirstStart::itNamesTheComputerAndRecommendsOneBuild()
{
    open(found());
    QVERIFY(words(u"What this computer is"_s).contains(u"RTX 4090"_s));
    QVERIFY(words(u"Why"_s).contains(u"CUDA 13.0"_s));
    QCOMPARE(words(u"Download"_s), u"1.8 GiB"_s);
    QVERIFY(words(u"Disk"_s).contains(u"240.0 GiB free"_s));
    QVERIFY(words(u"Time"_s).contains(u"7 minutes"_s)
            || words(u"Time"_s).contains(u"7 minute(s)"_s));
    QVERIFY(button(u"Install and start"_s)->isEnabled());
    QTRY_VERIFY(button(u"Install and start"_s)->hasFocus());
}

void TestFirstStart::nothingJumpsWhenItIsFilled()
{
    open(loading());
    const auto place = [this] {
        QAbstractButton *main = button(u"Install and start"_s);
        return main->mapTo(m_window, QPoint());
    };
    QTRY_VERIFY(place().y() > 200);
    const QPoint before = place();
    open(found());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(place(), before);
}

void TestFirstStart::aListThatFailedSaysWhyAndLeavesTwoWays()
{
    open({.computer = plainComputer(), .catalogue = failedCatalogue(), .versions = {}});
    QVERIFY(!button(u"Install and start"_s));
    QVERIFY(findNamed(m_window,
                      u"The list of builds could not be fetched. GitHub answers no more "
                      "questions from this address before 14:35."_s));
    QTest::mouseClick(button(u"Compose without a bundle"_s), Qt::LeftButton);
    QVERIFY(button(u"Install and start"_s)->isEnabled());
    QVERIFY(words(u"Download"_s).startsWith(u"about"_s));
    QVERIFY(!button(u"Try again"_s));

    m_window = nullptr;
    m_library = std::make_unique<TestLibrary>();
    open({.computer = plainComputer(), .catalogue = failedCatalogue(), .versions = {}});
    QTest::mouseClick(button(u"Try again"_s), Qt::LeftButton);
    QVERIFY(m_library->context().advice.isAsking());
    QVERIFY(!button(u"Try again"_s)); // it waits as at the beginning
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Try again"_s), 30'000);
}

void TestFirstStart::noFittingBundleMeansComposing()
{
    AdviceValues values = found();
    values.computer = plainComputer();
    values.catalogue.sources.removeIf(
        [](const SourceState &state) { return state.kind == SourceState::Kind::Failed; });
    open(values);
    QVERIFY(words(u"Why"_s).contains(u"composed from its parts"_s));
    QVERIFY(button(u"Install and start"_s)->isEnabled());
}

/** A server that takes connections and says nothing. */
void TestFirstStart::silentSourcesAreNotWaitedFor()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress(QHostAddress::LocalHost)));
    const QString address = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
    m_window = &m_library->open();
    m_library->context().settings.set(settings::kGithubMirror, address);
    m_library->context().settings.set(settings::kStandaloneMirror, address + u"/standalone"_s);
    const Advice &advice = m_library->context().advice;
    m_window->resize(1120, 720);
    m_window->show();
    QTRY_VERIFY(advice.isAsking());
    QTRY_VERIFY_WITH_TIMEOUT(
        button(u"Install and start"_s) && button(u"Install and start"_s)->isEnabled(), 15'000);
    QVERIFY2(advice.isAsking(), "it did not wait for them to be given up");
    QVERIFY(silent.hasPendingConnections());
    QVERIFY(words(u"Why"_s).contains(u"composed from its parts"_s));
    QVERIFY(tells(u"Still asking: "_s + advice.stillAsked().join(u", "_s)));
}

void TestFirstStart::whatIsThereIsRecommendedBesideASilentSource()
{
    AdviceValues values = found();
    SourceState &late = values.catalogue.sources.last();
    late = {.id = late.id, .title = late.title, .isAsked = true};
    values.isAsking = true;
    open(values);
    QVERIFY2(!button(u"Install and start"_s)->isEnabled(), "something better may come yet");
    values.isPatient = false;
    open(values);
    QVERIFY(button(u"Install and start"_s)->isEnabled());
    QCOMPARE(words(u"Download"_s), u"1.8 GiB"_s);
    QVERIFY(tells(u"Still asking: "_s + late.title));
    // What the last one says counts, and no word of waiting is left.
    open(found());
    QVERIFY(button(u"Install and start"_s)->isEnabled());
    QVERIFY(!tells(u"Still asking"_s));
}

void TestFirstStart::aFailedSetUpContinues()
{
    AdviceValues values = found();
    for (CatalogueEntry &entry : values.catalogue.entries)
        entry.files.first().url = QUrl(u"http://127.0.0.1:1/gone.7z"_s);
    open(values);
    QTest::keyClick(button(u"Install and start"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_library->context().setUp.failure().has_value(), 30'000);
    QTRY_VERIFY(button(u"Continue"_s) && button(u"Continue"_s)->isEnabled());
    QVERIFY(findNamed(m_window, m_library->context().setUp.failure()->message));
    const qsizetype before = m_library->context().jobs.jobs().size();
    QTest::mouseClick(button(u"Continue"_s), Qt::LeftButton);
    QCOMPARE(m_library->context().jobs.jobs().size(), before + 1);
    QVERIFY(!m_library->context().setUp.failure());
    QTRY_VERIFY_WITH_TIMEOUT(m_library->context().setUp.failure().has_value(), 30'000);
}

void TestFirstStart::whatWasNotFinishedIsOfferedAgain()
{
    m_window = &m_library->open();
    m_library->context().settings.set(settings::kUnfinishedSetUp, u"official/0.38.0/nvidia"_s);
    open(found());
    QVERIFY(button(u"Continue"_s));
    QVERIFY(button(u"Continue"_s)->isEnabled());
    QVERIFY(words(u"Why"_s).contains(u"what was downloaded is kept"_s));
    m_library->context().setUp.forgetUnfinished();
    m_library->context().advice.tell(found());
    QVERIFY(button(u"Install and start"_s));
}

void TestFirstStart::anOlderAnswerTellsItsAge()
{
    AdviceValues values = found();
    values.catalogue.sources.first().kind = SourceState::Kind::Kept;
    values.catalogue.sources.first().problem = Error{.code = ErrorCode::Network,
                                                     .message = u"No network was found."_s,
                                                     .nextStep = {},
                                                     .detail = {}};
    open(values);
    QVERIFY(tells(u"No network was found."_s));
    QVERIFY(button(u"Install and start"_s)->isEnabled());
}

void TestFirstStart::tooLittleRoomIsTold()
{
    AdviceValues values = found();
    values.computer->libraryDisk->available = qint64(3) << 30;
    open(values);
    QVERIFY(words(u"Disk"_s).contains(u"choose another place"_s));
}

void TestFirstStart::anotherPlaceIsTakenAtOnce()
{
    open(found());
    QSignalSpy chosen(m_window, &MainWindow::libraryChosen);
    auto *place = qobject_cast<QLineEdit *>(findNamed(m_window, u"Library folder"_s));
    QVERIFY(place);
    place->setFocus();
    QTest::keyClick(place, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0);
    place->setText(m_library->root() + u"/elsewhere"_s);
    QTest::keyClick(place, Qt::Key_Return);
    QCOMPARE(chosen.value(0).value(0).toString(), m_library->root() + u"/elsewhere"_s);
}

void TestFirstStart::aDriverThatIsTooOldIsTold()
{
    AdviceValues values = found();
    values.computer->gpus.first().driver = u"391.35"_s;
    open(values);
    QCOMPARE(m_library->context().advice.choice().readiness, Readiness::UpdateFirst);
    QVERIFY(findNamed(m_window, m_library->context().advice.choice().reasons.value(0)));
}

QTEST_MAIN(TestFirstStart)
#include "tst_firststart.moc"
