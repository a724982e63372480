// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace portico::test {

using namespace Qt::StringLiterals;

/** A folder with a repository made by the real git program, and a server for it on loopback. */
class GitWorld
{
public:
    GitWorld()
    {
        git({u"init"_s, u"-q"_s, u"-b"_s, u"master"_s, source()}, folder.path());
        commit(u"one"_s, "1\n", u"2025-01-01T00:00:00Z"_s);
        git({u"tag"_s, u"light"_s});
        commit(u"two"_s, "2\n", u"2025-02-01T00:00:00Z"_s);
        git({u"tag"_s, u"-a"_s, u"-m"_s, u"the second"_s, u"v2"_s});
        git({u"branch"_s, u"side/way"_s});
        commit(u"three"_s, "3\n", u"2025-03-01T00:00:00Z"_s);
        git({u"clone"_s, u"-q"_s, u"--bare"_s, source(), folder.filePath(u"x.git"_s)});
    }
    ~GitWorld()
    {
        m_server.closeWriteChannel();
        if (m_server.state() != QProcess::NotRunning && !m_server.waitForFinished(5'000))
            m_server.kill();
        m_server.waitForFinished(5'000);
    }
    Q_DISABLE_COPY_MOVE(GitWorld)

    QString source() const { return folder.filePath(u"source"_s); }

    /** What git says, without its line feed; the test fails where git does. */
    QString git(const QStringList &words, const QString &where = {}) const
    {
        QProcess process;
        process.setWorkingDirectory(where.isEmpty() ? source() : where);
        process.start(u"git"_s,
                      QStringList{u"-c"_s, u"user.name=T"_s, u"-c"_s, u"user.email=t@e.invalid"_s,
                                  u"-c"_s, u"advice.detachedHead=false"_s}
                          + words);
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("git %s: %s", qPrintable(words.join(u' ')),
                   process.readAllStandardError().data());
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }

    void commit(const QString &subject, const QByteArray &content, const QString &date)
    {
        qputenv("GIT_AUTHOR_DATE", date.toUtf8());
        qputenv("GIT_COMMITTER_DATE", date.toUtf8());
        QFile file(source() + u"/file.txt"_s);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        file.close();
        git({u"add"_s, u"."_s});
        git({u"commit"_s, u"-q"_s, u"-m"_s, subject});
    }

    QString id(const QString &name) const { return git({u"rev-parse"_s, name + u"^{commit}"_s}); }

    /** The address of the bare repository, served in one of gitserver.py's ways. */
    QString url(const QString &mode, const QString &name = u"x.git"_s)
    {
        if (m_server.state() == QProcess::NotRunning) {
            m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            m_server.start(u"python3"_s,
                           {u"-B"_s,
                            QStringLiteral(PORTICO_SOURCE_DIR) + u"/tests/support/gitserver.py"_s,
                            folder.path()});
            while (!m_server.canReadLine()) {
                if (!m_server.waitForReadyRead(20'000))
                    qFatal("no git server");
            }
            const QStringList said = QString::fromUtf8(m_server.readLine()).trimmed().split(u' ');
            m_address = said.value(0);
            m_secureAddress = said.value(1);
            m_certificate = said.value(2);
        }
        return m_address + u'/' + mode + u'/' + name;
    }

    /** The same with TLS; empty where openssl is not here. */
    QString secureUrl(const QString &mode, const QString &name = u"x.git"_s)
    {
        url(mode);
        return m_secureAddress.isEmpty() ? QString() : m_secureAddress + u'/' + mode + u'/' + name;
    }
    /** What signed its certificate: itself. */
    QString certificate() const { return m_certificate; }

    QTemporaryDir folder;

private:
    QProcess m_server;
    QString m_address;
    QString m_secureAddress;
    QString m_certificate;
};

} // namespace portico::test
