// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/laststart.h"
#include "core/diagnosis/logsource.h"
#include "core/server/logfiles.h"
#include "core/server/logrotation.h"
#include "core/server/sessionmark.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

using Kind = SessionMark::Kind;

/** A library with one install's log folder, into which lines are written as a session writes them.
 */
class Logs
{
public:
    Logs()
        : library(m_folder.path())
        , folder(library.logFolder(id))
    {
        QDir().mkpath(folder);
    }

    void write(const QStringList &lines, const QString &time = u"2026-11-21T10:00:00.000Z"_s) const
    {
        QFile file(LogFiles::currentFile(folder));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        for (const QString &line : lines)
            file.write((time + u" I "_s + line + u'\n').toUtf8());
    }
    void rotate() const { rotateLogs(LogFiles::currentFile(folder), 5); }

    LastStart read() const
    {
        const Result<LastStart> start = readLastStart(library, id, JobContext());
        return start ? *start : LastStart();
    }

    const InstallId id = *InstallId::fromString(u"studio"_s);

private:
    QTemporaryDir m_folder;

public:
    const Library library;
    const QString folder;
};

const QString kStart = markText({.kind = Kind::Start, .port = 8190});
const QString kReady = markText({.kind = Kind::Ready});
const QString kCrash = markText({.kind = Kind::End, .exit = {false, 1}});
const QString kMissing = u"ModuleNotFoundError: No module named 'torchsde'"_s;

} // namespace

class TestLastStart : public QObject
{
    Q_OBJECT

private slots:
    void knowsNothingOfAnInstallThatWasNeverStarted()
    {
        const Logs logs;
        const LastStart start = logs.read();
        QVERIFY(!start.time.isValid());
        QVERIFY(start.diagnoses.isEmpty());
        QVERIFY(start.packs.isEmpty());
    }

    void readsTheLastOfManyStarts()
    {
        const Logs logs;
        logs.write({kStart, u"Starting: python main.py"_s, kMissing, kCrash});
        logs.write({kStart, u"Import times for custom nodes:"_s,
                    u"   1.5 seconds (IMPORT FAILED): /c/custom_nodes/broken"_s, kReady},
                   u"2026-11-21T11:00:00.000Z"_s);
        const LastStart start = logs.read();
        QCOMPARE(start.time,
                 QDateTime::fromString(u"2026-11-21T11:00:00.000Z"_s, Qt::ISODateWithMs));
        QVERIFY(start.facts.wasReady);
        QCOMPARE(start.facts.port, 8190);
        QCOMPARE(start.packs.size(), 1);
        QCOMPARE(start.packs.first().seconds, 1.5);
        QCOMPARE(start.diagnoses.size(), 1);
        QCOMPARE(start.diagnoses.first().id, u"pack-import-failed"_s);
    }

    void takesTheEndFromTheLog()
    {
        const Logs logs;
        logs.write({kStart, kMissing, kCrash});
        const LastStart start = logs.read();
        QVERIFY(start.facts.isOver);
        QVERIFY((start.facts.exit == ExitFacts{false, 1}));
        QCOMPARE(start.diagnoses.first().id, u"module-missing"_s);
    }

    void saysNothingOfAStopThatWasAskedFor()
    {
        const Logs logs;
        logs.write(
            {kStart, kMissing,
             markText({.kind = Kind::End, .exit = {true, 2}, .why = SessionMark::Why::Asked})});
        QVERIFY(logs.read().diagnoses.isEmpty());
    }

    void readsAStartThatFillsSeveralFiles()
    {
        const Logs logs;
        logs.write({kStart, u"an older start"_s, kCrash});
        logs.rotate();
        logs.write({kStart, u"Port 8190 is already in use on address 127.0.0.1. Please"_s});
        logs.rotate();
        logs.write({u"only more of the same"_s});
        logs.rotate();
        logs.write({u"and the end"_s, kCrash});
        QCOMPARE(logFilesIn(logs.folder).size(), 4);
        QVERIFY(logFilesIn(logs.folder).at(1).endsWith(u".1.log.gz"_s));
        const LastStart start = logs.read();
        QCOMPARE(start.diagnoses.size(), 1);
        QCOMPARE(start.diagnoses.first().id, u"port-taken"_s);
    }

    void readsTheLogOfAnOlderPortico()
    {
        const Logs logs;
        logs.write({u"Starting: python main.py"_s, kMissing});
        QCOMPARE(logs.read().diagnoses.first().id, u"module-missing"_s);
    }

    void readsWhatOthersWrote_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("Portico") << QByteArray("2026-11-21T10:00:00.123Z W Cannot import x")
                                 << u"Cannot import x"_s;
        QTest::newRow("ComfyUI on a terminal")
            << QByteArray("\x1b[1m\x1b[33m[WARNING]\x1b[0m Cannot import x")
            << u"Cannot import x"_s;
        QTest::newRow("ComfyUI-Manager")
            << QByteArray("[2024-11-10 13:53:29.822] Cannot import x") << u"Cannot import x"_s;
        QTest::newRow("a level tag") << QByteArray("[INFO] got prompt") << u"got prompt"_s;
        QTest::newRow("an empty line") << QByteArray() << QString();
        QTest::newRow("indented") << QByteArray("   0.0 seconds: /c") << u"   0.0 seconds: /c"_s;
    }
    void readsWhatOthersWrote()
    {
        QFETCH(QByteArray, bytes);
        QTEST(logFileLine(bytes).text, "text");
    }

    void readsAnyFile()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"a log.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\x1b[32m[INFO]\x1b[0m Checkpoint files\r\n"
                   "Traceback (most recent call last):\r\n"
                   "AssertionError: Torch not compiled with CUDA enabled\r\n");
        file.close();
        const Result<LastStart> start = readLogFile(file.fileName(), JobContext());
        QVERIFY(start);
        QCOMPARE(start->diagnoses.size(), 1);
        QCOMPARE(start->diagnoses.first().id, u"torch-without-cuda"_s);
        QCOMPARE(start->diagnoses.first().gravity, Gravity::Stops);
        const Result<LastStart> none = readLogFile(folder.filePath(u"none"_s), JobContext());
        QCOMPARE(none.error().code, ErrorCode::NotFound);
    }

    void survivesBytesThatAreNoText()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"log"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray bytes(300'000, '\xff');
        bytes += "\n\0\n=== portico: end code= why=\n=== portico: start port=99999999\n"_ba;
        file.write(bytes);
        file.close();
        QVERIFY(readLogFile(file.fileName(), JobContext()));
    }
};

QTEST_GUILESS_MAIN(TestLastStart)
#include "tst_laststart.moc"
