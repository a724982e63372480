// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/httpheaders.h"

#include <QTest>

using namespace portico;

class TestHttpHeaders final : public QObject
{
    Q_OBJECT

private slots:
    void contentRange_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isValid");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("total");

        const auto good = [](const char *value, qint64 first, qint64 total) {
            QTest::addRow("%s", value) << QByteArray(value) << true << first << total;
        };
        const auto bad = [](const char *value) {
            QTest::addRow("not %s", value)
                << QByteArray(value) << false << qint64(-1) << qint64(-1);
        };
        good("bytes 0-99/100", 0, 100);
        good("bytes 4294967296-4294967300/9000000000", 4294967296, 9000000000);
        good("bytes 5-9/*", 5, -1);
        good("bytes */100", -1, 100);
        bad("");
        bad("bytes 0-99");
        bad("items 0-99/100");
        bad("bytes 99-0/100");
        bad("bytes 0-100/100");
        bad("bytes -5-9/100");
        bad("bytes 0-9/-100");
        bad("bytes 0-9/1e3");
        bad("bytes 0-9/99999999999999999999");
        bad("bytes */*");
        bad("bytes a-b/c");
    }

    void contentRange()
    {
        QFETCH(QByteArray, value);
        const std::optional<ContentRange> range = parseContentRange(value);
        QTEST(range.has_value(), "isValid");
        if (range) {
            QTEST(range->first.value_or(-1), "first");
            QTEST(range->total.value_or(-1), "total");
        }
    }

    void contentLength_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isChunked");
        QTest::addColumn<bool>("isAccepted");

        QTest::newRow("a number") << QByteArray("12") << false << true;
        QTest::newRow("the same number twice") << QByteArray("12, 12") << false << true;
        QTest::newRow("two numbers") << QByteArray("12, 13") << false << false;
        QTest::newRow("a negative number") << QByteArray("-1") << false << false;
        QTest::newRow("a signed number") << QByteArray("+1") << false << false;
        QTest::newRow("2 to the 64th") << QByteArray("18446744073709551616") << false << false;
        QTest::newRow("no number") << QByteArray("many") << false << false;
        QTest::newRow("a number and chunks") << QByteArray("12") << true << false;
    }

    void contentLength()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, isChunked);
        HttpReply reply{
            200, QUrl(QStringLiteral("https://a.example")), {{"content-length", value}}};
        if (isChunked)
            reply.headers.append(HttpHeader{"transfer-encoding", "chunked"});
        QTEST(bool(portico::contentLength(reply)), "isAccepted");
    }

    void aMissingLengthIsNoError()
    {
        const Result<std::optional<qint64>> length = portico::contentLength(HttpReply());
        QVERIFY(length);
        QVERIFY(!length->has_value());
    }

    void onlyStrongValidatorsCount()
    {
        HttpReply reply;
        reply.headers = {{"ETag", "W/\"1\""}, {"Last-Modified", "Tue, 01 Sep 2026 00:00:00 GMT"}};
        QCOMPARE(validatorOf(reply).etag, QByteArray());
        QCOMPARE(validatorOf(reply).ifRange(), QByteArray("Tue, 01 Sep 2026 00:00:00 GMT"));
        reply.headers[0].value = "\"1\"";
        QCOMPARE(validatorOf(reply).ifRange(), QByteArray("\"1\""));
    }
};

QTEST_GUILESS_MAIN(TestHttpHeaders)
#include "tst_httpheaders.moc"
