// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/settings/secretstore.h"
#include "core/settings/settingsstore.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/**
 * Runs in two ways: by itself, where there is no keychain, and by secretstore_keyring.py inside a
 * bus of its own with a real keyring (PORTICO_TEST_KEYRING=1).
 */
class TestSecretStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<SecretStore> m_store;
    const QString m_secret = u"CANARY-s\u00e9cret-漢🙂"_s;
    const bool m_hasKeyring = qEnvironmentVariableIsSet("PORTICO_TEST_KEYRING");

    /** Asks and waits for the one answer. */
    SecretOutcome answer(const std::function<void(const SecretStore::Answer &)> &ask)
    {
        std::optional<SecretOutcome> outcome;
        int answers = 0;
        ask([&](const SecretOutcome &told) {
            outcome = told;
            ++answers;
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 25'000); }();
        if (answers != 1)
            qFatal("answered more than once");
        return outcome.value_or(SecretOutcome());
    }
    SecretOutcome write(const QString &name, const QString &secret)
    {
        return answer(
            [&](const SecretStore::Answer &told) { m_store->write(name, secret, this, told); });
    }
    SecretOutcome read(const QString &name)
    {
        return answer([&](const SecretStore::Answer &told) { m_store->read(name, this, told); });
    }
    SecretOutcome remove(const QString &name)
    {
        return answer([&](const SecretStore::Answer &told) { m_store->remove(name, this, told); });
    }
    /** A new start of the program: the same settings, an empty memory. */
    void restart()
    {
        m_store.reset();
        m_settings = std::make_unique<SettingsStore>(m_folder->path());
        m_store = std::make_unique<SecretStore>(*m_settings);
    }

private slots:
    void init()
    {
        if (!m_hasKeyring)
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        m_folder = std::make_unique<QTemporaryDir>();
        restart();
    }

    void aSecretIsSavedReadAndForgotten()
    {
        if (!m_hasKeyring)
            QSKIP("needs a keyring: secretstore_keyring.py runs this");
        QCOMPARE(write(u"proxy"_s, m_secret).state, SecretState::Saved);
        restart();
        const SecretOutcome found = read(u"proxy"_s);
        QCOMPARE(found.state, SecretState::Saved);
        QCOMPARE(found.secret, m_secret);
        QCOMPARE(remove(u"proxy"_s).state, SecretState::NotAvailable);
        QCOMPARE(read(u"proxy"_s).state, SecretState::NotAvailable);
    }

    void aSecretThatVanishedIsLost()
    {
        if (!m_hasKeyring)
            QSKIP("needs a keyring: secretstore_keyring.py runs this");
        QCOMPARE(read(u"token/never"_s).state, SecretState::NotAvailable);
        QCOMPARE(write(u"token/host"_s, m_secret).state, SecretState::Saved);
        const QTemporaryDir elsewhere; // somebody else deletes it in the keychain
        SettingsStore otherSettings(elsewhere.path());
        auto mine = std::exchange(m_store, std::make_unique<SecretStore>(otherSettings));
        QCOMPARE(remove(u"token/host"_s).state, SecretState::NotAvailable);
        m_store = std::move(mine);
        QCOMPARE(read(u"token/host"_s).state, SecretState::Lost);
        QCOMPARE(remove(u"token/host"_s).state, SecretState::NotAvailable);
        QCOMPARE(read(u"token/host"_s).state, SecretState::NotAvailable);
    }

    void withoutAKeychainItLastsForThisSessionOnly()
    {
        if (m_hasKeyring)
            QSKIP("this is about a computer without a keyring");
        const SecretOutcome written = write(u"proxy"_s, m_secret);
        QCOMPARE(written.state, SecretState::SessionOnly);
        QVERIFY2(!written.detail.isEmpty(), "the keychain's own words are kept for the log");
        const SecretOutcome found = read(u"proxy"_s);
        QCOMPARE(found.state, SecretState::SessionOnly);
        QCOMPARE(found.secret, m_secret);
        restart();
        QCOMPARE(read(u"proxy"_s).state, SecretState::NotAvailable);
    }

    void aKeychainThatNeverAnswersIsLocked()
    {
        m_store = std::make_unique<SecretStore>(*m_settings, nullptr, std::chrono::milliseconds(0));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(write(u"slow"_s, m_secret).state, SecretState::Locked);
        QVERIFY(timer.elapsed() < kAtOnceMs);
        const SecretOutcome found = read(u"slow"_s);
        QVERIFY2(found.secret == m_secret || found.state == SecretState::Locked,
                 "what was not saved is held in memory");
        restart();
        (void)remove(u"slow"_s);
    }

    void noSecretIsEverInAFile()
    {
        (void)write(u"canary"_s, m_secret);
        QVERIFY(m_settings->save({}));
        QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            const auto text = readFile(files.next(), 1 << 20);
            QVERIFY(text);
            QVERIFY(!text->contains("CANARY"));
            ++count;
        }
        QCOMPARE(count > 0, m_hasKeyring); // the name of a saved one is in the settings
        (void)remove(u"canary"_s);
    }

    void whoIsGoneIsNotAnswered()
    {
        bool wasAnswered = false;
        auto receiver = std::make_unique<QObject>();
        m_store->read(u"x"_s, receiver.get(), [&](const SecretOutcome &) { wasAnswered = true; });
        receiver.reset();
        (void)read(u"y"_s); // answered in order
        QVERIFY(!wasAnswered);
    }

    void everyStateHasASentence()
    {
        for (const SecretState state :
             {SecretState::Saved, SecretState::SessionOnly, SecretState::Locked,
              SecretState::Denied, SecretState::Lost, SecretState::NotAvailable})
            QVERIFY(secretStateText(state).endsWith(u'.'));
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
