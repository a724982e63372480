// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/testlibrary.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTcpServer>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The settings page by clicks and keys, in the real window: lists of builds and GitHub's token. */
class TestSettingsPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aListIsAddedTestedAndRemoved();
    void aListThatCannotBeReadIsNotAdded_data();
    void aListThatCannotBeReadIsNotAdded();
    void whatAnotherPorticoChangesIsShown();
    void theTokenIsNowhereToBeRead();
    void theTokenIsKeptInAKeyring();
    void whatIsNoTokenIsTold();
    void aTokenOfTheEnvironmentIsNamed();
    void daysUntilPackagesAreTrustedAreChosen();
    void theRegistryIsWhereTheSettingSaysByNow();

private:
    template <typename T>
    T *find(const QString &name) const
    {
        return qobject_cast<T *>(findNamed(m_window, name));
    }
    void open();
    void enter(const QString &name, const QString &text) const;
    QString said(const QString &name) const;
    bool tells(const QString &sentence) const;
    QString writeList(const QByteArray &json) const;
    QStringList lists() const
    {
        return m_library->context().settings.get(settings::kTeamCatalogues);
    }

    std::unique_ptr<TestLibrary> m_library;
    MainWindow *m_window = nullptr;
    const bool m_hasKeyring = qEnvironmentVariableIsSet("PORTICO_TEST_KEYRING");
};

void TestSettingsPage::initTestCase()
{
    if (!m_hasKeyring) // not into this person's keychain
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    qunsetenv("PORTICO_GITHUB_TOKEN");
}

void TestSettingsPage::init()
{
    m_library = std::make_unique<TestLibrary>();
}

void TestSettingsPage::cleanup()
{
    m_library.reset();
    qunsetenv("PORTICO_GITHUB_TOKEN");
}

void TestSettingsPage::open()
{
    m_window = &m_library->open();
    m_window->resize(1000, 900);
    m_window->show();
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window);
    m_window->showPlace(Sidebar::Place::Settings);
}

void TestSettingsPage::daysUntilPackagesAreTrustedAreChosen()
{
    open();
    auto *days = find<QComboBox>(u"Trust new packages after"_s);
    QVERIFY(days);
    QCOMPARE(days->currentData().toInt(), 7);
    days->setFocus();
    QTest::keyClick(days, Qt::Key_Home);
    QTRY_COMPARE(m_library->context().settings.get(settings::kCooldownDays), 0);
    QCOMPARE(days->currentText(), u"At once"_s);
    QCOMPARE(m_library->context().services.nodes().cooldownDays, 0);
}

void TestSettingsPage::theRegistryIsWhereTheSettingSaysByNow()
{
    open();
    QTcpServer nobody; // a port that is certain to answer nothing once it is closed
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const QString place = u"127.0.0.1:%1"_s.arg(nobody.serverPort());
    nobody.close();
    const NodeServices nodes = m_library->context().services.nodes();
    m_library->context().settings.set(settings::kRegistryAddress, u"http://"_s + place);
    QString said;
    m_library->context().background.start<RegistryPage>(
        {.title = u"Ask"_s, .exclusiveKey = {}},
        [&nodes](const JobContext &job) { return nodes.registry.browse(1, Asking::Always, job); },
        this,
        [&said](const Result<RegistryPage> &page) {
            said = page ? u"an answer"_s : page.error().message + page.error().detail;
        });
    QTRY_VERIFY(!said.isEmpty());
    QVERIFY2(said.contains(u"127.0.0.1"_s), qPrintable(said));
}

void TestSettingsPage::enter(const QString &name, const QString &text) const
{
    auto *field = find<QLineEdit>(name);
    QVERIFY2(field && field->isVisible(), qPrintable(name));
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

QString TestSettingsPage::said(const QString &name) const
{
    const auto *label = find<QLabel>(name + u": result"_s);
    return label && label->isVisible() ? label->text() : QString();
}

bool TestSettingsPage::tells(const QString &sentence) const
{
    const QList<QLabel *> labels = m_window->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&sentence](const QLabel *label) {
        return label->isVisible() && label->text().contains(sentence);
    });
}

QString TestSettingsPage::writeList(const QByteArray &json) const
{
    const QString path = m_library->root() + u"/studio.json"_s;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        qFatal("cannot write");
    return path;
}

