// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envengine.h"
#include "envsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

/** What authors write wrongly into pixi's part of comfy-env.toml: told with its line before a
 * build, not by a failed one. */
class TestPixiTables : public QObject
{
    Q_OBJECT

private slots:
    void mistakes_data();
    void mistakes();
    void unknownKeys_data();
    void unknownKeys();
};

void TestPixiTables::mistakes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line"); // 0: taken
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *text, int line, const char *says) {
        QTest::newRow(name) << QByteArray(text) << line << QString::fromUtf8(says);
    };
    row("a list of packages", "\npypi-dependencies = [\"numpy\"]\n", 2, "must be a table");
    row("a list of conda packages", "dependencies = [\"cgal\"]\n", 1, "must be a table");
    row("a version as a number", "[pypi-dependencies]\na = \"*\"\nnumpy = 2\n", 3,
        "“numpy” must be a text");
    row("an arrow the wrong way round", "[pypi-dependencies]\nnumpy = \"=>2\"\n", 2, "=>2");
    row("the same in a table", "[pypi-dependencies]\n\nnumpy = { version = \"=>2\" }\n", 3, "=>2");
    row("for one platform", "[target.linux-64.pypi-dependencies]\nnumpy = \"=>2\"\n", 2, "=>2");
    row("a platform that is no table", "target = \"linux-64\"\n", 1, "must be a table");
    row("versions as they should be",
        "[pypi-dependencies]\na = \"*\"\nb = \">=1,<2\"\nc = \"1.0\"\nd = \"~=1.2\"\n"
        "e = { version = \"==1.*\", extras = [\"x\"] }\nf = { git = \"https://h/x\" }\ng = \"\"\n",
        0, "");
    row("conda's own way of writing versions", "[dependencies]\na = \"1.2.*|>=2\"\nb = \"=3\"\n", 0,
        "");
}

void TestPixiTables::mistakes()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QString, says);
    for (const char *version : {"0.2.19", "0.4.22", "0.4.46"}) {
        const auto config = parseEnvConfig(text, u"P/nodes/comfy-env.toml"_s, rulesOf(version));
        QCOMPARE(static_cast<bool>(config), line == 0);
        if (config)
            continue;
        const QString place = u"P/nodes/comfy-env.toml, line %1: "_s.arg(line);
        QVERIFY2(config.error().message.startsWith(place), qPrintable(config.error().message));
        QVERIFY2(config.error().message.contains(says), qPrintable(config.error().message));
        QVERIFY(config.error().nextStep.endsWith(u'.'));
    }
}

void TestPixiTables::unknownKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("line"); // 0: nothing is said
    const auto row = [](const char *name, const char *text, const char *version, int line) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(version) << line;
    };
    row("a key that nobody knows", "\npyhton = \"3.11\"\n", "0.4.22", 2);
    row("a table that nobody knows", "[pypi-dependency]\na = \"*\"\n", "0.2.19", 1);
    row("system packages, which went with the first generation", "[apt]\npackages = [\"a\"]\n",
        "0.4.22", 1);
    row("and were its own", "[apt]\npackages = [\"a\"]\n", "0.2.19", 0);
    row("a table of pixi's own", "[tasks]\na = \"b\"\n", "0.4.22", 0);
    row("what comfy-env passes over in [workspace]", "[workspace]\nauthors = [\"me\"]\n", "0.4.22",
        2);
    row("and passed on before", "[workspace]\nauthors = [\"me\"]\n", "0.2.19", 0);
    row("a misspelt option", "[options]\nhealthcheck = 3\n", "0.4.46", 2);
}

void TestPixiTables::unknownKeys()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, version);
    QFETCH(int, line);
    const auto config = parseEnvConfig(text, u"x"_s, rulesOf(version.constData()));
    QVERIFY(config);
    QCOMPARE(config->remarks.size(), line == 0 ? 0 : 1);
    if (line > 0)
        QCOMPARE(config->remarks.constFirst().line, line);
    const bool isTopKey = line > 0 && !text.startsWith("[workspace]") && !text.startsWith("[opt");
    if (isTopKey) // pixi says what it thinks of it; uv would pass it over
        QCOMPARE(chooseEngine(*config, u"linux-64"_s).engine, EnvEngine::Pixi);
}

QTEST_GUILESS_MAIN(TestPixiTables)
#include "tst_pixitables.moc"
