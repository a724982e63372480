// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/changedialog.h"
#include "app/dialogs/closedialog.h"
#include "app/dialogs/removedialog.h"
#include "app/pages/firststartpage.h"
#include "app/pages/installpage.h"
#include "app/widgets/logpane.h"
#include "app/widgets/logview.h"
#include "core/installs/installfile.h"
#include "tests/app/windowfixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollArea>
#include <QStandardPaths>
#include <QTabBar>
#include <QTest>
#include <QTreeWidget>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The window as a person uses it: by clicks and keys on controls found by their accessible name,
 *  over real stores in a temporary library. */
class TestWindow final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { m_fixture.close(); }

    void anEmptyLibraryInvitesToAdd();
    void anAddressIsCheckedBeforeItIsAdded();
    void aWrongHashIsToldWhileItIsTyped();
    void arrowsChooseAndF2Renames();
    void deleteListsWhatGoesAndRemoves();
    void aFolderOfOnesOwnIsOfferedToMigrate();
    void keysGoToTheLogAndToFind();
    void aThemeIsTakenAtOnceAndKept();
    void everyControlHasAName();
    void aSessionIsStartedSeenAndStopped();
    void aCrashIsTold();
    void workIsAskedAboutUnlessTheSystemEndsUs();

private:
    WindowFixture m_fixture;
};

void TestWindow::anEmptyLibraryInvitesToAdd()
{
    m_fixture.open();
    QVERIFY(m_fixture.window().findChild<FirstStartPage *>()->isVisible());
    m_fixture.click(u"A file or address…"_s);
    QVERIFY(m_fixture.window().findChild<AddDialog *>());
}

void TestWindow::anAddressIsCheckedBeforeItIsAdded()
{
    m_fixture.open();
    m_fixture.window().askToAdd(AddDialog::Address, {});
    auto *dialog = m_fixture.window().findChild<AddDialog *>();
    auto *add = m_fixture.find<QAbstractButton>(u"Add"_s, dialog);
    QVERIFY(add && !add->isEnabled());
    auto *place = m_fixture.find<QLineEdit>(u"An address"_s, dialog);
    QVERIFY(place);
    QTest::keyClicks(place, u"ftp://example.org/a.zip"_s);
    QVERIFY(!add->isEnabled());
    place->clear();
    QTest::keyClicks(place, u"https://example.org/a.zip"_s);
    QVERIFY(add->isEnabled());
}

void TestWindow::aWrongHashIsToldWhileItIsTyped()
{
    m_fixture.open();
    m_fixture.window().askToAdd(AddDialog::Address, u"https://example.org/a.zip"_s);
    auto *dialog = m_fixture.window().findChild<AddDialog *>();
    auto *hash = m_fixture.find<QLineEdit>(u"SHA-256, if one was published"_s, dialog);
    QTest::keyClicks(hash, u"1234"_s);
    QVERIFY(!m_fixture.find<QAbstractButton>(u"Add"_s, dialog)->isEnabled());
    hash->setText(QString(64, u'a'));
    QVERIFY(m_fixture.find<QAbstractButton>(u"Add"_s, dialog)->isEnabled());
}

