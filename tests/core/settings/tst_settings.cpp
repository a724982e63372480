// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/json.h"
#include "core/settings/settingsstore.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace portico;
using namespace Qt::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QJsonObject onDisk() const
    {
        const auto object = readJsonObject(m_folder->filePath(u"settings.json"_s));
        return object ? *object : QJsonObject();
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyKindOfValueComesBack()
    {
        const ProxySettings proxy{
            .mode = ProxySettings::Mode::Socks5, .host = u"proxy"_s, .port = 1080, .user = u"me"_s};
        const QByteArray geometry("\0\1\xff", 3);
        {
            SettingsStore store(m_folder->path());
            store.set(settings::kLibraryRoot, u"/home/ü/Portico"_s);
            store.set(settings::kProxy, proxy);
            store.set(settings::kPlainHttpHosts, QStringList{u"mirror.local"_s});
            store.set(settings::kTheme, Theme::Dark);
            store.set(settings::kCloseBehaviour, CloseBehaviour::KeepSessions);
            store.set(settings::kWindowGeometry, geometry);
            QVERIFY(store.save({}));
            QVERIFY(!store.hasUnsavedChanges());
        }
        const SettingsStore store(m_folder->path());
        QVERIFY(!store.problem());
        QCOMPARE(store.get(settings::kLibraryRoot), u"/home/ü/Portico"_s);
        QVERIFY(store.get(settings::kProxy) == proxy);
        QCOMPARE(store.get(settings::kPlainHttpHosts), QStringList{u"mirror.local"_s});
        QCOMPARE(store.get(settings::kTheme), Theme::Dark);
        QCOMPARE(store.get(settings::kCloseBehaviour), CloseBehaviour::KeepSessions);
        QCOMPARE(store.get(settings::kWindowGeometry), geometry);
    }

    void defaultsCountWhileNothingIsChosen()
    {
        const SettingsStore store(m_folder->path());
        QVERIFY(!store.problem());
        QCOMPARE(store.get(settings::kTheme), Theme::System);
        QCOMPARE(store.get(settings::kProxy).mode, ProxySettings::Mode::System);
        QCOMPARE(store.get(settings::kLibraryRoot), QString());
        QVERIFY2(!QFileInfo::exists(store.filePath()), "looking makes no file");
    }

    void aValueOfAnotherKindCountsAsTheDefault_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("a number for a theme") << QByteArray("{\"theme\": 3}");
        QTest::newRow("an unknown theme") << QByteArray("{\"theme\": \"purple\"}");
        QTest::newRow("a list for a proxy") << QByteArray("{\"proxy\": []}");
        QTest::newRow("a port out of range")
            << QByteArray("{\"proxy\": {\"mode\": \"http\", \"port\": 70000}}");
        QTest::newRow("numbers in a list of names") << QByteArray("{\"plainHttpHosts\": [1]}");
        QTest::newRow("no base64") << QByteArray("{\"windowGeometry\": \"***\"}");
    }
    void aValueOfAnotherKindCountsAsTheDefault()
    {
        QFETCH(QByteArray, text);
        QVERIFY(writeFileAtomically(m_folder->filePath(u"settings.json"_s), text));
        const SettingsStore store(m_folder->path());
        QVERIFY(!store.problem());
        QCOMPARE(store.get(settings::kTheme), Theme::System);
        QVERIFY(store.get(settings::kProxy) == ProxySettings());
        QCOMPARE(store.get(settings::kPlainHttpHosts), QStringList());
        QCOMPARE(store.get(settings::kWindowGeometry), QByteArray());
    }

    void aChangeCountsAtOnceAndIsWrittenByItself()
    {
        SettingsStore store(m_folder->path());
        QSignalSpy changes(&store, &SettingsStore::changed);
        QSignalSpy writes(&store, &SettingsStore::saved);
        store.set(settings::kTheme, Theme::Light);
        QCOMPARE(writes.count(), 0); // it does not wait for the disk
        QCOMPARE(store.get(settings::kTheme), Theme::Light);
        QCOMPARE(changes.count(), 1);
        store.set(settings::kTheme, Theme::Light);
        QCOMPARE(changes.count(), 1);
        QTRY_COMPARE(writes.count(), 1);
        QCOMPARE(onDisk().value("theme"_L1).toString(), u"light"_s);
        store.reset(settings::kTheme);
        QTRY_COMPARE(writes.count(), 2);
        QVERIFY(!onDisk().contains("theme"_L1));
    }

    void aChangeIsNotLostWhenTheStoreGoesAtOnce()
    {
        {
            SettingsStore store(m_folder->path());
            for (int i = 0; i < 20; ++i)
                store.set(settings::kLibraryRoot, QString::number(i));
        }
        QCOMPARE(onDisk().value("libraryRoot"_L1).toString(), u"19"_s);
    }

    void unknownKeysStay()
    {
        QVERIFY(
            writeFileAtomically(m_folder->filePath(u"settings.json"_s),
                                "{\"schema\":1,\"fromTheFuture\":{\"x\":[1]},\"theme\":\"dark\"}"));
        SettingsStore store(m_folder->path());
        store.set(settings::kTheme, Theme::Light);
        QVERIFY(store.save({}));
        QVERIFY(onDisk().value("fromTheFuture"_L1).toObject().contains("x"_L1));
    }

    void twoStoresLoseNothingOfEachOther()
    {
        SettingsStore one(m_folder->path());
        SettingsStore two(m_folder->path());
        one.set(settings::kTheme, Theme::Dark);
        QVERIFY(one.save({}));
        QSignalSpy changes(&two, &SettingsStore::changed);
        two.set(settings::kLibraryRoot, u"/x"_s);
        QVERIFY(two.save({}));
        QCOMPARE(two.get(settings::kTheme), Theme::Dark);
        QCOMPARE(changes.count(), 2);
        QCOMPARE(one.get(settings::kLibraryRoot), QString());
        one.reload();
        QCOMPARE(one.get(settings::kLibraryRoot), u"/x"_s);
    }

    void manyProcessesWritingAtOnceLoseNothing()
    {
        constexpr int kProcesses = 6;
        QList<pid_t> children;
        for (int process = 0; process < kProcesses; ++process) {
            const pid_t pid = ::fork();
            if (pid == 0) {
                const SettingsFile file(m_folder->path());
                bool isGood = true;
                for (int i = 0; i < 5; ++i) {
                    SettingsChange change;
                    change.values[u"p%1-%2"_s.arg(process).arg(i)] = true;
                    isGood = file.merge(change, {}) && isGood;
                }
                ::_exit(isGood ? 0 : 1);
            }
            children += pid;
        }
        for (const pid_t pid : children) {
            int status = -1;
            QCOMPARE(::waitpid(pid, &status, 0), pid);
            QCOMPARE(status, 0);
        }
        QCOMPARE(onDisk().size(), kProcesses * 5 + 2); // and `schema`, `writtenBy`
    }

    void whatCannotBeWrittenStaysInMemoryAndIsSaid()
    {
        const QString folder = m_folder->filePath(u"in/the/way"_s);
        QVERIFY(QDir(m_folder->path()).mkdir(u"in"_s));
        QVERIFY(writeFileAtomically(m_folder->filePath(u"in/the"_s), "a file"));
        SettingsStore store(folder);
        QSignalSpy failures(&store, &SettingsStore::saveFailed);
        store.set(settings::kTheme, Theme::Dark);
        QTRY_COMPARE(failures.count(), 1);
        QCOMPARE(store.get(settings::kTheme), Theme::Dark);
        QVERIFY(store.hasUnsavedChanges());
        QVERIFY(store.problem().has_value());
        QVERIFY(!store.save({}));
        QVERIFY(QFile::remove(m_folder->filePath(u"in/the"_s)));
        QVERIFY(store.save({}));
        QVERIFY(!store.problem());
        QVERIFY(!store.hasUnsavedChanges());
        QCOMPARE(SettingsStore(folder).get(settings::kTheme), Theme::Dark);
    }

    void aDamagedFileIsKeptAndSaid()
    {
        QVERIFY(writeFileAtomically(m_folder->filePath(u"settings.json"_s), QByteArray(100, '\0')));
        SettingsStore store(m_folder->path());
        QVERIFY(store.problem().has_value());
        store.set(settings::kTheme, Theme::Dark);
        QVERIFY(store.save({}));
        const QStringList kept = QDir(m_folder->path()).entryList({u"*.bad-*"_s}, QDir::Files);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(onDisk().value("theme"_L1).toString(), u"dark"_s);
    }

    void aNewerFileIsReadAndNotWritten()
    {
        QVERIFY(writeFileAtomically(m_folder->filePath(u"settings.json"_s),
                                    "{\"schema\": 99, \"theme\": \"dark\"}"));
        SettingsStore store(m_folder->path());
        QVERIFY(store.problem().has_value());
        QCOMPARE(store.get(settings::kTheme), Theme::Dark);
        store.set(settings::kTheme, Theme::Light);
        const auto saved = store.save({});
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Unsupported);
        QCOMPARE(onDisk().value("theme"_L1).toString(), u"dark"_s);
    }

    void goingDoesNotWaitForALockForever()
    {
        const auto lock =
            FileLock::tryLock(m_folder->filePath(u"settings.json.lock"_s), u"hanging"_s);
        QVERIFY(lock);
        QElapsedTimer timer;
        timer.start();
        {
            SettingsStore store(m_folder->path());
            store.set(settings::kTheme, Theme::Dark);
        }
        QVERIFY2(timer.elapsed() < kAtOnceMs, qPrintable(QString::number(timer.elapsed())));
    }

    void theFolderCanBeChosen()
    {
        qputenv("PORTICO_CONFIG_DIR", "/somewhere/else");
        QCOMPARE(settingsFolder(), u"/somewhere/else"_s);
        qunsetenv("PORTICO_CONFIG_DIR");
        qputenv("XDG_CONFIG_HOME", m_folder->path().toUtf8());
        QCOMPARE(settingsFolder(), m_folder->filePath(u"Portico"_s));
        qunsetenv("XDG_CONFIG_HOME");
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
