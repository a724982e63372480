// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/jsonlines.h"
#include "core/io/strictjson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

using Need = StrictJson::Need;

class TestStrictJson : public QObject
{
    Q_OBJECT

private slots:
    void everyValueHasItsLine_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<int>("line");
        QTest::newRow("the whole") << QString() << 1;
        QTest::newRow("a key") << u"/name"_s << 2;
        QTest::newRow("a key inside") << u"/python/version"_s << 4;
        QTest::newRow("a value on another line than its key") << u"/long"_s << 6;
        QTest::newRow("an entry of a list") << u"/list/1"_s << 10;
        QTest::newRow("a key of an entry") << u"/list/2/url"_s << 11;
        QTest::newRow("a key with a slash and an escape") << u"/a~1b\"c"_s << 13;
        QTest::newRow("behind text with brackets and commas") << u"/last"_s << 14;
    }
    void everyValueHasItsLine()
    {
        const QByteArray text = "{\n"
                                "  \"name\": \"x\",\n"
                                "  \"python\": {\n"
                                "    \"version\": \"3.12\"\n"
                                "  },\n"
                                "  \"long\":\n"
                                "    true,\n"
                                "  \"list\": [\n"
                                "    \"one, \\\" [ { two\",\n"
                                "    2,\n"
                                "    { \"url\": \"u\" }\n"
                                "  ],\n"
                                "  \"a/b\\\"c\": [[], {}],\n"
                                "  \"last\": null\n"
                                "}";
        QFETCH(QString, pointer);
        QFETCH(int, line);
        QCOMPARE(jsonLines(text).value(pointer), line);
    }

    void theFirstBreachIsNamedByLineAndField_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("a field that is missing")
            << QByteArray("{\n}") << u"line 1: “/name” is missing"_s;
        QTest::newRow("no text") << QByteArray("{\n\"name\": 7}")
                                 << u"line 2: “/name” is no text"_s;
        QTest::newRow("empty text") << QByteArray("{\"name\": \" \"}") << u"“/name” is empty"_s;
        QTest::newRow("two lines")
            << QByteArray(R"({"name": "a\nb"})") << u"“/name” has more than one line"_s;
        QTest::newRow("a field that nobody knows")
            << QByteArray("{\"name\": \"a\",\n\n\"nmae\": 1}")
            << u"line 3: “/nmae” is no field that Portico knows"_s;
        QTest::newRow("no flag") << QByteArray(R"({"name": "a", "cors": "yes"})")
                                 << u"“/cors” is neither true nor false"_s;
        QTest::newRow("no list") << QByteArray(R"({"name": "a", "texts": "b"})")
                                 << u"“/texts” is no list"_s;
        QTest::newRow("a list with a number")
            << QByteArray("{\"name\": \"a\",\n\"texts\": [\"b\",\n3]}")
            << u"line 3: “/texts/1” is no text"_s;
        QTest::newRow("no object")
            << QByteArray(R"({"name": "a", "part": []})") << u"“/part” is no object"_s;
        QTest::newRow("inside an object")
            << QByteArray("{\"name\": \"a\", \"part\": {\n\"word\": \"x\"}}")
            << u"line 2: “/part/word” is “x”; it can be “one”, “two”"_s;
        QTest::newRow("a part without its field") << QByteArray("{\"name\": \"a\",\n\"part\": {}}")
                                                  << u"line 2: “/part/word” is missing"_s;
        QTest::newRow("half a number")
            << QByteArray(R"({"name": "a", "number": 1.5})") << u"“/number” is no whole number"_s;
    }
    void theFirstBreachIsNamedByLineAndField()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        Result<StrictJson> json = StrictJson::fromBytes(text, u"a.json"_s);
        QVERIFY(json);
        json->text("name"_L1, Need::Required);
        json->flag("cors"_L1);
        json->texts("texts"_L1);
        json->number("number"_L1, Need::Optional);
        StrictJson part = json->object("part"_L1, Need::Optional);
        if (json->has("part"_L1))
            part.word("word"_L1, Need::Required, {u"one"_s, u"two"_s});
        part.finish();
        json->finish();
        const auto error = json->error();
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::InvalidInput);
        QVERIFY2(error->message.startsWith("a.json, "_L1) && error->message.contains(said),
                 qPrintable(error->message));
    }

    void whatIsRightHasNoBreach()
    {
        Result<StrictJson> json =
            StrictJson::fromBytes(R"({"name": " a ", "texts": ["b"], "number": 3})", u"a.json"_s);
        QVERIFY(json);
        QCOMPARE(json->text("name"_L1, Need::Required), u"a"_s);
        QCOMPARE(json->texts("texts"_L1), QStringList{u"b"_s});
        QCOMPARE(json->number("number"_L1, Need::Required), 3);
        json->finish();
        QVERIFY(!json->error());
    }

    void whatIsNoJsonIsRefusedWithItsLine()
    {
        const auto json = StrictJson::fromBytes("{\n\"a\": 1,\n\"a\": 2}", u"a.json"_s);
        QVERIFY(!json);
        QVERIFY2(json.error().message.contains("a.json"_L1)
                     && json.error().message.contains("line 3"_L1),
                 qPrintable(json.error().message));
    }
};

QTEST_GUILESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
