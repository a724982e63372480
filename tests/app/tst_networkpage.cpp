// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/networkkeeper.h"
#include "app/pages/networkpage.h"
#include "core/settings/networksettings.h"
#include "tests/app/testlibrary.h"
#include "tests/core/net/httpfixture.h"
#include "tests/support/http/testcertificate.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The network page by clicks and keys, in the real window. */
class TestNetworkPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aWrongAddressIsToldBesideItAndNotSaved();
    void aRightAddressIsSavedAndTriedOut();
    void aTestThatFailsSaysWhatAndWhatNext();
    void aProxyCountsOnceItHasHostAndPort();
    void aScriptIsAskedForItsAddress();
    void thePasswordIsNowhereToBeRead();
    void thePasswordIsKeptInAKeyring();
    void anAuthorityIsNamedAndAWrongFileIsTold();
    void whatAnotherPorticoChangesIsShown();

private:
    template <typename T>
    T *find(const QString &name) const
    {
        return qobject_cast<T *>(findNamed(m_window, name));
    }
    void enter(const QString &name, const QString &text) const;
    QString said(const QString &name) const;
    NetworkSettings settings() const { return readNetworkSettings(m_library->context().settings); }

    std::unique_ptr<TestLibrary> m_library;
    MainWindow *m_window = nullptr;
    QTemporaryDir m_folder;
    const bool m_hasKeyring = qEnvironmentVariableIsSet("PORTICO_TEST_KEYRING");
};

void TestNetworkPage::initTestCase()
{
    if (!m_hasKeyring) // not into this person's keychain
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
}

void TestNetworkPage::init()
{
    m_library = std::make_unique<TestLibrary>();
    m_window = &m_library->open();
    m_window->show();
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window);
    m_window->showPlace(Sidebar::Place::Network);
}

void TestNetworkPage::cleanup()
{
    m_library.reset();
}

