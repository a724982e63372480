// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/identifiers.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestIdentifiers : public QObject
{
    Q_OBJECT

private slots:
    void acceptsOnlyShortPlainIds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isValid");
        QTest::newRow("a plain word") << u"studio"_s << true;
        QTest::newRow("words with dashes") << u"my-studio-2"_s << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("upper case") << u"Studio"_s << false;
        QTest::newRow("a path") << u"../../x"_s << false;
        QTest::newRow("a dot") << u"a.b"_s << false;
        QTest::newRow("a Windows device") << u"con"_s << false;
        QTest::newRow("a numbered Windows device") << u"com1"_s << false;
        QTest::newRow("leading dash, an option to most programs") << u"-rf"_s << false;
        QTest::newRow("forty characters") << QString(40, u'a') << true;
        QTest::newRow("forty-one characters") << QString(41, u'a') << false;
    }
    void acceptsOnlyShortPlainIds()
    {
        QFETCH(QString, text);
        QFETCH(bool, isValid);
        QCOMPARE(InstallId::fromString(text).has_value(), isValid);
    }

    void makesIdsFromNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("spaces and capitals") << u"My Studio"_s << u"my-studio"_s;
        QTest::newRow("accents") << u"Zo\u00eb's \u00c9tude"_s << u"zoe-s-etude"_s;
        QTest::newRow("only emoji") << u"\U0001F642"_s << u"comfyui"_s;
        QTest::newRow("a reserved name") << u"CON"_s << u"comfyui"_s;
        QTest::newRow("dots and slashes") << u"../../etc"_s << u"etc"_s;
        QTest::newRow("a taken name") << u"taken"_s << u"taken-2"_s;
    }
    void makesIdsFromNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        const QList<InstallId> taken{*InstallId::fromString(u"taken")};
        const InstallId made = InstallId::fromName(name, taken);
        QCOMPARE(made.toString(), id);
        QVERIFY(InstallId::fromString(made.toString()).has_value());
    }

    void readsDigests()
    {
        const QString hex(64, u'A');
        QCOMPARE(Sha256::fromHex(hex)->toHex(), QString(64, u'a'));
        QVERIFY(Sha256::fromHex(u"sha256:"_s + hex).has_value());
        QVERIFY(!Sha256::fromHex(u"md5:"_s + hex).has_value());
        QVERIFY(!Sha256::fromHex(hex.left(63)).has_value());
        QVERIFY(!Sha256::fromHex(hex.left(63) + u'g').has_value());
    }
};

QTEST_GUILESS_MAIN(TestIdentifiers)
#include "tst_identifiers.moc"
