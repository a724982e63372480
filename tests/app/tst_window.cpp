// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/removedialog.h"
#include "app/pages/firststartpage.h"
#include "app/pages/installpage.h"
#include "app/widgets/logpane.h"
#include "app/widgets/logview.h"
#include "core/installs/installfile.h"
#include "tests/app/testlibrary.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTabBar>
#include <QTcpServer>
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
    void init();
    void cleanup();

    void anEmptyLibraryInvitesToAdd();
    void anAddressIsCheckedBeforeItIsAdded();
    void aWrongHashIsToldWhileItIsTyped();
    void arrowsChooseAndF2Renames();
    void aPortIsSavedWhenTheFieldIsLeft();
    void aTakenPortSaysWhoHasItAndOffersTheNext();
    void argumentsShowInTheCommandAndAreSaved();
    void argumentsOfPorticosOwnAreRefused();
    void whatIsNoVariableIsTold();
    void deleteListsWhatGoesAndRemoves();
    void keysGoToTheLogAndToFind();
    void aThemeIsTakenAtOnceAndKept();
    void everyControlHasAName();
    void aSessionIsStartedSeenAndStopped();
    void aCrashIsTold();

private:
    MainWindow &open();
    template <typename T>
    T *find(const QString &name, const QWidget *parent = nullptr) const;
    void click(const QString &name, const QWidget *parent = nullptr) const;

    std::unique_ptr<TestLibrary> m_library;
    MainWindow *m_window = nullptr;
};

void TestWindow::init()
{
    m_library = std::make_unique<TestLibrary>();
}

void TestWindow::cleanup()
{
    m_window = nullptr;
    m_library.reset();
}

MainWindow &TestWindow::open()
{
    m_window = &m_library->open();
    m_window->show();
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window);
    return *m_window;
}

template <typename T>
T *TestWindow::find(const QString &name, const QWidget *parent) const
{
    return qobject_cast<T *>(findNamed(parent ? parent : m_window, name));
}

void TestWindow::click(const QString &name, const QWidget *parent) const
{
    QWidget *widget = findNamed(parent ? parent : m_window, name);
    QVERIFY2(widget, qPrintable(name));
    QVERIFY2(widget->isEnabled(), qPrintable(name));
    QTest::mouseClick(widget, Qt::LeftButton);
}

void TestWindow::anEmptyLibraryInvitesToAdd()
{
    open();
    QVERIFY(m_window->findChild<FirstStartPage *>()->isVisible());
    click(u"A file or address…"_s);
    QVERIFY(m_window->findChild<AddDialog *>());
}

void TestWindow::anAddressIsCheckedBeforeItIsAdded()
{
    open();
    m_window->askToAdd(AddDialog::Address, {});
    auto *dialog = m_window->findChild<AddDialog *>();
    auto *add = find<QAbstractButton>(u"Add"_s, dialog);
    QVERIFY(add && !add->isEnabled());
    auto *place = find<QLineEdit>(u"An address"_s, dialog);
    QVERIFY(place);
    QTest::keyClicks(place, u"ftp://example.org/a.zip"_s);
    QVERIFY(!add->isEnabled());
    place->clear();
    QTest::keyClicks(place, u"https://example.org/a.zip"_s);
    QVERIFY(add->isEnabled());
}

void TestWindow::aWrongHashIsToldWhileItIsTyped()
{
    open();
    m_window->askToAdd(AddDialog::Address, u"https://example.org/a.zip"_s);
    auto *dialog = m_window->findChild<AddDialog *>();
    auto *hash = find<QLineEdit>(u"SHA-256, if one was published"_s, dialog);
    QTest::keyClicks(hash, u"1234"_s);
    QVERIFY(!find<QAbstractButton>(u"Add"_s, dialog)->isEnabled());
    hash->setText(QString(64, u'a'));
    QVERIFY(find<QAbstractButton>(u"Add"_s, dialog)->isEnabled());
}

