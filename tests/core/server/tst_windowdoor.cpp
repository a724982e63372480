// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/host.h"
#include "core/server/windowdoor.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sys/stat.h>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** Two starts of the window on one library; the second runs on a thread of its own. */
class TestWindowDoor final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(u"library"_s));
        QVERIFY(QDir(m_folder->path()).mkdir(u"other"_s));
    }

    void messagesSurviveTheJourney()
    {
        const HandOver what{.given = u"/home/mona/Bündel \"1\".zip"_s,
                            .activation = u"a-1_TIME2"_s};
        QCOMPARE(handOverFrom(handOverBytes(what)), std::optional(what));
        QCOMPARE(handOverFrom(handOverBytes({})), std::optional(HandOver()));
    }

    void whatIsNoMessageIsNotTaken_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto open = [](const QByteArray &more) {
            return QByteArray("{\"type\":\"open\"" + more + "}\n");
        };
        QTest::addRow("nothing") << QByteArray();
        QTest::addRow("no JSON") << QByteArray("open /etc/passwd\n");
        QTest::addRow("another type") << QByteArray("{\"type\":\"kill\"}");
        QTest::addRow("a control letter") << open(",\"given\":\"a\\u0007b\"");
        QTest::addRow("a line break") << open(",\"given\":\"a\\nb\"");
        QTest::addRow("given too long") << open(",\"given\":\"" + QByteArray(9000, 'x') + '"');
        QTest::addRow("leave too long") << open(",\"activation\":\"" + QByteArray(2000, 'x') + '"');
        QTest::addRow("a line too long") << open(QByteArray(70'000, ' '));
    }
    void whatIsNoMessageIsNotTaken()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!handOverFrom(line));
    }

    void theSecondHandsOverToTheFirst()
    {
        const auto first = take();
        QVERIFY(first);
        QSignalSpy knocked(first.get(), &WindowDoor::knocked);
        const auto second = enter({.given = u"portico://open?install=a"_s, .activation = u"t"_s});
        QVERIFY(second && !*second);
        QCOMPARE(knocked.size(), 1);
        QCOMPARE(knocked[0][0].value<HandOver>(),
                 (HandOver{.given = u"portico://open?install=a"_s, .activation = u"t"_s}));
    }

    void eachLibraryHasItsOwn()
    {
        const auto first = take();
        const auto other = WindowDoor::take(m_folder->path(), m_folder->filePath(u"other"_s));
        QVERIFY(first && other);
        const QString link = m_folder->filePath(u"link"_s);
        QVERIFY(QFile::link(m_folder->filePath(u"library"_s), link));
        const auto same = WindowDoor::take(m_folder->path(), link);
        QVERIFY(!same);
        QCOMPARE(same.error().code, ErrorCode::Busy);
    }

    void whatAKilledOneLeftDoesNotHinder()
    {
        const QStringList before = [this] {
            const auto killed = take();
            return QDir(m_folder->path()).entryList({u"w-*"_s}, QDir::System | QDir::Files);
        }();
        // The socket's name, as a file that nobody listens at.
        QFile stale(m_folder->filePath(QString(before.constFirst()).remove(u".lock"_s)));
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        QVERIFY(take());
    }

    void oneThatHangsIsToldAfterThePatience()
    {
        const auto first = take(); // nothing answers: this thread waits below
        const auto second =
            enterOrHandOver(m_folder->path(), m_folder->filePath(u"library"_s), {}, 300ms);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Timeout);
    }

    void noiseIsHungUpOn()
    {
        const auto first = take();
        QSignalSpy knocked(first.get(), &WindowDoor::knocked);
        QLocalSocket guest;
        guest.connectToServer(socketPath());
        QVERIFY(guest.waitForConnected());
        guest.write(QByteArray(200'000, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(guest.state(), QLocalSocket::UnconnectedState, int(kAtOnceMs));
        QCOMPARE(knocked.size(), 0);
        const auto second = enter({});
        QVERIFY(second && !*second);
        QCOMPARE(knocked.size(), 1);
    }

    void nobodyElseMayConnect()
    {
        const auto first = take();
        struct stat info = {};
        QCOMPARE(::stat(QFile::encodeName(socketPath()).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0077, 0U);
        const Result<QString> folder = makeHost()->runtimeFolder();
        QVERIFY(folder);
        QCOMPARE(::stat(QFile::encodeName(*folder).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0077, 0U);
    }

private:
    std::unique_ptr<WindowDoor> take()
    {
        auto door = WindowDoor::take(m_folder->path(), m_folder->filePath(u"library"_s));
        return door ? std::move(*door) : nullptr;
    }

    QString socketPath() const
    {
        const QStringList found =
            QDir(m_folder->path()).entryList({u"w-*"_s}, QDir::System | QDir::Files);
        for (const QString &name : found) {
            if (!name.endsWith(".lock"_L1))
                return m_folder->filePath(name);
        }
        return {};
    }

    /** Another start, while this thread answers. */
    std::optional<Result<std::unique_ptr<WindowDoor>>> enterAside(const HandOver &what)
    {
        std::optional<Result<std::unique_ptr<WindowDoor>>> entered;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            entered =
                enterOrHandOver(m_folder->path(), m_folder->filePath(u"library"_s), what, 60s);
        }));
        thread->start();
        (void)QTest::qWaitFor([&] { return thread->isFinished(); }, 70'000);
        thread->wait();
        return entered;
    }
    Result<std::unique_ptr<WindowDoor>> enter(const HandOver &what)
    {
        auto entered = enterAside(what);
        return entered ? std::move(*entered)
                       : Error{.code = ErrorCode::Internal,
                               .message = u"nothing came back"_s,
                               .nextStep = {},
                               .detail = {}};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestWindowDoor)
#include "tst_windowdoor.moc"
