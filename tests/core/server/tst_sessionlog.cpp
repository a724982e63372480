// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionlog.h"

#include <KCompressionDevice>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

LogLine line(qint64 number, qsizetype size)
{
    LogLine made;
    made.number = number;
    made.time = QDateTime::currentDateTimeUtc();
    made.text = u"line %1 "_s.arg(number) + QString(size, u'x');
    return made;
}

} // namespace

class TestSessionLog : public QObject
{
    Q_OBJECT

private slots:
    void numbersLinesOfBothStreams()
    {
        const QTemporaryDir folder;
        SessionLog log(folder.path());
        log.take(LogStream::Output, "half");
        log.take(LogStream::ErrorOutput, "[WARNING] whole\n");
        log.take(LogStream::Output, " line\n");
        log.say(LogLevel::Error, u"ours"_s);
        LogCursor cursor;
        const LogBatch batch = log.ring().read(cursor, 100, 1 << 20);
        QCOMPARE(batch.lines.size(), 3);
        QCOMPARE(batch.lines[0].text, u"whole"_s);
        QCOMPARE(batch.lines[0].level, LogLevel::Warning);
        QCOMPARE(batch.lines[1].text, u"half line"_s);
        QCOMPARE(batch.lines[1].stream, LogStream::Output);
        QCOMPARE(batch.lines[2].stream, LogStream::Portico);
        QCOMPARE(batch.lines[2].number, 3);
    }

    void hidesSecretsInRingAndFile()
    {
        const QTemporaryDir folder;
        {
            SessionLog log(folder.path());
            log.take(LogStream::Output, "token hf_CANARYCANARY0123\n");
            QVERIFY(!log.ring().tail(1).first().contains(u"CANARY"_s));
        }
        const QByteArray file = contentOf(LogFiles::currentFile(folder.path()));
        QVERIFY(file.contains("hf_****"));
        QVERIFY(!file.contains("CANARY"));
    }

    void replacesFramesOfABar()
    {
        const QTemporaryDir folder;
        SessionLog log(folder.path());
        log.take(LogStream::ErrorOutput, "before\n");
        for (int i = 0; i <= 100; ++i) {
            log.take(LogStream::ErrorOutput,
                     u"\r%1%|##| %1/100 [00:01<00:01,  1.0it/s]"_s.arg(i, 3).toUtf8());
        }
        log.take(LogStream::ErrorOutput, "\nafter\n");
        LogCursor cursor;
        const LogBatch batch = log.ring().read(cursor, 100, 1 << 20);
        QCOMPARE(batch.lines.size(), 3);
        QCOMPARE(batch.lines[1].progress->percent, 100);
        QCOMPARE(batch.lines[2].text, u"after"_s);
        QVERIFY2(batch.lines[2].number < 20, "a hundred frames in a moment make few lines");
    }

    void countsAFloodInsteadOfReadingIt()
    {
        const QTemporaryDir folder;
        SessionLog log(folder.path());
        QByteArray chunk;
        for (int i = 0; i < 1000; ++i)
            chunk += "a line of a flood of lines\n";
        qint64 given = 0;
        bool isTold = false;
        log.onLine = [&](const LogLine &told) {
            given += told.stream != LogStream::Portico;
            isTold = isTold || told.text.contains(u"left out"_s);
        };
        constexpr int chunks = 300;
        for (int i = 0; i < chunks; ++i)
            log.take(LogStream::Output, chunk);
        QCOMPARE(given + log.skipped(), chunks * 1000);
        QVERIFY(log.skipped() > 0);
        QVERIFY(log.ring().size() <= 10'000);
        QTRY_VERIFY(isTold);
    }

    void rotatesAndCompresses()
    {
        const QTemporaryDir folder;
        for (int round = 0; round < 4; ++round) {
            LogFiles files(folder.path(), {.fileSize = 10'000, .files = 3});
            for (int i = 0; i < 12; ++i)
                files.write(line(i, 1000));
        }
        const QStringList names = QDir(folder.path()).entryList(QDir::Files, QDir::Name);
        QVERIFY2(names.contains(u"comfyui.1.log.gz"_s), qPrintable(names.join(u' ')));
        QVERIFY(names.contains(u"comfyui.2.log.gz"_s));
        QVERIFY(!names.contains(u"comfyui.3.log.gz"_s));
        QVERIFY(!names.contains(u"comfyui.1.log"_s));
        KCompressionDevice device(folder.filePath(u"comfyui.1.log.gz"_s), KCompressionDevice::GZip);
        QVERIFY(device.open(QIODevice::ReadOnly));
        QVERIFY(device.readAll().contains(QByteArray(1000, 'x')));
    }

    void tellsOnceThatItCannotWrite()
    {
        const QTemporaryDir folder;
        const QString blocked = folder.filePath(u"file"_s);
        QFile file(blocked);
        QVERIFY(file.open(QIODevice::WriteOnly));
        SessionLog log(blocked + u"/logs"_s);
        const auto problems = [&log] {
            return log.ring().tail(1000).filter(u"cannot be written"_s).size();
        };
        QTRY_VERIFY((log.take(LogStream::Output, "line\n"), problems() == 1));
        for (int i = 0; i < 20; ++i)
            log.take(LogStream::Output, "line\n");
        QCOMPARE(problems(), 1);
        QVERIFY(log.ring().size() > 20); // it is still shown
    }
};

QTEST_GUILESS_MAIN(TestSessionLog)
#include "tst_sessionlog.moc"
