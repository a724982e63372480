// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/installpage.h"
#include "core/installs/installfile.h"
#include "tests/app/windowfixture.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTcpServer>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The port and the settings of one install, by clicks and keys in the real window. */
class TestInstallSettings final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { m_fixture.close(); }

    void aPortIsSavedWhenTheFieldIsLeft();
    void aTakenPortSaysWhoHasItAndOffersTheNext();
    void argumentsShowInTheCommandAndAreSaved();
    void argumentsOfPorticosOwnAreRefused();
    void whatIsNoVariableIsTold();
    void theClassicLayoutIsChosenByKeys();

private:
    WindowFixture m_fixture;
};

void TestInstallSettings::aPortIsSavedWhenTheFieldIsLeft()
{
    const InstallId id = m_fixture.library().addRecord(u"Alpha"_s);
    m_fixture.open();
    auto *port = m_fixture.find<QLineEdit>(u"Port"_s);
    QCOMPARE(port->text(), u"8188"_s);
    port->setFocus();
    port->selectAll();
    QTest::keyClicks(port, u"28188"_s);
    QTest::keyClick(port, Qt::Key_Return);
    QCOMPARE(loadInstall(Library(m_fixture.library().root()), id)->port, 28'188);
    port->selectAll();
    QTest::keyClick(port, Qt::Key_Delete);
    m_fixture.find<QListView>(u"Installs"_s)->setFocus();
    QTRY_COMPARE(loadInstall(Library(m_fixture.library().root()), id)->port, 28'188);
}

void TestInstallSettings::aTakenPortSaysWhoHasItAndOffersTheNext()
{
    const InstallId id = m_fixture.library().addRecord(u"Alpha"_s);
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    m_fixture.open();
    auto *port = m_fixture.find<QLineEdit>(u"Port"_s);
    port->setFocus();
    port->selectAll();
    QTest::keyClicks(port, QString::number(holder.serverPort()));
    QTest::keyClick(port, Qt::Key_Return);
    const auto offer = [this]() -> QAbstractButton * {
        for (QAbstractButton *button : m_fixture.window().findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().startsWith("Use "_L1))
                return button;
        }
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(offer(), 10'000);
    QTest::mouseClick(offer(), Qt::LeftButton);
    const quint16 now = loadInstall(Library(m_fixture.library().root()), id)->port;
    QVERIFY(now != holder.serverPort());
    QCOMPARE(port->text(), QString::number(now));
}

void TestInstallSettings::argumentsShowInTheCommandAndAreSaved()
{
    const InstallId id = m_fixture.library().addRecord(u"Alpha"_s);
    m_fixture.open();
    m_fixture.window().installPage().showTab(InstallPage::Settings);
    auto *arguments = m_fixture.find<QPlainTextEdit>(u"Arguments for ComfyUI, one a line"_s);
    arguments->setFocus();
    QTest::keyClicks(arguments, u"--lowvram"_s);
    const auto command = [this] {
        const auto *label = qobject_cast<QLabel *>(
            findNamed(&m_fixture.window(), u"The exact command as it will be run"_s));
        return label ? label->text() : QString();
    };
    QTRY_VERIFY(command().contains(u"--lowvram"_s));
    QVERIFY(command().contains(u"main.py"_s));
    QVERIFY(command().contains(u"8188"_s));
    m_fixture.click(u"Copy command"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), command());
    m_fixture.find<QListView>(u"Installs"_s)->setFocus();
    QTRY_COMPARE(loadInstall(Library(m_fixture.library().root()), id)->settings.arguments,
                 QStringList{u"--lowvram"_s});
}

void TestInstallSettings::argumentsOfPorticosOwnAreRefused()
{
    const InstallId id = m_fixture.library().addRecord(u"Alpha"_s);
    m_fixture.open();
    m_fixture.window().installPage().showTab(InstallPage::Settings);
    auto *arguments = m_fixture.find<QPlainTextEdit>(u"Arguments for ComfyUI, one a line"_s);
    arguments->setFocus();
    QTest::keyClicks(arguments, u"--base-directory=/elsewhere"_s);
    QTRY_VERIFY(findNamed(&m_fixture.window(), u"What is wrong with these settings"_s));
    m_fixture.find<QListView>(u"Installs"_s)->setFocus();
    QVERIFY(loadInstall(Library(m_fixture.library().root()), id)->settings.arguments.isEmpty());
}

void TestInstallSettings::theClassicLayoutIsChosenByKeys()
{
    const InstallId id = m_fixture.library().addRecord(u"Alpha"_s);
    m_fixture.open();
    m_fixture.window().installPage().showTab(InstallPage::Settings);
    const auto command = [this] {
        const auto *label = qobject_cast<QLabel *>(
            findNamed(&m_fixture.window(), u"The exact command as it will be run"_s));
        return label ? label->text() : QString();
    };
    QTRY_VERIFY(command().contains(u"--base-directory"_s));
    auto *layout = m_fixture.find<QComboBox>(u"Where ComfyUI finds node packs and models"_s);
    layout->setFocus();
    QTest::keyClick(layout, Qt::Key_Down);
    QTRY_COMPARE(loadInstall(Library(m_fixture.library().root()), id)->settings.layout,
                 DataLayout::Classic);
    QTRY_VERIFY(!command().contains(u"--base-directory"_s));
}

void TestInstallSettings::whatIsNoVariableIsTold()
{
    m_fixture.library().addRecord(u"Alpha"_s);
    m_fixture.open();
    m_fixture.window().installPage().showTab(InstallPage::Settings);
    auto *edit =
        m_fixture.find<QPlainTextEdit>(u"Environment variables, one a line as NAME=value"_s);
    edit->setFocus();
    QTest::keyClicks(edit, u"NOVALUE"_s);
    QTRY_VERIFY(findNamed(&m_fixture.window(), u"What is wrong with these settings"_s));
    QTest::keyClicks(edit, u"=1"_s);
    QTRY_VERIFY(!findNamed(&m_fixture.window(), u"What is wrong with these settings"_s));
}

QTEST_MAIN(TestInstallSettings)
#include "tst_installsettings.moc"