void TestNetworkPage::enter(const QString &name, const QString &text) const
{
    auto *field = find<QLineEdit>(name);
    QVERIFY2(field && field->isVisible(), qPrintable(name));
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

QString TestNetworkPage::said(const QString &name) const
{
    const auto *label = find<QLabel>(name + u": result"_s);
    return label && label->isVisible() ? label->text() : QString();
}

void TestNetworkPage::aWrongAddressIsToldBesideItAndNotSaved()
{
    enter(u"Package index"_s, u"mirror.example"_s);
    QVERIFY2(!said(u"Package index"_s).isEmpty(), "nothing is said");
    QCOMPARE(settings().packageIndex, QString());
    QCOMPARE(find<QLineEdit>(u"Package index"_s)->text(), u"mirror.example"_s);
    enter(u"Package index"_s, u"https://me:pw@mirror.example/simple"_s);
    QVERIFY2(said(u"Package index"_s).contains(u".netrc"_s), qPrintable(said(u"Package index"_s)));
    QCOMPARE(settings().packageIndex, QString());
}

void TestNetworkPage::aRightAddressIsSavedAndTriedOut()
{
    const FaultServer server([](const SeenRequest &) { return text("<a>six-1.17.0.whl</a>"); });
    const QString address = server.url(u"/simple"_s).toString();
    enter(u"Package index"_s, address + u'/');
    QCOMPARE(settings().packageIndex, address);
    QTest::mouseClick(findNamed(m_window, u"Test: Package index"_s), Qt::LeftButton);
    QTRY_VERIFY2(said(u"Package index"_s).contains("is a package index"_L1),
                 qPrintable(said(u"Package index"_s)));
    QVERIFY(said(u"Package index"_s).contains("directly"_L1));
    QCOMPARE(server.requests().constFirst().target, QByteArray("/simple/six/"));
}

void TestNetworkPage::aTestThatFailsSaysWhatAndWhatNext()
{
    QWidget *button = findNamed(m_window, u"Test: GitHub"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(button->isEnabled() && said(u"GitHub"_s).contains("proxy"_L1));
    QVERIFY2(said(u"GitHub"_s).contains("Check the proxy"_L1), qPrintable(said(u"GitHub"_s)));
}

void TestNetworkPage::aProxyCountsOnceItHasHostAndPort()
{
    find<QLineEdit>(u"Proxy port"_s)->clear(); // it would be kept for who returns to it
    m_library->context().settings.reset(settings::kProxy);
    auto *kind = find<QComboBox>(u"Kind of proxy"_s);
    QTRY_COMPARE(ProxySettings::Mode(kind->currentData().toInt()), ProxySettings::Mode::System);
    kind->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(kind, Qt::Key_Down);
    QCOMPARE(ProxySettings::Mode(kind->currentData().toInt()), ProxySettings::Mode::Socks5);
    QVERIFY(find<QLineEdit>(u"Proxy host"_s)->isVisible());
    enter(u"Proxy host"_s, u"proxy.example"_s);
    QVERIFY(settings().proxy.mode != ProxySettings::Mode::Socks5);
    enter(u"Proxy port"_s, u"1080"_s);
    const ProxySettings proxy = settings().proxy;
    QCOMPARE(proxy.mode, ProxySettings::Mode::Socks5);
    QCOMPARE(proxy.host, u"proxy.example"_s);
    QCOMPARE(proxy.port, 1080);
    enter(u"Exceptions, reached directly"_s, u"intranet.example 10.0.0.0/8"_s);
    QCOMPARE(settings().proxyExceptions, (QStringList{u"intranet.example"_s, u"10.0.0.0/8"_s}));
    enter(u"Exceptions, reached directly"_s, u"https://x"_s);
    QVERIFY(said(u"Exceptions, reached directly"_s).contains(u"https://x"_s));
    QCOMPARE(settings().proxyExceptions.size(), 2);
}

void TestNetworkPage::aScriptIsAskedForItsAddress()
{
    auto *kind = find<QComboBox>(u"Kind of proxy"_s);
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_End);
    enter(u"Address of the script"_s, u"http://wpad.example/proxy.pac"_s);
    QCOMPARE(settings().proxy.mode, ProxySettings::Mode::Pac);
    QCOMPARE(settings().pacAddress, u"http://wpad.example/proxy.pac"_s);
    QVERIFY(!findNamed(m_window, u"Proxy host"_s));
}

void TestNetworkPage::thePasswordIsNowhereToBeRead()
{
    enter(u"User name"_s, u"me"_s);
    QCOMPARE(settings().proxy.user, u"me"_s);
    auto *password = find<QLineEdit>(u"Password"_s);
    QTRY_VERIFY(password->isVisible());
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    enter(u"Password"_s, u"s3cret"_s);
    QCOMPARE(password->text(), QString());
    const NetworkKeeper &keeper = m_library->context().services.networkKeeper();
    QTRY_COMPARE(keeper.passwordState(), std::optional(SecretState::SessionOnly));
    QTRY_VERIFY(findNamed(m_window, u"Forget the proxy's password"_s)->isEnabled());
    const auto chain = m_library->context().services.network().current({});
    QCOMPARE((*chain)->proxy.password, u"s3cret"_s);
    (void)m_library->context().settings.save({});
    QFile file(m_library->context().settings.filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("s3cret"));
    QTest::mouseClick(findNamed(m_window, u"Forget the proxy's password"_s), Qt::LeftButton);
    QTRY_COMPARE((*m_library->context().services.network().current({}))->proxy.password, QString());
}

/** tests/e2e/cli_keyring.py runs it with a real one. */
void TestNetworkPage::thePasswordIsKeptInAKeyring()
{
    if (!m_hasKeyring)
        QSKIP("there is no keyring of our own");
    enter(u"User name"_s, u"me"_s);
    QTRY_VERIFY(find<QLineEdit>(u"Password"_s)->isVisible());
    enter(u"Password"_s, u"s3cret"_s);
    QTRY_COMPARE(m_library->context().services.networkKeeper().passwordState(),
                 std::optional(SecretState::Saved));
    QTRY_VERIFY(findNamed(m_window, u"Forget the proxy's password"_s)->isEnabled());
    QVERIFY(!find<QLineEdit>(u"Password"_s)->placeholderText().isEmpty());
    // Another Portico, which asks the keyring.
    SettingsStore &settings = m_library->context().settings;
    Network network;
    NetworkKeeper other(settings, network);
    QTRY_COMPARE(other.passwordState(), std::optional(SecretState::Saved));
    QCOMPARE((*network.current({}))->proxy.password, u"s3cret"_s);
    QTest::mouseClick(findNamed(m_window, u"Forget the proxy's password"_s), Qt::LeftButton);
    QTRY_COMPARE(m_library->context().services.networkKeeper().passwordState(),
                 std::optional(SecretState::NotAvailable));
    Network empty;
    NetworkKeeper last(settings, empty);
    QTRY_VERIFY(last.passwordState() && last.passwordState() != SecretState::Saved);
    QCOMPARE((*empty.current({}))->proxy.password, QString());
}

void TestNetworkPage::anAuthorityIsNamedAndAWrongFileIsTold()
{
    const QString path = m_folder.filePath(u"corp.pem"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(makeTestCertificate("ca.example", -1, 30).certificate.toPem());
    file.close();
    enter(u"Additional certificate authority"_s, m_folder.filePath(u"gone.pem"_s));
    QVERIFY(said(u"Additional certificate authority"_s).contains(u"gone.pem"_s));
    enter(u"Additional certificate authority"_s, path);
    QCOMPARE(said(u"Additional certificate authority"_s), QString());
    QCOMPARE(settings().authorityFile, path);
    const QList<QLabel *> labels = m_window->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains("ca.example"_L1);
    }));
}

void TestNetworkPage::whatAnotherPorticoChangesIsShown()
{
    m_library->context().settings.set(settings::kGithubMirror, u"https://hub.example"_s);
    QTRY_COMPARE(find<QLineEdit>(u"GitHub"_s)->text(), u"https://hub.example"_s);
}

QTEST_MAIN(TestNetworkPage)
#include "tst_networkpage.moc"
