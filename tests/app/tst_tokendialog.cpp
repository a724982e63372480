// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/tokendialog.h"
#include "app/githubtoken.h"
#include "app/models/githubsignin.h"
#include "app/pages/bundlespage.h"
#include "tests/app/windowfixture.h"
#include "tests/core/net/httpfixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

constexpr int kPatience = 30'000; // ms

/** Signing in to GitHub by clicks and keys, in the real window, with a GitHub on loopback. */
class TestTokenDialog final : public QObject, public WindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!m_hasKeyring) // not into this person's keychain
            qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    }
    void init();
    void cleanup();

    void rightsAndPlaceAreNamedBeforeAnythingIsGiven();
    void aTokenThatGithubKnowsIsKept();
    void aTokenThatGithubDoesNotKnowIsNotKept();
    void aServerThatIsNoneIsTold();
    void anotherServersTokenIsAnother();
    void aTokenThatWasLostIsTold();
    void aTokenIsKeptInAKeyring();

private:
    bool says(const QString &words) const
    {
        for (const QLabel *label : window().findChildren<QLabel *>()) {
            if (label->isVisibleTo(&window()) && label->text().contains(words))
                return true;
        }
        return false;
    }
    GithubSignIn &signIn() { return window().bundlesPage().signIn(); }
    void openDialog()
    {
        open().showPlace(Sidebar::Place::Bundles);
        click(signIn().hasToken() ? u"Token of GitHub"_s : u"Sign in to GitHub"_s);
    }
    void give(const QString &token)
    {
        QTest::keyClicks(find<QLineEdit>(u"GitHub token"_s), token);
        click(u"Sign in"_s);
    }
    QString server() const
    {
        return m_server->url(u"/"_s).toString(QUrl::RemovePath | QUrl::StripTrailingSlash);
    }

    std::unique_ptr<FaultServer> m_server;
    const bool m_hasKeyring = qEnvironmentVariableIsSet("PORTICO_TEST_KEYRING");
};

void TestTokenDialog::init()
{
    m_server = std::make_unique<FaultServer>([](const SeenRequest &request) {
        ScriptedReply reply = text(R"({"login": "mona"})");
        if (request.header("Authorization") != "Bearer ghp_s3cret") {
            reply = text(R"({"message": "Bad credentials"})");
            reply.status = 401;
        }
        reply.setHeader("X-OAuth-Scopes", "repo");
        return reply;
    });
    SettingsStore settings(library().settingsFolder());
    settings.set(settings::kGithubServer, server());
    (void)settings.save({});
}

void TestTokenDialog::cleanup()
{
    close();
    m_server.reset();
}

void TestTokenDialog::rightsAndPlaceAreNamedBeforeAnythingIsGiven()
{
    openDialog();
    QCOMPARE(find<QLabel>(u"repo"_s)->text().isEmpty(), false);
    QVERIFY(find<QLabel>(u"workflow"_s));
    QVERIFY(says(u"lies in this computer's keychain"_s));
    QVERIFY(says(server() + u"/settings/tokens"_s));
    QVERIFY(says(secretStateText(SecretState::NotAvailable)));
    QCOMPARE(find<QLineEdit>(u"GitHub token"_s)->echoMode(), QLineEdit::Password);
    QVERIFY(!find<QAbstractButton>(u"Forget the GitHub token"_s)->isEnabled());
}

void TestTokenDialog::aTokenThatGithubKnowsIsKept()
{
    if (m_hasKeyring)
        QSKIP("there is a keyring");
    openDialog();
    give(u"ghp_s3cret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"mona on 127.0.0.1"_s), kPatience);
    QVERIFY(says(u"Its rights: repo."_s));
    QVERIFY2(says(u"“workflow”"_s), "what it lacks is said");
    QTRY_VERIFY_WITH_TIMEOUT(says(secretStateText(SecretState::SessionOnly)), kPatience);
    QCOMPARE(signIn().token().reader()({}), QByteArray("ghp_s3cret"));
    for (const QLabel *label : window().findChildren<QLabel *>())
        QVERIFY(!label->text().contains("s3cret"_L1));
    for (const QLineEdit *field : window().findChildren<QLineEdit *>())
        QVERIFY(!field->text().contains("s3cret"_L1));
    click(u"Forget the GitHub token"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!signIn().hasToken(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!signIn().account(), kPatience);
    QCOMPARE(signIn().token().reader()({}), QByteArray());
}

void TestTokenDialog::aTokenThatGithubDoesNotKnowIsNotKept()
{
    openDialog();
    give(u"ghp_other"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"expired"_s), kPatience);
    QVERIFY(!signIn().hasToken());
    QCOMPARE(signIn().token().reader()({}), QByteArray());
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), find<QLineEdit>(u"GitHub token"_s),
                              kPatience);
    give(u"ghp_s3cret"_s); // the right one at the second try, in the same dialog
    QTRY_VERIFY_WITH_TIMEOUT(says(u"mona on 127.0.0.1"_s), kPatience);
    QVERIFY(!says(u"expired"_s));
}

void TestTokenDialog::aServerThatIsNoneIsTold()
{
    openDialog();
    auto *field = find<QLineEdit>(u"GitHub server"_s);
    QCOMPARE(field->text(), server());
    field->setText(u"http://github.example.com"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>(u"GitHub server: result"_s), kPatience);
    QCOMPARE(library().context().settings.get(settings::kGithubServer), server());
}

void TestTokenDialog::anotherServersTokenIsAnother()
{
    openDialog();
    GithubToken &first = signIn().token();
    QVERIFY(signIn().chooseServer(u"github.com"_s));
    QVERIFY(&signIn().token() != &first);
    QCOMPARE(&signIn().token(), &library().context().services.githubToken());
    QVERIFY(signIn().chooseServer(server()));
    QCOMPARE(&signIn().token(), &first);
}

void TestTokenDialog::aTokenThatWasLostIsTold()
{
    SettingsStore settings(library().settingsFolder());
    settings.set(settings::kSavedSecrets, {"token/"_L1 + githubServerFrom(server())->name()});
    (void)settings.save({});
    openDialog();
    const auto state = [this] { return signIn().token().state(); };
    QTRY_VERIFY_WITH_TIMEOUT(state().has_value(), 30'000);
    QVERIFY(*state() != SecretState::Saved);
    QTRY_VERIFY_WITH_TIMEOUT(says(secretStateText(*state())), kPatience);
}

/** tests/e2e/cli_keyring.py runs it with a real one. */
void TestTokenDialog::aTokenIsKeptInAKeyring()
{
    if (!m_hasKeyring)
        QSKIP("there is no keyring of our own");
    openDialog();
    give(u"ghp_s3cret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(secretStateText(SecretState::Saved)), kPatience);
    (void)library().context().settings.save({});
    QFile file(library().context().settings.filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("s3cret"));
    click(u"Forget the GitHub token"_s);
    QTRY_COMPARE(signIn().token().state(), std::optional(SecretState::NotAvailable));
}

QTEST_MAIN(TestTokenDialog)
#include "tst_tokendialog.moc"
