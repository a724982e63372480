// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/toml.h"

#include <QJsonArray>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TomlTest : public QObject
{
    Q_OBJECT

private slots:
    void aDocumentBecomesATree()
    {
        const auto read = parseToml("[project]\n"
                                    "name = \"pack\"\n"
                                    "dependencies = [\"a>=1\", 'b']\n"
                                    "when = 2026-01-02T03:04:05Z\n"
                                    "[tool.comfy]\n"
                                    "deep.er = { size = 9_000_000_000, on = true, part = 1.5 }\n"
                                    "[[list]]\nx = 1\n[[list]]\nx = 2\n",
                                    u"x.toml"_s);
        QVERIFY(read);
        const QJsonObject project = read->value("project"_L1).toObject();
        QCOMPARE(project.value("name"_L1).toString(), u"pack"_s);
        QCOMPARE(project.value("dependencies"_L1).toArray(), (QJsonArray{u"a>=1"_s, u"b"_s}));
        QCOMPARE(project.value("when"_L1).toString(), u"2026-01-02T03:04:05Z"_s);
        const QJsonObject inner = read->value("tool"_L1)
                                      .toObject()
                                      .value("comfy"_L1)
                                      .toObject()
                                      .value("deep"_L1)
                                      .toObject()
                                      .value("er"_L1)
                                      .toObject();
        QCOMPARE(inner.value("size"_L1).toInteger(), 9'000'000'000);
        QCOMPARE(inner.value("on"_L1), QJsonValue(true));
        QCOMPARE(inner.value("part"_L1), QJsonValue(1.5));
        QCOMPARE(read->value("list"_L1).toArray().size(), 2);
    }

    void whatIsWrongIsNamedByLine_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("line");
        QTest::newRow("a key that comes twice") << QByteArray("a = 1\na = 2\n") << u"line 2"_s;
        QTest::newRow("no TOML at all") << QByteArray("<!doctype html>") << u"line 1"_s;
        QTest::newRow("text cut off") << QByteArray("\n\na = \"x") << u"line 3"_s;
        QTest::newRow("bytes that are no UTF-8") << QByteArray("a = \"\xff\xfe\"") << u"line 1"_s;
        QTest::newRow("nested beyond all bounds")
            << ("a = " + QByteArray(5000, '[')) << u"line 1"_s;
    }

    void whatIsWrongIsNamedByLine()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, line);
        const auto read = parseToml(bytes, u"pyproject.toml"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidInput);
        QVERIFY2(read.error().message.contains(line), qPrintable(read.error().message));
        QVERIFY(read.error().message.contains(u"pyproject.toml"_s));
    }

    void aFileBeyondAllBoundsIsRefused()
    {
        const auto read = parseToml(QByteArray(kMostTomlBytes + 1, '\n'), u"x"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TomlTest)
#include "tst_toml.moc"
