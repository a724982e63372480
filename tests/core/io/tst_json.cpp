// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/json.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestJson : public QObject
{
    Q_OBJECT

private slots:
    void judgesDocuments_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code"); // empty: it is fine
        const auto fine = QString();
        const auto invalid = u"invalid-input"_s;
        const auto corrupt = u"corrupt"_s;
        QTest::newRow("an empty object") << QByteArray("{}") << fine;
        QTest::newRow("white space around") << QByteArray(" \n{\"a\": 1}\r\n\t") << fine;
        QTest::newRow("every kind of value")
            << QByteArray("{\"a\":[1,-2.5e3,true,false,null,\"\\u00e9\\n\",{},[]],\"b\":{\"a\":0}}")
            << fine;
        QTest::newRow("minus zero") << QByteArray("{\"a\": -0}") << fine;
        QTest::newRow("the same key in two objects")
            << QByteArray("{\"a\":{\"x\":1},\"b\":{\"x\":1}}") << fine;
        QTest::newRow("empty") << QByteArray() << corrupt;
        QTest::newRow("only spaces") << QByteArray("  \n") << corrupt;
        QTest::newRow("all zeros") << QByteArray(4096, '\0') << corrupt;
        QTest::newRow("zeros at the end") << QByteArray("{\"a\":1}\0\0", 9) << corrupt;
        QTest::newRow("half a document") << QByteArray("{\"a\": [1, 2") << corrupt;
        QTest::newRow("half a string") << QByteArray("{\"a\": \"text") << corrupt;
        QTest::newRow("half a word") << QByteArray("{\"a\": tr") << corrupt;
        QTest::newRow("cut after a key") << QByteArray("{\"a\"") << corrupt;
        QTest::newRow("cut after a comma") << QByteArray("{\"a\":1,") << corrupt;
        QTest::newRow("cut after a backslash") << QByteArray("{\"a\":\"\\") << corrupt;
        QTest::newRow("a byte-order mark") << QByteArray("\xef\xbb\xbf{}") << invalid;
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0}\0", 6) << invalid;
        QTest::newRow("a comment") << QByteArray("{} // why") << invalid;
        QTest::newRow("a trailing comma") << QByteArray("{\"a\":1,}") << invalid;
        QTest::newRow("a trailing comma in a list") << QByteArray("{\"a\":[1,]}") << invalid;
        QTest::newRow("two documents") << QByteArray("{}{}") << invalid;
        QTest::newRow("a list") << QByteArray("[]") << invalid;
        QTest::newRow("a bare number") << QByteArray("1") << invalid;
        QTest::newRow("a key twice") << QByteArray("{\"a\":1,\"b\":2,\"a\":3}") << invalid;
        QTest::newRow("a key twice, once as an escape")
            << QByteArray("{\"a\":1,\"\\u0061\":2}") << invalid;
        QTest::newRow("a number beyond all bounds") << QByteArray("{\"a\":1e999}") << invalid;
        QTest::newRow("not a number") << QByteArray("{\"a\":NaN}") << invalid;
        QTest::newRow("a line feed in a string") << QByteArray("{\"a\":\"x\ny\"}") << invalid;
        QTest::newRow("single quotes") << QByteArray("{'a':1}") << invalid;
        QTest::newRow("a bracket that does not match") << QByteArray("{\"a\":[1}") << invalid;
        QTest::newRow("bytes that are not UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}") << invalid;
        QTest::newRow("64 levels")
            << "{\"a\":" + QByteArray(63, '[') + QByteArray(63, ']') + "}" << fine;
        QTest::newRow("65 levels")
            << "{\"a\":" + QByteArray(64, '[') + QByteArray(64, ']') + "}" << invalid;
        QTest::newRow("a hundred thousand levels")
            << "{\"a\":" + QByteArray(100'000, '[') << invalid;
    }
    void judgesDocuments()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        const auto object = parseJsonObject(text);
        QCOMPARE(object ? QString() : errorCodeName(object.error().code), code);
        if (!object) {
            QVERIFY(object.error().message.startsWith(u"The document"_s));
            QVERIFY(object.error().message.endsWith(u'.'));
        }
    }

    void namesTheFileAndTheLine()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"install.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n  \"a\": 1,\n  \"a\": 2\n}\n");
        file.close();
        const auto object = readJsonObject(file.fileName());
        QVERIFY(!object);
        QVERIFY2(object.error().message.contains(u"install.json"_s),
                 qPrintable(object.error().message));
        QVERIFY(object.error().message.contains(u"line 3"_s));
        QVERIFY(object.error().message.contains(u"“a”"_s));
    }

    void aMissingFileIsNotFound()
    {
        QCOMPARE(readJsonObject(u"/nowhere/at/all"_s).error().code, ErrorCode::NotFound);
    }

    void aFileBeyondTheLimitIsNotRead()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"large"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(1LL << 30)); // a gigabyte of nothing
        const auto object = readJsonObject(file.fileName());
        QVERIFY(!object);
        QCOMPARE(object.error().code, ErrorCode::InvalidInput);
    }

    void whatIsWrittenCanBeRead()
    {
        const QJsonObject object{
            {u"name"_s, u"ü\"\\\n\t🙂"_s}, {u"number"_s, 1.5}, {u"on"_s, true}};
        const auto again = parseJsonObject(jsonToBytes(object));
        QVERIFY(again);
        QCOMPARE(*again, object);
        QVERIFY(jsonToBytes(object).endsWith('\n'));
    }

    void everyPrefixIsRefusedAndNothingCrashes()
    {
        const QByteArray whole = R"({"a": [1, -2.5e3, true, null, "x\u00e9\\"], "b": {"c": {}}})";
        QVERIFY(parseJsonObject(whole));
        for (qsizetype length = 0; length < whole.size(); ++length) {
            const auto object = parseJsonObject(whole.left(length));
            QVERIFY2(!object, qPrintable(QString::number(length)));
            QCOMPARE(object.error().code, ErrorCode::Corrupt);
        }
    }
};

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
