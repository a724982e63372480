// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/clonerepository.h"
#include "core/process/processrunner.h"
#include "tests/core/git/gitworld.h"
#include "tests/support/network/socksprogram.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>

#include <thread>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

/** Cloning through a real SOCKS5 proxy, which libgit2 does not know by itself. */
class TestCloneSocks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<GitWorld>();
        if (m_world->secureUrl(u"plain"_s).isEmpty())
            QSKIP("openssl is not here");
    }
    void cleanupTestCase() { m_world.reset(); }
    void init() { m_target = std::make_unique<QTemporaryDir>(); }

    void goesThroughTheProxy_data()
    {
        QTest::addColumn<bool>("hasLogin");
        QTest::newRow("without a login") << false;
        QTest::newRow("with a login") << true;
    }
    void goesThroughTheProxy()
    {
        QFETCH(bool, hasLogin);
        const QString password = u"p@ss w:rd/%é"_s;
        SocksProgram socks(hasLogin ? QStringList{u"socks"_s, u"--login"_s, u"me"_s, password}
                                    : QStringList{u"socks"_s});
        const ProxyServer proxy = hasLogin ? socks.server(u"me"_s, password) : socks.server();
        const auto cloned = clone(m_world->secureUrl(u"plain"_s), proxy);
        QVERIFY2(cloned, cloned ? "" : qPrintable(cloned.error().message + cloned.error().detail));
        QCOMPARE(cloned->target.commit.id, m_world->id(u"v2"_s));
        const QUrl url(m_world->secureUrl(u"plain"_s));
        QCOMPARE(socks.line(), u"localhost:%1"_s.arg(url.port())); // the name, not its address
    }

    void refusesToGoAroundAProxy()
    {
        // libgit2 connects directly for http, whatever proxy it is given (measured with 1.5.1).
        for (const auto address : {"socks5h://127.0.0.1:1"_L1, "http://127.0.0.1:1"_L1}) {
            const auto cloned = cloneFrom(m_world->url(u"plain"_s), address);
            QVERIFY(!cloned);
            QCOMPARE(cloned.error().code, ErrorCode::Unsupported);
        }
    }

    void bringsALargeRepository()
    {
        QByteArray noise(24 << 20, Qt::Uninitialized);
        QRandomGenerator random(7);
        random.generate(reinterpret_cast<quint32 *>(noise.data()),
                        reinterpret_cast<quint32 *>(noise.data() + noise.size()));
        GitWorld world;
        world.commit(u"large"_s, noise, u"2025-04-01T00:00:00Z"_s);
        world.git({u"clone"_s, u"-q"_s, u"--bare"_s, world.source(),
                   world.folder.filePath(u"large.git"_s)});
        SocksProgram socks({u"socks"_s});
        const QString address = world.secureUrl(u"plain"_s, u"large.git"_s);
        const auto cloned = cloneFrom(address, proxyAddress(socks.server(), Secrets::Shown), {},
                                      world.certificate());
        QVERIFY2(cloned, cloned ? "" : qPrintable(cloned.error().message + cloned.error().detail));
        QFile file(target() + u"/file.txt"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll() == noise);
    }

    void saysWhatFailed_data()
    {
        QTest::addColumn<QString>("proxy");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("word");
        QTest::newRow("a wrong password")
            << u"login"_s << u"plain"_s << ErrorCode::PermissionDenied << u"SOCKS proxy"_s;
        QTest::newRow("no proxy there")
            << u"gone"_s << u"plain"_s << ErrorCode::Network << u"SOCKS proxy"_s;
        QTest::newRow("a server that breaks behind the proxy")
            << u"plain"_s << u"error"_s << ErrorCode::HttpStatus << u"500"_s;
        QTest::newRow("a connection that is cut behind the proxy")
            << u"plain"_s << u"drop"_s << ErrorCode::Network << u"connection"_s;
    }
    void saysWhatFailed()
    {
        QFETCH(QString, proxy);
        QFETCH(QString, mode);
        QFETCH(ErrorCode, code);
        QFETCH(QString, word);
        SocksProgram socks(proxy == "login"_L1
                               ? QStringList{u"socks"_s, u"--login"_s, u"me"_s, u"right"_s}
                               : QStringList{u"socks"_s});
        ProxyServer server = socks.server(u"me"_s, u"wrong"_s);
        if (proxy == "gone"_L1)
            server.port = 1;
        const auto cloned = clone(m_world->secureUrl(mode), server);
        QVERIFY(!cloned);
        const QString said = cloned.error().message + u" | "_s + cloned.error().detail;
        QVERIFY2(cloned.error().code == code,
                 qPrintable(errorCodeName(cloned.error().code) + u": "_s + said));
        QVERIFY2(said.contains(word), qPrintable(said));
        QVERIFY2(!said.contains(u"wrong"_s), qPrintable(said));
        QVERIFY(!cloned.error().nextStep.isEmpty());
    }

    void isLeftAtOnce_data()
    {
        QTest::addColumn<QString>("proxy");
        QTest::addColumn<QString>("mode");
        QTest::newRow("where the proxy says nothing") << u"silent"_s << u"plain"_s;
        QTest::newRow("where the server behind it says nothing") << u"socks"_s << u"silent"_s;
        QTest::newRow("where the server behind it stops in the middle") << u"socks"_s << u"stall"_s;
    }
    void isLeftAtOnce()
    {
        QFETCH(QString, proxy);
        QFETCH(QString, mode);
        SocksProgram socks({proxy});
        const QString address = m_world->secureUrl(mode);
        CancelSource cancel;
        QElapsedTimer sinceCancel;
        std::thread canceller([&] {
            QThread::msleep(700);
            sinceCancel.start();
            cancel.cancel();
        });
        const auto cloned = clone(address, socks.server(), JobContext(cancel.token()));
        canceller.join();
        QVERIFY(!cloned);
        QCOMPARE(cloned.error().code, ErrorCode::Cancelled);
        QVERIFY2(sinceCancel.elapsed() < kAtOnceMs,
                 qPrintable(QString::number(sinceCancel.elapsed())));
    }

private:
    QString target() const { return m_target->filePath(u"made"_s); }

    Result<ClonedRepository> clone(const QString &text, const ProxyServer &proxy,
                                   const JobContext &job = {}) const
    {
        return cloneFrom(text, proxyAddress(proxy, Secrets::Shown), job, m_world->certificate(),
                         u"v2"_s);
    }

    Result<ClonedRepository> cloneFrom(const QString &text, const QString &proxy,
                                       const JobContext &job = {}, const QString &authority = {},
                                       const QString &ref = {}) const
    {
        const auto address = gitAddress(text, {});
        if (!address)
            return address.error();
        return cloneRepository({.address = *address,
                                .ref = ref,
                                .target = target(),
                                .history = GitHistory::NewestOnly,
                                .transport = {.proxyUrl = proxy, .authorityFile = authority}},
                               SystemProcessRunner(), job);
    }

    std::unique_ptr<GitWorld> m_world;
    std::unique_ptr<QTemporaryDir> m_target;
};

QTEST_GUILESS_MAIN(TestCloneSocks)
#include "tst_clonesocks.moc"