static QByteArray goodList()
{
    return R"({"schema": 1, "id": "studio", "name": "Studio", "bundles": [{
        "id": "one", "name": "Studio build", "comfyVersion": "0.38.0", "os": "linux",
        "architecture": "x64", "accelerator": "cpu", "files": [{
        "url": "https://studio.example/b.zip", "size": 9,
        "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]}]})";
}

void TestSettingsPage::aListIsAddedTestedAndRemoved()
{
    open();
    const QString path = writeList(goodList());
    enter(u"One more list"_s, path);
    QTRY_COMPARE(lists(), QStringList{path});
    QVERIFY(said(u"One more list"_s).contains(path));
    QCOMPARE(find<QLineEdit>(u"One more list"_s)->text(), QString());
    QTRY_VERIFY(find<QAbstractButton>(u"Test: "_s + path));
    auto *test = find<QAbstractButton>(u"Test: "_s + path);
    test->setFocus();
    QTest::keyClick(test, Qt::Key_Space);
    QTRY_VERIFY2(said(path).contains("It answers"_L1), qPrintable(said(path)));
    QVERIFY(QFile::remove(path));
    QTest::mouseClick(test, Qt::LeftButton);
    QTRY_VERIFY2(said(path).contains("studio.json"_L1) && test->isEnabled(),
                 qPrintable(said(path)));
    auto *remove = find<QAbstractButton>(u"Remove: "_s + path);
    remove->setFocus();
    QTest::keyClick(remove, Qt::Key_Space);
    QCOMPARE(lists(), QStringList());
    QTRY_VERIFY(!find<QAbstractButton>(u"Remove: "_s + path));
    QVERIFY(find<QLineEdit>(u"One more list"_s)->hasFocus());
}

void TestSettingsPage::aListThatCannotBeReadIsNotAdded_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("typed"); // empty: the file
    QTest::newRow("not JSON") << QByteArray("<html>") << QString();
    QTest::newRow("a bundle without its accelerator")
        << goodList().replace("\"accelerator\": \"cpu\",", "") << QString();
    QTest::newRow("no such file") << goodList() << u"/nowhere/list.json"_s;
    QTest::newRow("no way there") << goodList() << u"https://lists.example/list.json"_s;
    QTest::newRow("plain http") << goodList() << u"http://lists.example/list.json"_s;
    QTest::newRow("a repository, and no way to GitHub") << goodList() << u"someone/bundles"_s;
}

void TestSettingsPage::aListThatCannotBeReadIsNotAdded()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, typed);
    open();
    const QString path = writeList(json);
    const auto repositories = m_library->context().settings.get(settings::kAnymatixRepositories);
    enter(u"One more list"_s, typed.isEmpty() ? path : typed);
    auto *add = find<QAbstractButton>(u"Add the list"_s);
    QTRY_VERIFY(add->isEnabled());
    QVERIFY2(said(u"One more list"_s).size() > 20, qPrintable(said(u"One more list"_s)));
    QVERIFY(!said(u"One more list"_s).contains("Added"_L1));
    QCOMPARE(lists(), QStringList());
    QCOMPARE(m_library->context().settings.get(settings::kAnymatixRepositories), repositories);
    QVERIFY2(!find<QLineEdit>(u"One more list"_s)->text().isEmpty(), "it can be mended");
}

void TestSettingsPage::whatAnotherPorticoChangesIsShown()
{
    open();
    keepSource(m_library->context().settings,
               {.kind = OwnSource::Kind::Anymatix, .address = u"studio/bundles"_s});
    QTRY_VERIFY(find<QAbstractButton>(u"Remove: studio/bundles"_s));
}

void TestSettingsPage::theTokenIsNowhereToBeRead()
{
    open();
    auto *field = find<QLineEdit>(u"GitHub token"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QVERIFY(!find<QAbstractButton>(u"Forget the GitHub token"_s)->isEnabled());
    enter(u"GitHub token"_s, u"ghp_s3cret"_s);
    QCOMPARE(field->text(), QString());
    const GithubToken &token = m_library->context().services.githubToken();
    QTRY_COMPARE(token.state(), std::optional(SecretState::SessionOnly));
    QCOMPARE(token.reader()({}), QByteArray("ghp_s3cret"));
    QTRY_VERIFY(tells(secretStateText(SecretState::SessionOnly)));
    (void)m_library->context().settings.save({});
    QFile file(m_library->context().settings.filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("s3cret"));
    auto *forget = find<QAbstractButton>(u"Forget the GitHub token"_s);
    QTRY_VERIFY(forget->isEnabled());
    QTest::mouseClick(forget, Qt::LeftButton);
    QCOMPARE(token.reader()({}), QByteArray());
    QTRY_VERIFY(!forget->isEnabled());
}

/** tests/e2e/cli_keyring.py runs it with a real one. */
void TestSettingsPage::theTokenIsKeptInAKeyring()
{
    if (!m_hasKeyring)
        QSKIP("there is no keyring of our own");
    open();
    enter(u"GitHub token"_s, u"ghp_s3cret"_s);
    const GithubToken &token = m_library->context().services.githubToken();
    QTRY_COMPARE(token.state(), std::optional(SecretState::Saved));
    QTRY_VERIFY(tells(secretStateText(SecretState::Saved)));
    const GithubToken other(m_library->context().settings); // another Portico
    QTRY_COMPARE(other.state(), std::optional(SecretState::Saved));
    QCOMPARE(other.reader()({}), QByteArray("ghp_s3cret"));
    QTest::mouseClick(find<QAbstractButton>(u"Forget the GitHub token"_s), Qt::LeftButton);
    QTRY_COMPARE(token.state(), std::optional(SecretState::NotAvailable));
    const GithubToken last(m_library->context().settings);
    QCOMPARE(last.reader()({}), QByteArray());
}

void TestSettingsPage::whatIsNoTokenIsTold()
{
    open();
    enter(u"GitHub token"_s, u"my token"_s);
    QVERIFY(said(u"GitHub token"_s).contains("no token"_L1));
    QCOMPARE(m_library->context().services.githubToken().reader()({}), QByteArray());
}

void TestSettingsPage::aTokenOfTheEnvironmentIsNamed()
{
    qputenv("PORTICO_GITHUB_TOKEN", "ghp_given");
    open();
    QVERIFY(tells(u"PORTICO_GITHUB_TOKEN"_s));
}

QTEST_MAIN(TestSettingsPage)
#include "tst_settingspage.moc"
