// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/platform/processidentity.h"
#include "core/platform/runtimefolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A socket that listens on a free port of this computer. */
class Listener
{
public:
    explicit Listener(int family)
        : m_fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_storage address = {};
        address.ss_family = static_cast<sa_family_t>(family);
        socklen_t size = family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
        auto *any = reinterpret_cast<sockaddr *>(&address);
        if (::bind(m_fd, any, size) != 0 || ::listen(m_fd, 1) != 0
            || ::getsockname(m_fd, any, &size) != 0)
            return;
        m_port = ntohs(family == AF_INET ? reinterpret_cast<sockaddr_in *>(&address)->sin_port
                                         : reinterpret_cast<sockaddr_in6 *>(&address)->sin6_port);
    }
    ~Listener() { ::close(m_fd); }
    quint16 port() const { return m_port; }

private:
    int m_fd;
    quint16 m_port = 0;
};

} // namespace

class TestHost : public QObject
{
    Q_OBJECT

    std::unique_ptr<Host> m_host = makeHost();

private slots:
    void knowsThisComputer()
    {
        QCOMPARE(m_host->os(), hostOs());
        QCOMPARE(m_host->architecture(), hostArchitecture());
        const MemorySize memory = m_host->memory();
        QVERIFY(memory.total > 0);
        QVERIFY(memory.available > 0);
        QVERIFY(memory.available <= memory.total);
    }

    void measuresTheDiskOfWhatIsNotThereYet()
    {
        const QTemporaryDir folder;
        const auto space = m_host->diskSpace(folder.filePath(u"not/there/yet"_s));
        QVERIFY(space);
        QVERIFY(space->total > 0);
        QVERIFY(space->available <= space->total);
        QVERIFY(!space->fileSystem.isEmpty());
        QVERIFY(!space->readOnly);
    }

    void namesWhoListens_data()
    {
        QTest::addColumn<int>("family");
        QTest::newRow("on an address of version 4") << AF_INET;
        QTest::newRow("on an address of version 6") << AF_INET6;
    }
    void namesWhoListens()
    {
        QFETCH(int, family);
        const Listener listener(family);
        if (listener.port() == 0)
            QSKIP("this computer has no such addresses");
        const auto name = m_host->listenerOn(listener.port());
        QVERIFY(name.has_value());
        QCOMPARE(name->pid, static_cast<qint64>(::getpid()));
        QCOMPARE(name->program, QFileInfo(QCoreApplication::applicationFilePath()).fileName());
        QVERIFY(name->commandLine.contains(name->program));
    }

    void saysNothingAboutAFreePort()
    {
        quint16 port = 0;
        {
            const Listener listener(AF_INET);
            port = listener.port();
        }
        QVERIFY(!m_host->listenerOn(port).has_value());
    }

    void aProcessIsNamedByPidAndStart()
    {
        const auto own = m_host->processStartTime(::getpid());
        QVERIFY(own.has_value());
        QCOMPARE(ownProcess().startTime, *own);
        QCOMPARE(ownProcess().bootId, m_host->bootId());
        QVERIFY(!m_host->bootId().isEmpty());
        QProcess child;
        child.start(u"sleep"_s, {u"60"_s});
        QVERIFY(child.waitForStarted());
        const qint64 pid = child.processId();
        QVERIFY(m_host->processStartTime(pid).has_value());
        QVERIFY(*m_host->processStartTime(pid) >= *own);
        child.kill();
        QVERIFY(child.waitForFinished());
        QVERIFY(!m_host->processStartTime(pid).has_value());
    }

    void theRuntimeFolderIsOursAlone()
    {
        const QTemporaryDir offered;
        QFile::setPermissions(offered.path(),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("XDG_RUNTIME_DIR", offered.path().toUtf8());
        const auto folder = m_host->runtimeFolder();
        QVERIFY(folder);
        QCOMPARE(*folder, offered.filePath(u"portico"_s));
        struct stat info = {};
        QCOMPARE(::stat(folder->toUtf8().constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0700U);
        QVERIFY2(m_host->runtimeFolder(), "a second call finds it");
        QCOMPARE(::chmod(folder->toUtf8().constData(), 0755), 0);
        const auto open = m_host->runtimeFolder();
        QVERIFY(!open);
        QCOMPARE(open.error().code, ErrorCode::Refused);
    }

    void aRuntimeFolderThatOthersCanEnterIsNotUsed()
    {
        const QTemporaryDir offered;
        QCOMPARE(::chmod(offered.path().toUtf8().constData(), 0755), 0);
        qputenv("XDG_RUNTIME_DIR", offered.path().toUtf8());
        const auto folder = m_host->runtimeFolder();
        QVERIFY(folder);
        QCOMPARE(*folder, u"/tmp/portico-%1"_s.arg(::getuid()));
    }

    void aRuntimeFolderTooLongForASocketIsNotUsed()
    {
        const QTemporaryDir base;
        const QString deep = base.filePath(QString(60, u'x'));
        QVERIFY(QDir().mkpath(deep));
        QCOMPARE(::chmod(deep.toUtf8().constData(), 0700), 0);
        qputenv("XDG_RUNTIME_DIR", deep.toUtf8());
        const auto folder = m_host->runtimeFolder();
        QVERIFY(folder);
        QVERIFY(folder->size() < 60);
    }
};

QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