void TestWindow::arrowsChooseAndF2Renames()
{
    m_library->addRecord(u"Alpha"_s);
    const InstallId beta = m_library->addRecord(u"Beta"_s);
    open();
    auto *list = find<QListView>(u"Installs"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(m_window->installPage().install(), beta);
    QTest::keyClick(list, Qt::Key_F2);
    auto *name = find<QLineEdit>(u"New name"_s);
    QVERIFY(name);
    QTest::keyClicks(name, u"Gamma"_s);
    QTest::keyClick(name, Qt::Key_Return);
    const Result<Install> saved = loadInstall(Library(m_library->root()), beta);
    QVERIFY(bool(saved));
    QCOMPARE(saved->name, u"Gamma"_s);
    QVERIFY(findNamed(m_window, u"Gamma"_s));
}

void TestWindow::aPortIsSavedWhenTheFieldIsLeft()
{
    const InstallId id = m_library->addRecord(u"Alpha"_s);
    open();
    auto *port = find<QLineEdit>(u"Port"_s);
    QCOMPARE(port->text(), u"8188"_s);
    port->setFocus();
    port->selectAll();
    QTest::keyClicks(port, u"28188"_s);
    QTest::keyClick(port, Qt::Key_Return);
    QCOMPARE(loadInstall(Library(m_library->root()), id)->port, 28'188);
    port->selectAll();
    QTest::keyClick(port, Qt::Key_Delete);
    find<QListView>(u"Installs"_s)->setFocus();
    QTRY_COMPARE(loadInstall(Library(m_library->root()), id)->port, 28'188);
}

void TestWindow::aTakenPortSaysWhoHasItAndOffersTheNext()
{
    const InstallId id = m_library->addRecord(u"Alpha"_s);
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    open();
    auto *port = find<QLineEdit>(u"Port"_s);
    port->setFocus();
    port->selectAll();
    QTest::keyClicks(port, QString::number(holder.serverPort()));
    QTest::keyClick(port, Qt::Key_Return);
    const auto offer = [this]() -> QAbstractButton * {
        for (QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().startsWith("Use "_L1))
                return button;
        }
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(offer(), 10'000);
    QTest::mouseClick(offer(), Qt::LeftButton);
    const quint16 now = loadInstall(Library(m_library->root()), id)->port;
    QVERIFY(now != holder.serverPort());
    QCOMPARE(port->text(), QString::number(now));
}

void TestWindow::argumentsShowInTheCommandAndAreSaved()
{
    const InstallId id = m_library->addRecord(u"Alpha"_s);
    open();
    m_window->installPage().showTab(InstallPage::Settings);
    auto *arguments = find<QPlainTextEdit>(u"Arguments for ComfyUI, one a line"_s);
    arguments->setFocus();
    QTest::keyClicks(arguments, u"--lowvram"_s);
    const auto command = [this] {
        const auto *label =
            qobject_cast<QLabel *>(findNamed(m_window, u"The exact command as it will be run"_s));
        return label ? label->text() : QString();
    };
    QTRY_VERIFY(command().contains(u"--lowvram"_s));
    QVERIFY(command().contains(u"main.py"_s));
    QVERIFY(command().contains(u"8188"_s));
    click(u"Copy command"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), command());
    find<QListView>(u"Installs"_s)->setFocus();
    QTRY_COMPARE(loadInstall(Library(m_library->root()), id)->settings.arguments,
                 QStringList{u"--lowvram"_s});
}

void TestWindow::argumentsOfPorticosOwnAreRefused()
{
    const InstallId id = m_library->addRecord(u"Alpha"_s);
    open();
    m_window->installPage().showTab(InstallPage::Settings);
    auto *arguments = find<QPlainTextEdit>(u"Arguments for ComfyUI, one a line"_s);
    arguments->setFocus();
    QTest::keyClicks(arguments, u"--base-directory=/elsewhere"_s);
    QTRY_VERIFY(findNamed(m_window, u"What is wrong with these settings"_s));
    find<QListView>(u"Installs"_s)->setFocus();
    QVERIFY(loadInstall(Library(m_library->root()), id)->settings.arguments.isEmpty());
}

void TestWindow::whatIsNoVariableIsTold()
{
    m_library->addRecord(u"Alpha"_s);
    open();
    m_window->installPage().showTab(InstallPage::Settings);
    auto *edit = find<QPlainTextEdit>(u"Environment variables, one a line as NAME=value"_s);
    edit->setFocus();
    QTest::keyClicks(edit, u"NOVALUE"_s);
    QTRY_VERIFY(findNamed(m_window, u"What is wrong with these settings"_s));
    QTest::keyClicks(edit, u"=1"_s);
    QTRY_VERIFY(!findNamed(m_window, u"What is wrong with these settings"_s));
}

void TestWindow::deleteListsWhatGoesAndRemoves()
{
    const InstallId id = m_library->addRecord(u"Alpha"_s);
    const Library library(m_library->root());
    QDir().mkpath(library.dataFolder(id) + u"/output"_s);
    QFile picture(library.dataFolder(id) + u"/output/picture.png"_s);
    QVERIFY(picture.open(QIODevice::WriteOnly) && picture.write(QByteArray(5'000, 'x')) == 5'000);
    picture.close();
    open();
    auto *list = find<QListView>(u"Installs"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    auto *dialog = m_window->findChild<RemoveDialog *>();
    QVERIFY(dialog);
    auto *items = find<QTreeWidget>(u"What would go"_s, dialog);
    QTRY_VERIFY(items->topLevelItemCount() >= 2);
    auto *remove = find<QAbstractButton>(u"Remove"_s, dialog);
    QTRY_VERIFY(remove->isEnabled());
    click(u"Delete for good"_s, dialog);
    QTest::mouseClick(remove, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(library.installFolder(id)), 20'000);
    QTRY_VERIFY(m_window->findChild<FirstStartPage *>()
                && m_window->findChild<FirstStartPage *>()->isVisible());
    QVERIFY2(!QDir(library.kept()).isEmpty(), "the person's own files were to be kept");
}

void TestWindow::keysGoToTheLogAndToFind()
{
    m_library->addRecord(u"Alpha"_s);
    open();
    QTest::keyClick(m_window, Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(m_window->findChild<LogView *>()->hasFocus());
    QTest::keyClick(m_window, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(find<QLineEdit>(u"Find in the log"_s)->hasFocus());
}

void TestWindow::aThemeIsTakenAtOnceAndKept()
{
    open();
    m_window->showPlace(Sidebar::Place::Settings);
    auto *colours = find<QComboBox>(u"Colours"_s);
    colours->setFocus();
    QTest::keyClick(colours, Qt::Key_End);
    QTRY_COMPARE(schemeOf(m_window->palette()), Scheme::Dark);
    QCOMPARE(m_library->context().settings.get(settings::kTheme), Theme::Dark);
}

void TestWindow::everyControlHasAName()
{
    m_library->addRecord(u"Alpha"_s);
    open();
    for (const int tab : {InstallPage::Overview, InstallPage::Log, InstallPage::Settings})
        m_window->installPage().showTab(InstallPage::Tab(tab));
    m_window->showPlace(Sidebar::Place::Computer);
    m_window->showPlace(Sidebar::Place::Network);
    m_window->showPlace(Sidebar::Place::Settings);
    QStringList nameless;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isOwn = widget->window() == m_window // no popup of a combo box
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
    const Result<InstallId> id = m_library->addStandIn(u"Studio"_s, 18'288);
    QVERIFY2(bool(id), id ? "" : qPrintable(id.error().message));
    open();
    const auto state = [&] { return m_library->context().sessions.status(*id).state; };
    click(u"Start"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(), SessionState::Ready, 60'000);
    QVERIFY(find<QAbstractButton>(u"Open in browser"_s)->isEnabled());
    QVERIFY(find<QLineEdit>(u"Port"_s)->isReadOnly());
    m_window->installPage().showTab(InstallPage::Log);
    auto *log = m_window->findChild<LogView *>();
    QTRY_VERIFY(log->visibleText().contains(u"127.0.0.1"_s));
    click(u"Stop"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(), SessionState::Stopped, 30'000);
    QVERIFY(findNamed(m_window, u"Start"_s));
}

void TestWindow::aCrashIsTold()
{
    const Result<InstallId> id = m_library->addStandIn(u"Test"_s, 18'289, u"crash-at-start"_s);
    QVERIFY2(bool(id), id ? "" : qPrintable(id.error().message));
    open();
    auto *list = find<QListView>(u"Installs"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_library->context().sessions.status(*id).state,
                              SessionState::Crashed, 60'000);
    QTRY_VERIFY(findNamed(m_window, u"Safe start"_s));
    click(u"Copy report"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Test: ComfyUI"_s));
    click(u"Show log"_s);
    QTRY_VERIFY(m_window->findChild<LogView *>()->isVisible());
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
