// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logline.h"
#include "core/server/sessionfile.h"
#include "core/server/sessionstatus.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestSessionValues : public QObject
{
    Q_OBJECT

private slots:
    void statusSurvivesTheJourney()
    {
        SessionStatus status;
        status.state = SessionState::Crashed;
        status.mode = SessionMode::Detached;
        status.port = 8190;
        status.url = QUrl(u"http://127.0.0.1:8190/"_s);
        status.processId = 42;
        status.serverProcessId = 41;
        status.started = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
        status.comfyVersion = u"0.33.0"_s;
        status.device = u"cuda:0 NVIDIA"_s;
        status.activity = u"Importing torch"_s;
        status.exitCode = 1;
        status.exitText = u"exit code 1"_s;
        status.lastLines = {u"a"_s, u"b"_s};
        status.restarts = 3;
        status.failure = Error{ErrorCode::Busy, u"m"_s, u"n"_s, u"d"_s};
        QCOMPARE(sessionStatusFromJson(toJson(status)), std::optional(status));
        QCOMPARE(sessionStatusFromJson(toJson(SessionStatus())), std::optional(SessionStatus()));
    }

    void understandsOlderAndNewerServers()
    {
        const auto older = sessionStatusFromJson({{u"state"_s, u"ready"_s}});
        QVERIFY(older);
        QCOMPARE(older->state, SessionState::Ready);
        QCOMPARE(older->port, 0);
        const auto newer = sessionStatusFromJson(
            {{u"state"_s, u"ready"_s}, {u"port"_s, 70000}, {u"new"_s, QJsonObject{}}});
        QVERIFY(newer);
        QCOMPARE(newer->port, 0);
        QVERIFY(!sessionStatusFromJson({{u"state"_s, u"hibernating"_s}}));
        QVERIFY(!sessionStatusFromJson({}));
    }

    void linesSurviveTheJourney()
    {
        LogLine line;
        line.number = 7;
        line.time = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
        line.stream = LogStream::Portico;
        line.level = LogLevel::Error;
        line.text = u"x\u2588"_s;
        line.progress = LogProgress{u"d"_s, 45, u"1/2"_s};
        line.replaces = 6;
        line.isContinuation = true;
        QCOMPARE(logLineFromJson(toJson(line)), std::optional(line));
        QVERIFY(!logLineFromJson({{u"text"_s, u"no number"_s}}));
    }

    void describesTheSessionInAFileOfItsOwn()
    {
        const QTemporaryDir folder;
        const Library library(folder.path());
        const InstallId id = *InstallId::fromString(u"studio");
        QDir().mkpath(library.installFolder(id));
        QVERIFY(!readSessionFile(library, id));
        const SessionFile file{.protocol = 1,
                               .server = ownProcess(),
                               .socket = u"/run/x"_s,
                               .mode = SessionMode::Detached,
                               .port = 8188,
                               .token = u"t"_s};
        QVERIFY(writeSessionFile(library, id, file));
        QCOMPARE(readSessionFile(library, id), std::optional(file));
        QCOMPARE(QFile::permissions(library.sessionFile(id)) & QFile::ReadOther,
                 QFile::Permissions());
        QFile(library.sessionFile(id)).resize(10);
        QVERIFY(!readSessionFile(library, id));
        removeSessionFile(library, id);
        QVERIFY(!QFile::exists(library.sessionFile(id)));
    }
};

QTEST_GUILESS_MAIN(TestSessionValues)
#include "tst_sessionvalues.moc"
