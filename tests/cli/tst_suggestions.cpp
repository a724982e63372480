// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/commandwords.h"
#include "app/cli/completionscripts.h"
#include "app/cli/suggestions.h"

#include <QTest>

using namespace portico;
using namespace portico::cli;
using namespace Qt::StringLiterals;

namespace {

/** A command with every shape that the help text of Qt has to be read out of. */
Command shapes()
{
    return {.name = u"shapes"_s,
            .summary = u"For this test"_s,
            .syntax = u"push|pull FILE | look"_s,
            .description = {},
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"act"_s, u"What to do."_s);
                    parser.addPositionalArgument(QString(60, u'n') + u"|short"_s, u"A long one."_s);
                    parser.addOption({{u"p"_s, u"port"_s}, u"Which port."_s, u"PORT"_s});
                    parser.addOption({u"plain"_s,
                                      u"So many words that they go on in the next line, and in the "
                                      "one after it."_s});
                },
            .minimumArguments = 0,
            .maximumArguments = 2,
            .make = {}};
}

QList<Install> twoInstalls(const QString &library)
{
    Install one;
    one.id = *InstallId::fromString(library.isEmpty() ? u"studio"_s : u"elsewhere"_s);
    Install other;
    other.id = *InstallId::fromString(u"test"_s);
    return {one, other};
}

QStringList wordsFor(const QString &line)
{
    QStringList words;
    for (const Suggestion &suggestion : suggest(allCommands(), line.split(u' '), twoInstalls).words)
        words += suggestion.word;
    return words;
}

} // namespace

class TestSuggestions : public QObject
{
    Q_OBJECT

private slots:
    void whatACommandDeclaresIsRead()
    {
        const CommandWords words = declaredWords(shapes());
        QCOMPARE(words.arguments.size(), 2);
        QCOMPARE(words.arguments.at(0).name, u"push|pull|look"_s);
        QCOMPARE(words.arguments.at(1).name, QString(60, u'n') + u"|short"_s);
        QCOMPARE(words.arguments.at(1).description, u"A long one."_s);
        QCOMPARE(words.options.size(), 2);
        QCOMPARE(words.options.at(0).names, (QStringList{u"-p"_s, u"--port"_s}));
        QCOMPARE(words.options.at(0).value, u"PORT"_s);
        QCOMPARE(words.options.at(1).value, QString());
        QCOMPARE(words.options.at(1).description,
                 u"So many words that they go on in the next line, and in the one after it."_s);
    }

    void everyCommandOfPorticoctlIsReadWhole()
    {
        for (const Command &command : allCommands()) {
            QCommandLineParser parser;
            command.declare(parser);
            for (const KnownOption &option : declaredWords(command).options) {
                QVERIFY2(!option.description.isEmpty(), qPrintable(command.name));
                const QString last = option.names.constLast();
                QStringList line{u"porticoctl"_s, last};
                if (!option.value.isEmpty())
                    line += u"1"_s;
                QVERIFY2(parser.parse(line), qPrintable(command.name + u' ' + last));
            }
        }
    }

    void whatFitsAtTheCursor_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("the beginning of a command")
            << u"sta"_s << QStringList{u"start"_s, u"status"_s};
        QTest::newRow("the same behind an option for all")
            << u"--library /l sta"_s << QStringList{u"start"_s, u"status"_s};
        QTest::newRow("help takes a command") << u"help sel"_s << QStringList{u"selfcheck"_s};
        QTest::newRow("an option") << u"start x --po"_s << QStringList{u"--port"_s};
        QTest::newRow("an install") << u"stop st"_s << QStringList{u"studio"_s};
        QTest::newRow("an install of another library")
            << u"--library /l stop "_s << QStringList{u"elsewhere"_s, u"test"_s};
        QTest::newRow("the same as bash takes it apart")
            << u"--library = /l stop "_s << QStringList{u"elsewhere"_s, u"test"_s};
        QTest::newRow("a verb") << u"nodes sea"_s << QStringList{u"search"_s};
        QTest::newRow("an install behind a verb")
            << u"nodes list "_s << QStringList{u"studio"_s, u"test"_s};
        QTest::newRow("an install behind an option with its value")
            << u"start --port 8188 "_s << QStringList{u"studio"_s, u"test"_s};
        QTest::newRow("nothing more than a command takes") << u"stop studio "_s << QStringList{};
        QTest::newRow("no option behind two dashes") << u"stop -- --no"_s << QStringList{};
        QTest::newRow("nothing of an unknown command") << u"fly "_s << QStringList{};
    }
    void whatFitsAtTheCursor()
    {
        QFETCH(QString, line);
        QFETCH(QStringList, words);
        QCOMPARE(wordsFor(line), words);
    }

    void filesFitWhereAFileIsMeant_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("files");
        QTest::newRow("a bundle") << u"add "_s << true;
        QTest::newRow("the value of an option") << u"--library "_s << true;
        QTest::newRow("an install or a recipe") << u"bundle build "_s << true;
        QTest::newRow("an install") << u"start "_s << false;
        QTest::newRow("a command") << u""_s << false;
    }
    void filesFitWhereAFileIsMeant()
    {
        QFETCH(QString, line);
        QFETCH(bool, files);
        QCOMPARE(suggest(allCommands(), line.split(u' '), twoInstalls).alsoFiles, files);
    }

    void installsAreAskedOnlyWhereOneFits()
    {
        int asked = 0;
        const Installs counting = [&asked](const QString &) {
            ++asked;
            return QList<Install>();
        };
        suggest(allCommands(), {u"start"_s, u"--p"_s}, counting);
        suggest(allCommands(), {u"st"_s}, counting);
        QCOMPARE(asked, 0);
        suggest(allCommands(), {u"start"_s, u""_s}, counting);
        QCOMPARE(asked, 1);
    }

    void everyShellHasAScriptAndNoOther()
    {
        for (const QString &shell : {u"bash"_s, u"zsh"_s, u"fish"_s})
            QVERIFY(completionScript(shell)->contains("completion suggest --"));
        QVERIFY(!completionScript(u"tcsh"_s));
    }
};

QTEST_GUILESS_MAIN(TestSuggestions)

#include "tst_suggestions.moc"
