// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/process/processrunner.h"
#include "tests/core/archive/fixtures/rawtar.h"
#include "tests/core/archive/fixtures/rawzip.h"
#include "tests/core/archive/fixtures/sandbox.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

namespace {

/** A tar of one file of 4 GiB, itself a file with holes: made at once, long to unpack. */
QString hugeTar(const Sandbox &sandbox)
{
    constexpr qint64 size = 4LL << 30;
    const QByteArray head = rawTar(
        {{.name = "huge", .sizeField = QByteArray::number(size, 8).rightJustified(11, '0') + '\0'}},
        TarEnd::Missing);
    const QString path = sandbox.put(u"huge.tar"_s, head);
    QFile file(path);
    return file.resize(head.size() + size + 1024) ? path : QString();
}

/** A program in the helper's place. */
void useHelper(const Sandbox &sandbox, const QByteArray &script)
{
    const QString path = sandbox.put(u"helper.sh"_s, "#!/bin/sh\n" + script);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner);
    qputenv("PORTICO_HELPER", QFile::encodeName(path));
}

} // namespace

/** Unpacking as the rest of Portico does it: in the real helper program. */
class TestUnpackHelper : public QObject
{
    Q_OBJECT

private slots:
    void init() { qputenv("PORTICO_HELPER", m_helper); }
    void cleanup() { qputenv("PORTICO_HELPER", m_helper); }

