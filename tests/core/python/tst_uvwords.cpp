// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/uvfailure.h"
#include "core/python/uvprogram.h"
#include "core/python/uvprogress.h"

#include <QFile>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What uv says, understood: failures recorded from the real program, and its progress. */
class TestUvWords : public QObject
{
    Q_OBJECT

private slots:
    void explainsFailures_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("part"); // of the sentence
        QTest::newRow("no-version")
            << ErrorCode::Unsupported << u"only tinymath<=2.0 is available"_s;
        QTest::newRow("no-package") << ErrorCode::NotFound << u"nosuchpackage"_s;
        QTest::newRow("no-dates") << ErrorCode::Unsupported << u"when packages were uploaded"_s;
        QTest::newRow("no-wheel") << ErrorCode::Unsupported << u"no build for this Python"_s;
        QTest::newRow("clash") << ErrorCode::Unsupported << u"depend on tinymath>=2"_s;
        QTest::newRow("refused") << ErrorCode::Network << u"127.0.0.1"_s;
        QTest::newRow("no-host") << ErrorCode::Network << u"nosuch.invalid cannot be found"_s;
        QTest::newRow("certificate") << ErrorCode::Refused << u"certificate of index.example"_s;
        QTest::newRow("login") << ErrorCode::PermissionDenied << u"does not let you in"_s;
        QTest::newRow("status-500") << ErrorCode::HttpStatus << u"500"_s;
        QTest::newRow("no-index") << ErrorCode::Network << QString();
        QTest::newRow("hash") << ErrorCode::HashMismatch << u"tinymath==2.0"_s;
        QTest::newRow("dropped") << ErrorCode::Network << u"connection"_s;
        QTest::newRow("disk-full") << ErrorCode::DiskFull << u"full"_s;
        QTest::newRow("python-download") << ErrorCode::Network << u"127.0.0.1"_s;
        QTest::newRow("no-python") << ErrorCode::NotFound << u"no such Python"_s;
    }
    void explainsFailures()
    {
        QFETCH(QString, part);
        QFile file(QStringLiteral(PORTICO_SOURCE_DIR) + u"/tests/core/python/uvwords/"_s
                   + QString::fromLatin1(QTest::currentDataTag()) + u".txt"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString words = QString::fromUtf8(file.readAll());
        const Error error = uvFailure(words);
        QTEST(error.code, "code");
        QVERIFY2(error.message.contains(part), qPrintable(error.message));
        QVERIFY(!error.nextStep.isEmpty());
        QCOMPARE(error.detail, words.trimmed());
    }

    void keepsWhatItDoesNotUnderstand()
    {
        const Error error = uvFailure(u"thread 'main' panicked at src/lib.rs:1"_s);
        QCOMPARE(error.code, ErrorCode::ProcessFailed);
        QVERIFY(error.detail.contains(u"panicked"_s));
        QCOMPARE(uvFailure({}).code, ErrorCode::ProcessFailed);
    }

    void followsDownloads()
    {
        // As "uv pip install" 0.13.8 said it without a terminal.
        UvProgress progress;
        const QStringList lines{u"Resolved 7 packages in 53ms"_s,
                                u"Downloading torch (846.9MiB)"_s,
                                u"Downloading nvidia-cufile-cu12 (1.0MiB)"_s,
                                u" Downloaded nvidia-cufile-cu12"_s,
                                u"   Building odd @ file:///x"_s,
                                u" Downloaded torch"_s,
                                u"Prepared 7 packages in 43ms"_s};
        QList<qint64> done;
        for (const QString &line : lines) {
            progress.take(line);
            if (progress.hasChanged())
                done += progress.progress(u"Packages"_s).done;
        }
        const qint64 small = 1 << 20;
        const qint64 all = qRound64(846.9 * (1 << 20)) + small;
        QCOMPARE(done, (QList<qint64>{0, 0, small, all}));
        QCOMPARE(progress.progress(u"Packages"_s).total, all);
        QCOMPARE(UvProgress().progress({}).total, -1);
    }

    void readsSizes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("MiB") << u"2.9MiB"_s << qint64(3'040'870);
        QTest::newRow("GiB") << u"1.5GiB"_s << qint64(1'610'612'736);
        QTest::newRow("KiB") << u"858.1KiB"_s << qint64(878'694);
        QTest::newRow("B") << u"12B"_s << qint64(12);
        QTest::newRow("nonsense") << u"a lot"_s << qint64(-1);
    }
    void readsSizes()
    {
        QFETCH(QString, text);
        QTEST(uvSize(text).value_or(-1), "bytes");
    }

    void readsVersions_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<QString>("version");
        QTest::newRow("as it says") << u"uv 0.13.8 (x86_64-unknown-linux-gnu)\n"_s << u"0.13.8"_s;
        QTest::newRow("with commit and date")
            << u"uv 0.4.30 (61ed2a236 2024-11-04)"_s << u"0.4.30"_s;
        QTest::newRow("another program") << u"uvicorn 0.30"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void readsVersions()
    {
        QFETCH(QString, output);
        QTEST(uvVersionIn(output).toString(), "version");
    }
};

QTEST_GUILESS_MAIN(TestUvWords)
#include "tst_uvwords.moc"
