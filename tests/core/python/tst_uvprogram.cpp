// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/downloader.h"
#include "core/net/network.h"
#include "core/net/networkchain.h"
#include "core/net/qthttpclient.h"
#include "core/process/processrunner.h"
#include "core/python/uvpins.h"
#include "core/python/uvprogram.h"
#include "core/settings/networksettings.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** Answers every request with the same bytes, on a thread of its own. */
class OneAnswer
{
public:
    explicit OneAnswer(const QByteArray &bytes)
        : m_thread([this, bytes] { serve(bytes); })
    {
        while (m_port == 0)
            QThread::msleep(5);
    }
    ~OneAnswer()
    {
        m_stop = true;
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(OneAnswer)

    QString address() const { return u"http://127.0.0.1:%1"_s.arg(m_port.load()); }

private:
    void serve(const QByteArray &bytes)
    {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
        m_port = server.serverPort();
        while (!m_stop) {
            if (!server.waitForNewConnection(50))
                continue;
            const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
            socket->waitForReadyRead(2'000);
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(bytes.size())
                          + "\r\nConnection: close\r\n\r\n" + bytes);
            socket->waitForBytesWritten(2'000);
            socket->disconnectFromHost();
        }
    }

    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace

/** Where uv is found, in which order, and what is said when it is nowhere. Programs of the test
 * play uv and Python. */
class TestUvProgram : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_place = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(m_place->filePath(u"bin"_s)));
        qputenv("PATH", QFile::encodeName(m_place->filePath(u"bin"_s)));
        m_settings = NetworkSettings();
        m_log.clear();
    }
    void cleanup() { qputenv("PATH", m_path); }

    void takesTheOneOnPath()
    {
        put(u"bin/uv"_s, "echo uv 0.11.25 '(abc 2026-06-01)'");
        const auto uv = provide();
        QVERIFY2(uv, uv ? "" : qPrintable(uv.error().message));
        QCOMPARE(uv->origin, UvProgram::Origin::OnPath);
        QCOMPARE(uv->version, QVersionNumber(0, 11, 25));
    }

    void takesTheOneThatWasFetchedBefore()
    {
        put(u"bin/uv"_s, "echo uv 0.11.24");
        put(u"tools/uv-%1/uv"_s.arg(pinnedUvVersion()), "echo uv " + pinnedUvVersion().toUtf8());
        const auto uv = provide();
        QVERIFY(uv);
        QCOMPARE(uv->path, m_place->filePath(u"tools/uv-%1/uv"_s.arg(pinnedUvVersion())));
    }

    void obeysTheSetting_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("a good one") << QByteArray("echo uv 0.13.8") << true;
        QTest::newRow("one that is too old") << QByteArray("echo uv 0.11.24") << false;
        QTest::newRow("another program") << QByteArray("echo hello") << false;
        QTest::newRow("one that fails") << QByteArray("exit 3") << false;
    }
    void obeysTheSetting()
    {
        QFETCH(QByteArray, script);
        QFETCH(bool, isGood);
        put(u"bin/uv"_s, "echo uv 0.13.0");
        put(u"mine/uv"_s, script);
        const auto uv = provide(m_place->filePath(u"mine/uv"_s));
        QCOMPARE(bool(uv), isGood);
        if (uv)
            QCOMPARE(uv->origin, UvProgram::Origin::Chosen);
        else
            QCOMPARE(uv.error().code, ErrorCode::Unsupported);
        QCOMPARE(provide(m_place->filePath(u"gone/uv"_s)).error().code, ErrorCode::NotFound);
    }

    void fetchesItWithPip()
    {
        // Plays Python: says what it is, and what pip would put into the target folder.
        const QByteArray version = pinnedUvVersion().toUtf8();
        put(u"bin/python3"_s,
            "case \"$*\" in\n"
            "*pip*) while [ \"$1\" != --target ]; do shift; done; mkdir -p \"$2/bin\"\n"
            "  printf '#!/bin/sh\\necho uv "
                + version
                + "\\n' > \"$2/bin/uv\"; chmod +x \"$2/bin/uv\"\n"
                  "  grep -q -- '--hash=sha256:' \"$4\" || exit 1;;\n"
                  "*) echo "
                  "'{\"version\":\"3.12.1\",\"major\":3,\"minor\":12,\"machine\":\"x86_64\","
                  "\"prefix\":\"/x\",\"executable\":\""
                + QFile::encodeName(m_place->filePath(u"bin/python3"_s)) + "\"}';;\nesac");
        put(u"bin/mkdir"_s, "exec /bin/mkdir \"$@\"");
        put(u"bin/chmod"_s, "exec /bin/chmod \"$@\"");
        put(u"bin/grep"_s, "exec /bin/grep \"$@\"");
        const auto uv = provide();
        QVERIFY2(uv, uv ? "" : qPrintable(uv.error().message + uv.error().detail));
        QCOMPARE(uv->version.toString(), pinnedUvVersion());
        QCOMPARE(uv->path, m_place->filePath(u"tools/uv-%1/uv"_s.arg(pinnedUvVersion())));
        QCOMPARE(QDir(m_place->filePath(u"tools"_s)).entryList({u"fetch-*"_s}, QDir::AllEntries),
                 QStringList());
    }

    void refusesAReleaseThatIsNotTheOne()
    {
        const OneAnswer server("not the archive that was pinned");
        m_settings.githubMirror = server.address();
        const auto uv = provide();
        QVERIFY(!uv);
        QVERIFY(!uv.error().message.isEmpty()); // the mirror's bytes were wrong, GitHub is not here
        QVERIFY(!QFile::exists(m_place->filePath(u"tools/uv-%1/uv"_s.arg(pinnedUvVersion()))));
    }

    void namesAllThatWasTried()
    {
        put(u"bin/uv"_s, "echo uv 0.4.30");
        const OneAnswer server("x");
        m_settings.githubMirror = server.address();
        const auto uv = provide();
        QVERIFY(!uv);
        QVERIFY2(uv.error().detail.contains(u"0.4.30"_s), qPrintable(uv.error().detail));
        QVERIFY(uv.error().nextStep.contains(leastUvVersion().toString()));
        const QString told = m_log.join(u'\n') + uv.error().detail;
        QVERIFY2(told.contains(u"no Python 3.10 or newer"_s), qPrintable(told));
        QVERIFY2(!told.contains(u"bundle"_s),
                 qPrintable(told)); // who asked for packages asked for none
    }

private:
    void put(const QString &name, const QByteArray &script) const
    {
        const QString path = m_place->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + script + "\n") < 0)
            qFatal("cannot write");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    }

    Result<UvProgram> provide(const QString &chosen = {})
    {
        const auto network = std::make_shared<Network>();
        const NetworkChain chain = makeNetworkChain(m_settings, {});
        network->use(chain);
        const QtHttpClient http(network);
        const SystemClock clock;
        DownloadLimits limits;
        limits.tries = 1;
        const Downloader downloader(http, clock, m_place->filePath(u"downloads"_s), limits);
        const JobContext job({}, {.steps = {}, .progress = {}, .log = [this](const QString &line) {
                                      m_log += line;
                                  }});
        return provideUv({.chosen = chosen, .folder = m_place->filePath(u"tools"_s)},
                         {m_processes, downloader, chain}, job);
    }

    std::unique_ptr<QTemporaryDir> m_place;
    SystemProcessRunner m_processes;
    NetworkSettings m_settings;
    QStringList m_log;
    QByteArray m_path = qgetenv("PATH");
};

QTEST_GUILESS_MAIN(TestUvProgram)
#include "tst_uvprogram.moc"