void TestWindow::arrowsChooseAndF2Renames()
{
    m_fixture.library().addRecord(u"Alpha"_s);
    const InstallId beta = m_fixture.library().addRecord(u"Beta"_s);
    m_fixture.open();
    auto *list = m_fixture.find<QListView>(u"Installs"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(m_fixture.window().installPage().install(), beta);
    QTest::keyClick(list, Qt::Key_F2);
    auto *name = m_fixture.find<QLineEdit>(u"New name"_s);
    QVERIFY(name);
    QTest::keyClicks(name, u"Gamma"_s);
    QTest::keyClick(name, Qt::Key_Return);
    const Result<Install> saved = loadInstall(Library(m_fixture.library().root()), beta);
    QVERIFY(bool(saved));
    QCOMPARE(saved->name, u"Gamma"_s);
    QVERIFY(findNamed(&m_fixture.window(), u"Gamma"_s));
}

void TestWindow::deleteListsWhatGoesAndRemoves()
{
    const InstallId id = m_fixture.library().addRecord(u"Alpha"_s);
    const Library library(m_fixture.library().root());
    QDir().mkpath(library.dataFolder(id) + u"/output"_s);
    QFile picture(library.dataFolder(id) + u"/output/picture.png"_s);
    QVERIFY(picture.open(QIODevice::WriteOnly) && picture.write(QByteArray(5'000, 'x')) == 5'000);
    picture.close();
    m_fixture.open();
    auto *list = m_fixture.find<QListView>(u"Installs"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    auto *dialog = m_fixture.window().findChild<RemoveDialog *>();
    QVERIFY(dialog);
    auto *items = m_fixture.find<QTreeWidget>(u"What would go"_s, dialog);
    QTRY_VERIFY(items->topLevelItemCount() >= 2);
    auto *remove = m_fixture.find<QAbstractButton>(u"Remove"_s, dialog);
    QTRY_VERIFY(remove->isEnabled());
    m_fixture.click(u"Delete for good"_s, dialog);
    QTest::mouseClick(remove, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(library.installFolder(id)), 20'000);
    QTRY_VERIFY(m_fixture.window().findChild<FirstStartPage *>()
                && m_fixture.window().findChild<FirstStartPage *>()->isVisible());
    QTRY_VERIFY2(!QDir(library.kept()).isEmpty(), "the person's own files were to be kept");
}

/** The menu says it, the dialog what it means; doing it is a matter of tests/e2e/cli_migrate.py. */
void TestWindow::aFolderOfOnesOwnIsOfferedToMigrate()
{
    const InstallId id = m_fixture.library().addAdopted(u"Mine"_s);
    const Result<Install> own = loadInstall(Library(m_fixture.library().root()), id);
    QVERIFY(own);
    const QString root = own->adoptedFolder + u"/anymatix"_s;
    QVERIFY(QDir().mkpath(root + u"/ComfyUI/models/checkpoints"_s));
    QVERIFY(QDir().mkpath(root + u"/python/bin"_s));
    m_fixture.open();
    auto *list = m_fixture.find<QListView>(u"Installs"_s);
    const auto choose = [list](const QString &wanted) {
        emit list->customContextMenuRequested(
            list->visualRect(list->model()->index(0, 0)).center());
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
            if (QString(action->text()).remove(u'&') == wanted)
                action->trigger();
        }
        if (menu)
            menu->close();
    };
    choose(u"Migrate into the library…"_s);
    auto *dialog = m_fixture.window().findChild<ChangeDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(findNamed(dialog, u"Try again"_s)); // no ComfyUI is in it yet
    QFile main(root + u"/ComfyUI/main.py"_s);
    QVERIFY(main.open(QIODevice::WriteOnly));
    main.close();
    QVERIFY(
        QFile::link(QStandardPaths::findExecutable(u"python3"_s), root + u"/python/bin/python3"_s));
    m_fixture.click(u"Try again"_s, dialog);
    QTRY_VERIFY_WITH_TIMEOUT(
        findNamed(dialog, u"Migrate"_s) && findNamed(dialog, u"Migrate"_s)->isEnabled(), 20'000);
    QStringList told;
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        told += label->text();
    const QString text = told.join(u'\n');
    QVERIFY2(text.contains(u"Models stay in "_s), qPrintable(text));
    QVERIFY2(text.contains(u"removing the new install undoes it"_s), qPrintable(text));
}

void TestWindow::keysGoToTheLogAndToFind()
{
    m_fixture.library().addRecord(u"Alpha"_s);
    m_fixture.open();
    QTest::keyClick(&m_fixture.window(), Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture.window().findChild<LogView *>()->hasFocus());
    QTest::keyClick(&m_fixture.window(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture.find<QLineEdit>(u"Find in the log"_s)->hasFocus());
}

void TestWindow::aThemeIsTakenAtOnceAndKept()
{
    m_fixture.open();
    m_fixture.window().showPlace(Sidebar::Place::Settings);
    auto *colours = m_fixture.find<QComboBox>(u"Colours"_s);
    colours->setFocus();
    QTest::keyClick(colours, Qt::Key_End);
    QTRY_COMPARE(schemeOf(m_fixture.window().palette()), Scheme::Dark);
    QCOMPARE(m_fixture.library().context().settings.get(settings::kTheme), Theme::Dark);
}

void TestWindow::everyControlHasAName()
{
    m_fixture.library().addRecord(u"Alpha"_s);
    m_fixture.open();
    for (const int tab : {InstallPage::Overview, InstallPage::Log, InstallPage::Settings})
        m_fixture.window().installPage().showTab(InstallPage::Tab(tab));
    m_fixture.window().showPlace(Sidebar::Place::Computer);
    m_fixture.window().showPlace(Sidebar::Place::Network);
    m_fixture.window().showPlace(Sidebar::Place::Settings);
    QStringList nameless;
    for (const QWidget *widget : m_fixture.window().findChildren<QWidget *>()) {
        const bool isOwn = widget->window() == &m_fixture.window() // no popup of a combo box
            && !qobject_cast<const QTabBar *>(widget->parentWidget());
        if (!isOwn || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy()
            || qobject_cast<const QAbstractScrollArea *>(widget->parentWidget())
            || widget->objectName().startsWith("qt_"_L1))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const auto *label = qobject_cast<const QLabel *>(widget);
        const bool hasText =
            (button && !button->text().isEmpty()) || (label && !label->text().isEmpty());
        const bool isPage = qobject_cast<const QScrollArea *>(widget) != nullptr;
        if (!hasText && !isPage && widget->accessibleName().isEmpty())
            nameless.append(u"%1 in %2"_s.arg(
                QString::fromLatin1(widget->metaObject()->className()),
                QString::fromLatin1(widget->parentWidget()->metaObject()->className())));
    }
    QCOMPARE(nameless.join(u' '), QString());
}

void TestWindow::aSessionIsStartedSeenAndStopped()
{
    const Result<InstallId> id = m_fixture.library().addStandIn(u"Studio"_s);
    QVERIFY2(bool(id), id ? "" : qPrintable(id.error().message));
    m_fixture.open();
    const auto state = [&] { return m_fixture.library().context().sessions.status(*id).state; };
    m_fixture.click(u"Start"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(), SessionState::Ready, 60'000);
    QVERIFY(m_fixture.find<QAbstractButton>(u"Open in browser"_s)->isEnabled());
    QVERIFY(m_fixture.find<QLineEdit>(u"Port"_s)->isReadOnly());
    m_fixture.window().installPage().showTab(InstallPage::Log);
    auto *log = m_fixture.window().findChild<LogView *>();
    QTRY_VERIFY(log->visibleText().contains(u"127.0.0.1"_s));
    m_fixture.click(u"Stop"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(), SessionState::Stopped, 30'000);
    QVERIFY(findNamed(&m_fixture.window(), u"Start"_s));
}

void TestWindow::aCrashIsTold()
{
    const Result<InstallId> id = m_fixture.library().addStandIn(u"Test"_s, u"crash-at-start"_s);
    QVERIFY2(bool(id), id ? "" : qPrintable(id.error().message));
    m_fixture.open();
    auto *list = m_fixture.find<QListView>(u"Installs"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture.library().context().sessions.status(*id).state,
                              SessionState::Crashed, 60'000);
    QTRY_VERIFY(findNamed(&m_fixture.window(), u"Safe start"_s));
    m_fixture.click(u"Copy report"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Test: ComfyUI"_s));
    m_fixture.click(u"Show log"_s);
    QTRY_VERIFY(m_fixture.window().findChild<LogView *>()->isVisible());
}

void TestWindow::workIsAskedAboutUnlessTheSystemEndsUs()
{
    MainWindow &window = m_fixture.open();
    JobRunner &jobs = m_fixture.library().context().jobs;
    jobs.start<bool>(
        {.title = u"Work"_s, .exclusiveKey = {}},
        [](const JobContext &job) -> Result<bool> {
            const Result<> slept = SystemClock().sleep(std::chrono::hours(1), job.cancel);
            return slept ? Result<bool>(true) : slept.error();
        },
        this, [](const Result<bool> &) {});
    QVERIFY(!window.close());
    QVERIFY(window.findChild<CloseDialog *>());
    QVERIFY(window.isVisible());
    window.closeNow();
    QTRY_VERIFY(!window.isVisible());
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