    void unpacks()
    {
        const Sandbox sandbox;
        RawZip zip;
        zip.entries.append(RawZipEntry{.name = "b/a.txt", .data = "content\n"});
        zip.entries.append(RawZipEntry{.name = "b/what?", .data = "x"});
        zip.entries.append(RawZipEntry{.name = "b/l", .data = "a.txt", .mode = 0120777});
        UnpackRequest request = sandbox.request(sandbox.put(u"a.zip"_s, zip.bytes()));
        request.manifestFile = sandbox.path(u"manifest"_s);
        Progress last;
        const JobContext job(
            {}, {.steps = {}, .progress = [&last](const Progress &p) { last = p; }, .log = {}});
        const auto summary = unpackArchive(request, SystemProcessRunner(), job);
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().message));
        QCOMPARE(summary->files, 2);
        QCOMPARE(summary->folders, 1);
        QCOMPARE(summary->links, 1);
        QCOMPARE(summary->bytes, 9);
        QCOMPARE(summary->topLevel, QStringList{u"b"_s});
        QCOMPARE(summary->warnings.size(), 1);
        QCOMPARE(last.done, 9);
        QCOMPARE(last.total, 9);
        QVERIFY(!last.step.isEmpty());
        QVERIFY(QFile::exists(request.manifestFile));
        QCOMPARE(sandbox.unpacked().size(), 4);
    }

    void carriesErrorsOver()
    {
        const Sandbox sandbox;
        RawZip zip;
        zip.entries.append(RawZipEntry{.name = "../evil", .data = "x"});
        const UnpackRequest request = sandbox.request(sandbox.put(u"a.zip"_s, zip.bytes()));
        const auto here = unpackHere(request, JobContext());
        const auto there = unpackArchive(request, SystemProcessRunner(), JobContext());
        QCOMPARE(there.error().code, ErrorCode::Refused);
        QCOMPARE(there.error(), here.error());
    }

    void stopsAtOnceWhenCancelled()
    {
        const Sandbox sandbox;
        const UnpackRequest request = sandbox.request(hugeTar(sandbox));
        CancelSource cancel;
        QElapsedTimer sinceCancel;
        const auto stop = [&](const Progress &progress) {
            if (progress.done > (16 << 20) && !sinceCancel.isValid()) {
                sinceCancel.start();
                cancel.cancel();
            }
        };
        const JobContext job(cancel.token(), {.steps = {}, .progress = stop, .log = {}});
        const auto result = unpackArchive(request, SystemProcessRunner(), job);
        QVERIFY(sinceCancel.isValid());
        QVERIFY2(sinceCancel.elapsed() < kAtOnceMs,
                 qPrintable(QString::number(sinceCancel.elapsed())));
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }

    void stopsInProcessAtOnceToo()
    {
        const Sandbox sandbox;
        const UnpackRequest request = sandbox.request(hugeTar(sandbox));
        CancelSource cancel;
        QElapsedTimer sinceCancel;
        const auto stop = [&](const Progress &progress) {
            if (progress.done > (16 << 20) && !sinceCancel.isValid()) {
                sinceCancel.start();
                cancel.cancel();
            }
        };
        const JobContext job(cancel.token(), {.steps = {}, .progress = stop, .log = {}});
        QCOMPARE(unpackHere(request, job).error().code, ErrorCode::Cancelled);
        QVERIFY2(sinceCancel.elapsed() < kAtOnceMs,
                 qPrintable(QString::number(sinceCancel.elapsed())));
    }

    void endsWhenItsParentIsGone()
    {
        const Sandbox sandbox;
        QProcess helper;
        helper.start(QFile::decodeName(m_helper), {u"unpack"_s});
        helper.write(
            QJsonDocument(toJson(sandbox.request(hugeTar(sandbox)))).toJson(QJsonDocument::Compact)
            + '\n');
        QVERIFY(helper.waitForReadyRead(20'000)); // it is at work
        helper.closeWriteChannel();
        QElapsedTimer sinceEnd;
        sinceEnd.start();
        QVERIFY(helper.waitForFinished(20'000));
        QVERIFY2(sinceEnd.elapsed() < kAtOnceMs, qPrintable(QString::number(sinceEnd.elapsed())));
        QVERIFY(helper.exitCode() != 0 || helper.exitStatus() == QProcess::CrashExit);
    }

    void reportsSeldomEnough()
    {
        const Sandbox sandbox;
        const UnpackRequest request = sandbox.request(hugeTar(sandbox));
        CancelSource cancel;
        int reports = 0;
        QElapsedTimer time;
        time.start();
        const auto count = [&](const Progress &) {
            ++reports;
            if (time.elapsed() > 1'000)
                cancel.cancel();
        };
        const JobContext job(cancel.token(), {.steps = {}, .progress = count, .log = {}});
        QVERIFY(!unpackHere(request, job));
        QVERIFY2(reports <= 20 * time.elapsed() / 1'000 + 2, qPrintable(QString::number(reports)));
        QVERIFY(reports >= 3);
    }

    void saysWhenTheHelperFails_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("it is killed")
            << QByteArray("read line\nkill -9 $$\n") << ErrorCode::ProcessFailed;
        QTest::newRow("it crashes")
            << QByteArray("read line\nkill -SEGV $$\n") << ErrorCode::ProcessFailed;
        QTest::newRow("it says nothing")
            << QByteArray("read line\nexit 0\n") << ErrorCode::ProcessFailed;
        QTest::newRow("it says a result, then fails")
            << QByteArray("read line\necho '{\"kind\":\"result\",\"files\":1}'\nexit 3\n")
            << ErrorCode::ProcessFailed;
        QTest::newRow("it says nonsense")
            << QByteArray("read line\necho hello\nsleep 20\n") << ErrorCode::InvalidInput;
        QTest::newRow("it never ends a line")
            << QByteArray("read line\nhead -c 30000000 /dev/zero\n") << ErrorCode::ProcessFailed;
    }
    void saysWhenTheHelperFails()
    {
        QFETCH(QByteArray, script);
        QFETCH(ErrorCode, code);
        const Sandbox sandbox;
        useHelper(sandbox, script);
        const auto result = unpackArchive(sandbox.request(sandbox.put(u"a.zip"_s, "x")),
                                          SystemProcessRunner(), JobContext());
        QVERIFY(!result);
        QCOMPARE(result.error().code, code);
        QVERIFY(!result.error().nextStep.isEmpty());
        if (code == ErrorCode::ProcessFailed)
            QVERIFY(result.error().message.contains(u"a.zip"_s));
    }

    void readsItsOwnRequests()
    {
        UnpackRequest request;
        request.archive = u"/a/b.7z.001"_s;
        request.destination = u"/c/ü"_s;
        request.manifestFile = u"/m"_s;
        request.rulesFor = Os::Windows;
        request.limits.maxBytes = 12345678901234;
        const Result<UnpackRequest> back = unpackRequestFromJson(toJson(request));
        QVERIFY(back);
        QCOMPARE(back->archive, request.archive);
        QCOMPARE(back->destination, request.destination);
        QCOMPARE(back->manifestFile, request.manifestFile);
        QCOMPARE(back->rulesFor, Os::Windows);
        QCOMPARE(back->limits.maxBytes, 12345678901234);
        QVERIFY(!unpackRequestFromJson({}));
        QJsonObject endless = toJson(request);
        endless[u"maxEntries"_s] = -1;
        QVERIFY(!unpackRequestFromJson(endless));
    }

private:
    QByteArray m_helper = qgetenv("PORTICO_HELPER");
};

QTEST_GUILESS_MAIN(TestUnpackHelper)
#include "tst_unpackhelper.moc"
